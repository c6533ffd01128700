'use strict';

/* Describes the charts of the report to ECharts. Points are rows of numbers; Chart.Kind says what they mean. */
const charts = (() => {
  const {show, interval} = format;

  const sideways = chart => ['FOREST', 'STACKED'].includes(chart.kind);

  const withAlpha = (hex, alpha) => hex + Math.round(255 * alpha).toString(16).padStart(2, '0');

  const dash = series => {
    if (series.stroke === 'MARKED') return [3, 3];
    if (series.stroke === 'DOTTED') return [1, 4];
    return looks.dash(series.style);
  };

  const lineType = series => (dash(series).length > 0 ? dash(series) : 'solid');

  /* Tick labels: round per cents and points without digits. */
  const tick = axis => value => {
    const shown = axis.scale === 'LOG2_PLUS_ONE' ? value - 1 : value;
    if (axis.format === 'PERCENT') return Number((100 * shown).toFixed(1)) + '%';
    if (axis.format === 'POINTS') return show(shown, axis.format).replace('.0', '');
    return show(shown, axis.format);
  };

  const place = (axis, value) => (axis.scale === 'LOG2_PLUS_ONE' ? value + 1 : value);

  const axisOption = (axis, theme, limits) => ({
    type: axis.scale === 'LINEAR' ? 'value' : 'log',
    ...limits,
    axisLine: {show: true, onZero: false, lineStyle: {color: theme.line}},
    axisTick: {show: false},
    axisLabel: {color: theme.muted, fontSize: 12, hideOverlap: true, formatter: tick(axis), ...limits.labels},
    splitLine: {lineStyle: {color: theme.line, opacity: 0.7}},
    minorSplitLine: {show: false},
  });

  const named = (axis, theme, option) => ({
    ...option,
    name: axis.label,
    nameLocation: 'middle',
    nameGap: 30,
    nameTextStyle: {color: theme.muted, fontSize: 13},
  });

  const horizontal = (axis, theme, limits) => named(axis, theme, axisOption(axis, theme, limits));

  const category = (names, theme) => ({
    type: 'category',
    data: names,
    axisLine: {show: true, onZero: false, lineStyle: {color: theme.line}},
    axisTick: {show: false},
    axisLabel: {color: theme.text, fontSize: 12, interval: 0, hideOverlap: true},
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

  /* Ends where the values end, if the last round label is much farther. */
  const trimmed = (range, values) => {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const [before, after] = [low > 1.3 * range.min, range.max > 1.3 * high];
    return {
      ...range,
      min: before ? low : range.min,
      max: after ? high : range.max,
      labels: {showMinLabel: !before, showMaxLabel: !after},
    };
  };

  /* Some room beyond the ends, for marks that would else be cut; the ends then carry no label. */
  const widened = ({logBase, min, max}) => ({
    logBase,
    min: min / 1.15,
    max: max * 1.15,
    labels: {showMinLabel: false, showMaxLabel: false},
  });

  const roundUp = share => [0.05, 0.1, 0.2, 0.4, 0.6, 0.8].find(step => share <= step + 1e-9) || 1;

  /* Round ends around values on both sides of zero, about six steps apart. */
  const spread = (low, high) => {
    const rough = (high - low) / 6;
    const unit = 10 ** Math.floor(Math.log10(rough));
    const step = unit * [1, 2, 5, 10].find(factor => factor * unit >= rough);
    return {min: step * Math.floor(low / step), max: step * Math.ceil(high / step), interval: step};
  };

  const limits = (axis, values) => {
    if (values.length === 0) return {};
    if (axis.scale !== 'LINEAR') return trimmed(powers(values), values);
    const low = Math.min(0, ...values);
    const high = Math.max(0, ...values);
    if (axis.format === 'PERCENT') return {min: low < 0 ? -roundUp(-low) : 0, max: roundUp(high)};
    return low < 0 ? spread(low, high) : {min: 0};
  };

  const all = (chart, ...positions) => chart.series.flatMap(s => s.points.flatMap(p => positions.map(i => p[i])));

  const color = (series, theme) => theme.color(series.style);

  const polygon = (name, points, fill, stroke) => ({
    type: 'custom',
    name,
    silent: true,
    clip: true,
    z: 1,
    itemStyle: {color: stroke || fill},
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
    const alpha = series.style.role === 'REFERENCE' ? 0.09 : 0.15;
    return polygon(series.style.label, upper.concat(lower), withAlpha(color(series, theme), alpha));
  };

  /* Whiskers along the axis of values; shift moves them across it, in pixels. */
  const whiskers = (chart, series, theme, shift) => ({
    type: 'custom',
    name: series.style.label,
    silent: true,
    clip: true,
    z: 2,
    itemStyle: {color: color(series, theme)},
    data: series.points.filter(([, , low, high]) => low !== high),
    encode: sideways(chart) ? {x: [2, 3], y: 0} : {x: 0, y: [2, 3]},
    renderItem: (params, api) => {
      const end = i => api.coord(sideways(chart) ? [api.value(i), api.value(0)] : [api.value(0), api.value(i)]);
      const [low, high] = [end(2), end(3)];
      const style = {stroke: color(series, theme), lineWidth: 1.5};
      const line = (x1, y1, x2, y2) => ({type: 'line', shape: {x1, y1, x2, y2}, style});
      if (sideways(chart)) {
        const y = low[1] + shift;
        return {type: 'group', children: [line(low[0], y, high[0], y), line(low[0], y - 3, low[0], y + 3), line(high[0], y - 3, high[0], y + 3)]};
      }
      const x = low[0] + shift;
      return {type: 'group', children: [line(x, low[1], x, high[1]), line(x - 4, low[1], x + 4, low[1]), line(x - 4, high[1], x + 4, high[1])]};
    },
  });

  const opacity = series => (series.stroke === 'FAINT' ? 0.55 : 1);

  const line = (series, theme, marks) => ({
    type: 'line',
    name: series.style.label,
    z: series.style.role === 'REFERENCE' ? 2 : 3,
    data: series.points.map(([x, y]) => [x, y]),
    showSymbol: true,
    showAllSymbol: true,
    symbol: (value, {dataIndex}) => (marks(dataIndex) ? looks.mark(series) : 'none'),
    symbolSize: 7,
    itemStyle: {color: color(series, theme), opacity: opacity(series)},
    lineStyle: {
      color: color(series, theme),
      width: series.style.role === 'REFERENCE' ? 1.75 : 2.25,
      type: lineType(series),
      opacity: opacity(series),
    },
    emphasis: {disabled: true},
  });

  /* Marks on some points of a line, at other places for each player, so that lines can be told apart without colours. */
  const someMarks = series => {
    if (series.stroke === 'FAINT' || series.style.role === 'REFERENCE') return () => series.points.length === 1;
    if (series.stroke === 'MARKED') return () => true;
    const every = Math.max(1, Math.round(series.points.length / 6));
    return i => i % every === series.style.color % every;
  };

  const dots = (series, theme, offset, sidewise) => ({
    type: 'scatter',
    name: series.style.label,
    z: 3,
    data: series.points.map(([x, y]) => (sidewise ? [y, x] : [x, y])),
    symbol: looks.mark(series),
    symbolSize: 9,
    symbolOffset: offset,
    itemStyle: {color: color(series, theme), opacity: 1},
    emphasis: {disabled: true},
  });

  const tooltipElement = (head, rows) => {
    const element = dom.element('div', 'tooltip');
    dom.put(element, 'span', 'tooltip-head', head);
    rows.forEach(([name, value]) => {
      dom.put(element, 'span', '', name);
      dom.put(element, 'span', 'tooltip-value', value);
    });
    return element;
  };

  const valueAxis = chart => (sideways(chart) ? chart.x : chart.y);

  const tooltipRows = (chart, at) =>
    chart.series
      .map(series => [series.style.label, series.points.find(point => point[0] === at)])
      .filter(([, point]) => point)
      .map(([label, [, value, low, high]]) => [label, interval(value, low, high, valueAxis(chart).format)]);

  const overNumbers = chart => ({
    trigger: 'axis',
    formatter: hovered => {
      const x = hovered[0].value[0];
      return tooltipElement(`${chart.x.label}: ${show(x, chart.x.format)}`, tooltipRows(chart, x));
    },
  });

  const overCategories = chart => ({
    trigger: 'axis',
    axisPointer: {type: 'none'},
    formatter: hovered => {
      const i = sideways(chart) ? hovered[0].value[1] ?? hovered[0].dataIndex : hovered[0].value[0];
      return tooltipElement(chart.categories[i], tooltipRows(chart, i));
    },
  });

  const guide = (theme, from, to) => ({
    type: 'line',
    silent: true,
    showSymbol: false,
    z: 1,
    data: [from, to],
    lineStyle: {color: theme.muted, width: 1, type: 'dashed'},
  });

  /* Where the values have both signs, zero is drawn. */
  const zero = (chart, theme, range) => {
    const values = all(chart, 1, 2, 3);
    if (chart.y.format !== 'POINTS' || !(Math.min(...values) < 0 && Math.max(...values) > 0)) return [];
    return [guide(theme, [range.min, 0], [range.max, 0])];
  };

  /* Zero of an axis of differences that runs to the side. */
  const upright = (chart, theme) => guide(theme, [0, 0], [0, chart.categories.length - 1]);

  /* How far the marks of a series stand from the middle of their category. */
  const shift = (chart, i, width) => {
    const step = Math.min(width, 44 / chart.series.length);
    return (i - (chart.series.length - 1) / 2) * step;
  };

  const kinds = {
    CURVES: (chart, theme) => {
      const x = limits(chart.x, all(chart, 0));
      const banded = chart.series.filter(series => series.points.some(([, , low, high]) => low !== high));
      return {
        xAxis: horizontal(chart.x, theme, x),
        yAxis: axisOption(chart.y, theme, limits(chart.y, all(chart, 1, 2, 3))),
        tooltip: overNumbers(chart),
        series: chart.series
          .map(series => line(series, theme, someMarks(series)))
          .concat(banded.map(series => band(series, theme)), zero(chart, theme, x)),
      };
    },

    INTERVALS: (chart, theme) => {
      const x = widened(powers(all(chart, 0)));
      return {
        xAxis: horizontal(chart.x, theme, x),
        yAxis: axisOption(chart.y, theme, limits(chart.y, all(chart, 1, 2, 3))),
        tooltip: overNumbers(chart),
        series: chart.series
          .flatMap(series => [line(series, theme, () => true), whiskers(chart, series, theme, 0)])
          .concat(zero(chart, theme, x)),
      };
    },

    LEVELS: (chart, theme) => ({
      xAxis: named(chart.x, theme, {...category(chart.categories, theme), boundaryGap: true}),
      yAxis: axisOption(chart.y, theme, limits(chart.y, all(chart, 1, 2, 3))),
      tooltip: overCategories(chart),
      series: chart.series
        .flatMap((series, i) => [
          dots(series, theme, [shift(chart, i, 12), 0], false),
          whiskers(chart, series, theme, shift(chart, i, 12)),
        ])
        .concat(zero(chart, theme, {min: 0, max: chart.categories.length - 1})),
    }),

    FOREST: (chart, theme) => ({
      xAxis: horizontal(chart.x, theme, limits(chart.x, all(chart, 1, 2, 3))),
      yAxis: {...category(chart.categories, theme), inverse: true, splitLine: {show: true, lineStyle: {color: theme.line, opacity: 0.6}}},
      tooltip: overCategories(chart),
      series: chart.series
        .flatMap((series, i) => [
          dots(series, theme, [0, shift(chart, i, 9)], true),
          whiskers(chart, series, theme, shift(chart, i, 9)),
        ])
        .concat(chart.x.format === 'PERCENT' ? [] : upright(chart, theme)),
    }),

    STACKED: (chart, theme) => ({
      xAxis: horizontal(chart.x, theme, {min: 0, max: 1}),
      yAxis: {...category(chart.categories, theme), inverse: true},
      tooltip: overCategories(chart),
      series: chart.series.map(series => ({
        type: 'bar',
        name: series.style.label,
        stack: 'all',
        data: chart.categories.map((name, i) => (series.points.find(([at]) => at === i) || [i, 0])[1]),
        itemStyle: {color: color(series, theme), borderColor: theme.background, borderWidth: 1},
        label: {
          show: true,
          color: theme.onFill(color(series, theme)),
          fontSize: 11,
          formatter: ({value}) => (value < 0.07 ? '' : Math.round(100 * value) + '%'),
        },
        barMaxWidth: 22,
        emphasis: {disabled: true},
      })),
    }),

    CALIBRATION: (chart, theme) => ({
      xAxis: horizontal(chart.x, theme, {min: 0, max: 1}),
      yAxis: axisOption(chart.y, theme, {min: 0, max: 1}),
      tooltip: overNumbers(chart),
      series: chart.series
        .flatMap(series => [line(series, theme, () => true), whiskers(chart, series, theme, 0)])
        .concat(guide(theme, [0, 0], [1, 1])),
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
            return tooltipElement(`${show(count, 'COUNT')} ${count === 1 ? 'problem' : 'problems'}`, [
              [chart.x.label, show(x, 'DECIMAL')],
              [chart.y.label, show(y, 'DECIMAL')],
            ]);
          },
        },
        series: chart.series
          .map(series => ({
            type: 'scatter',
            name: series.style.label,
            data: series.points.map(at),
            symbol: looks.mark(series),
            symbolSize: (value, {dataIndex}) => area(chart, series.points[dataIndex][2]),
            itemStyle: {color: withAlpha(color(series, theme), 0.6), borderColor: theme.background, borderWidth: 0.75},
          }))
          .concat(guide(theme, [range.min, range.min], [range.max, range.max])),
      };
    },

    HISTOGRAM: (chart, theme) => ({
      xAxis: horizontal(chart.x, theme, limits(chart.x, all(chart, 0, 1))),
      yAxis: axisOption(chart.y, theme, limits(chart.y, all(chart, 2))),
      tooltip: {show: false},
      series: chart.series.flatMap(series => outlines(series, theme)),
    }),
  };

  /* The diameter of a dot whose area is a count: the largest one always has the same. */
  const area = (chart, count) => {
    const largest = Math.max(16, ...all(chart, 2));
    return Math.max(4, 40 * Math.sqrt(count / largest));
  };

  /* One outline for each run of neighbouring bins. */
  const outlines = (series, theme) => {
    const runs = [];
    series.points.forEach(([left, right, value]) => {
      const last = runs[runs.length - 1];
      const run = last && Math.abs(last[last.length - 1][0] / left - 1) < 1e-9 ? last : runs[runs.push([]) - 1];
      if (run.length > 0) run.pop();
      else run.push([left, 0]);
      run.push([left, value], [right, value], [right, 0]);
    });
    const shade = color(series, theme);
    const alpha = series.style.role === 'MODEL' ? 0.3 : 0.08;
    return runs.map(run => polygon(series.style.label, run, withAlpha(shade, alpha), shade));
  };

  /* What ECharts is told, in the colours of a theme. */
  const option = (chart, theme) => {
    const drawn = kinds[chart.kind](chart, theme);
    return {
      ...drawn,
      animation: false,
      textStyle: {fontFamily: theme.font, color: theme.text},
      grid: {left: sideways(chart) ? 16 : 4, right: 22, top: 10, bottom: 34, containLabel: true},
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

  /* Height in pixels: rows of categories need their room. */
  const height = chart => {
    if (chart.kind === 'STACKED') return Math.max(140, 60 + 34 * chart.categories.length);
    if (chart.kind === 'FOREST') {
      return Math.max(160, 60 + chart.categories.length * Math.max(30, 12 + 9 * chart.series.length));
    }
    return chart.kind === 'SCATTER' || chart.kind === 'CALIBRATION' ? 380 : 330;
  };

  return {option, dash, height, sideways};
})();
