'use strict';

/* Puts charts on the page, and hands them out as SVG files that stand alone. */
const drawing = (() => {
  const FONT = 'Helvetica, Arial, Liberation Sans, sans-serif';
  const WIDTH = 760;

  /* Dark or light text, whichever is read more easily on a colour. */
  const onFill = hex => {
    const [red, green, blue] = [1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16));
    return 0.299 * red + 0.587 * green + 0.114 * blue > 140 ? '#1c1d1f' : '#ffffff';
  };

  const theme = (variable, font) => ({
    text: variable('--text'),
    muted: variable('--muted'),
    line: variable('--line'),
    background: variable('--background'),
    surface: variable('--surface'),
    color: style => variable(looks.colorName(style)),
    onFill,
    font,
  });

  /* The colours that the reader sees. */
  const shown = () => {
    const style = getComputedStyle(document.documentElement);
    return theme(name => style.getPropertyValue(name).trim(), style.getPropertyValue('--sans').trim());
  };

  /* The light colours, on white, whatever the reader sees. */
  const printed = () => {
    const light = [...document.styleSheets[0].cssRules].find(rule => rule.selectorText === ':root').style;
    const values = {'--background': '#ffffff', '--surface': '#ffffff'};
    return theme(name => values[name] || light.getPropertyValue(name).trim(), FONT);
  };

  const escaped = text => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

  /* Breaks a text into lines of at most so many characters, at spaces. */
  const lines = (text, length) =>
    text.split(' ').reduce(
      (broken, word) => {
        const last = broken[broken.length - 1];
        if (last && last.length + word.length + 1 > length) return broken.concat(word);
        return broken.slice(0, -1).concat(last ? `${last} ${word}` : word);
      },
      ['']);

  const isOfLines = chart => ['CURVES', 'INTERVALS', 'CALIBRATION'].includes(chart.kind);

  const legend = (chart, colors, top) => ({
    type: 'plain',
    left: 12,
    right: 12,
    top,
    itemGap: 18,
    itemWidth: isOfLines(chart) ? 30 : 11,
    itemHeight: 10,
    selectedMode: false,
    textStyle: {fontFamily: FONT, fontSize: 13, color: colors.text},
    data: chart.series.map(series => ({
      name: series.style.label,
      ...(isOfLines(chart) ? {} : {icon: icon(chart, series)}),
    })),
  });

  const icon = (chart, series) =>
    ['STACKED', 'HISTOGRAM'].includes(chart.kind) ? 'rect' : looks.mark(series);

  /* About how many rows the legend takes. */
  const legendRows = chart => {
    const width = chart.series.reduce((sum, series) => sum + 66 + 7 * series.style.label.length, 0);
    return Math.ceil(width / (WIDTH - 40));
  };

  /* The chart as a file: title, legend, drawing and what it rests on. */
  const svg = chart => {
    const colors = printed();
    const title = lines(chart.caption.title, 80);
    const evidence = lines(chart.caption.evidence, 115);
    const above = 24 + 22 * title.length + 24 * legendRows(chart) + (chart.y.label ? 28 : 0);
    const below = 48 + 16 * evidence.length;
    const height = above + charts.height(chart) + below - 44;
    const option = charts.option(chart, colors);
    const text = (left, top, content, fontSize, fill, fontWeight) =>
      ({type: 'text', left, top, style: {text: content, fontSize, lineHeight: 1.3 * fontSize, fill, fontWeight, fontFamily: FONT}});
    const instance = echarts.init(null, null, {renderer: 'svg', ssr: true, width: WIDTH, height});
    instance.setOption({
      ...option,
      backgroundColor: '#ffffff',
      tooltip: {show: false},
      legend: legend(chart, colors, 18 + 22 * title.length),
      grid: {...option.grid, left: 16, top: above, bottom: below},
      graphic: [
        text(16, 14, title.join('\n'), 17, colors.text, 'bold'),
        ...(chart.y.label ? [text(16, above - 28, (charts.sideways(chart) ? '' : '↑ ') + chart.y.label, 12, colors.muted, 'normal')] : []),
        text(16, height - 8 - 15 * evidence.length, evidence.join('\n'), 11, colors.muted, 'normal'),
      ],
    });
    const drawn = instance.renderToSVGString();
    instance.dispose();
    const description = `<title>${escaped(chart.caption.title)}</title><desc>${escaped(chart.caption.text)}</desc>`;
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + drawn.replace(/(<svg[^>]*>)/, `$1${description}`) + '\n';
  };

  /* Draws a chart into an element; draws it anew when the theme changes, fits it to the element. */
  const draw = (element, chart) => {
    element.style.height = `${charts.height(chart)}px`;
    const instance = echarts.init(element, null, {renderer: 'svg'});
    const redraw = () => instance.setOption(charts.option(chart, shown()), true);
    redraw();
    new ResizeObserver(() => instance.resize()).observe(element);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
  };

  return {draw, svg};
})();
