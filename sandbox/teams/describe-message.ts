import { cardSeenBy, type Message } from './chat.ts';
import { findConversation, type Roster } from './roster.ts';

/** A message as the control API and the page see it; `as` decides which card. */
export function describeMessage(roster: Roster, message: Message, as?: string) {
  const person = roster.people.find((one) => one.id === message.from);
  const card = cardSeenBy(message, as);
  return {
    id: message.id,
    in: findConversation(roster, message.conversationId)?.name ?? message.conversationId,
    conversation: message.conversationId,
    thread: message.threadId ?? null,
    from: message.from,
    /** The one person who sees it; null: everybody there. */
    only: message.only ?? null,
    fromName: person?.name ?? roster.bot.name,
    at: message.at.toISOString(),
    text: message.text,
    summary: message.summary ?? null,
    card: card ?? null,
    pictures: message.pictures ?? [],
    /** The card is this person's own, from a click or a refresh, and not what everyone sees. */
    personal: as !== undefined && message.views.has(as),
    // A message in a thread without a named parent answers the thread's root.
    replyTo: message.replyTo ?? (message.threadId && message.threadId !== message.id ? message.threadId : null),
    mentions: message.mentions,
    /** Quiet hours kept it from ringing on anybody's phone. */
    held: message.held === true,
    deleted: message.deleted,
    /** What it was before each edit, oldest first. */
    edits: message.edits.map((edit) => ({
      at: edit.at.toISOString(),
      text: edit.text,
      summary: edit.summary ?? null,
      card: edit.card ?? null,
    })),
  };
}

/** The same for the event stream: the page needs to know that a message was edited, not every stage of it. */
export function describeForPage(roster: Roster, message: Message, as?: string) {
  const { edits, ...rest } = describeMessage(roster, message, as);
  const first = edits[0] ?? rest;
  return {
    ...rest,
    edits: edits.length,
    /* A phone keeps showing what was posted first. */ notice: first.summary || first.text,
  };
}
