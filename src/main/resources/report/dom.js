'use strict';

/* Makes elements. Whatever comes from the run is set as text, never as markup. */
const dom = (() => {
  const element = (tag, className, text) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  const put = (parent, tag, className, text) => parent.appendChild(element(tag, className, text));

  const svg = (tag, attributes) => {
    const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
    Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
    return made;
  };

  const byId = id => document.getElementById(id);

  /* The data of the page. */
  const data = () => JSON.parse(byId('data').textContent);

  /* Hands a text to the reader as a file. */
  const download = (name, type, text) => {
    const link = element('a');
    link.href = URL.createObjectURL(new Blob([text], {type}));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  return {element, put, svg, byId, data, download};
})();
