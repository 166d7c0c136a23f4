import { TemplateError } from './template-error.ts';

/** An expression of a template: what stands between [ and ]. */
export type Expression =
  | { kind: 'literal'; value: string | number }
  | { kind: 'call'; name: string; args: Expression[] }
  | { kind: 'member'; of: Expression; key: Expression };

/** The source of the expression that a string is; undefined for plain text. [[ at the beginning stands for a [. */
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
