/** What a template computes, as far as it can be told before it is deployed. */
export type Expression =
  | { kind: 'literal'; value: string | number }
  | { kind: 'call'; name: string; args: Expression[] }
  | { kind: 'member'; of: Expression; key: Expression };

/** The expression in a template's text; undefined for plain text. `[[` begins a text that starts with a bracket. */
export function expressionIn(text: string): string | undefined {
  return text.startsWith('[') && text.endsWith(']') && !text.startsWith('[[') ? text.slice(1, -1) : undefined;
}

/** No generated template nests further. */
const mostDepth = 30;

/** @returns undefined for what is no expression */
export function parseExpression(source: string): Expression | undefined {
  const tokens = source.match(/'(?:[^']|'')*'|-?\d+|[A-Za-z_][\w]*|[()[\],.]|\S/g) ?? [];
  let at = 0;
  let depth = 0;

  function term(): Expression | undefined {
    const token = tokens[at++];
    if (token === undefined || ++depth > mostDepth) return undefined;
    let found: Expression | undefined;
    if (token.startsWith("'") && token.length > 1) {
      found = { kind: 'literal', value: token.slice(1, -1).replaceAll("''", "'") };
    } else if (/^-?\d+$/.test(token)) found = { kind: 'literal', value: Number(token) };
    else if (/^[A-Za-z_]/.test(token)) found = call(token);
    while (found && (tokens[at] === '.' || tokens[at] === '[')) found = member(found);
    depth--;
    return found;
  }

  function call(name: string): Expression | undefined {
    if (tokens[at++] !== '(') return undefined;
    const args: Expression[] = [];
    if (tokens[at] === ')') at++;
    else {
      for (;;) {
        const arg = term();
        if (!arg) return undefined;
        args.push(arg);
        const next = tokens[at++];
        if (next === ')') break;
        if (next !== ',') return undefined;
      }
    }
    return { kind: 'call', name: name.toLowerCase(), args };
  }

  function member(of: Expression): Expression | undefined {
    if (tokens[at++] === '.') {
      const name = tokens[at++] ?? '';
      return /^[A-Za-z_]/.test(name) ? { kind: 'member', of, key: { kind: 'literal', value: name } } : undefined;
    }
    const key = term();
    return key && tokens[at++] === ']' ? { kind: 'member', of, key } : undefined;
  }

  const whole = term();
  return at === tokens.length ? whole : undefined;
}
