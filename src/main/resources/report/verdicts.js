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
  const FORMATS = {DIFFERENCE: 'POINTS', SHARE: 'PERCENT', NUMBER: 'SIGNED'};
  const UNITS = {DIFFERENCE: ' points', SHARE: '', NUMBER: ''};

  const badge = (parent, verdict) => {
    const [sign, word] = WORDS[verdict];
    const made = put(parent, 'span', `verdict ${verdict}`);
    put(made, 'span', '', sign).setAttribute('aria-hidden', 'true');
    made.append(` ${word}`);
  };

  const number = (unit, value) => format.show(value, FORMATS[unit]);

  /* A figure with its interval, as text. */
  const figure = (unit, value, low, high) => {
    const text = number(unit, value) + UNITS[unit];
    return low === high ? text : `${text} [${number(unit, low)}, ${number(unit, high)}]`;
  };

  const estimate = ({claim, estimate: value, low, high}) =>
    value === null ? '' : figure(claim.unit, value, low, high);

  return {badge, estimate, figure, number};
})();
