import { randomUUID } from 'node:crypto';
import type { Device } from './activities.ts';
import type { Behaviour } from './behaviour.ts';
import { fillAction, findAction, type Problem } from './cards.ts';
import type { Card } from './chat.ts';
import type { Outcome } from './invoke-response.ts';
import { isRecord } from './mentions.ts';
import { isDeadOn, phoneCard } from './page/phone-card.js';

export type Click = {
  as: string;
  message: string;
  /** Title or verb; or the whole action as a renderer built it, with inputs merged in. */
  action: string | { type: string; id?: string; verb?: string; data?: unknown; inputs?: boolean };
  inputs?: Record<string, unknown>;
  /** Index among actions of that name; 0 is the first. */
  index?: number;
  /** Phone app of the person; without one no phone defects apply. */
  device?: Device;
  /** Clicks as a client that does not know Action.Execute: its fallback is sent. */
  fallback?: boolean;
  /** Clicks on the card as it was before edit n (0 is the first): a screen that did not refresh. */
  version?: number;
  /** Replaces the data that the client would send, as a tampered client could. */
  forge?: { verb?: string; data?: unknown };
};

/** An action as it goes to the bot. */
export type Prepared = { type: 'Action.Submit' | 'Action.Execute'; id: string; verb: string; data: unknown };

/** Finds the clicked action and fills it in as a client does; returns an Outcome if nothing has to be sent. */
export function prepareClick(
  card: Card,
  click: Omit<Click, 'message'>,
  behaviour: Behaviour,
): Prepared | Outcome | Problem {
  const given: unknown = click.action;
  const action = isRecord(given)
    ? { json: given, data: given.data ?? {}, takesInputs: given.inputs === true }
    : byName(phoneCard(card, click.device, behaviour), click);
  if ('error' in action) return action;
  const { json, data, takesInputs } = action;
  if (isDeadOn(click.device, behaviour, String(json.type), takesInputs)) {
    return { shown: 'error', text: 'Something went wrong. Please try again.' };
  }
  if (json.type === 'Action.OpenUrl') return { shown: 'url', text: String(json.url) };
  if (json.type !== 'Action.Submit' && json.type !== 'Action.Execute') return { shown: 'local' };
  return {
    type: json.type,
    id: actionId(json.id),
    verb: click.forge?.verb ?? (typeof json.verb === 'string' ? json.verb : ''),
    data: click.forge && 'data' in click.forge ? click.forge.data : data,
  };
}

function byName(
  card: Card,
  click: Omit<Click, 'message'>,
): { json: Record<string, unknown>; data: unknown; takesInputs: boolean } | Problem {
  const action = findAction(card, String(click.action), click.index);
  if ('error' in action) return action;
  const json = click.fallback && isRecord(action.json.fallback) ? action.json.fallback : action.json;
  const filled = fillAction({ ...action, json }, click.inputs ?? {});
  return 'error' in filled ? filled : { json, data: filled.data, takesInputs: action.inputs.length > 0 };
}

/** Clients send an id with every action, their own if the card gives none. */
export function actionId(id: unknown): string {
  return typeof id === 'string' ? id : randomUUID();
}
