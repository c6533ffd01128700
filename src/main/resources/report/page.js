'use strict';

/* Puts the report together. Whatever comes from the run is set as text, never as markup. */
(() => {
  const report = JSON.parse(document.getElementById('data').textContent);

  const element = (tag, className, text) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  const put = (parent, tag, className, text) => parent.appendChild(element(tag, className, text));

  const byId = id => document.getElementById(id);

  const findings = () => {
    byId('title').textContent = report.title;
    byId('subtitle').textContent = report.subtitle;
    const places = {HEADLINE: byId('headline'), RESULT: byId('results'), LIMIT: byId('limits')};
    report.findings.forEach(({weight, text}) => put(places[weight], weight === 'HEADLINE' ? 'span' : 'li', '', text));
  };

  const standings = () => {
    if (report.standings.length === 0) return;
    const parent = byId('standings');
    const full = Math.max(...report.standings.map(standing => standing.high));
    const at = share => `${(100 * share) / full}%`;
    put(parent, 'p', 'standings-title', report.standingsTitle);
    report.standings.forEach(({look, value, low, high, text}) => {
      const row = put(parent, 'div', `standing ${look.role.toLowerCase()}`);
      put(row, 'span', 'standing-label', look.label);
      const track = put(row, 'span', 'standing-track');
      track.style.color = `var(${charts.colorName(look)})`;
      const interval = put(track, 'span', 'standing-interval');
      interval.style.left = at(low);
      interval.style.width = at(high - low);
      put(track, 'span', 'standing-value-mark').style.left = at(value);
      put(row, 'span', 'standing-value', text);
    });
  };

  /* A piece of the line, or of the fill where the chart has no lines. */
  const swatch = (parent, chart, series) => {
    const svg = (tag, attributes) => {
      const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
      Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
      return made;
    };
    const lines = ['CURVES', 'INTERVALS'].includes(chart.kind);
    const image = parent.appendChild(svg('svg', {class: 'swatch', 'aria-hidden': 'true', viewBox: `0 0 ${lines ? 28 : 12} 12`}));
    image.style.color = `var(${charts.colorName(series.look)})`;
    image.append(
      lines
        ? svg('path', {d: 'M0 6h28', stroke: 'currentColor', 'stroke-width': 2.5, 'stroke-dasharray': charts.dash(series).join(' ')})
        : svg('rect', {width: 12, height: 12, rx: chart.kind === 'SCATTER' ? 6 : 2, fill: 'currentColor'}));
  };

  const legend = (parent, chart) => {
    const list = put(parent, 'ul', 'legend');
    chart.series.forEach(series => {
      const item = put(list, 'li');
      swatch(item, chart, series);
      put(item, 'span', '', series.look.label);
    });
  };

  const table = (parent, {name, columns, rows}) => {
    const details = put(parent, 'details');
    put(details, 'summary', '', `Table, ${rows.length.toLocaleString('en-US')} rows`);
    const file = put(put(details, 'p', 'caption'), 'a', '', `tables/${name}.csv`);
    file.href = `tables/${encodeURIComponent(name)}.csv`;
    const fill = () => {
      const made = put(put(details, 'div', 'scroll'), 'table');
      const side = column => (column.format === 'TEXT' ? 'text' : '');
      const head = put(put(made, 'thead'), 'tr');
      columns.forEach(column => put(head, 'th', side(column), column.name));
      const body = put(made, 'tbody');
      rows.forEach(row => {
        const line = put(body, 'tr');
        row.forEach((value, i) => put(line, 'td', side(columns[i]), charts.show(value, columns[i].format)));
      });
    };
    details.addEventListener('toggle', fill, {once: true});
  };

  const figures = () =>
    report.charts.forEach((chart, i) => {
      const figure = put(byId('figures'), 'figure', 'figure');
      const title = put(figure, 'h3');
      put(title, 'span', 'number', `Figure ${i + 1}. `);
      title.append(chart.title);
      legend(figure, chart);
      if (chart.y.label) put(figure, 'p', 'y-label', `↑ ${chart.y.label}`);
      const drawn = put(figure, 'div', 'chart');
      drawn.id = `chart-${chart.table.name}`;
      drawn.setAttribute('role', 'img');
      drawn.setAttribute('aria-label', `${chart.title}. The table below the caption has the numbers.`);
      put(figure, 'figcaption', 'caption', chart.caption);
      table(figure, chart.table);
      charts.draw(drawn, chart);
    });

  const judgments = {
    RIGHT: ['✓', 'right step'],
    WRONG: ['✗', 'wrong step'],
    DEAD_END: ['↩', 'dead end'],
    GOAL: ['★', 'solution'],
    FALSE_GOAL: ['✗', 'wrong solution'],
    AFTERWARDS: ['', 'after the solution, not judged'],
  };

  const marked = (parent, judgment, text) =>
    put(parent, 'span', judgment, text).setAttribute('data-mark', (judgments[judgment] || [''])[0]);

  const writing = (parent, sample) => {
    const card = put(parent, 'article', 'writing');
    const head = put(card, 'div', 'writing-head');
    put(head, 'span', 'writing-player', sample.look.label).style.color = `var(${charts.colorName(sample.look)})`;
    put(head, 'span', sample.solved ? 'solved' : 'failed', sample.verdict);
    const lines = put(card, 'pre', 'lines');
    lines.tabIndex = 0;
    sample.lines.forEach(({text, judgment}) => marked(lines, judgment, text));
    if (sample.cut) marked(lines, 'cut', '… cut at the limit of tokens');
  };

  const samples = () => {
    byId('samples-section').hidden = report.problems.length === 0;
    Object.entries(judgments).forEach(([judgment, [, meaning]]) => marked(put(byId('key'), 'li'), judgment, meaning));
    report.problems.forEach(problem => {
      const parent = put(byId('samples'), 'div', 'problem');
      put(parent, 'h3', '', problem.statement);
      const writings = put(parent, 'div', 'writings');
      problem.samples.forEach(sample => writing(writings, sample));
    });
  };

  const run = () => {
    report.facts.forEach(group => {
      const parent = put(byId('facts'), 'div');
      put(parent, 'h3', '', group.title);
      const list = put(parent, 'dl');
      group.facts.forEach(({name, value}) => {
        put(list, 'dt', '', name);
        put(list, 'dd', '', value);
      });
    });
    byId('configuration').textContent = report.configuration;
  };

  findings();
  standings();
  figures();
  samples();
  run();
})();
