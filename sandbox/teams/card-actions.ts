import { type CardInput, fillInputs, type Problem, readInput } from './card-inputs.ts';
import type { Card } from './chat.ts';
import { isRecord } from './mentions.ts';

export type CardAction = {
  type: string;
  title: string;
  verb?: string;
  /** The action as it stands in the card. */
  json: Record<string, unknown>;
  /** The inputs a client sends along: those of the card and of the ShowCards the action stands in. */
  inputs: CardInput[];
};

const actionKeys = ['actions', 'selectAction', 'inlineAction'];
const childKeys = ['body', 'items', 'columns', 'rows', 'cells'];

/** All actions a person can reach in a card, in reading order: ActionSets, ShowCards and selectActions included. */
export function actionsOf(card: Card): CardAction[] {
  const found: CardAction[] = [];
  collect(card, [], found);
  return found;
}

function collect(card: Card, outer: CardInput[], found: CardAction[]): void {
  const inputs = [...outer];
  const pending: Record<string, unknown>[] = [];
  walk(card, inputs, pending);
  for (const json of pending) {
    if (json.type === 'Action.ShowCard' && isRecord(json.card)) {
      found.push(describe(json, inputs));
      collect(json.card, inputs, found);
    } else {
      found.push(describe(json, inputs));
    }
  }
}

function walk(node: unknown, inputs: CardInput[], actions: Record<string, unknown>[]): void {
  if (Array.isArray(node)) {
    for (const child of node) walk(child, inputs, actions);
    return;
  }
  if (!isRecord(node)) return;
  const input = readInput(node);
  if (input) inputs.push(input);
  for (const key of childKeys) walk(node[key], inputs, actions);
  for (const key of actionKeys) {
    const value = node[key];
    for (const action of Array.isArray(value) ? value : [value]) if (isRecord(action)) actions.push(action);
  }
}

function describe(json: Record<string, unknown>, inputs: CardInput[]): CardAction {
  // An Action.Submit has no verb of its own: the bot reads it from the data.
  const verb = json.type === 'Action.Submit' && isRecord(json.data) ? json.data.verb : json.verb;
  return {
    type: String(json.type),
    title: typeof json.title === 'string' ? json.title : '',
    ...(typeof verb === 'string' && { verb }),
    json,
    inputs: json.associatedInputs === 'none' ? [] : inputs,
  };
}

/**
 * Finds an action by title or verb: exact title first, then verb, then title without regard to case.
 * @param index which one (0 is the first) when several match.
 */
export function findAction(card: Card, name: string, index?: number): CardAction | Problem {
  const all = actionsOf(card);
  const matches = [
    all.filter((one) => one.title === name),
    all.filter((one) => one.verb === name),
    all.filter((one) => one.title.toLowerCase() === name.toLowerCase()),
  ].find((list) => list.length > 0);
  const names = all.map((one) => (one.verb ? `"${one.title}" (${one.verb})` : `"${one.title}"`)).join(', ');
  if (!matches) {
    return {
      error: `the card has no action "${name}"`,
      remedy: names ? `it has ${names}` : 'it has no actions at all',
    };
  }
  const match = matches[index ?? 0];
  if (!match || (index === undefined && matches.length > 1)) {
    return {
      error: `the card has ${matches.length} actions "${name}"`,
      remedy: `say which one with "index": 0 to ${matches.length - 1}`,
    };
  }
  return match;
}

/** The action as the client sends it: its data with the inputs merged in, or why the client would refuse to send it. */
export function fillAction(action: CardAction, given: Record<string, unknown>): { data: unknown } | Problem {
  const filled = fillInputs(action.inputs, given);
  if ('error' in filled) return filled;
  const original = action.json.data;
  if (!isRecord(original)) return { data: Object.keys(filled.values).length ? filled.values : (original ?? {}) };
  return { data: { ...original, ...filled.values } };
}
