import type { CardJson } from '../kernel/chat.ts';

/** What a button sends that opens a dialog. The verb only shows something. */
export type DialogButton = {
  verb: string;
  id: string;
  nonce: string;
  title: string;
  style?: 'positive' | 'destructive';
};

/**
 * Opens a dialog. Teams asks the bot for what is in it (task/fetch); a client without dialogs sends a message instead, and
 * is answered with one.
 */
export function dialogAction({ verb, id, nonce, title, style }: DialogButton): CardJson {
  return {
    type: 'Action.Submit',
    title,
    ...(style && { style }),
    // What is filled in so far stays where it is, and need not be whole.
    associatedInputs: 'none',
    data: { msteams: { type: 'task/fetch' }, verb, id, nonce },
  };
}

/** A card whose inputs some phones do not send, with a button that shows it as a dialog. */
export function withDialogButton(card: CardJson, button: DialogButton, at: 'first' | 'last' = 'last'): CardJson {
  const actions = Array.isArray(card.actions) ? (card.actions as unknown[]) : [];
  const opens = dialogAction(button);
  return { ...card, actions: at === 'first' ? [opens, ...actions] : [...actions, opens] };
}
