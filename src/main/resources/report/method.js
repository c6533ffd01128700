'use strict';

/* How the run was made and measured. */
(() => {
  const {put, byId} = dom;
  const method = dom.data();

  figures.sections(byId('sections'), method.sections);
  method.facts.forEach(group => {
    const parent = put(byId('facts'), 'div');
    put(parent, 'h3', '', group.title);
    const list = put(parent, 'dl');
    group.facts.forEach(({name, value}) => {
      put(list, 'dt', '', name);
      put(list, 'dd', '', value);
    });
  });
  byId('configuration').textContent = method.configuration;
})();
