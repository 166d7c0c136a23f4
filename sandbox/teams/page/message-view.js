import { avatar } from './avatar.js';
import { CardView } from './card-view.js';
import { fullTime, shortTime } from './clock.js';
import { fill, h, icon } from './dom.js';
import { escapeHtml, markdownToHtml } from './markdown.js';

/** One message in one person's window. It is updated in place; the card is rendered only once it comes near the screen. */
export class MessageView {
  constructor(reader, message, people) {
    this.reader = reader;
    this.author = people.find((one) => one.id === message.from);
    this.header = h('div', { class: 'message-head' });
    this.body = h('div', { class: 'message-text' });
    this.only = h('p', { class: 'only', hidden: !message.only }, icon('eye'), 'Only you can see this message');
    this.pictures = h('div', { class: 'message-pictures' });
    this.element = h(
      'article',
      {
        class: `message ${this.author ? 'from-person' : 'from-bot'}${message.only ? ' for-one' : ''}`,
        'data-id': message.id,
      },
      avatar(this.author),
      h('div', { class: 'message-main' }, this.only, this.header, this.body, this.pictures),
    );
    this.near = false;
    this.update(message);
  }

  update(message) {
    const edited = this.message && message.edits > this.message.edits;
    this.message = message;
    const name = this.author?.name ?? message.fromName;
    this.element.setAttribute('aria-label', `${name}, ${shortTime(message.at)}`);
    fill(this.header, [
      h('span', { class: 'author' }, name),
      !this.author && h('span', { class: 'badge' }, 'Bot'),
      h('time', { datetime: message.at, title: fullTime(message.at) }, shortTime(message.at)),
      message.edits > 0 && h('span', { class: 'edited', title: `Edited ${message.edits} times` }, 'Edited'),
    ]);
    this.element.classList.toggle('deleted', message.deleted);
    this.element.classList.toggle(
      'mentions-reader',
      message.mentions.some((one) => one.id === this.reader.teamsId),
    );
    fill(
      this.pictures,
      message.pictures.map(({ url, name }) => h('img', { src: url, alt: name })),
    );
    if (message.deleted) {
      fill(this.body, [h('em', {}, 'This message has been deleted.')]);
      this.card?.element.remove();
      this.card = undefined;
      return;
    }
    // What a card is about can be told before it is drawn.
    this.element.dataset.summary = message.summary ?? '';
    this.body.innerHTML = this.author ? typedHtml(message) : botHtml(message);
    this.body.hidden = !message.text.trim();
    if (message.card && this.near) this.#showCard();
    if (!message.card) this.card?.element.remove();
    if (edited) this.#flash();
  }

  /** It is near the screen: time to render the card. */
  approach() {
    this.near = true;
    if (this.message.card && !this.message.deleted) this.#showCard();
  }

  #showCard() {
    if (!this.card) {
      this.card = new CardView(this.reader, this.message.id);
      this.body.after(this.card.element);
    }
    if (this.card.show(this.message.card, this.message.personal)) this.#flash();
  }

  #flash() {
    this.element.classList.remove('changed');
    // Reading a measure makes the browser notice that the class was away, so that the animation starts again.
    void this.element.offsetWidth;
    this.element.classList.add('changed');
  }
}

function typedHtml(message) {
  return withMentions(escapeHtml(message.text), message).replace(/\n/g, '<br>');
}

function botHtml(message) {
  // Mentions are set aside, since Markdown would escape their tags.
  const names = [];
  const text = message.text.replace(/<at>([^<]*)<\/at>/g, (_all, name) => `\u2060${names.push(name) - 1}\u2060`);
  return markdownToHtml(text).replace(/\u2060(\d+)\u2060/g, (_all, index) => chip(escapeHtml(names[index]), message));
}

function withMentions(html, message) {
  return html.replace(/&#60;at&#62;(.*?)&#60;\/at&#62;/g, (_all, name) => chip(name, message));
}

function chip(name, message) {
  const known = message.mentions.some((one) => escapeHtml(one.name) === name);
  return known ? `<span class="mention">${name}</span>` : name;
}
