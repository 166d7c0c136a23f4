import { EventEmitter } from 'node:events';
import { type Conversation, findConversation, type Roster } from './roster.ts';

export type Card = Record<string, unknown>;

export type Mention = { id: string; name: string };

/** Content of a message; an edit replaces all of it. */
export type Content = {
  text: string;
  /** Text that a phone shows instead. */
  summary?: string;
  card?: Card;
  /** Images inside the message, as data URIs. */
  pictures?: { url: string; name: string }[];
  mentions: Mention[];
};

export type Version = Content & { at: Date };

export type Message = Content & {
  /** Activity id: milliseconds, as in Teams, increasing across the whole sandbox. */
  id: string;
  conversationId: string;
  /** Root message of the thread; absent in personal chats, the message's own id for a root. */
  threadId?: string;
  /** Short name of a person, or 'bot'. */
  from: string;
  /** Recipient of a targeted message, by short name; absent: everybody there sees it. */
  only?: string;
  /** World time. */
  at: Date;
  /** True if quiet hours kept it from ringing. */
  held?: boolean;
  replyTo?: string;
  /** Versions before each edit, oldest first. */
  edits: Version[];
  deleted: boolean;
  /** The message in one sentence: its text, or the summary of a card without text. */
  readonly said: string;
  /** Cards for individual people, until the next edit. */
  views: Map<string, Card>;
};

export type ChatEvents = {
  posted: [Message];
  edited: [Message];
  deleted: [Message];
  viewed: [Message, string];
  typing: [{ conversationId: string; threadId?: string; from: string }];
  cleared: [];
};

/** How long a targeted message is shown, in world time. */
const targetedMs = 24 * 3_600_000;

/** All messages of the local Teams, in memory. It knows nothing of HTTP or of the bot. */
export class Chat extends EventEmitter<ChatEvents> {
  readonly #messages = new Map<string, Message>();
  readonly #byConversation = new Map<string, Message[]>();
  readonly #now: () => Date;
  #lastId = 0;

  constructor(now: () => Date) {
    super();
    this.#now = now;
  }

  post(
    conversation: Conversation,
    from: string,
    content: Content,
    at: { threadId?: string; replyTo?: string; only?: string } = {},
  ): Message {
    const id = this.newId();
    const threadId = conversation.kind === 'channel' ? (at.threadId ?? id) : undefined;
    const message: Message = {
      ...content,
      id,
      conversationId: conversation.id,
      ...(threadId && { threadId }),
      from,
      at: this.#now(),
      ...(at.replyTo && { replyTo: at.replyTo }),
      ...(at.only !== undefined && { only: at.only }),
      edits: [],
      deleted: false,
      get said() {
        return this.text || this.summary || '';
      },
      views: new Map(),
    };
    this.#messages.set(id, message);
    const list = this.#byConversation.get(conversation.id);
    if (list) list.push(message);
    else this.#byConversation.set(conversation.id, [message]);
    this.emit('posted', message);
    return message;
  }

  edit(message: Message, content: Content): void {
    const { text, summary, card, mentions } = message;
    message.edits.push({
      text,
      ...(summary !== undefined && { summary }),
      ...(card && { card }),
      mentions,
      at: this.#now(),
    });
    message.text = content.text;
    message.mentions = content.mentions;
    message.views.clear();
    if (content.summary === undefined) delete message.summary;
    else message.summary = content.summary;
    // Teams keeps the old card when text alone replaces it (botbuilder-js 3822).
    if (content.card) message.card = content.card;
    if (content.pictures) message.pictures = content.pictures;
    else delete message.pictures;
    this.emit('edited', message);
  }

  delete(message: Message): void {
    message.deleted = true;
    message.text = '';
    delete message.summary;
    delete message.card;
    delete message.pictures;
    message.views.clear();
    this.emit('deleted', message);
  }

  /** Shows a card to one person only. */
  show(message: Message, person: string, card: Card): void {
    message.views.set(person, card);
    this.emit('viewed', message, person);
  }

  find(id: string): Message | undefined {
    return this.#messages.get(id);
  }

  /** Messages of a conversation, oldest first. */
  list(conversationId: string): Message[] {
    return this.#byConversation.get(conversationId) ?? [];
  }

  /** Messages that a person sees, oldest first; without a person those that everybody sees. */
  listFor(conversationId: string, person: string | undefined): Message[] {
    return this.list(conversationId).filter((message) => this.isSeen(message, person));
  }

  /** Documented: a targeted message is seen only by its recipient, and disappears after 24 hours. */
  isSeen({ only, at }: Message, person: string | undefined): boolean {
    return only === undefined || (only === person && this.#now().getTime() - at.getTime() < targetedMs);
  }

  clear(): void {
    this.#messages.clear();
    this.#byConversation.clear();
    this.emit('cleared');
  }

  newId(): string {
    this.#lastId = Math.max(this.#lastId + 1, Date.now());
    return String(this.#lastId);
  }
}

export function cardSeenBy(message: Message, person: string | undefined): Card | undefined {
  return (person && message.views.get(person)) || message.card;
}

/** A message for the control API and the page; `as` selects whose card is shown. */
export function describeMessage(roster: Roster, message: Message, as?: string) {
  const person = roster.people.find((one) => one.id === message.from);
  const card = cardSeenBy(message, as);
  return {
    id: message.id,
    in: findConversation(roster, message.conversationId)?.name ?? message.conversationId,
    conversation: message.conversationId,
    thread: message.threadId ?? null,
    from: message.from,
    /** Recipient of a targeted message; null: everybody there sees it. */
    only: message.only ?? null,
    fromName: person?.name ?? roster.bot.name,
    at: message.at.toISOString(),
    text: message.text,
    summary: message.summary ?? null,
    card: card ?? null,
    pictures: message.pictures ?? [],
    /** True if the card is this person's own, from a click or a refresh. */
    personal: as !== undefined && message.views.has(as),
    // A message in a thread without a named parent answers the thread's root.
    replyTo: message.replyTo ?? (message.threadId && message.threadId !== message.id ? message.threadId : null),
    mentions: message.mentions,
    /** True if quiet hours kept it from ringing on every phone. */
    held: message.held === true,
    deleted: message.deleted,
    /** Versions before each edit, oldest first. */
    edits: message.edits.map((edit) => ({
      at: edit.at.toISOString(),
      text: edit.text,
      summary: edit.summary ?? null,
      card: edit.card ?? null,
    })),
  };
}

/** A message for the event stream: the page needs to know that it was edited, not every version. */
export function describeForPage(roster: Roster, message: Message, as?: string) {
  const { edits, ...rest } = describeMessage(roster, message, as);
  const first = edits[0] ?? rest;
  return {
    ...rest,
    edits: edits.length,
    /* A phone keeps showing what was posted first. */ notice: first.summary || first.text,
  };
}
