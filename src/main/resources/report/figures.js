'use strict';

/* Sections of a page: findings, figures and tables. */
const figures = (() => {
  const {put, svg} = dom;
  let number = 0;

  /* A piece of the line with its mark, or of the fill where the chart has no lines. */
  const swatch = (parent, chart, series) => {
    const lines = ['CURVES', 'INTERVALS', 'CALIBRATION'].includes(chart.kind);
    const image = parent.appendChild(svg('svg', {class: 'swatch', 'aria-hidden': 'true', viewBox: `0 0 ${lines ? 34 : 12} 12`}));
    image.style.color = looks.css(series.style);
    if (lines) {
      image.append(svg('path', {d: 'M0 6h34', stroke: 'currentColor', 'stroke-width': 2.25, 'stroke-dasharray': charts.dash(series).join(' ')}));
      if (series.style.role === 'REFERENCE') return;
    }
    image.append(lines || !['STACKED', 'HISTOGRAM'].includes(chart.kind) ? mark(series, lines ? 17 : 6) : svg('rect', {width: 12, height: 12, fill: 'currentColor'}));
  };

  const mark = (series, x) => {
    const shapes = {
      circle: () => svg('circle', {cx: x, cy: 6, r: 4}),
      rect: () => svg('rect', {x: x - 3.5, y: 2.5, width: 7, height: 7}),
      triangle: () => svg('path', {d: `M${x} 1.5l4.5 8h-9z`}),
      diamond: () => svg('path', {d: `M${x} 1l5 5-5 5-5-5z`}),
      pin: () => svg('path', {d: `M${x} 11l-4.5-8h9z`}),
      roundRect: () => svg('rect', {x: x - 4, y: 2, width: 8, height: 8, rx: 2.5}),
    };
    const made = shapes[looks.mark(series)]();
    made.setAttribute('fill', 'currentColor');
    return made;
  };

  const legend = (parent, chart) => {
    const list = put(parent, 'ul', 'legend');
    chart.series.forEach(series => {
      const item = put(list, 'li');
      swatch(item, chart, series);
      put(item, 'span', '', series.style.label);
    });
  };

  const cell = value => {
    const text = value === null ? '' : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  };

  const csv = ({columns, rows}) =>
    [columns.map(column => column.name), ...rows].map(row => row.map(cell).join(',') + '\n').join('');

  const button = (parent, label, described, action) => {
    const made = put(parent, 'button', 'download', label);
    made.type = 'button';
    made.setAttribute('aria-label', described);
    made.addEventListener('click', action);
  };

  const csvButton = (parent, table, title) =>
    button(parent, 'CSV', `Numbers of “${title}” as CSV`, () => dom.download(`${table.name}.csv`, 'text/csv', csv(table)));

  /* Fills a scrolling box with a table; numbers to the right. */
  const rows = (parent, {columns, rows: values}, label) => {
    const box = put(parent, 'div', 'scroll');
    box.tabIndex = 0;
    box.setAttribute('role', 'region');
    box.setAttribute('aria-label', label);
    const made = put(box, 'table');
    const side = column => (column.format === 'TEXT' ? 'text' : '');
    const head = put(put(made, 'thead'), 'tr');
    columns.forEach(column => (put(head, 'th', side(column), column.name).scope = 'col'));
    const body = put(made, 'tbody');
    values.forEach(row => {
      const line = put(body, 'tr');
      row.forEach((value, i) => put(line, 'td', side(columns[i]), format.show(value, columns[i].format)));
    });
  };

  const numbers = (parent, table, title) => {
    const details = put(parent, 'details');
    put(details, 'summary', '', `Table, ${table.rows.length.toLocaleString('en-US')} rows`);
    details.addEventListener('toggle', () => rows(details, table, `Numbers of “${title}”`), {once: true});
  };

  const figure = (parent, chart) => {
    const {title, text, evidence} = chart.caption;
    const made = put(parent, 'figure', `figure ${chart.kind.toLowerCase()}`);
    const heading = put(made, 'h3');
    put(heading, 'span', 'number', `Figure ${++number}. `);
    heading.append(title);
    legend(made, chart);
    const upwards = charts.sideways(chart) ? '' : '↑ ';
    if (chart.y.label) put(made, 'p', 'y-label', upwards + chart.y.label);
    const drawn = put(made, 'div', 'chart');
    drawn.id = `chart-${chart.table.name}`;
    drawn.setAttribute('role', 'img');
    drawn.setAttribute('aria-label', `${title}. ${evidence} The table below has the numbers.`);
    const caption = put(made, 'figcaption', 'caption');
    caption.append(text + ' ');
    put(caption, 'span', 'evidence', evidence);
    const tools = put(made, 'div', 'tools');
    button(tools, 'SVG', `“${title}” as SVG`, () => dom.download(`${chart.table.name}.svg`, 'image/svg+xml', drawing.svg(chart)));
    csvButton(tools, chart.table, title);
    numbers(tools, chart.table, title);
    drawing.draw(drawn, chart);
  };

  const shownTable = (parent, {title, text, table}) => {
    const made = put(parent, 'div', 'figure wide');
    put(made, 'h3', '', title);
    put(made, 'p', 'caption', text);
    rows(made, table, title);
    csvButton(put(made, 'div', 'tools'), table, title);
  };

  const section = (parent, {title, findings, charts: drawn, tables}, i) => {
    const made = put(parent, 'section');
    const heading = put(made, 'h2', '', title);
    heading.id = `section-${i + 1}`;
    made.setAttribute('aria-labelledby', heading.id);
    if (findings.length > 0) {
      const list = put(made, 'ul', 'results prose');
      findings.forEach(finding => put(list, 'li', '', finding));
    }
    const grid = drawn.length > 0 ? put(made, 'div', 'figures') : made;
    drawn.forEach(chart => figure(grid, chart));
    tables.forEach(table => shownTable(made, table));
  };

  const sections = (parent, list) => list.forEach((each, i) => section(parent, each, i));

  return {sections};
})();
