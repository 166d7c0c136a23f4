import type { Chat } from './chat.ts';
import type { Conversation } from './roster.ts';

/** How far each person has read each conversation. */
export class ReadMarks {
  readonly #chat: Chat;
  readonly #marks = new Map<string, string>();

  constructor(chat: Chat) {
    this.#chat = chat;
    chat.on('cleared', () => this.#marks.clear());
    // Posting a message marks the conversation as read.
    chat.on('posted', (message) => {
      if (message.from !== 'bot') this.#marks.set(key(message.from, message.conversationId), message.id);
    });
  }

  read(person: string, conversation: Conversation, upTo?: string): void {
    const last = upTo ?? this.#chat.listFor(conversation.id, person).at(-1)?.id;
    const name = key(person, conversation.id);
    if (last && last > (this.#marks.get(name) ?? '')) this.#marks.set(name, last);
  }

  unread(person: string, conversation: Conversation): number {
    const mark = this.#marks.get(key(person, conversation.id)) ?? '';
    return this.#chat
      .listFor(conversation.id, person)
      .filter((message) => message.id > mark && message.from !== person && !message.deleted).length;
  }
}

function key(person: string, conversationId: string): string {
  return `${person} ${conversationId}`;
}
