import type { Answer, CardJson } from '../kernel/chat.ts';
import { asObject } from '../kernel/json-object.ts';
import type { Reply } from './http-door.ts';
import { asArray } from './wire-activity.ts';

/** Replies in Teams' formats for an invoke. The HTTP status is 200 even for an error. */

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

/** A dialog with a card, which replaces its content. */
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
 * For an invoke that the bot does not use. Unanswered it would be a 501, which Teams shows as a broken app. After
 * a dialog's submission it closes the dialog.
 */
export const emptyReply: Reply = { status: 200, body: {} };

function reply(statusCode: number, type: string, value: unknown): Reply {
  return { status: 200, body: { statusCode, type, value } };
}

/**
 * A card for a dialog, without anything that phones were reported to break: a dialog sends by Action.Submit
 * (Action.Execute with inputs does nothing on iOS and Android: msteams-docs 13924), shows what a card hides
 * (ToggleVisibility hides what was tapped on iOS: 8114), and requires no input before it sends, since
 * `associatedInputs` does not let a Cancel through on iOS (8956); the bot checks the inputs anyway.
 */
export function toDialogCard(card: CardJson): CardJson {
  const { refresh: _, ...shown } = card;
  return asObject(inDialog(shown));
}

/** Whether the card can still submit something. */
export function hasButtons(card: CardJson): boolean {
  return JSON.stringify(card).includes('"Action.Submit"');
}

function inDialog(node: unknown): unknown {
  if (Array.isArray(node)) return node.flatMap(unfolded).filter(hasPlace).map(inDialog);
  if (typeof node !== 'object' || node === null) return node;
  const { isVisible: _, isRequired: __, ...rest } = asObject(node);
  if (rest.type === 'Action.Execute') {
    const { title, style, verb, data } = rest;
    return { type: 'Action.Submit', title, ...(style !== undefined && { style }), data: { ...asObject(data), verb } };
  }
  return Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, inDialog(value)]));
}

/** An element, followed by what its buttons would unfold. */
function unfolded(node: unknown): unknown[] {
  const folds = asArray(asObject(node).actions).filter((action) => asObject(action).type === 'Action.ShowCard');
  return [node, ...folds.flatMap((action) => asArray(asObject(asObject(action).card).body))];
}

/** A dialog opens no other, and nothing in it is collapsed. */
function hasPlace(node: unknown): boolean {
  const { type, data, actions } = asObject(node);
  if (type === 'ActionSet') return asArray(actions).some(hasPlace);
  return (
    type !== 'Action.ToggleVisibility' &&
    type !== 'Action.ShowCard' &&
    asObject(asObject(data).msteams).type !== 'task/fetch'
  );
}
