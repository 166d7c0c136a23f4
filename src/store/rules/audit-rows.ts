import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
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

/**
 * One page for people: who, what, when, and where each row stands in the chain. No script, no address, no style from
 * elsewhere. In parts, as it may be larger than the memory.
 */
export const auditPage = {
  begin: (title: string, verdict: string) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${escaped(title)}</title>
<style>body{font:14px/1.4 system-ui,sans-serif;margin:2rem}table{border-collapse:collapse}th,td{border:1px solid #999;padding:.3rem .5rem;text-align:left;vertical-align:top}code{font-size:11px;word-break:break-all}</style>
<h1>${escaped(title)}</h1>
<p>${escaped(verdict)}</p>
<table>
<thead><tr><th>Row</th><th>Time (UTC)</th><th>Who</th><th>What</th><th>About</th><th>Details</th><th>Plan</th><th>Hash</th></tr></thead>
<tbody>
`,
  row: (row: AuditRecord) =>
    `<tr><td>${row.seq}</td><td>${row.at.toISOString()}</td><td>${escaped(row.actor_name ?? 'Strongroom')}<br><small>${escaped(row.actor_oid ?? '')}</small></td>` +
    `<td>${escaped(row.event)}</td><td>${escaped([row.request_id, row.vm_name].filter(Boolean).join(', '))}</td>` +
    `<td>${escaped(detailsInShort(row.details))}</td><td><code>${escaped((row.plan_hash ?? '').slice(0, 16))}</code></td><td><code>${escaped(row.hash)}</code></td></tr>\n`,
  end: '</tbody>\n</table>\n</html>\n',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** What an audit row says, without its place in the chain. */
export type AuditFacts = {
  seq: number;
  at: Date;
  actorOid: string | null;
  actorName: string | null;
  event: string;
  requestId: string | null;
  vmName: string | null;
  planHash: string | null;
  details: unknown;
};

/** What the first row follows. */
export const auditGenesis = '0'.repeat(64);

/** SHA-256, hex, over the canonical JSON (RFC 8785) of the row and the hash of the row before it. */
export function auditHash(previous: string, facts: AuditFacts): string {
  // Through JSON once, so that details hash the same before they are stored and after they come back.
  const plain: unknown = JSON.parse(JSON.stringify({ ...facts, previous }));
  return createHash('sha256')
    .update(canonicalize(plain) ?? '')
    .digest('hex');
}

/**
 * The text whose SHA-256 that is, in three parts: between the first two stands the hash of the row before it, between the
 * last two its number. For whoever learns both only where it is written.
 */
export function hashedText(facts: Omit<AuditFacts, 'seq'>): [string, string, string] {
  const { requestId, vmName, ...before } = facts;
  const members = (part: object) => (canonicalize(JSON.parse(JSON.stringify(part))) ?? '').slice(1, -1);
  // Members stand in the order of their names: previous, requestId, seq and vmName are the last.
  return [`{${members(before)},"previous":"`, `",${members({ requestId })},"seq":`, `,${members({ vmName })}}`];
}
