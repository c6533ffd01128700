'use strict';

/* How numbers are shown. */
const format = (() => {
  const minus = text => text.replace('-', '−');

  const significant = value => {
    const size = Math.abs(value);
    if (size >= 1e6) return value.toExponential(2).replace('e+', 'e');
    if (size < 1) return String(Number(value.toPrecision(3)));
    return (size < 100 ? Number(value.toPrecision(3)) : Math.round(value)).toLocaleString('en-US');
  };

  const withSign = (value, text) => {
    if (Number(text) === 0) return '0';
    return value > 0 ? `+${text}` : minus(text);
  };

  const formats = {
    TEXT: String,
    COUNT: value => Math.round(value).toLocaleString('en-US'),
    DECIMAL: value => minus(significant(value)),
    PERCENT: value => (100 * value).toFixed(1) + '%',
    POINTS: value => withSign(value, (100 * value).toFixed(1)),
    SIGNED: value => withSign(value, significant(value)),
    SCIENTIFIC: value => value.toExponential(1).replace('e+', 'e'),
  };

  const show = (value, kind) =>
    value === null ? '' : typeof value === 'number' ? formats[kind](value) : value;

  /* An estimate with the ends of its interval, if it has one. */
  const interval = (value, low, high, kind) =>
    low === high ? show(value, kind) : `${show(value, kind)} [${show(low, kind)}, ${show(high, kind)}]`;

  return {show, interval};
})();
