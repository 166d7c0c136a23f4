import { randomUUID } from 'node:crypto';
import type { Activities, Device } from './activities.ts';
import type { Behaviour } from './behaviour.ts';
import { actionsOf, type Problem } from './cards.ts';
import type { Card, Message } from './chat.ts';
import type { Delivery } from './delivery.ts';
import { type DialogAnswer, failure, type Outcome, outcome, readDialogResponse } from './invoke-response.ts';
import { isRecord } from './mentions.ts';
import { type Click, prepareClick } from './prepare-click.ts';
import type { Conversation, Person } from './roster.ts';

/** The person and the message that a dialog is opened from. */
export type Seen = { person: Person; conversation: Conversation; message: Message };

export type DialogResult = Outcome & { activity?: string };

export type DialogClick = Omit<Click, 'message' | 'fallback' | 'version'> & {
  /**
   * Id of the dialog; by default the newest that this person opened. A closed one is still known, because a slow click
   * may reach it.
   */
  dialog?: string;
};

type Dialog = Seen & { id: string; card: Card };

/**
 * Dialogs that people have opened (task modules): a button asks the bot for one, and the bot's answers replace or close
 * it.
 */
export class Dialogs {
  readonly #activities: Activities;
  readonly #delivery: Delivery;
  readonly #behaviour: Behaviour;
  readonly #open: Dialog[] = [];

  constructor(activities: Activities, delivery: Delivery, behaviour: Behaviour) {
    this.#activities = activities;
    this.#delivery = delivery;
    this.#behaviour = behaviour;
  }

  clear(): void {
    this.#open.length = 0;
  }

  /** Opens the dialog behind a button with these data. */
  async open(seen: Seen, data: unknown, device?: Device): Promise<DialogResult> {
    return this.#ask(seen, { name: 'task/fetch', data, device }, (card) => {
      const dialog = { ...seen, id: randomUUID(), card };
      this.#open.push(dialog);
      return dialog;
    });
  }

  /** Clicks a button of a dialog. */
  async click(person: Person, click: DialogClick): Promise<DialogResult | Problem> {
    const dialog = this.#open.findLast((one) => one.person === person && (!click.dialog || one.id === click.dialog));
    if (!dialog) return { error: `${person.id} has no such dialog`, remedy: 'click a button that opens one' };
    const prepared = prepareClick(dialog.card, { ...click, ...withVerb(click, dialog.card) }, this.#behaviour);
    if ('error' in prepared || 'shown' in prepared) return prepared;
    // Not documented for dialogs, so it has no effect.
    if (prepared.type === 'Action.Execute') return { shown: 'nothing' };
    const sent = { name: 'task/submit', data: prepared.data, device: click.device };
    return this.#ask(dialog, sent, (card) => Object.assign(dialog, { card }));
  }

  /**
   * Clicks an action that is in a dialog behind a button of this card: opens one dialog after another until one has it,
   * or until the bot refuses to open one.
   * @returns undefined if none has it
   */
  async clickThrough(seen: Seen, card: Card, click: Click): Promise<DialogResult | Problem | undefined> {
    for (const { json, type } of actionsOf(card)) {
      if (!isFetch(type, json.data)) continue;
      const opened = await this.open(seen, json.data, click.device);
      if (!opened.dialog || !opened.card) return opened;
      if (!has(opened.card, click.action)) continue;
      const { message: _, version: __, fallback: ___, ...rest } = click;
      return this.click(seen.person, { ...rest, dialog: opened.dialog.id });
    }
    return undefined;
  }

  async #ask(
    { person, conversation, message }: Seen,
    { name, data, device }: { name: string; data: unknown; device?: Device | undefined },
    keep: (card: Card) => Dialog,
  ): Promise<DialogResult> {
    const value = { data, context: { theme: 'default' } };
    const activity = this.#activities.invoke(person, conversation, message, { name, value, device });
    const delivered = await this.#delivery.send(activity);
    const { title = '', ...shown }: DialogAnswer = failure(delivered) ?? readDialogResponse(delivered);
    const dialog = shown.card && { id: keep(shown.card).id, title };
    return { activity: activity.id, ...outcome(delivered), ...shown, ...(dialog && { dialog }) };
  }
}

/** Whether a button with these data opens a dialog. */
export function isFetch(type: string, data: unknown): boolean {
  return type === 'Action.Submit' && isRecord(data) && isRecord(data.msteams) && data.msteams.type === 'task/fetch';
}

/** Whether the card has exactly this action; a title in other case doesn't count. */
export function has(card: Card, action: Click['action']): boolean {
  return actionsOf(card).some(({ title, verb }) => title === action || verb === action);
}

/** A tampered client changes what is sent; in a dialog the verb is part of the data. */
function withVerb({ action, forge }: DialogClick, card: Card): Pick<Click, 'forge'> {
  if (!forge) return {};
  const verb = forge.verb ?? actionsOf(card).find((one) => one.title === action || one.verb === action)?.verb;
  const data = 'data' in forge ? forge.data : { ...firstData(card, action) };
  return { forge: { data: isRecord(data) ? { verb, ...data, ...(forge.verb && { verb: forge.verb }) } : data } };
}

function firstData(card: Card, action: Click['action']): Record<string, unknown> {
  const found = actionsOf(card).find(({ title, verb }) => title === action || verb === action);
  return isRecord(found?.json.data) ? found.json.data : {};
}
