import { api } from './api.js';
import { avatar } from './avatar.js';
import { Composer } from './composer.js';
import { DialogView } from './dialog-view.js';
import { fill, h, icon, uniqueId } from './dom.js';
import { LockScreen } from './lock-screen.js';
import { device } from './phone.js';
import { ThreadList } from './thread-list.js';

/** The window of one person: conversations as tabs, the open one below, the lock screen behind a switch. */
export class Pane {
  constructor(person, people, conversations, onClose) {
    this.person = person;
    this.people = people;
    this.conversations = new Map(
      conversations.map((one) => [
        one.id,
        { ...one, title: titleOf(one), messages: [], loading: new Set(), started: new Set() },
      ]),
    );
    this.lock = new LockScreen(person);
    this.dialog = new DialogView(person);
    this.names = [{ name: 'Strongroom' }, ...people.map((one) => ({ name: one.name, person: one }))];
    this.tabs = h('div', { class: 'tabs', role: 'tablist', 'aria-label': `Conversations of ${person.name}` });
    this.content = h('div', { class: 'content', role: 'tabpanel', id: uniqueId('content') });
    this.typing = h(
      'p',
      { class: 'typing', hidden: true },
      h('span', { class: 'dots', 'aria-hidden': 'true' }, h('i'), h('i'), h('i')),
      'Strongroom is typing',
    );
    this.lockButton = h(
      'button',
      {
        type: 'button',
        class: 'quiet',
        'aria-pressed': 'false',
        'aria-label': `Lock screen of ${person.name}`,
        title: 'Lock screen',
        onclick: () => this.showLock(this.lock.element.hidden),
      },
      icon('lock'),
    );
    const close = h(
      'button',
      {
        type: 'button',
        class: 'quiet',
        'aria-label': `Close the window of ${person.name}`,
        title: 'Close',
        onclick: () => onClose(person.id),
      },
      icon('close'),
    );
    const header = h(
      'header',
      { class: 'pane-head' },
      avatar(person),
      h('div', { class: 'who' }, h('h2', {}, person.name), h('p', {}, person.role)),
      this.lockButton,
      close,
    );
    this.element = h(
      'section',
      { class: 'pane', 'aria-label': person.name, 'data-person': person.id },
      header,
      h('div', { class: 'pane-body' }, this.tabs, this.content, this.dialog.element, this.lock.element),
    );
    this.content.addEventListener('dialog', ({ detail }) => this.dialog.show(detail.result, detail.from));
    this.tabs.addEventListener('keydown', (event) => this.#tabKey(event));
    for (const conversation of this.conversations.values()) this.#addTab(conversation);
  }

  async start(openName) {
    await this.reload();
    const all = [...this.conversations.values()];
    await this.open((all.find((one) => one.name === openName) ?? all[0]).id);
  }

  async open(id) {
    const conversation = this.conversations.get(id);
    this.current = conversation;
    this.#view(conversation);
    fill(this.content, [conversation.view.element, this.typing, conversation.composer.element]);
    this.content.setAttribute('aria-labelledby', conversation.tab.id);
    this.typing.hidden = true;
    for (const one of this.conversations.values()) {
      const selected = one === conversation;
      one.tab.setAttribute('aria-selected', String(selected));
      one.tab.tabIndex = selected ? 0 : -1;
    }
    conversation.view.toEnd();
    this.#markRead();
  }

  showLock(on) {
    this.lock.element.hidden = !on;
    this.tabs.hidden = on;
    this.content.hidden = on;
    this.lockButton.setAttribute('aria-pressed', String(on));
    if (!on) this.#markRead();
  }

  /** A message was posted, edited, deleted, or shown to this person. */
  heard(kind, message) {
    const conversation = this.conversations.get(message.conversation);
    if (!conversation || (message.only && message.only !== this.person.id)) return;
    // The stream and a load overlap: what is already known is only brought up to date, and what was not told yet when the
    // load was answered is kept for its end.
    for (const meanwhile of conversation.loading) meanwhile.push(message);
    const shown = put(conversation.messages, message);
    conversation.view?.put(message);
    if (shown || kind !== 'posted') return;
    this.#notify(message, conversation);
    if (message.from === 'bot') this.typing.hidden = true;
    if (message.from === this.person.id || (conversation === this.current && this.lock.element.hidden))
      this.#markRead();
    else
      this.#unread(
        conversation,
        conversation.unread + 1,
        conversation.mentioned || message.mentions.some((one) => one.id === this.person.teamsId),
      );
  }

  botTypes(conversationId) {
    if (conversationId !== this.current?.id) return;
    this.typing.hidden = false;
    clearTimeout(this.typingTimer);
    this.typingTimer = setTimeout(() => {
      this.typing.hidden = true;
    }, 6000);
  }

  cleared() {
    this.lock.clear();
    this.dialog.close();
    for (const conversation of this.conversations.values()) {
      conversation.messages = [];
      conversation.started.clear();
      conversation.view?.clear();
      this.#unread(conversation, 0, false);
    }
  }

