/** What a checkout says, stores and sends, by subject. */
export type Told = Record<string, string>;

export type Difference = { key: string; kind: 'gone' | 'new' | 'changed'; lines: string[] };

/** All differences, in the order of the keys; for a changed value, the lines that only one side has. */
export function compare(before: Told, after: Told): Difference[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
  return keys.flatMap((key): Difference[] => {
    const [was, is] = [before[key], after[key]];
    if (was === is) return [];
    if (is === undefined) return [{ key, kind: 'gone', lines: [] }];
    if (was === undefined) return [{ key, kind: 'new', lines: [] }];
    return [{ key, kind: 'changed', lines: [...alone('-', was, is), ...alone('+', is, was)] }];
  });
}

/**
 * The lines that only one side has, with what differs in each; a mere change of order has no such lines and is reported
 * as one.
 */
function alone(sign: string, one: string, other: string): string[] {
  const there = other.split('\n');
  const known = new Set(there);
  return one.split('\n').flatMap((line, at) => {
    if (known.has(line)) return [];
    const from = [...line].findIndex((letter, place) => letter !== there[at]?.[place]);
    return [`${sign} ${at + 1}: ${line.slice(Math.max(0, from - 80), from + 160)}`];
  });
}
