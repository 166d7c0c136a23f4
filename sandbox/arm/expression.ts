import { hash } from 'node:crypto';
import { resourceId } from '../world/arm-id.ts';

/** An expression of a template: the text between [ and ]. */
export type Expression =
  | { kind: 'literal'; value: string | number }
  | { kind: 'call'; name: string; args: Expression[] }
  | { kind: 'member'; of: Expression; key: Expression };

/** The expression in a string; undefined for plain text. [[ at the beginning escapes a [. */
export function expressionIn(text: string): string | undefined {
  return text.startsWith('[') && !text.startsWith('[[') && text.endsWith(']') ? text.slice(1, -1) : undefined;
}

/** @throws TemplateError */
export function parseExpression(source: string): Expression {
  const reader = new Reader(source);
  const expression = reader.expression();
  reader.end();
  return expression;
}

const token = /\s*(?:('(?:[^']|'')*')|(-?\d+)|([A-Za-z_]\w*)|([().,[\]]))/y;

class Reader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  expression(): Expression {
    let found = this.#primary();
    for (;;) {
      if (this.#take('.')) found = { kind: 'member', of: found, key: { kind: 'literal', value: this.#name() } };
      else if (this.#take('[')) {
        found = { kind: 'member', of: found, key: this.expression() };
        this.#expect(']');
      } else return found;
    }
  }

  end(): void {
    if (this.#source.slice(this.#at).trim() !== '') throw this.#wrong();
  }

  #primary(): Expression {
    const [, quoted, number, name] = this.#next() ?? [];
    if (quoted !== undefined) return { kind: 'literal', value: quoted.slice(1, -1).replaceAll("''", "'") };
    if (number !== undefined) return { kind: 'literal', value: Number(number) };
    if (name === undefined) throw this.#wrong();
    this.#expect('(');
    const args: Expression[] = [];
    if (this.#take(')')) return { kind: 'call', name, args };
    do args.push(this.expression());
    while (this.#take(','));
    this.#expect(')');
    return { kind: 'call', name, args };
  }

  #name(): string {
    const [, , , name] = this.#next() ?? [];
    if (name === undefined) throw this.#wrong();
    return name;
  }

  #expect(mark: string): void {
    if (!this.#take(mark)) throw this.#wrong();
  }

  #take(mark: string): boolean {
    const before = this.#at;
    if (this.#next()?.[4] === mark) return true;
    this.#at = before;
    return false;
  }

  #next(): RegExpExecArray | undefined {
    token.lastIndex = this.#at;
    const found = token.exec(this.#source);
    if (found) this.#at = token.lastIndex;
    return found ?? undefined;
  }

  #wrong(): TemplateError {
    return new TemplateError(`Unable to parse language expression '${this.#source}' near position ${this.#at}.`);
  }
}

export type Scope = { subscriptionId: string; group: string; location: string; tags?: Record<string, string> };

type Template = (scope: Scope, args: unknown[]) => unknown;

/** The functions that generated templates use, and their neighbours. Names compare without case. */
export const functions: Record<string, Template> = {
  concat: (_, args) => (args.every(Array.isArray) && args.length > 0 ? args.flat() : args.map(asText).join('')),
  format: (_, [pattern, ...args]) =>
    asText(pattern).replaceAll(/\{(\d+)\}/g, (_whole, index: string) => asText(args[Number(index)])),
  tolower: (_, [text]) => asText(text).toLowerCase(),
  toupper: (_, [text]) => asText(text).toUpperCase(),
  trim: (_, [text]) => asText(text).trim(),
  replace: (_, [text, old, fresh]) => asText(text).replaceAll(asText(old), asText(fresh)),
  substring: (_, [text, from, length]) =>
    asText(text).slice(Number(from), length === undefined ? undefined : Number(from) + Number(length)),
  take: (_, [from, count]) => (Array.isArray(from) ? from : asText(from)).slice(0, Number(count)),
  split: (_, [text, mark]) => asText(text).split(asText(mark)),
  last: (_, [from]) => (Array.isArray(from) ? from : [...asText(from)]).at(-1),
  first: (_, [from]) => (Array.isArray(from) ? from : [...asText(from)])[0],
  length: (_, [from]) => (Array.isArray(from) ? from : asText(from)).length,
  string: (_, [value]) => asText(value),
  int: (_, [value]) => Number(value),
  bool: (_, [value]) => (typeof value === 'string' ? value.toLowerCase() === 'true' : Boolean(value)),
  true: () => true,
  false: () => false,
  null: () => null,
  not: (_, [value]) => !value,
  and: (_, args) => args.every(Boolean),
  or: (_, args) => args.some(Boolean),
  equals: (_, [one, other]) => JSON.stringify(one) === JSON.stringify(other),
  empty: (_, [value]) => value === null || value === undefined || Object.keys(value as object).length === 0,
  contains: (_, [among, one]) =>
    Array.isArray(among)
      ? among.includes(one)
      : typeof among === 'string'
        ? among.includes(asText(one))
        : asText(one) in (among as object),
  coalesce: (_, args) => args.find((one) => one !== null && one !== undefined) ?? null,
  createarray: (_, args) => args,
  union: (_, args) => (args.every(Array.isArray) ? [...new Set(args.flat())] : Object.assign({}, ...args)),
  // Azure uses another hash, of the same length and stability.
  uniquestring: (_, args) => hash('sha1', args.map(asText).join('-'), 'hex').slice(0, 13),
  resourcegroup: ({ subscriptionId, group, location, tags = {} }) => ({
    id: `/subscriptions/${subscriptionId}/resourceGroups/${group}`,
    name: group,
    location,
    tags,
  }),
  subscription: ({ subscriptionId }) => ({ id: `/subscriptions/${subscriptionId}`, subscriptionId }),
  resourceid: (scope, args) => idFrom(scope, args.map(asText)),
};

/** ([subscription id], [group], type, name…): the type is the first argument with a slash. */
function idFrom({ subscriptionId, group }: Scope, args: string[]): string {
  const at = args.findIndex((one) => one.includes('/'));
  const type = args[at];
  const names = args.slice(at + 1);
  if (type === undefined || at > 2 || names.length !== type.split('/').length - 1) {
    throw new TemplateError(
      `Unable to evaluate template language function 'resourceId': arguments '${args.join(', ')}'.`,
    );
  }
  const before = args.slice(0, at);
  return resourceId(before.length === 2 ? (before[0] ?? '') : subscriptionId, before.at(-1) ?? group, type, ...names);
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  if (value === undefined || value === null) return '';
  return JSON.stringify(value);
}

/** Resource Manager's answer to a template that it cannot evaluate. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}
