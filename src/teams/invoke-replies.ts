import type { Answer, CardJson } from '../kernel/chat.ts';
import type { Reply } from './http-door.ts';

/** The formats Teams understands as the answer to an invoke. The HTTP status is 200 even for an error. */

export function cardReply(card: CardJson): Reply {
  return reply(200, 'application/vnd.microsoft.card.adaptive', card);
}

export function noticeReply(text: string): Reply {
  return reply(200, 'application/vnd.microsoft.activity.message', text);
}

export function errorReply(text: string): Reply {
  return reply(500, 'application/vnd.microsoft.error', { code: 'InternalServerError', message: text });
}

export function choicesReply(choices: Extract<Answer, { kind: 'choices' }>['choices']): Reply {
  return reply(200, 'application/vnd.microsoft.search.searchResponse', { results: choices });
}

/** A dialog with a card, which takes the place of what it showed. */
export function dialogReply(card: CardJson, title: string): Reply {
  const height = JSON.stringify(card).includes('"Input.') ? 'large' : 'small';
  const content = { contentType: 'application/vnd.microsoft.card.adaptive', content: card };
  return dialogTask('continue', { title, height, width: 'medium', card: content });
}

/** A dialog with a sentence, after which it can only be closed. */
export function dialogNotice(text: string): Reply {
  return dialogTask('message', text);
}

function dialogTask(type: 'continue' | 'message', value: unknown): Reply {
  return { status: 200, body: { task: { type, value } } };
}

/**
 * To an invoke that the bot has no use for. Unanswered it would be a 501, which Teams shows as a broken app. What a dialog
 * sent is done with it, and the dialog closes.
 */
export const emptyReply: Reply = { status: 200, body: {} };

function reply(statusCode: number, type: string, value: unknown): Reply {
  return { status: 200, body: { statusCode, type, value } };
}
