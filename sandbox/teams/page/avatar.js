import { h } from './dom.js';

/** Initials on the person's colour, or the bot's sign. Names stand beside it, so it is hidden from screen readers. */
export function avatar(person, size = '') {
  if (!person) return h('img', { class: `avatar ${size}`, src: '/icon.svg', alt: '' });
  const initials = person.name
    .split(' ')
    .map((word) => word[0])
    .join('');
  return h('span', { class: `avatar ${size}`, 'data-person': person.id, 'aria-hidden': 'true' }, initials);
}
