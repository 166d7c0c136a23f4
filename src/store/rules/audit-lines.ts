import { asObject } from '../../kernel/json-object.ts';

/** A row of the audit with its place in the chain, as it leaves the store. */
export type AuditRecord = {
  seq: number;
  at: Date;
  actor_oid: string | null;
  actor_name: string | null;
  event: string;
  request_id: string | null;
  vm_name: string | null;
  plan_hash: string | null;
  /** As they stand under the hash, which no later version may change. */
  details: unknown;
  previous: string;
  hash: string;
};

/**
 * JSON Lines: one row a line, oldest first, hashes included, so that the chain can be checked without the database.
 * Signs that mean something to chat clients are written as escapes: the text stays the same JSON.
 */
export function auditLine(row: AuditRecord): string {
  return JSON.stringify({ ...row, at: row.at.toISOString() }).replace(
    /[`<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Lines put together into pages of at most so many characters; a longer line is a page of its own. */
export function splitPages(lines: readonly string[], most: number): string[] {
  const pages: string[] = [];
  let page = '';
  for (const line of lines) {
    if (page !== '' && page.length + line.length + 1 > most) {
      pages.push(page);
      page = '';
    }
    page = page === '' ? line : `${page}\n${line}`;
  }
  return page === '' ? pages : [...pages, page];
}

/** The few details that a reader looks for first, in words that need no translation: names, ids and codes. */
export function detailsInShort(details: unknown): string {
  return Object.entries(asObject(details))
    .filter(([, value]) => value !== null && value !== '' && typeof value !== 'object')
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join('; ');
}
