'use strict';

/* Draws the search tree of a text from left to right, a row for each leaf that is open. */
const tree = (() => {
  const ROW = 20;
  const CHARACTER = 6.65;
  const GAP = 34;
  const MARGIN = 12;
  const MANY_ROWS = 100;
  const DEEP = 8;

  const KINDS = {
    R: 'where a search begins',
    I: 'gone on from',
    D: 'found a dead end',
    G: 'solution',
    F: 'wrong solution',
    A: 'left without a word',
  };

  const MARKS = {
    ARITHMETIC: 'wrong arithmetic',
    UNAVAILABLE_OPERAND: 'a number that is not there',
    WRONG_NUMBERS: 'other numbers than its operation leaves',
    CLASH: 'a digit that does not fit',
    FALSE_DEAD_END: 'called a dead end, but is none',
    UNKNOWN_NODE: 'a node that was never written',
    NAME_TAKEN: 'a name that another node has',
    UNREADABLE: 'no operation',
    REPEATED: 'explored before',
  };

  const wrong = marks => marks.some(mark => mark !== 'REPEATED');

  const nodesOf = data => {
    const nodes = data.parents.map((parent, id) => ({
      id,
      parent,
      move: data.moves[id],
      state: data.states[id],
      kind: data.kinds[id],
      marks: data.marks[id] || [],
      children: [],
      open: true,
      depth: 0,
      below: 0,
      solves: data.kinds[id] === 'G',
      errs: false,
    }));
    nodes.slice(1).forEach(node => {
      node.depth = nodes[node.parent].depth + 1;
      nodes[node.parent].children.push(node);
    });
    nodes.slice(1).reverse().forEach(node => {
      const parent = nodes[node.parent];
      parent.below += 1 + node.below;
      parent.solves = parent.solves || node.solves;
      parent.errs = parent.errs || node.errs || wrong(node.marks);
    });
    return nodes;
  };

  const rows = node => (node.open && node.children.length > 0 ? node.children.reduce((sum, child) => sum + rows(child), 0) : 1);

  /* Closes branches of a large tree, the deepest first: those without a solution or a mistake, then all without a solution. */
  const fold = nodes => {
    const inner = nodes.slice(1).filter(node => node.children.length > 0 && node.kind !== 'R');
    const deepest = Math.max(0, ...inner.map(node => node.depth));
    [node => node.solves || node.errs, node => node.solves].forEach(stays => {
      for (let depth = deepest; depth > 0 && rows(nodes[0]) > MANY_ROWS; depth -= 1) {
        inner.filter(node => node.depth === depth && !stays(node)).forEach(node => {
          node.open = false;
        });
      }
    });
  };

  const label = (node, states) => {
    const told = node.parent < 0 ? node.state : node.move;
    const state = states && node.parent >= 0 && node.kind !== 'R' && node.state !== '' && /[,\d]/.test(node.state) && node.children.length > 0 ? ` → ${node.state}` : '';
    const folded = !node.open && node.children.length > 0 ? `  +${node.below}` : '';
    return [told, state, folded];
  };

  const spoken = node =>
    [node.parent < 0 ? `the problem, ${node.state}` : `${node.move}, ${node.state}`, KINDS[node.kind], ...node.marks.map(mark => MARKS[mark])].join(', ');

  const visible = root => {
    const found = [];
    const walk = node => {
      found.push(node);
      if (node.open) node.children.forEach(walk);
    };
    walk(root);
    return found;
  };

  const place = (root, shown, states) => {
    const widths = [];
    shown.forEach(node => {
      const width = label(node, states).join('').length * CHARACTER + (node.marks.length > 0 ? 16 : 0);
      widths[node.depth] = Math.max(widths[node.depth] || 0, width);
    });
    const lefts = [MARGIN];
    widths.forEach((width, depth) => {
      lefts[depth + 1] = lefts[depth] + width + GAP;
    });
    let row = 0;
    const walk = node => {
      node.x = lefts[node.depth];
      if (node.open && node.children.length > 0) {
        node.children.forEach(walk);
        node.y = (node.children[0].y + node.children[node.children.length - 1].y) / 2;
      } else {
        node.y = MARGIN + ROW / 2 + ROW * row;
        row += 1;
      }
    };
    walk(root);
    return {width: lefts[widths.length] - GAP + 2 * MARGIN, height: 2 * MARGIN + ROW * row};
  };

  const star = radius =>
    Array.from({length: 10}, (_, i) => {
      const far = i % 2 === 0 ? radius : radius * 0.45;
      const angle = (Math.PI / 5) * i - Math.PI / 2;
      return `${(far * Math.cos(angle)).toFixed(2)},${(far * Math.sin(angle)).toFixed(2)}`;
    }).join(' ');

  const glyph = kind => {
    switch (kind) {
      case 'R':
        return dom.svg('rect', {x: -4, y: -4, width: 8, height: 8, rx: 1});
      case 'D':
        return dom.svg('path', {d: 'M-4-4L4 4M4-4L-4 4'});
      case 'G':
      case 'F':
        return dom.svg('polygon', {points: star(7.5)});
      default:
        return dom.svg('circle', {r: 3.6});
    }
  };

  const warning = () => {
    const sign = dom.svg('g', {class: 'warning'});
    sign.append(dom.svg('path', {d: 'M0-6L6.5 5.5H-6.5Z'}), dom.svg('path', {class: 'stroke', d: 'M0-2.2V1.4M0 3V3.9'}));
    return sign;
  };

  /* A small picture of a kind or of a mistake, for the key. */
  const sample = kind => {
    const image = dom.svg('svg', {class: 'tree-sample', viewBox: '-9 -9 18 18', 'aria-hidden': 'true'});
    const node = image.appendChild(dom.svg('g', {class: `node kind-${kind}`}));
    node.append(kind === 'wrong' ? warning() : glyph(kind));
    return image;
  };

  /* Draws; tell(node) is called when the reader chooses a node. Returns what steers the drawing. */
  const draw = (box, data, name, tell) => {
    const nodes = nodesOf(data);
    const states = Math.max(...nodes.map(node => node.depth)) <= DEEP;
    let chosen = -1;
    fold(nodes);

    const edge = (parent, child) => {
      const from = parent.x + 8 + label(parent, states).join('').length * CHARACTER + (parent.marks.length > 0 ? 16 : 0) + 11;
      const to = child.x - 8;
      const bend = Math.max(from + 4, to - GAP / 2 + 6);
      return dom.svg('path', {
        class: child.solves ? 'edge solves' : 'edge',
        d: `M${from.toFixed(1)} ${parent.y}H${(bend - 6).toFixed(1)}C${bend} ${parent.y} ${bend} ${child.y} ${to} ${child.y}`,
      });
    };

    const picture = node => {
      const group = dom.svg('g', {
        id: `${name}-${node.id}`,
        class: `node kind-${node.kind}${wrong(node.marks) ? ' mistaken' : ''}${node.solves ? ' solves' : ''}${node.id === chosen ? ' chosen' : ''}`,
        transform: `translate(${node.x} ${node.y})`,
        role: 'treeitem',
        'aria-level': node.depth + 1,
        'aria-selected': node.id === chosen,
        'aria-label': spoken(node),
        'data-node': node.id,
      });
      if (node.children.length > 0) group.setAttribute('aria-expanded', node.open);
      const [told, state, folded] = label(node, states);
      const length = (told + state + folded).length * CHARACTER;
      const shift = node.marks.length > 0 ? 16 : 0;
      group.append(dom.svg('rect', {class: 'hit', x: -10, y: -ROW / 2 + 1, width: length + shift + 24, height: ROW - 2, rx: 4}), glyph(node.kind));
      if (wrong(node.marks)) {
        const sign = warning();
        sign.setAttribute('transform', 'translate(16 0)');
        group.append(sign);
      } else if (shift > 0) {
        const sign = dom.svg('text', {class: 'again', x: 11, y: 3.5});
        sign.textContent = '↻';
        group.append(sign);
      }
      const text = dom.svg('text', {x: 11 + shift, y: 3.5});
      [['told', told], ['state', state], ['folded', folded]].forEach(([kind, words]) => {
        if (words) text.appendChild(dom.svg('tspan', {class: kind})).textContent = words;
      });
      const title = dom.svg('title', {});
      title.textContent = spoken(node);
      group.append(text, title);
      return group;
    };

    const paint = () => {
      const shown = visible(nodes[0]);
      const {width, height} = place(nodes[0], shown, states);
      const image = dom.svg('svg', {width: Math.ceil(width), height: Math.ceil(height), role: 'presentation'});
      shown.forEach(node => {
        if (node.parent >= 0) image.append(edge(nodes[node.parent], node));
      });
      shown.forEach(node => image.append(picture(node)));
      box.replaceChildren(image);
    };

    const reveal = node => {
      const top = node.y - box.clientHeight / 2;
      if (node.y < box.scrollTop + ROW || node.y > box.scrollTop + box.clientHeight - ROW) box.scrollTop = top;
      if (node.x < box.scrollLeft + MARGIN || node.x + 90 > box.scrollLeft + box.clientWidth) box.scrollLeft = node.x - 60;
    };

    /* Chooses a node and opens the branches above it. */
    const choose = id => {
      if (id < 0 || id >= nodes.length) return;
      let repaint = false;
      for (let up = nodes[id].parent; up >= 0; up = nodes[up].parent) {
        repaint = repaint || !nodes[up].open;
        nodes[up].open = true;
      }
      if (repaint) paint();
      const before = box.querySelector('.chosen');
      if (before) {
        before.classList.remove('chosen');
        before.setAttribute('aria-selected', 'false');
      }
      chosen = id;
      const now = box.querySelector(`[data-node="${id}"]`);
      now.classList.add('chosen');
      now.setAttribute('aria-selected', 'true');
      box.setAttribute('aria-activedescendant', now.id);
      reveal(nodes[id]);
    };

    const toggle = node => {
      if (node.children.length === 0) return;
      node.open = !node.open;
      paint();
      choose(node.id);
    };

    const setAll = open => {
      nodes.slice(1).forEach(node => {
        if (node.kind !== 'R') node.open = open || node.children.length === 0;
      });
      paint();
      if (chosen >= 0) choose(open ? chosen : 0);
    };

    const step = key => {
      const shown = visible(nodes[0]);
      const node = chosen < 0 ? null : nodes[chosen];
      const at = node ? shown.indexOf(node) : -1;
      switch (key) {
        case 'ArrowDown':
          return shown[Math.min(at + 1, shown.length - 1)];
        case 'ArrowUp':
          return shown[Math.max(at - 1, 0)];
        case 'ArrowLeft':
          return node && node.parent >= 0 ? nodes[node.parent] : shown[0];
        case 'ArrowRight':
          return node ? node.children[0] || node : shown[0];
        case 'Home':
          return shown[0];
        case 'End':
          return shown[shown.length - 1];
        default:
          return null;
      }
    };

    box.onclick = event => {
      const hit = event.target.closest('.node');
      if (!hit) return;
      const node = nodes[Number(hit.dataset.node)];
      if (node.id === chosen || event.target.closest('.folded')) toggle(node);
      choose(node.id);
      tell(node.id);
    };
    box.onkeydown = event => {
      if ((event.key === 'Enter' || event.key === ' ') && chosen >= 0) {
        event.preventDefault();
        toggle(nodes[chosen]);
        return;
      }
      const to = event.altKey || event.ctrlKey || event.metaKey ? null : step(event.key);
      if (to) {
        event.preventDefault();
        choose(to.id);
        tell(to.id);
      }
    };
    paint();
    const shows = node => node.y !== undefined;
    const tests = [node => node.kind === 'G', node => node.kind === 'F', node => wrong(node.marks)];
    const first = tests.map(test => nodes.find(node => test(node) && shows(node))).find(Boolean);
    if (first) requestAnimationFrame(() => reveal(first));
    return {choose, setAll, nodes, rows: () => rows(nodes[0]), closed: () => nodes.some(node => !node.open)};
  };

  const mistakes = data => Object.values(data.marks).filter(wrong).length;

  return {draw, sample, mistakes, KINDS, MARKS};
})();
