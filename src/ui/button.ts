import type { Texts } from '../i18n/texts.ts';
import type { CardJson } from '../kernel/chat.ts';

/** Data of a card's button. Everything else is looked up by id; the nonce makes it single-use. */
export type Button = {
  verb: string;
  title: string;
  style: 'default' | 'positive' | 'destructive';
  /** `none` lets a button work while required inputs are still empty. */
  inputs: 'auto' | 'none';
};

const styles: Record<string, Button['style']> = {
  approve: 'positive',
  confirm: 'positive',
  'restore-plan': 'positive',
  'restore-mended': 'positive',
  'backup-run': 'positive',
  'policy-next': 'positive',
  'policy-create': 'positive',
  'protect-next': 'positive',
  'protect-go': 'positive',
  'resume-go': 'positive',
  'ask-go': 'positive',
  'drills-ask': 'positive',
  'keyaccess-grant': 'positive',
  reject: 'destructive',
  'stop-job': 'destructive',
};

const withoutInputs: ReadonlySet<string> = new Set(['form-cancel', 'restore-change', 'restore-mended', 'policy-back']);

/** Buttons by verb; the titles are `cards.button.<verb>` where none is given. */
export function buttonsOf(verbs: readonly string[], texts: Texts, title?: string): Button[] {
  return verbs.map((verb) => ({
    verb,
    title: title ?? texts.t(`cards.button.${verb}`),
    style: styles[verb] ?? 'default',
    inputs: withoutInputs.has(verb) ? 'none' : 'auto',
  }));
}

/** `refresh` of a card: these people's clients request it automatically; at most 60 (Teams). */
export function refreshOf(teamsIds: readonly string[] | undefined): { refreshIds: string[]; refreshes: boolean } {
  const refreshIds = [...(teamsIds ?? [])].slice(0, 60);
  return { refreshIds, refreshes: refreshIds.length > 0 };
}

/** Data of a button that opens a dialog. The verb only reads. */
export type DialogButton = {
  verb: string;
  id: string;
  nonce: string;
  title: string;
  style?: 'positive' | 'destructive';
};

/**
 * Opens a dialog. Teams asks the bot for its content (task/fetch); a client without dialogs sends a message
 * instead, and gets one as the answer.
 */
export function dialogAction({ verb, id, nonce, title, style }: DialogButton): CardJson {
  return {
    type: 'Action.Submit',
    title,
    ...(style && { style }),
    // Inputs so far stay in place, and need not be complete.
    associatedInputs: 'none',
    data: { msteams: { type: 'task/fetch' }, verb, id, nonce },
  };
}

/** A card whose inputs some phones do not send, with a button that opens it as a dialog. */
export function withDialogButton(card: CardJson, button: DialogButton, at: 'first' | 'last' = 'last'): CardJson {
  const actions = Array.isArray(card.actions) ? (card.actions as unknown[]) : [];
  const opens = dialogAction(button);
  return { ...card, actions: at === 'first' ? [opens, ...actions] : [...actions, opens] };
}

/** The running card's Stop, apart from its other buttons. It opens the question whether to stop. */
export function withStop(card: CardJson, { id, nonce }: Pick<DialogButton, 'id' | 'nonce'>, { t }: Texts): CardJson {
  const opens = dialogAction({ verb: 'stop-ask', id, nonce, title: t('cards.button.stop'), style: 'destructive' });
  const apart = { type: 'ActionSet', separator: true, spacing: 'Large', actions: [opens] };
  return { ...card, body: [...(card.body as unknown[]), apart] };
}

/** A button of a list with an id of its own: the row it opens, or the next page. */
export type ListButton = Button & { id: string };

export function listButtons(
  wanted: readonly { verb: string; id: string; title?: string }[],
  texts: Texts,
): ListButton[] {
  return wanted.flatMap(({ verb, id, title }) => buttonsOf([verb], texts, title).map((button) => ({ ...button, id })));
}
