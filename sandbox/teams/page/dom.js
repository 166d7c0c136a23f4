/**
 * Makes an element: h('button', { class: 'x', onclick: f, 'aria-label': 'y' }, 'text', child). Properties that start with
 * "on" are listeners, true and false set and leave out an attribute; children that are null or false are left out.
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, '');
    else if (value !== false && value !== undefined && value !== null) element.setAttribute(key, String(value));
  }
  fill(element, children);
  return element;
}

/** Replaces what an element holds. */
export function fill(element, children) {
  element.replaceChildren(
    ...children.flat().filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

const paths = {
  lock: 'M7 11V8a5 5 0 0 1 10 0v3m-12 0h14v9H5z',
  chat: 'M4 5h16v11H9l-4 4v-4H4z',
  panel: 'M4 5h16v14H4zM14 5v14',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M5 19l2-2M17 7l2-2',
  moon: 'M20 14.500A8 8 0 0 1 9.500 4 8 8 0 1 0 20 14.500z',
  phone: 'M8 3h8v18H8zM11 18h2',
  send: 'M4 12 20 5l-5 15-3.500-6z',
  reply: 'M10 6 4 12l6 6v-4c5 0 8 1.500 10 5 0-6-3-9-10-9z',
  close: 'M6 6l12 12M18 6 6 18',
  at: 'M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0zm0 0v2a2.500 2.500 0 0 0 5 0v-2a9 9 0 1 0-4 7.500',
  eye: 'M2 12s4-6 10-6 10 6 10 6-4 6-10 6S2 12 2 12zm10-3a3 3 0 1 0 0 6 3 3 0 0 0 0-6',
  down: 'M12 5v14M6 13l6 6 6-6',
};

/** A line icon; it is decoration, the words stand beside it or in the label. */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', paths[name]);
  svg.append(path);
  return svg;
}

let last = 0;
/** An id for aria attributes. */
export function uniqueId(prefix) {
  last += 1;
  return `${prefix}-${last}`;
}
