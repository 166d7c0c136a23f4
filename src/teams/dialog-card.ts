import type { CardJson } from '../kernel/chat.ts';
import { asArray, recordOf } from './wire-activity.ts';

/**
 * A card as a dialog shows it, with nothing that phones were reported to break: a dialog sends by Action.Submit
 * (Action.Execute with inputs does nothing on iOS and Android: msteams-docs 13924), shows what a card hides
 * (ToggleVisibility hides what was tapped on iOS: 8114), and asks for no input before it sends, for `associatedInputs`
 * does not let a Cancel through on iOS (8956); the bot checks what was filled in anyway.
 */
export function toDialogCard(card: CardJson): CardJson {
  const { refresh: _, ...shown } = card;
  return recordOf(inDialog(shown));
}

/** Whether something can still be sent from it. */
export function hasButtons(card: CardJson): boolean {
  return JSON.stringify(card).includes('"Action.Submit"');
}

function inDialog(node: unknown): unknown {
  if (Array.isArray(node)) return node.filter(hasPlace).map(inDialog);
  if (typeof node !== 'object' || node === null) return node;
  const { isVisible: _, isRequired: __, ...rest } = recordOf(node);
  if (rest.type === 'Action.Execute') {
    const { title, style, verb, data } = rest;
    return { type: 'Action.Submit', title, ...(style !== undefined && { style }), data: { ...recordOf(data), verb } };
  }
  return Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, inDialog(value)]));
}

/** A dialog opens no other, and nothing in it is folded. */
function hasPlace(node: unknown): boolean {
  const { type, data, actions } = recordOf(node);
  if (type === 'ActionSet') return asArray(actions).some(hasPlace);
  return type !== 'Action.ToggleVisibility' && recordOf(recordOf(data).msteams).type !== 'task/fetch';
}