  /** Reads everything again and brings what is shown up to date. */
  async reload() {
    const all = [...this.conversations.values()];
    await Promise.all(all.map((one) => this.#load(one)));
    const messages = all.flatMap((conversation) => conversation.messages.map((message) => ({ message, conversation })));
    messages.sort((a, b) => (a.message.id < b.message.id ? -1 : 1));
    for (const { message, conversation } of messages) this.#notify(message, conversation);
  }

  async #load(conversation) {
    const path = `/api/conversations/${encodeURIComponent(conversation.id)}/messages?as=${this.person.id}&refresh=0&edits=count`;
    const meanwhile = [];
    conversation.loading.add(meanwhile);
    try {
      conversation.messages = await api('GET', path);
    } finally {
      conversation.loading.delete(meanwhile);
    }
    for (const message of meanwhile) put(conversation.messages, message);
    conversation.view?.load(conversation.messages);
    this.#unread(conversation, conversation.unread, false);
  }

  #notify(message, conversation) {
    const mine = message.thread !== message.id && conversation.started.has(message.thread);
    if (message.from === this.person.id) conversation.started.add(message.thread);
    const author = this.people.find((one) => one.id === message.from);
    if (!this.lock.notices.has(message.id)) this.lock.notify(message, conversation, mine, author);
  }

  /** The view is made when the conversation is first opened. */
  #view(conversation) {
    if (conversation.view) return;
    const personal = conversation.kind === 'personal';
    conversation.composer = new Composer({
      label: personal ? 'Message Strongroom' : `New post in ${conversation.name}`,
      names: this.names,
      needsMention: !personal,
      hooks: { send: (text) => this.#say(conversation, text) },
    });
    conversation.view = new ThreadList(this.person, conversation, this.people, {
      viewed: (message) => this.#viewed(message),
      reply: (threadId) => this.#reply(conversation, threadId),
      try: (text) => {
        conversation.composer.text = text;
        conversation.composer.focus();
      },
    });
    conversation.view.load(conversation.messages);
  }

  #say(conversation, text, replyTo) {
    // As in Teams: a slash command is seen by nobody but the bot.
    const targeted = conversation.kind !== 'personal' && text.startsWith('/');
    return api('POST', '/api/say', {
      as: this.person.id,
      in: conversation.id,
      text: targeted ? text.replace(/^\/(strongroom\s+)?/i, '') : text,
      ...(replyTo && { replyTo }),
      ...(targeted && { targeted }),
    });
  }

  #reply(conversation, threadId) {
    const foot = conversation.view.replyPlace(threadId);
    const button = foot.querySelector('.reply');
    const close = () => {
      composer.element.remove();
      button.hidden = false;
      button.focus();
    };
    const composer = new Composer({
      label: 'Reply',
      names: this.names,
      needsMention: true,
      hooks: { send: (text) => this.#say(conversation, text, threadId).then(close), cancel: close },
    });
    button.hidden = true;
    foot.append(composer.element);
    composer.text = '@Strongroom ';
    composer.focus();
  }

  /** A card that names this person refreshes when it comes to the screen. */
  #viewed(message) {
    const refresh = message.card?.refresh;
    if (!refresh || message.personal) return;
    if (refresh.userIds && !refresh.userIds.includes(this.person.teamsId)) return;
    void api('POST', '/api/view', {
      as: this.person.id,
      message: message.id,
      ...(device() && { device: device() }),
    }).catch(() => undefined);
  }

  #markRead() {
    if (!this.current || !this.lock.element.hidden) return;
    this.#unread(this.current, 0, false);
    void api('POST', '/api/read', { as: this.person.id, in: this.current.id }).catch(() => undefined);
  }

  #addTab(conversation) {
    conversation.badge = h('span', { class: 'unread', hidden: true });
    conversation.tab = h(
      'button',
      {
        type: 'button',
        role: 'tab',
        class: 'tab',
        id: uniqueId('tab'),
        'aria-controls': this.content.id,
        'aria-selected': 'false',
        tabindex: '-1',
        onclick: () => this.open(conversation.id),
      },
      conversation.kind === 'personal' ? icon('chat') : h('span', { class: 'hash', 'aria-hidden': 'true' }, '#'),
      h('span', { class: 'tab-name' }, conversation.title),
      conversation.badge,
    );
    this.tabs.append(conversation.tab);
  }

  #unread(conversation, count, mentioned) {
    conversation.unread = count;
    conversation.mentioned = mentioned;
    conversation.badge.hidden = count === 0;
    conversation.badge.textContent = `${mentioned ? '@' : ''}${count > 99 ? '99+' : count}`;
    conversation.badge.setAttribute('aria-label', `${count} unread${mentioned ? ', you are mentioned' : ''}`);
    // The General channel only matters once something is said there.
    conversation.tab.hidden = conversation.name === 'General' && conversation.messages?.length === 0;
  }

  #tabKey(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = [...this.conversations.values()].filter((one) => !one.tab.hidden);
    const next = all[(all.indexOf(this.current) + step + all.length) % all.length];
    void this.open(next.id);
    next.tab.focus();
  }
}

/** @returns whether it was known */
function put(messages, message) {
  const at = messages.findLastIndex((one) => one.id === message.id);
  if (at >= 0) messages[at] = message;
  else messages.push(message);
  return at >= 0;
}

function titleOf(conversation) {
  return conversation.kind === 'personal' ? 'Strongroom' : conversation.name;
}
