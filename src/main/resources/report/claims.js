'use strict';

/* The claims with what was tested and what came of it. */
(() => {
  const {put, byId} = dom;
  const {claims} = dom.data();

  /* The interval beside the bound, on an axis of its own. */
  const axis = (parent, {claim, verdict, estimate, low, high}) => {
    const reach = claim.unit === 'SHARE' ? 1 : 1.15 * Math.max(...[low, high, claim.bound].map(Math.abs), 0.01);
    const least = claim.unit === 'SHARE' ? 0 : -reach;
    const part = value => (100 * value) / (reach - least);
    const at = value => `${part(value - least)}%`;
    const track = put(parent, 'div', `claim-axis ${verdict}`);
    track.setAttribute('aria-hidden', 'true');
    const claimed = put(track, 'span', 'claimed');
    claimed.style.left = claim.side === 'ABOVE' ? at(claim.bound) : 0;
    claimed.style.right = claim.side === 'ABOVE' ? 0 : `${part(reach - claim.bound)}%`;
    put(track, 'span', 'bound').style.left = at(claim.bound);
    const interval = put(track, 'span', 'standing-interval');
    interval.style.left = at(low);
    interval.style.width = `${part(high - low)}%`;
    put(track, 'span', 'standing-value-mark').style.left = at(estimate);
    put(parent, 'p', 'axis-key', `shaded: the claimed side, ${claim.side.toLowerCase()} ${verdicts.number(claim.unit, claim.bound)}`);
  };

  const facts = (parent, pairs) => {
    const list = put(parent, 'dl', 'claim-facts');
    pairs.filter(([, value]) => value).forEach(([name, value]) => {
      put(list, 'dt', '', name);
      put(list, 'dd', '', value);
    });
  };

  const beside = ({supporting: figures}) =>
    figures
      .map(({what, unit, value, low, high}) => `${what}: ${verdicts.figure(unit, value, low, high)}`)
      .join('; ');

  const count = (number, word) => `${number.toLocaleString('en-US')} ${word}`;

  const show = result => {
    const card = put(byId('claims'), 'article', 'claim');
    card.id = result.claim.id;
    const head = put(card, 'div', 'claim-head');
    put(head, 'h3', '', result.claim.statement);
    verdicts.badge(head, result.verdict);
    if (result.estimate !== null) {
      put(card, 'p', 'claim-estimate', verdicts.estimate(result));
      axis(card, result);
    }
    facts(card, [
      ['Tested', result.claim.tested],
      ['Why', result.why],
      ['Note', result.remarks.join(' ')],
      ['At', result.setting],
      ['Rests on', result.estimate === null ? '' : `${count(result.problems, 'problems')}, ${count(result.samples, 'completions')}; ${Math.round(100 * result.confidence)}% interval; run ${result.runs.join(' and ')}`],
      ['Beside it', beside(result)],
      ['Claimed in', result.claim.source],
    ]);
  };

  const tested = claims.filter(({verdict}) => verdict !== 'NOT_RUN').length;
  byId('count').textContent =
    `${tested} of ${claims.length} claims were tested. Each interval is for one claim by itself: of many claims that are all just not true, at 95% about one in forty would still come out as supported.`;
  claims.forEach(show);
})();
