'use strict';

/* Claims and their verdicts. */
const verdicts = (() => {
  const {put} = dom;
  const WORDS = {
    SUPPORTED: ['✓', 'supported'],
    CONTRADICTED: ['✗', 'contradicted'],
    UNDECIDED: ['?', 'undecided'],
    NOT_RUN: ['–', 'not run'],
  };
  const FORMATS = {SHARE: 'POINTS', CORRELATION: 'SIGNED'};
  const UNITS = {SHARE: ' points', CORRELATION: ''};

  const badge = (parent, verdict) => {
    const [sign, word] = WORDS[verdict];
    const made = put(parent, 'span', `verdict ${verdict}`);
    put(made, 'span', '', sign).setAttribute('aria-hidden', 'true');
    made.append(` ${word}`);
  };

  const number = (claim, value) => format.show(value, FORMATS[claim.unit]);

  /* The estimate with its interval, as text. */
  const estimate = ({claim, estimate: value, low, high}) =>
    value === null ? '' : `${number(claim, value)}${UNITS[claim.unit]} [${number(claim, low)}, ${number(claim, high)}]`;

  return {badge, estimate, number, words: verdict => WORDS[verdict][1]};
})();
