import type { Card } from './chat.ts';
import type { Delivered } from './delivery.ts';
import { isRecord } from './mentions.ts';

/** What came of a click, and what the one who clicked sees now. */
export type Outcome = {
  /** HTTP status of the bot's answer; absent when it did not answer. */
  status?: number;
  /** The invoke response; nothing for Action.Submit. */
  body?: unknown;
  shown: 'card' | 'message' | 'error' | 'nothing' | 'url' | 'local';
  text?: string;
  card?: Card;
};

export function outcome(delivered: Delivered): { status?: number; body?: unknown } {
  return delivered.kind === 'answered' ? { status: delivered.status, body: delivered.body } : {};
}

/** What Teams shows when the bot did not answer or answered with an HTTP error. */
export function failure(delivered: Delivered): Pick<Outcome, 'shown' | 'text' | 'card'> | undefined {
  if (delivered.kind === 'unanswered') return { shown: 'error', text: `Unable to reach app: ${delivered.reason}.` };
  if (delivered.status >= 200 && delivered.status < 300) return undefined;
  return { shown: 'error', text: `Something went wrong: the app answered ${delivered.status}.` };
}

/** Reads the answer to adaptiveCard/action; what is not in its format is shown as an error, as Teams does. */
export function readInvokeResponse(delivered: Delivered): Pick<Outcome, 'shown' | 'text' | 'card'> {
  const body = delivered.kind === 'answered' ? delivered.body : undefined;
  if (isRecord(body)) {
    const { statusCode, type, value } = body;
    if (type === 'application/vnd.microsoft.card.adaptive' && statusCode === 200 && isRecord(value)) {
      return { shown: 'card', card: value };
    }
    if (type === 'application/vnd.microsoft.activity.message' && statusCode === 200 && typeof value === 'string') {
      return { shown: 'message', text: value };
    }
    if (type === 'application/vnd.microsoft.error' && isRecord(value)) {
      return { shown: 'error', text: String(value.message ?? 'Something went wrong.') };
    }
  }
  return { shown: 'error', text: 'Something went wrong: the answer is not an invoke response.' };
}
