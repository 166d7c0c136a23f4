import { api } from './api.js';
import { CardView } from './card-view.js';
import { fill, h, icon, uniqueId } from './dom.js';

/** The dialog that one person has open, over their window. Closing it sends nothing. */
export class DialogView {
  constructor(person) {
    this.person = person;
    this.title = h('h3', { id: uniqueId('dialog') });
    this.body = h('div', { class: 'dialog-body' });
    const close = h(
      'button',
      { type: 'button', class: 'quiet', 'aria-label': 'Close the dialog', onclick: () => this.close() },
      icon('close'),
    );
    this.box = h(
      'div',
      { class: 'dialog', role: 'dialog', 'aria-modal': 'true', 'aria-labelledby': this.title.id, tabindex: '-1' },
      h('header', {}, this.title, close),
      this.body,
    );
    this.element = h('div', { class: 'dialog-shade', hidden: true }, this.box);
    this.element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.close();
    });
  }

  /** Shows what the bot answered: another card, a sentence, or nothing, which closes it. */
  show({ shown, dialog, card, text }, from) {
    this.from = from ?? this.from;
    if (shown === 'closed') return this.close();
    this.title.textContent = dialog?.title || this.title.textContent || 'Strongroom';
    if (dialog) {
      const view = new CardView(this.person, undefined, (action) => this.#send(dialog.id, action));
      view.show(card, false);
      fill(this.body, [view.element]);
    } else fill(this.body, [h('p', { class: 'dialog-text', role: 'status' }, text)]);
    this.element.hidden = false;
    // A client draws an answer as a new card, from its top.
    this.body.scrollTop = 0;
    this.box.focus({ preventScroll: true });
  }

  close() {
    this.element.hidden = true;
    fill(this.body, []);
    this.title.textContent = '';
    this.from?.focus?.({ preventScroll: true });
  }

  async #send(dialog, action) {
    const result = await api('POST', '/api/dialog', { as: this.person.id, dialog, ...action });
    if (result.shown !== 'error') this.show(result);
    return result;
  }
}
