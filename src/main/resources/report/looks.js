'use strict';

/* How players look: a colour, and a dash and a mark for readers who do not tell the colours. */
const looks = (() => {
  const COLORS = {MODEL: 6, REFERENCE: 3, ROUTER: 2};
  const DASHES = {
    MODEL: [[], [9, 4], [2, 3], [12, 3, 2, 3], [5, 2]],
    REFERENCE: [[7, 4], [2, 3], [10, 3, 2, 3]],
    ROUTER: [[], [4, 3]],
  };
  const MARKS = ['circle', 'rect', 'triangle', 'diamond', 'roundRect'];

  const OTHER_MARKS = {MARKED: 'diamond', DOTTED: 'pin'};

  /* The variable of the style sheet that has the colour. */
  const colorName = ({role, color}) => `--${role.toLowerCase()}-${color % COLORS[role]}`;

  const css = style => `var(${colorName(style)})`;

  /* Lengths of dashes and gaps, none for a solid line. */
  const dash = ({role, color}) => DASHES[role][color % DASHES[role].length];

  /* Second and third quantities of one player have marks of their own. */
  const mark = ({style, stroke}) => OTHER_MARKS[stroke] || MARKS[style.color % MARKS.length];

  return {colorName, css, dash, mark};
})();
