/**
 * Text as PostgreSQL takes it: without NUL and without halves of surrogate pairs, which it refuses in text and jsonb.
 * People can type both, and a refused row would stop the transaction that carries a decision.
 */
export function toText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd');
}

/** The string for a jsonb column. Both drivers pass a string through as it is; an array or object they encode differently. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, part) => (typeof part === 'string' ? toText(part) : part)) ?? 'null';
}
