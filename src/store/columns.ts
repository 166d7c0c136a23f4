/**
 * Text as PostgreSQL takes it and gives it back. A byte order mark in front, as in a name that came from a spreadsheet, the
 * embedded database leaves out when it reads: what was hashed with it would not be found again.
 */
export function toText(text: string): string {
  return withoutRefused(text).replace(/^\ufeff+/, '');
}

/** The string for a jsonb column. Both drivers pass a string through as it is; an array or object they encode differently. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, part) => (typeof part === 'string' ? withoutRefused(part) : part)) ?? 'null';
}

/**
 * Without NUL and without halves of surrogate pairs, which PostgreSQL refuses in text and jsonb. People can type both, and a
 * refused row would stop the transaction that carries a decision.
 */
function withoutRefused(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd');
}
