'use strict';

/* Draws the charts of the report. Points are rows of numbers; Chart.Kind says what they mean. */
const charts = (() => {
  const formats = {
    TEXT: value => String(value),
    COUNT: value => Math.round(value).toLocaleString('en-US'),
    DECIMAL: value => (Math.abs(value) < 100 ? Number(value.toPrecision(3)) : Math.round(value)).toLocaleString('en-US'),
    PERCENT: value => (100 * value).toFixed(1) + '%',
    SCIENTIFIC: value => value.toExponential(1).replace('e+', 'e'),
  };

  const show = (value, format) => (value === null ? '' : typeof value === 'number' ? formats[format](value) : value);

  const variable = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const colorName = look => `--${look.role.toLowerCase()}-${look.color % (look.role === 'MODEL' ? 5 : 3)}`;

  const color = look => variable(colorName(look));

  /* Lengths of dashes and gaps; references differ by them more than by their greys. */
  const dash = series => {
    if (series.stroke === 'MARKED') return [6, 4];
    if (series.look.role === 'MODEL') return [];
    return [[7, 4], [2, 3], [10, 3, 2, 3]][series.look.color % 3];
  };

  const lineType = series => (dash(series).length > 0 ? dash(series) : 'solid');

  const withAlpha = (hex, alpha) => hex + Math.round(255 * alpha).toString(16).padStart(2, '0');

  /* Tick labels: round per cents without digits. */
  const tick = axis => value => {
    const shown = axis.scale === 'LOG2_PLUS_ONE' ? value - 1 : value;
    if (axis.format === 'PERCENT') return Number((100 * shown).toFixed(1)) + '%';
    return show(shown, axis.format);
  };

  const place = (axis, value) => (axis.scale === 'LOG2_PLUS_ONE' ? value + 1 : value);

  const axisOption = (axis, theme, limits) => {
    const logarithmic = axis.scale !== 'LINEAR';
    return {
      type: logarithmic ? 'log' : 'value',
      ...limits,
      axisLine: {show: true, lineStyle: {color: theme.line}},
      axisTick: {show: false},
      axisLabel: {color: theme.muted, fontSize: 12, hideOverlap: true, formatter: tick(axis), ...limits.labels},
      splitLine: {lineStyle: {color: theme.line, opacity: 0.7}},
      minorSplitLine: {show: false},
    };
  };

  const horizontal = (axis, theme, limits) => ({
    ...axisOption(axis, theme, limits),
    name: axis.label,
    nameLocation: 'middle',
    nameGap: 30,
    nameTextStyle: {color: theme.muted, fontSize: 13},
  });

  /* The powers of two around the values, so that both ends carry a round label. Over many doublings
     every second one has to do, or every fourth: beyond nine steps ECharts would label hardly any. */
  const powers = values => {
    const low = Math.log2(Math.min(...values));
    const high = Math.log2(Math.max(...values));
    const step = [1, 2, 4].find(doublings => (high - low) / doublings < 8) || 8;
    return {
      logBase: 2 ** step,
      min: 2 ** (step * Math.floor(low / step + 1e-9)),
      max: 2 ** (step * Math.ceil(high / step - 1e-9)),
    };
  };

  /* Some room beyond the ends, for marks that would else be cut; the ends then carry no label. */
  const widened = ({logBase, min, max}) => ({
    logBase,
    min: min / 1.15,
    max: max * 1.15,
    labels: {showMinLabel: false, showMaxLabel: false},
  });

  const limits = (axis, values) => {
    if (values.length === 0) return {};
    if (axis.scale === 'LINEAR') return {min: 0, max: axis.format === 'PERCENT' ? roundUp(Math.max(...values)) : undefined};
    return powers(values);
  };

  const roundUp = share => [0.05, 0.1, 0.2, 0.4, 0.6, 0.8].find(step => share <= step) || 1;

  const polygon = (name, points, fill, stroke) => ({
    type: 'custom',
    name,
    silent: true,
    clip: true,
    z: 1,
    data: [points[0]],
    renderItem: (params, api) => ({
      type: 'polygon',
      shape: {points: points.map(point => api.coord(point))},
      style: {fill, stroke, lineWidth: stroke ? 1.5 : 0},
    }),
  });

  const band = (series, theme) => {
    const upper = series.points.map(([x, , , high]) => [x, high]);
    const lower = series.points.map(([x, , low]) => [x, low]).reverse();
    const alpha = series.look.role === 'MODEL' ? 0.17 : 0.09;
    return polygon(series.look.label, upper.concat(lower), withAlpha(color(series.look), alpha));
  };

  const whiskers = series => ({
    type: 'custom',
    name: series.look.label,
    silent: true,
    clip: true,
    data: series.points,
    encode: {x: 0, y: [2, 3]},
    renderItem: (params, api) => {
      const [x, low] = api.coord([api.value(0), api.value(2)]);
      const [, high] = api.coord([api.value(0), api.value(3)]);
      const style = {stroke: color(series.look), lineWidth: 1.5};
      const line = (x1, y1, x2, y2) => ({type: 'line', shape: {x1, y1, x2, y2}, style});
      return {
        type: 'group',
        children: [line(x, low, x, high), line(x - 4, low, x + 4, low), line(x - 4, high, x + 4, high)],
      };
    },
  });

  const line = (series, marked) => ({
    type: 'line',
    name: series.look.label,
    z: series.look.role === 'MODEL' ? 3 : 2,
    data: series.points.map(([x, y]) => [x, y]),
    showSymbol: marked || series.points.length === 1,
    symbol: 'circle',
    symbolSize: series.stroke === 'MARKED' ? 6 : 8,
    itemStyle: {color: color(series.look)},
    lineStyle: {
      color: color(series.look),
      width: series.look.role === 'MODEL' ? 2.5 : 2,
      type: lineType(series),
      opacity: series.stroke === 'FAINT' ? 0.55 : 1,
    },
    emphasis: {disabled: true},
  });

  const tooltipElement = (head, rows) => {
    const element = document.createElement('div');
    element.className = 'tooltip';
    const add = (text, className) => {
      const cell = element.appendChild(document.createElement('span'));
      cell.className = className;
      cell.textContent = text;
    };
    add(head, 'tooltip-head');
    rows.forEach(([name, value]) => {
      add(name, '');
      add(value, 'tooltip-value');
    });
    return element;
  };

  const withInterval = (chart, [, y, low, high]) => {
    const value = show(y, chart.y.format);
    return low === high ? value : `${value} [${show(low, chart.y.format)}, ${show(high, chart.y.format)}]`;
  };

  const axisTooltip = chart => ({
    trigger: 'axis',
    formatter: hovered => {
      const x = hovered[0].value[0];
      const rows = chart.series
        .map(series => [series.look.label, series.points.find(point => point[0] === x)])
        .filter(([, point]) => point)
        .map(([label, point]) => [label, withInterval(chart, point)]);
      return tooltipElement(`${chart.x.label}: ${show(x, chart.x.format)}`, rows);
    },
  });

  const kinds = {
    CURVES: (chart, theme) => ({
      xAxis: horizontal(chart.x, theme, limits(chart.x, chart.series.flatMap(s => s.points.map(p => p[0])))),
      yAxis: axisOption(chart.y, theme, limits(chart.y, chart.series.flatMap(s => s.points.map(p => p[3])))),
      tooltip: axisTooltip(chart),
      series: chart.series.flatMap(series =>
        series.points.some(([, , low, high]) => low !== high)
          ? [line(series, false), band(series, theme)]
          : [line(series, series.stroke === 'MARKED')]),
    }),

    INTERVALS: (chart, theme) => ({
      xAxis: horizontal(chart.x, theme, widened(powers(chart.series.flatMap(s => s.points.map(p => p[0]))))),
      yAxis: axisOption(chart.y, theme, limits(chart.y, chart.series.flatMap(s => s.points.map(p => p[3])))),
      tooltip: axisTooltip(chart),
      series: chart.series.flatMap(series => [line(series, true), whiskers(series)]),
    }),

    SCATTER: (chart, theme) => {
      const at = point => [place(chart.x, point[0]), place(chart.y, point[1])];
      const range = widened(powers(chart.series.flatMap(series => series.points.flatMap(at)).concat([1, 8])));
      return {
        xAxis: horizontal(chart.x, theme, range),
        yAxis: axisOption(chart.y, theme, range),
        tooltip: {
          trigger: 'item',
          formatter: ({seriesIndex, dataIndex}) => {
            const [x, y, count] = chart.series[seriesIndex].points[dataIndex];
            return tooltipElement(`${count} ${count === 1 ? 'problem' : 'problems'}`, [
              [chart.x.label, show(x, 'DECIMAL')],
              [chart.y.label, show(y, 'DECIMAL')],
            ]);
          },
        },
        series: chart.series
          .map(series => ({
            type: 'scatter',
            data: series.points.map(at),
            symbolSize: (value, {dataIndex}) => Math.min(40, 7 * Math.sqrt(series.points[dataIndex][2])),
            itemStyle: {color: withAlpha(color(series.look), 0.6), borderColor: theme.background, borderWidth: 0.75},
          }))
          .concat({
            type: 'line',
            silent: true,
            showSymbol: false,
            data: [[range.min, range.min], [range.max, range.max]],
            lineStyle: {color: theme.muted, width: 1, type: 'dashed'},
          }),
      };
    },

    HISTOGRAM: (chart, theme) => ({
      xAxis: horizontal(chart.x, theme, limits(chart.x, chart.series.flatMap(s => s.points.flatMap(p => [p[0], p[1]])))),
      yAxis: axisOption(chart.y, theme, limits(chart.y, chart.series.flatMap(s => s.points.map(p => p[2])))),
      tooltip: {show: false},
      series: chart.series.flatMap(series => outlines(series)),
    }),

    BARS: (chart, theme) => ({
      xAxis: horizontal(chart.x, theme, limits(chart.x, chart.series.flatMap(s => s.points.flat()))),
      yAxis: {
        type: 'category',
        inverse: true,
        data: chart.categories,
        axisLine: {show: false},
        axisTick: {show: false},
        axisLabel: {color: theme.text, fontSize: 12, interval: 0},
      },
      tooltip: {
        trigger: 'axis',
        axisPointer: {type: 'none'},
        formatter: hovered =>
          tooltipElement(chart.categories[hovered[0].dataIndex], chart.series.map(series => [
            series.look.label,
            show(series.points[hovered[0].dataIndex][0], chart.x.format),
          ])),
      },
      series: chart.series.map(series => ({
        type: 'bar',
        name: series.look.label,
        data: series.points.map(([value]) => value),
        itemStyle: {color: color(series.look), borderRadius: [0, 2, 2, 0]},
        barMaxWidth: 14,
        barCategoryGap: '28%',
        barGap: '15%',
        emphasis: {disabled: true},
      })),
    }),
  };

  /* One outline for each run of neighbouring bins. */
  const outlines = series => {
    const runs = [];
    series.points.forEach(([left, right, value]) => {
      const last = runs[runs.length - 1];
      const run = last && Math.abs(last[last.length - 1][0] / left - 1) < 1e-9 ? last : runs[runs.push([]) - 1];
      if (run.length > 0) run.pop();
      else run.push([left, 0]);
      run.push([left, value], [right, value], [right, 0]);
    });
    const shade = color(series.look);
    return runs.map(run => polygon(series.look.label, run, withAlpha(shade, series.look.role === 'MODEL' ? 0.3 : 0.08), shade));
  };

  const readTheme = () => ({
    text: variable('--text'),
    muted: variable('--muted'),
    line: variable('--line'),
    background: variable('--background'),
    surface: variable('--surface'),
  });

  const option = chart => {
    const theme = readTheme();
    const drawn = kinds[chart.kind](chart, theme);
    return {
      ...drawn,
      animation: false,
      textStyle: {fontFamily: variable('--sans'), color: theme.text},
      grid: {left: chart.kind === 'BARS' ? 16 : 4, right: 18, top: 10, bottom: 34, containLabel: true},
      tooltip: {
        confine: true,
        backgroundColor: theme.surface,
        borderColor: theme.line,
        textStyle: {color: theme.text},
        axisPointer: {lineStyle: {color: theme.muted}},
        ...drawn.tooltip,
      },
    };
  };

  /* Draws a chart into an element; draws it anew when the theme changes, fits it to the element. */
  const draw = (element, chart) => {
    const instance = echarts.init(element, null, {renderer: 'svg'});
    instance.setOption(option(chart));
    new ResizeObserver(() => instance.resize()).observe(element);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => instance.setOption(option(chart), true));
  };

  return {draw, show, dash, colorName};
})();
