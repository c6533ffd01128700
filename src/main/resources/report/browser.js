'use strict';

/* The problem browser. Its data are scripts beside the page that call browser.index and browser.chunk. */
const browser = (() => {
  const ROW = 56;
  const KEPT_CHUNKS = 6;
  const SMALL_TREE = 12;
  const LONG_PROMPT = 5;
  const JUDGMENTS = {
    P: ['PROMPT', '', ''],
    R: ['RIGHT', '✓', 'right step'],
    W: ['WRONG', '✗', 'wrong step'],
    D: ['DEAD_END', '↩', 'dead end'],
    G: ['GOAL', '★', 'solution'],
    F: ['FALSE_GOAL', '✗', 'wrong solution'],
    A: ['AFTERWARDS', '', 'after the solution, not judged'],
    '.': ['PLAIN', '', ''],
  };

  const {byId, put, element} = dom;
  const whole = number => number.toLocaleString('en-US');
  const plural = (number, one, many) => `${whole(number)} ${number === 1 ? one : many}`;

  let index = {models: [], difficulties: [], chunk: 1, problems: []};
  let shown = [];
  let opened = -1;
  let picks = [];
  const chunks = new Map();
  const waiting = new Map();

  /* Files of problems, the last few of which stay in memory. */
  const fileOf = number => `browser/problems-${String(number).padStart(3, '0')}.js`;

  const script = (source, failed) => {
    const made = element('script');
    made.src = source;
    made.onload = () => made.remove();
    made.onerror = () => {
      made.remove();
      failed(new Error(`Cannot read ${source}, expected it beside this page`));
    };
    document.head.append(made);
  };

  const load = number => {
    const known = chunks.get(number);
    chunks.delete(number);
    const loaded =
      known ||
      new Promise((resolve, reject) => {
        waiting.set(number, resolve);
        script(fileOf(number), reject);
      });
    chunks.set(number, loaded);
    if (chunks.size > KEPT_CHUNKS) chunks.delete(chunks.keys().next().value);
    loaded.catch(() => chunks.delete(number));
    return loaded;
  };

  const chunk = (number, problems) => {
    waiting.get(number)(problems);
    waiting.delete(number);
  };

  /* Which problems are listed, and in which order. */
  const right = (problem, model) => problem[3][2 * model];
  const drawn = (problem, model) => problem[3][2 * model + 1];
  const solved = (problem, model) => right(problem, model) > 0;
  const share = (problem, model) => (drawn(problem, model) > 0 ? right(problem, model) / drawn(problem, model) : -1);

  const pair = () => [Number(byId('first').value || 0), Number(byId('second').value || 0)];

  const option = (select, value, text) => {
    put(select, 'option', '', text).value = value;
  };

  const outcomes = () => {
    const [first, second] = pair();
    const name = model => index.models[model].label;
    const select = byId('outcome');
    const before = select.value || 'any';
    select.replaceChildren();
    option(select, 'any', 'any or none');
    if (index.models.length > 1 && first !== second) {
      option(select, 'both', 'both');
      option(select, 'first', `only ${name(first)}`);
      option(select, 'second', `only ${name(second)}`);
      option(select, 'neither', 'neither');
    } else if (index.models.length > 0) {
      option(select, 'both', name(first));
      option(select, 'neither', `not ${name(first)}`);
    }
    select.value = [...select.options].some(each => each.value === before) ? before : 'any';
  };

  const orders = () => {
    const select = byId('order');
    option(select, 'id', 'as drawn');
    index.difficulties.forEach((name, i) => {
      option(select, `d${i}`, `${name}, lowest first`);
      option(select, `-d${i}`, `${name}, highest first`);
    });
    index.models.forEach((style, i) => {
      option(select, `m${i}`, `solved by ${style.label}, least first`);
      option(select, `-m${i}`, `solved by ${style.label}, most first`);
    });
  };

  const wanted = () => {
    const [first, second] = pair();
    const tests = {
      any: () => true,
      both: problem => solved(problem, first) && solved(problem, second),
      first: problem => solved(problem, first) && !solved(problem, second),
      second: problem => !solved(problem, first) && solved(problem, second),
      neither: problem => !solved(problem, first) && !solved(problem, second),
    };
    const words = byId('query').value.toLowerCase().split(/\s+/).filter(Boolean);
    const test = tests[byId('outcome').value] || tests.any;
    return problem => {
      if (!test(problem)) return false;
      if (words.length === 0) return true;
      const text = `${problem[0]} ${problem[1]}`.toLowerCase();
      return words.every(word => text.includes(word));
    };
  };

  const sorter = () => {
    const [, down, kind, number] = byId('order').value.match(/^(-?)([dm])(\d+)$/) || [];
    if (!kind) return null;
    const key = kind === 'd' ? problem => problem[2][number] : problem => share(problem, Number(number));
    const sign = down ? -1 : 1;
    return (one, other) => sign * (key(index.problems[one]) - key(index.problems[other])) || one - other;
  };

  const filter = () => {
    const test = wanted();
    const order = sorter();
    shown = [];
    index.problems.forEach((problem, i) => {
      if (test(problem)) shown.push(i);
    });
    if (order) shown.sort(order);
    const all = index.problems.length;
    byId('count').textContent = shown.length === all ? plural(all, 'problem', 'problems') : `${whole(shown.length)} of ${plural(all, 'problem', 'problems')}`;
    byId('list').scrollTop = 0;
    rows();
    steps();
  };

  /* The list holds the rows that are in sight and no others. */
  const rows = () => {
    const list = byId('list');
    const parent = byId('rows');
    parent.style.height = `${shown.length * ROW}px`;
    const from = Math.max(0, Math.floor(list.scrollTop / ROW) - 4);
    const to = Math.min(shown.length, Math.ceil((list.scrollTop + list.clientHeight) / ROW) + 4);
    parent.replaceChildren(...shown.slice(from, to).map((problem, i) => row(problem, from + i)));
  };

  const row = (number, position) => {
    const problem = index.problems[number];
    const made = element('div', 'row');
    made.id = `row-${number}`;
    made.style.top = `${position * ROW}px`;
    made.dataset.problem = number;
    made.setAttribute('role', 'option');
    made.setAttribute('aria-selected', number === opened);
    made.setAttribute('aria-posinset', position + 1);
    made.setAttribute('aria-setsize', shown.length);
    put(made, 'div', 'row-statement', problem[1]);
    const tallies = put(made, 'div', 'row-tallies');
    index.models.forEach((style, model) => {
      const tally = put(tallies, 'span', solved(problem, model) ? 'tally solved-by' : 'tally');
      tally.style.color = looks.css(style);
      put(tally, 'span', 'tally-mark', solved(problem, model) ? '●' : '○');
      put(tally, 'span', 'tally-count', drawn(problem, model) > 0 ? `${right(problem, model)}/${drawn(problem, model)}` : '–');
      tally.title = `${style.label}: ${right(problem, model)} of ${drawn(problem, model)} correct`;
    });
    return made;
  };

  const reveal = () => {
    const list = byId('list');
    const position = shown.indexOf(opened);
    if (position < 0) {
      list.removeAttribute('aria-activedescendant');
      return;
    }
    const top = position * ROW;
    if (top < list.scrollTop) list.scrollTop = top;
    if (top + ROW > list.scrollTop + list.clientHeight) list.scrollTop = top + ROW - list.clientHeight;
    rows();
    list.setAttribute('aria-activedescendant', `row-${opened}`);
  };

  const move = by => {
    const position = shown.indexOf(opened);
    const to = position < 0 ? 0 : Math.min(shown.length - 1, Math.max(0, position + by));
    if (shown.length > 0) open(shown[to], []);
  };

  const steps = () => {
    const position = shown.indexOf(opened);
    byId('previous').disabled = position <= 0;
    byId('next').disabled = shown.length === 0 || position === shown.length - 1;
  };

  /* A problem and what the models wrote. */
  const open = (number, picked) => {
    opened = number;
    picks = picked;
    const problem = index.problems[number];
    byId('statement').textContent = problem[1];
    byId('about').textContent = [...index.difficulties.map((name, i) => `${name} ${whole(problem[2][i])}`), problem[0]].join(' · ');
    byId('failure').hidden = true;
    reveal();
    steps();
    const file = Math.floor(number / index.chunk);
    load(file).then(
      problems => {
        if (opened === number) attempts(problems[number % index.chunk]);
      },
      failure => {
        byId('attempts').replaceChildren();
        byId('failure').hidden = false;
        byId('failure').textContent = failure.message;
      });
  };

  const remember = () => {
    const anchor = [index.problems[opened][0], ...picks].join('/');
    history.replaceState(null, '', `#${encodeURI(anchor)}`);
  };

  const attempts = problem => {
    const parent = byId('attempts');
    parent.replaceChildren();
    index.models.forEach((style, model) => card(parent, style, model, problem[model]));
    remember();
  };

  const card = (parent, style, model, drawings) => {
    const made = put(parent, 'section', 'writing');
    made.setAttribute('aria-label', style.label);
    made.style.setProperty('--look', looks.css(style));
    const head = put(made, 'div', 'writing-head');
    put(head, 'span', 'writing-player', style.label).style.color = looks.css(style);
    const problem = index.problems[opened];
    put(head, 'span', 'writing-tally', `${whole(right(problem, model))} of ${plural(drawn(problem, model), 'completion', 'completions')} correct`);
    if (drawings.length === 0) {
      put(made, 'p', 'caption nothing', 'No completion of this problem.');
      return;
    }
    const choice = put(made, 'div', 'choice');
    choice.setAttribute('role', 'radiogroup');
    choice.setAttribute('aria-label', `Completion of ${style.label}`);
    choice.hidden = drawings.length === 1;
    const body = put(made, 'div');
    const pick = (place, focus) => {
      picks[model] = place;
      [...choice.children].forEach((button, i) => {
        button.setAttribute('aria-checked', i === place);
        button.tabIndex = i === place ? 0 : -1;
      });
      if (focus) choice.children[place].focus();
      writing(body, drawings[place], `node-${model}`, style);
      remember();
    };
    drawings.forEach((drawing, i) => {
      const button = put(choice, 'button', drawing.correct ? 'pick correct' : 'pick', drawing.correct ? '✓' : '✗');
      button.type = 'button';
      button.setAttribute('role', 'radio');
      button.setAttribute('aria-label', `completion ${drawing.sample + 1}, ${drawing.correct ? 'correct' : drawing.error || 'wrong'}`);
      button.title = button.getAttribute('aria-label');
      button.onclick = () => pick(i, false);
    });
    choice.onkeydown = event => {
      const by = {ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1}[event.key];
      if (!by) return;
      event.preventDefault();
      pick((picks[model] + by + drawings.length) % drawings.length, true);
    };
    for (let earlier = picks.length; earlier < model; earlier += 1) picks[earlier] = 0;
    const asked = Number(picks[model]);
    pick(asked >= 0 && asked < drawings.length ? asked : 0, false);
  };

  const verdict = drawing =>
    [
      drawing.correct ? 'solved' : (drawing.error || 'wrong').replace(/-/g, ' '),
      plural(drawing.tokens, 'token', 'tokens'),
      plural(drawing.mistakes, 'dead end', 'dead ends'),
      ...(drawing.cut ? ['cut at the limit'] : []),
    ].join(' · ');

  const writing = (parent, drawing, name, style) => {
    parent.replaceChildren();
    put(parent, 'p', drawing.correct ? 'outcome solved' : 'outcome failed', `${drawing.correct ? '★' : '✗'} ${verdict(drawing)}`);
    const treeHead = put(parent, 'div', 'tree-head');
    const box = put(parent, 'div', 'tree');
    const lines = put(parent, 'pre', 'lines');
    box.tabIndex = 0;
    box.setAttribute('role', 'tree');
    box.setAttribute('aria-label', `Search of ${style.label}; arrow keys move`);
    lines.tabIndex = 0;
    const owners = drawing.tree.owners;
    const mark = node => {
      let first = null;
      [...lines.children].forEach((line, i) => {
        const own = owners[i] === node;
        line.classList.toggle('of-node', own);
        first = first || (own && line);
      });
      if (first && (first.offsetTop < lines.scrollTop || first.offsetTop > lines.scrollTop + lines.clientHeight - 30)) lines.scrollTop = first.offsetTop - 30;
    };
    const picture = tree.draw(box, drawing.tree, name, mark);
    const wrong = tree.mistakes(drawing.tree);
    put(treeHead, 'span', '', [
      plural(drawing.tree.written, 'node', 'nodes'),
      plural([...drawing.tree.kinds].filter(kind => kind === 'D').length, 'dead end', 'dead ends'),
      ...(wrong > 0 ? [`${whole(wrong)} with a mistake`] : []),
      ...(drawing.tree.written > drawing.tree.parents.length ? [`the first ${whole(drawing.tree.parents.length)} drawn`] : []),
    ].join(' · '));
    const button = put(treeHead, 'button', 'fold', picture.closed() ? 'open all' : 'close all');
    button.type = 'button';
    button.hidden = picture.nodes.length < SMALL_TREE;
    button.onclick = () => {
      const open = picture.closed();
      picture.setAll(open);
      button.textContent = open ? 'close all' : 'open all';
    };
    drawing.text.split('\n').forEach((text, i) => {
      const [kind, sign] = JUDGMENTS[drawing.judgments[i]] || JUDGMENTS['.'];
      const line = put(lines, 'span', kind, text === '' ? ' ' : text);
      line.dataset.mark = sign;
      line.dataset.line = i;
    });
    if (drawing.cut) put(lines, 'span', 'cut', '… cut at the limit of tokens').dataset.mark = '';
    const begin = drawing.judgments.search(/[^P]/);
    if (begin > LONG_PROMPT) lines.scrollTop = lines.children[begin].offsetTop - 30;
    lines.onclick = event => {
      const line = event.target.closest('[data-line]');
      if (!line || String(window.getSelection()) !== '') return;
      const node = owners[line.dataset.line];
      if (node === undefined || node < 0) return;
      picture.choose(node);
      mark(node);
    };
  };

  const keys = () => {
    Object.values(JUDGMENTS).filter(([, , meaning]) => meaning).forEach(([kind, sign, meaning]) => {
      put(put(byId('line-key'), 'li'), 'span', kind, meaning).dataset.mark = sign;
    });
    Object.entries({...tree.KINDS, wrong: 'mistake: point at it for what is wrong'}).forEach(([kind, meaning]) => {
      const item = put(byId('node-key'), 'li');
      item.append(tree.sample(kind));
      put(item, 'span', '', meaning);
    });
  };

  const asked = () => {
    const [id, ...places] = decodeURI(window.location.hash.slice(1)).split('/');
    const number = index.problems.findIndex(problem => problem[0] === id);
    if (number >= 0) open(number, places.map(Number));
    return number >= 0;
  };

  const listen = () => {
    const list = byId('list');
    list.onscroll = rows;
    list.onclick = event => {
      const hit = event.target.closest('.row');
      if (hit) open(Number(hit.dataset.problem), []);
    };
    list.onkeydown = event => {
      const page = Math.max(1, Math.floor(list.clientHeight / ROW) - 1);
      const by = {ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -shown.length, End: shown.length}[event.key];
      if (!by || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      move(by);
    };
    byId('previous').onclick = () => move(-1);
    byId('next').onclick = () => move(1);
    byId('filters').onsubmit = event => event.preventDefault();
    byId('query').oninput = filter;
    ['outcome', 'order'].forEach(id => {
      byId(id).onchange = filter;
    });
    ['first', 'second'].forEach(id => {
      byId(id).onchange = () => {
        outcomes();
        filter();
      };
    });
    window.onresize = rows;
    window.onhashchange = asked;
  };

  const begin = read => {
    index = read;
    index.models.forEach((style, i) => ['first', 'second'].forEach(id => option(byId(id), i, style.label)));
    if (index.models.length > 1) byId('second').value = '1';
    document.querySelectorAll('.pair').forEach(label => {
      label.hidden = index.models.length < 3;
    });
    outcomes();
    orders();
    keys();
    listen();
    filter();
    if (!asked() && shown.length > 0) open(shown[0], []);
  };

  script('browser/index.js', failure => {
    byId('failure').hidden = false;
    byId('failure').textContent = failure.message;
  });

  return {index: begin, chunk};
})();
