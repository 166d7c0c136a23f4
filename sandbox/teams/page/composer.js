import { Completion } from './completion.js';
import { h, icon } from './dom.js';

/** Where a person writes: Enter sends, Shift+Enter breaks the line, @ offers names. */
export class Composer {
  /** @param hooks send(text): resolves when it is sent; cancel(): only in a reply */
  constructor({ label, names, needsMention, hooks }) {
    this.names = names;
    this.needsMention = needsMention;
    this.hooks = hooks;
    this.field = h('textarea', {
      rows: '1',
      placeholder: label,
      'aria-label': label,
      autocomplete: 'off',
      spellcheck: 'false',
      enterkeyhint: 'send',
    });
    this.completion = new Completion(this.field, names);
    this.hint = h('p', { class: 'hint', hidden: true });
    this.element = h(
      'form',
      { class: 'composer', onsubmit: (event) => this.#submit(event) },
      this.completion.list,
      h(
        'div',
        { class: 'composer-row' },
        this.field,
        needsMention &&
          h(
            'button',
            {
              type: 'button',
              class: 'quiet',
              'aria-label': 'Mention someone',
              title: 'Mention someone',
              onclick: () => this.#at(),
            },
            icon('at'),
          ),
        hooks.cancel &&
          h(
            'button',
            {
              type: 'button',
              class: 'quiet',
              'aria-label': 'Cancel reply',
              title: 'Cancel',
              onclick: () => hooks.cancel(),
            },
            icon('close'),
          ),
        h('button', { class: 'send', 'aria-label': 'Send', title: 'Send' }, icon('send')),
      ),
      this.hint,
    );
    this.field.addEventListener('input', () => this.#changed());
    this.field.addEventListener('keydown', (event) => this.#key(event));
  }

  set text(value) {
    this.field.value = value;
    this.#changed();
  }

  focus() {
    this.field.focus();
    this.field.setSelectionRange(this.field.value.length, this.field.value.length);
  }

  #key(event) {
    if (this.completion.key(event) || event.isComposing) return;
    if (event.key === 'Escape' && this.hooks.cancel) this.hooks.cancel();
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    this.element.requestSubmit();
  }

  #at() {
    this.field.focus();
    const { selectionStart: at, value } = this.field;
    this.field.setRangeText(at > 0 && !/\s$/.test(value.slice(0, at)) ? ' @' : '@', at, at, 'end');
    this.field.dispatchEvent(new Event('input', { bubbles: true }));
  }

  #changed() {
    // Two steps, because a field never shrinks below its current height by itself.
    this.field.style.height = 'auto';
    this.field.style.height = `${Math.min(this.field.scrollHeight, 160)}px`;
    const value = this.field.value.trim();
    const slash = value.startsWith('/');
    this.hint.textContent = slash
      ? 'A slash command: nobody but you and Strongroom sees it.'
      : 'Strongroom does not hear this: mention it with @, or begin with /.';
    this.hint.hidden =
      !this.needsMention || (!slash && (value.length < 3 || value.startsWith('@') || /@strongroom\b/i.test(value)));
  }

  async #submit(event) {
    event.preventDefault();
    const { value } = this.field;
    if (!value.trim()) return;
    this.text = '';
    try {
      await this.hooks.send(this.#withMentions(value.trim()));
    } catch {
      // What was refused is given back, so that nothing has to be typed twice.
      if (!this.field.value) this.text = value;
    }
  }

  #withMentions(text) {
    const byLength = [...this.names].sort((a, b) => b.name.length - a.name.length);
    const pattern = new RegExp(
      `@(${byLength.map(({ name }) => name.replace(/[.*+?^$()[\]{}|\\]/g, '\\$&')).join('|')})(?![\\p{L}\\d])`,
      'giu',
    );
    return text.replace(pattern, (_all, name) => `<at>${name}</at>`);
  }
}
