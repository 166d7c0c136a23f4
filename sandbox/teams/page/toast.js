import { h } from './dom.js';

const announcer = document.getElementById('announcer');
const toasts = document.getElementById('toasts');

/** Says something to a screen reader without showing it. */
export function announce(text) {
  announcer.textContent = '';
  // A live region speaks only when its text changes, so the same words twice need a gap.
  requestAnimationFrame(() => {
    announcer.textContent = text;
  });
}

/** Shows a sentence at the bottom of the page for some seconds. */
export function toast(text, tone = 'plain') {
  const element = h('p', { class: `toast ${tone}`, role: tone === 'bad' ? 'alert' : 'status' }, text);
  toasts.append(element);
  setTimeout(() => element.remove(), 3000 + text.length * 50);
}
