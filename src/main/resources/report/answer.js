'use strict';

/* The entry: the answer, the verdicts in short, the way to the other questions. */
(() => {
  const {put, byId} = dom;
  const {answer, claims, claimsPage} = dom.data();

  const findings = () => {
    const places = {HEADLINE: byId('headline'), RESULT: byId('results'), LIMIT: byId('limits')};
    answer.findings.forEach(({weight, text}) => put(places[weight], weight === 'HEADLINE' ? 'span' : 'li', '', text));
  };

  const standings = () => {
    if (answer.standings.length === 0) return;
    const parent = byId('standings');
    const full = Math.max(...answer.standings.map(standing => standing.high));
    const at = share => `${(100 * share) / full}%`;
    put(parent, 'p', 'standings-title', answer.standingsTitle);
    answer.standings.forEach(({style, value, low, high, text}) => {
      const row = put(parent, 'div', `standing ${style.role.toLowerCase()}`);
      put(row, 'span', 'standing-label', style.label);
      const track = put(row, 'span', 'standing-track');
      track.style.color = looks.css(style);
      const interval = put(track, 'span', 'standing-interval');
      interval.style.left = at(low);
      interval.style.width = at(high - low);
      put(track, 'span', 'standing-value-mark').style.left = at(value);
      put(row, 'span', 'standing-value', text);
    });
  };

  const count = () => {
    const tested = claims.filter(({verdict}) => verdict !== 'NOT_RUN').length;
    return `${tested} of ${claims.length} claims could be tested here. Every interval is for one claim by itself.`;
  };

  const judged = () => {
    byId('claims').hidden = claims.length === 0;
    byId('claims-count').textContent = count();
    byId('claims-link').href = claimsPage;
    claims.forEach(result => {
      const row = put(byId('verdicts'), 'tr');
      put(row, 'td', 'text statement', result.claim.statement);
      verdicts.badge(put(row, 'td', 'text'), result.verdict);
      put(row, 'td', '', verdicts.estimate(result));
    });
  };

  const guide = () =>
    answer.guide.forEach(({link, question, answer: first}) => {
      const item = put(byId('guide'), 'li');
      put(item, 'a', '', question).href = link.file;
      put(item, 'p', '', first);
    });

  findings();
  standings();
  judged();
  guide();
})();
