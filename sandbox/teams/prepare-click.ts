import { randomUUID } from 'node:crypto';
import { fillAction, findAction } from './card-actions.ts';
import type { Problem } from './card-inputs.ts';
import type { Card } from './chat.ts';
import type { Outcome } from './invoke-response.ts';
import { isRecord } from './mentions.ts';

export type Click = {
  as: string;
  message: string;
  /** Title or verb; or the whole action as a renderer has put it together, inputs merged in. */
  action: string | { type: string; id?: string; verb?: string; data?: unknown };
  inputs?: Record<string, unknown>;
  /** Which of several actions of that name; 0 is the first. */
  index?: number;
  /** Click as a client that does not know Action.Execute: its fallback is sent. */
  fallback?: boolean;
  /** Click on an earlier version of the card, as it was before edit n (0 is the first): a screen that did not refresh. */
  version?: number;
  /** Replaces what the client would send, as a tampered client could. */
  forge?: { verb?: string; data?: unknown };
};

/** An action as it goes to the bot. */
export type Prepared = { type: 'Action.Submit' | 'Action.Execute'; id: string; verb: string; data: unknown };

/** Finds what was clicked and fills it in as a client does; an Outcome when nothing has to be sent. */
export function prepareClick(card: Card, click: Click): Prepared | Outcome | Problem {
  const given: unknown = click.action;
  const action = isRecord(given) ? { json: given, data: given.data ?? {} } : byName(card, click);
  if ('error' in action) return action;
  const { json, data } = action;
  if (json.type === 'Action.OpenUrl') return { shown: 'url', text: String(json.url) };
  if (json.type !== 'Action.Submit' && json.type !== 'Action.Execute') return { shown: 'local' };
  return {
    type: json.type,
    id: actionId(json.id),
    verb: click.forge?.verb ?? (typeof json.verb === 'string' ? json.verb : ''),
    data: click.forge && 'data' in click.forge ? click.forge.data : data,
  };
}

function byName(card: Card, click: Click): { json: Record<string, unknown>; data: unknown } | Problem {
  const action = findAction(card, String(click.action), click.index);
  if ('error' in action) return action;
  const json = click.fallback && isRecord(action.json.fallback) ? action.json.fallback : action.json;
  const filled = fillAction({ ...action, json }, click.inputs ?? {});
  return 'error' in filled ? filled : { json, data: filled.data };
}

/** Clients send an id with every action, their own where the card gives none. */
export function actionId(id: unknown): string {
  return typeof id === 'string' ? id : randomUUID();
}
