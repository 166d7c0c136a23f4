import { avatar } from './avatar.js';
import { clockTime, dayName, worldNow } from './clock.js';
import { fill, h } from './dom.js';

const kept = 30;

/** What this person's locked phone shows: the sentence of each message, never a card. */
export class LockScreen {
  constructor(reader) {
    this.reader = reader;
    this.notices = new Map();
    this.time = h('p', { class: 'lock-time' });
    this.day = h('p', { class: 'lock-day' });
    this.list = h('ol', { class: 'notices', 'aria-label': `Notifications of ${reader.name}` });
    this.nothing = h('p', { class: 'lock-nothing' }, 'No notifications');
    this.held = new Set();
    this.quiet = h('p', { class: 'lock-nothing', hidden: true });
    this.element = h(
      'div',
      { class: 'lock-screen', hidden: true },
      h('div', { class: 'lock-top' }, this.day, this.time),
      this.list,
      this.nothing,
      this.quiet,
    );
    this.tick();
  }

  tick() {
    const now = worldNow();
    const [time, day] = [clockTime(now), dayName(now)];
    if (this.time.textContent !== time) this.time.textContent = time;
    if (this.day.textContent !== day) this.day.textContent = day;
  }

  /** A new message: shown when it would make this phone buzz. `mine`: the person has written in that thread. */
  notify(message, conversation, mine, author) {
    const reason = this.#reason(message, conversation, mine);
    if (!reason) return;
    if (message.held) return this.#hold(message.id);
    const text = plain(message.notice);
    const where = conversation.kind === 'personal' ? 'Chat' : `#${conversation.name}`;
    const element = h(
      'li',
      { class: 'notice' },
      h(
        'div',
        { class: 'notice-head' },
        avatar(author, 'tiny'),
        h('span', {}, `${message.fromName} · ${where}`),
        h('time', {}, clockTime(message.at)),
      ),
      h('p', { class: text ? '' : 'notice-empty' }, text || 'Sent a card'),
      h('small', {}, reason),
    );
    this.notices.set(message.id, element);
    this.list.prepend(element);
    this.nothing.hidden = true;
    if (this.list.children.length > kept) this.list.lastElementChild.remove();
  }

  /** Quiet hours: the message is in its chat, and this phone stays dark. */
  #hold(id) {
    this.held.add(id);
    this.quiet.hidden = false;
    this.quiet.textContent = `Quiet hours: ${this.held.size} held back`;
  }

  clear() {
    this.held.clear();
    this.quiet.hidden = true;
    this.notices.clear();
    fill(this.list, []);
    this.nothing.hidden = false;
  }

  #reason(message, conversation, mine) {
    if (message.from === this.reader.id || message.deleted) return undefined;
    if (message.mentions.some((one) => one.id === this.reader.teamsId)) return 'Mentions you';
    if (conversation.kind === 'personal') return 'To you';
    if (mine) return 'Reply in a thread of yours';
    return message.thread === message.id && message.from === 'bot' ? 'New post' : undefined;
  }
}

function plain(text) {
  return (text ?? '')
    .replace(/<at>([^<]*)<\/at>/g, '$1')
    .replace(/[*_]{1,2}(?=\S)([^*_]+)[*_]{1,2}/g, '$1')
    .trim();
}
