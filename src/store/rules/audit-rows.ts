import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { asObject } from '../../kernel/json-object.ts';

/** A row of the audit with its place in the chain, as it is exported. */
export type AuditRecord = {
  seq: number;
  at: Date;
  actor_oid: string | null;
  actor_name: string | null;
  event: string;
  request_id: string | null;
  vm_name: string | null;
  plan_hash: string | null;
  /** Details as they were hashed; no later version may change them. */
  details: unknown;
  previous: string;
  hash: string;
};

/**
 * JSON Lines: one row a line, oldest first, hashes included, so that the chain can be verified without the database.
 * Characters with a meaning in chat clients are written as escapes: the text stays the same JSON.
 */
export function auditLine(row: AuditRecord): string {
  return JSON.stringify({ ...row, at: row.at.toISOString() }).replace(
    /[`<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Joins lines into pages of at most `most` characters; a longer line is a page of its own. */
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

/** The details that a reader looks for first, which need no translation: names, ids and codes. */
export function detailsInShort(details: unknown): string {
  return Object.entries(asObject(details))
    .filter(([, value]) => value !== null && value !== '' && typeof value !== 'object')
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join('; ');
}

/**
 * One HTML page for people: who, what, when, and where each row stands in the chain. No script, external address
 * or external style. Written in parts, as it may exceed memory.
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

/** The content of an audit row, without its place in the chain. */
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

/** The hash before the first row. */
export const auditGenesis = '0'.repeat(64);

/** SHA-256, hex, over the canonical JSON (RFC 8785) of the row and the previous row's hash. */
export function auditHash(previous: string, facts: AuditFacts): string {
  // Round trip through JSON, so that details hash the same before they are stored and after they are read.
  const plain: unknown = JSON.parse(JSON.stringify({ ...facts, previous }));
  return createHash('sha256')
    .update(canonicalize(plain) ?? '')
    .digest('hex');
}

/**
 * The text that `auditHash` hashes, in three parts: the previous hash goes between the first two, the row's number
 * between the last two. For SQL, which knows both only when it writes.
 */
export function hashedText(facts: Omit<AuditFacts, 'seq'>): [string, string, string] {
  const { requestId, vmName, ...before } = facts;
  const members = (part: object) => (canonicalize(JSON.parse(JSON.stringify(part))) ?? '').slice(1, -1);
  // Members are ordered by name: previous, requestId, seq and vmName are the last.
  return [`{${members(before)},"previous":"`, `",${members({ requestId })},"seq":`, `,${members({ vmName })}}`];
}
