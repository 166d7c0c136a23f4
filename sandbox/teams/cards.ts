import type { Card } from './chat.ts';
import { isRecord } from './mentions.ts';

export type CardAction = {
  type: string;
  title: string;
  verb?: string;
  /** The action as it stands in the card. */
  json: Record<string, unknown>;
  /** The inputs that a client sends along: those of the card and of the ShowCards that contain the action. */
  inputs: CardInput[];
};

const actionKeys = ['actions', 'selectAction', 'inlineAction'];
const childKeys = ['body', 'items', 'columns', 'rows', 'cells'];

/**
 * All actions that a person can reach in a card, in reading order: ActionSets, ShowCards and selectActions included.
 */
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
 * Finds an action by title or verb: exact title first, then verb, then title in any case.
 * @param index which match to take, from 0
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

/** The action as a client sends it, with the inputs merged into its data, or why a client would refuse to send it. */
export function fillAction(action: CardAction, given: Record<string, unknown>): { data: unknown } | Problem {
  const filled = fillInputs(action.inputs, given);
  if ('error' in filled) return filled;
  const original = action.json.data;
  if (!isRecord(original)) return { data: Object.keys(filled.values).length ? filled.values : (original ?? {}) };
  return { data: { ...original, ...filled.values } };
}

/** Why a control call was refused, and what to do instead. */
export type Problem = { error: string; remedy: string };

type CardInput = { id: string; type: string; json: Record<string, unknown> };

function readInput(node: Record<string, unknown>): CardInput | undefined {
  if (typeof node.type !== 'string' || !node.type.startsWith('Input.') || typeof node.id !== 'string') return undefined;
  return { id: node.id, type: node.type, json: node };
}

/**
 * Fills inputs as a client does before it sends an action: defaults of the card, entries of the person, then the checks
 * of each input. Values are sent as strings, and empty inputs are not sent.
 */
function fillInputs(inputs: CardInput[], given: Record<string, unknown>): { values: Record<string, string> } | Problem {
  const unknown = Object.keys(given).find((id) => !inputs.some((input) => input.id === id));
  if (unknown !== undefined) {
    const ids = inputs.map((input) => input.id).join(', ');
    return { error: `the card has no input "${unknown}"`, remedy: ids ? `it has ${ids}` : 'it has no inputs' };
  }
  const values: Record<string, string> = {};
  for (const input of inputs) {
    const value = input.id in given ? asText(input, given[input.id]) : defaultOf(input);
    const refusal = check(input, value);
    if (refusal) {
      const message = typeof input.json.errorMessage === 'string' ? ` (the card says: ${input.json.errorMessage})` : '';
      return { error: `input "${input.id}": ${refusal}${message}`, remedy: remedyFor(input) };
    }
    if (value !== '') values[input.id] = value;
  }
  return { values };
}

function defaultOf({ type, json }: CardInput): string {
  if (type === 'Input.Toggle') return String(json.value ?? json.valueOff ?? 'false');
  return json.value === undefined || json.value === null ? '' : String(json.value);
}

function asText({ type, json }: CardInput, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (type === 'Input.Toggle' && typeof value === 'boolean') {
    return String(value ? (json.valueOn ?? 'true') : (json.valueOff ?? 'false'));
  }
  return Array.isArray(value) ? value.map(String).join(',') : String(value);
}

function check({ type, json }: CardInput, value: string): string | undefined {
  if (value === '') return json.isRequired === true ? 'is required' : undefined;
  if (type === 'Input.Toggle') {
    const on = String(json.valueOn ?? 'true');
    return json.isRequired === true && value !== on ? 'has to be ticked' : undefined;
  }
  if (type === 'Input.Text') {
    const { regex, maxLength } = json;
    if (typeof maxLength === 'number' && value.length > maxLength) return `is longer than ${maxLength} characters`;
    return typeof regex === 'string' && !new RegExp(regex).test(value) ? `does not match ${regex}` : undefined;
  }
  if (type === 'Input.Number') {
    if (!Number.isFinite(Number(value))) return 'is not a number';
    return outside(Number(value), Number(json.min ?? -Infinity), Number(json.max ?? Infinity));
  }
  if (type === 'Input.Date') {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return 'is not a date';
    return outside(value, String(json.min ?? ''), String(json.max ?? '9999'));
  }
  if (type === 'Input.Time') return /^\d{2}:\d{2}$/.test(value) ? undefined : 'is not a time';
  if (type === 'Input.ChoiceSet') return checkChoice(json, value);
  return undefined;
}

function outside<T extends string | number>(value: T, min: T, max: T): string | undefined {
  return value < min || value > max ? `is not between ${min} and ${max}` : undefined;
}

function checkChoice(json: Record<string, unknown>, value: string): string | undefined {
  // With a Data.Query the choices come from the bot during typing, so any value may be sent.
  if (json['choices.data']) return undefined;
  const known = choiceValues(json);
  const chosen = json.isMultiSelect === true ? value.split(',') : [value];
  const wrong = chosen.find((one) => !known.includes(one));
  return wrong === undefined ? undefined : `has no choice with the value "${wrong}"`;
}

function choiceValues(json: Record<string, unknown>): string[] {
  return (Array.isArray(json.choices) ? json.choices : []).filter(isRecord).map((choice) => String(choice.value));
}

function remedyFor({ type, json }: CardInput): string {
  if (type === 'Input.ChoiceSet') return `use one of ${choiceValues(json).join(', ')}`;
  if (type === 'Input.Date') return 'write it as 2026-12-24, within the bounds of the card';
  if (type === 'Input.Time') return 'write it as 14:30';
  if (type === 'Input.Toggle') return 'give true or false';
  return 'give a value that the input accepts';
}
