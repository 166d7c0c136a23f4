import type { Card } from './chat.ts';
import type { Delivered } from './delivery.ts';
import { isRecord } from './mentions.ts';

/** Result of a click, and what the person sees now. */
export type Outcome = {
  /** HTTP status of the bot's answer; absent if it did not answer. */
  status?: number;
  /** The invoke response; absent for Action.Submit. */
  body?: unknown;
  shown: 'card' | 'message' | 'error' | 'nothing' | 'url' | 'local' | 'dialog' | 'closed';
  text?: string;
  card?: Card;
  /** The dialog that is now open. */
  dialog?: { id: string; title: string };
};

/** Content of a dialog after the bot has answered. */
export type DialogAnswer = Pick<Outcome, 'shown' | 'text' | 'card'> & { title?: string };

export function outcome(delivered: Delivered): { status?: number; body?: unknown } {
  return delivered.kind === 'answered' ? { status: delivered.status, body: delivered.body } : {};
}

/** Error that Teams shows if the bot did not answer, or answered with an HTTP error. */
export function failure(delivered: Delivered): Pick<Outcome, 'shown' | 'text' | 'card'> | undefined {
  if (delivered.kind === 'unanswered') return { shown: 'error', text: `Unable to reach app: ${delivered.reason}.` };
  if (delivered.status >= 200 && delivered.status < 300) return undefined;
  return { shown: 'error', text: `Something went wrong: the app answered ${delivered.status}.` };
}

/** Reads the answer to adaptiveCard/action; a malformed one is shown as an error, as in Teams. */
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

/**
 * Reads the answer to task/fetch and task/submit, as documented: a card or a message in the dialog, or nothing, which
 * closes it.
 */
export function readDialogResponse(delivered: Delivered): DialogAnswer {
  const body = delivered.kind === 'answered' ? delivered.body : undefined;
  const task = isRecord(body) ? body.task : undefined;
  if (task === undefined) return { shown: 'closed' };
  if (isRecord(task) && task.type === 'message' && typeof task.value === 'string') {
    return { shown: 'message', text: task.value };
  }
  const value = isRecord(task) && task.type === 'continue' && isRecord(task.value) ? task.value : {};
  const card = isRecord(value.card) ? value.card.content : undefined;
  if (isRecord(card)) return { shown: 'dialog', card, title: String(value.title ?? '') };
  return { shown: 'error', text: 'Something went wrong: the answer is not a dialog.' };
}
