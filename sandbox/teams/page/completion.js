import { avatar } from './avatar.js';
import { fill, h, uniqueId } from './dom.js';

/** Offers names after "@" in a text field, as a list that arrow keys, Enter, Tab and Escape work on. */
export class Completion {
  /** @param names [{ name, person? }] */
  constructor(field, names) {
    this.field = field;
    this.names = names;
    this.id = uniqueId('names');
    this.list = h('ul', {
      class: 'completion',
      id: this.id,
      role: 'listbox',
      'aria-label': 'People to mention',
      hidden: true,
    });
    this.found = [];
    this.chosen = 0;
    for (const [name, value] of [
      ['role', 'combobox'],
      ['aria-autocomplete', 'list'],
      ['aria-expanded', 'false'],
      ['aria-controls', this.id],
    ]) {
      field.setAttribute(name, value);
    }
    field.addEventListener('input', () => this.#look());
    field.addEventListener('blur', () => this.close());
    field.addEventListener('click', () => this.#look());
  }

  get open() {
    return !this.list.hidden;
  }

  /** Takes the key if it means something to the list; true when it did. */
  key(event) {
    if (!this.open) return false;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      this.chosen = (this.chosen + (event.key === 'ArrowDown' ? 1 : -1) + this.found.length) % this.found.length;
      this.#show();
    } else if (event.key === 'Enter' || event.key === 'Tab') this.#take(this.found[this.chosen]);
    else if (event.key === 'Escape') this.close();
    else return false;
    event.preventDefault();
    return true;
  }

  close() {
    this.list.hidden = true;
    this.field.setAttribute('aria-expanded', 'false');
    this.field.removeAttribute('aria-activedescendant');
  }

  #look() {
    const before = this.field.value.slice(0, this.field.selectionStart);
    const word = /(?:^|\s)@([\p{L}\d -]{0,24})$/u.exec(before)?.[1];
    if (word === undefined) return this.close();
    const query = word.toLowerCase();
    this.word = word;
    this.found = this.names.filter(
      ({ name, person }) =>
        name
          .toLowerCase()
          .split(' ')
          .some((part) => part.startsWith(query)) ||
        name.toLowerCase().startsWith(query) ||
        person?.id.startsWith(query),
    );
    // What is written out in full needs no list, which would take the Enter that sends.
    if (this.found.length === 0 || this.found.some(({ name }) => name.toLowerCase() === query.trim()))
      return this.close();
    this.chosen = 0;
    this.#show();
  }

  #show() {
    const options = this.found.map(({ name, person }, index) =>
      h(
        'li',
        {
          id: `${this.id}-${index}`,
          role: 'option',
          'aria-selected': String(index === this.chosen),
          // The field would lose the focus and close the list before the click.
          onmousedown: (event) => {
            event.preventDefault();
            this.#take(this.found[index]);
          },
        },
        avatar(person, 'small'),
        h('span', {}, name),
        h('small', {}, person?.role ?? 'Bot'),
      ),
    );
    fill(this.list, options);
    this.list.hidden = false;
    this.field.setAttribute('aria-expanded', 'true');
    this.field.setAttribute('aria-activedescendant', `${this.id}-${this.chosen}`);
  }

  #take({ name }) {
    const at = this.field.selectionStart;
    const start = at - this.word.length - 1;
    this.field.setRangeText(`@${name} `, start, at, 'end');
    this.field.dispatchEvent(new Event('input', { bubbles: true }));
    this.close();
  }
}
