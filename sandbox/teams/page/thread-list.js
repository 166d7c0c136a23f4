import { fill, h, icon } from './dom.js';
import { MessageView } from './message-view.js';

/**
 * The messages of one conversation in one person's window: threads in a channel, one row after another in a personal
 * chat. Nodes are kept by message id; what has not changed is not touched.
 */
export class ThreadList {
  /** @param hooks viewed(message): it is on the screen; reply(threadId): the person wants to answer. */
  constructor(reader, conversation, people, hooks) {
    Object.assign(this, { reader, conversation, people, hooks });
    this.views = new Map();
    this.threads = new Map();
    this.latest = h(
      'button',
      { type: 'button', class: 'latest', hidden: true, onclick: () => this.toEnd() },
      icon('down'),
      'New messages',
    );
    this.empty = this.#suggestions();
    this.list = h('ol', { class: 'threads' });
    this.scroller = h(
      'section',
      { class: 'scroller', tabindex: '0', 'aria-label': `Messages in ${conversation.title}` },
      this.empty,
      this.list,
    );
    this.element = h('div', { class: 'thread-area' }, this.scroller, this.latest);
    this.observer = new IntersectionObserver((entries) => this.#seen(entries), {
      root: this.scroller,
      rootMargin: '400px 0px',
    });
    // Who reads at the end stays there while cards are rendered and grow; growth by itself makes no scroll event.
    this.stays = true;
    new ResizeObserver(() => {
      if (this.stays) this.scroller.scrollTop = this.scroller.scrollHeight;
    }).observe(this.list);
    // Only the reader's own hand leaves the end: the browser also scrolls, to show what has the focus or is clicked,
    // to hold a place when something grows, or because a card shrank.
    let byHand = false;
    const isUp = {
      wheel: ({ deltaY }) => deltaY < 0,
      touchmove: () => true,
      keydown: ({ key }) => ['ArrowUp', 'PageUp', 'Home', ' '].includes(key),
      // The scroll bar: what lies in the list is a target itself.
      pointerdown: ({ target }) => target === this.scroller,
    };
    for (const [type, up] of Object.entries(isUp))
      this.scroller.addEventListener(type, (event) => (byHand ||= up(event)), { passive: true });
    this.scroller.addEventListener(
      'scroll',
      () => {
        if (this.atEnd()) this.stays = true;
        else if (byHand) this.stays = false;
        if (this.stays) this.latest.hidden = true;
      },
      { passive: true },
    );
    this.scroller.addEventListener('scrollend', () => (byHand = false));
  }

  /** Shows the messages it is given, oldest first, in one go. */
  load(messages) {
    for (const message of messages) this.#put(message);
    if (this.stays) this.toEnd();
  }

  /** A new message, or a new version of one. */
  put(message) {
    const isNew = !this.views.has(message.id);
    this.#put(message);
    if (isNew && message.from === this.reader.id) this.toEnd(message.id);
    else if (isNew && !this.stays) this.latest.hidden = false;
  }

  clear() {
    this.observer.disconnect();
    this.views.clear();
    this.threads.clear();
    fill(this.list, []);
    this.empty.hidden = false;
  }

  atEnd() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < 80;
  }

  /** Scrolls to the newest message, or to one that the reader has just written. */
  toEnd(messageId) {
    const own = messageId && this.views.get(messageId);
    const isLast = this.list.lastElementChild?.contains(own?.element ?? null);
    if (own && !isLast) own.element.scrollIntoView({ block: 'nearest' });
    else {
      this.stays = true;
      this.scroller.scrollTop = this.scroller.scrollHeight;
    }
    this.latest.hidden = true;
  }

  /** Where an answer to this thread is written; the composer is put there. */
  replyPlace(threadId) {
    return this.threads.get(threadId)?.foot;
  }

  #put(message) {
    const known = this.views.get(message.id);
    if (known) {
      known.update(message);
      if (known.onScreen) this.hooks.viewed(message);
      return;
    }
    const view = new MessageView(this.reader, message, this.people);
    this.views.set(message.id, view);
    this.empty.hidden = true;
    const item = h('li', {}, view.element);
    if (!message.thread) this.list.append(item);
    else if (message.thread === message.id) this.list.append(this.#thread(message, view));
    else this.threads.get(message.thread)?.replies.append(item);
    this.observer.observe(view.element);
  }

  #thread(message, view) {
    const replies = h('ol', { class: 'replies' });
    const foot = h('div', { class: 'thread-foot' });
    const reply = h(
      'button',
      { type: 'button', class: 'reply', onclick: () => this.hooks.reply(message.id) },
      icon('reply'),
      'Reply',
    );
    foot.append(reply);
    // Documented: nobody answers a targeted message.
    foot.hidden = Boolean(message.only);
    this.threads.set(message.id, { replies, foot, reply });
    return h('li', { class: 'thread' }, view.element, replies, foot);
  }

  #seen(entries) {
    for (const { target, isIntersecting } of entries) {
      const view = this.views.get(target.dataset.id);
      if (!view) continue;
      view.onScreen = isIntersecting;
      if (!isIntersecting) continue;
      view.approach();
      this.hooks.viewed(view.message);
    }
  }

  #suggestions() {
    const tries =
      this.conversation.kind === 'personal'
        ? ['help', 'whoami']
        : ['@Strongroom help', '@Strongroom vm sql-01', '@Strongroom restore sql-01'];
    return h(
      'div',
      { class: 'empty' },
      h(
        'p',
        {},
        this.conversation.kind === 'personal'
          ? 'This is your own chat with Strongroom.'
          : 'Nothing has been said here yet. Strongroom hears what mentions it.',
      ),
      h(
        'div',
        { class: 'tries' },
        ...tries.map((text) => h('button', { type: 'button', onclick: () => this.hooks.try(text) }, text)),
      ),
    );
  }
}
