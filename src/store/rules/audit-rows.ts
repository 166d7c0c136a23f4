import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { asObject } from '../../kernel/stored.ts';

/** A row of the audit with its place in the chain. */
export type AuditRecord = {
  seq: number;
  at: Date;
  actor_oid: string | null;
  /** Hash of the actor's name. */
  actor_hash: string | null;
  event: string;
  request_id: string | null;
  vm_name: string | null;
  plan_hash: string | null;
  /** Details as they were hashed; no later version may change them. */
  details: unknown;
  previous: string;
  hash: string;
};

/** What a hash in a row stands for, kept beside the chain so that a person can be erased. */
export type AuditText = { salt: string; text: string } | { erased: string };

/** A row with the texts of its hashes. */
export type ToldRecord = AuditRecord & { texts: Readonly<Record<string, AuditText>> };

/** Members of details that people typed or that name people, at whatever depth. */
const personal: ReadonlySet<string> = new Set([
  ...['reason', 'note', 'text', 'why', 'ticket', 'asked', 'found', 'action', 'piece'],
  ...['name', 'names', 'requester', 'voter', 'from', 'holder', 'owner', 'by', 'who'],
]);

/** Replaces each personal text by what `hide` makes of it. */
export function hidePersonal(details: unknown, hide: (text: string) => string): unknown {
  const walk = (value: unknown, isPersonal: boolean): unknown => {
    if (typeof value === 'string') return isPersonal && value !== '' ? { textHash: hide(value) } : value;
    if (Array.isArray(value)) return value.map((each) => walk(each, isPersonal));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, walk(each, personal.has(name))]));
  };
  return walk(details, false);
}

/** Length of a salt, which is written in hex. */
export const saltBytes = 16;

/** The hash under which a text stands in a row. Without its salt, which is erased with it, nobody can guess the text. */
export function textHash(salt: string, text: string): string {
  return createHash('sha256').update(`${salt}${text}`).digest('hex');
}

/** Whether a text and its salt are those of the hash. A salt of another length could take in the text's beginning. */
export function isTextOf(hash: string, { salt, text }: { salt: string; text: string }): boolean {
  return salt.length === saltBytes * 2 && textHash(salt, text) === hash;
}

/** Hashes of texts in a row. */
export function textHashes({ actor_hash, details }: Pick<AuditRecord, 'actor_hash' | 'details'>): string[] {
  const found: string[] = actor_hash === null ? [] : [actor_hash];
  showTexts(details, (hash) => found.push(hash));
  return found;
}

/** The name of a row's actor; null: Strongroom itself. */
export function actorOf({ actor_hash, texts }: Pick<ToldRecord, 'actor_hash' | 'texts'>): string | null {
  return actor_hash === null ? null : wordsOf(texts[actor_hash]);
}

/** Details with texts instead of hashes. */
export function detailsOf({ details, texts }: Pick<ToldRecord, 'details' | 'texts'>): unknown {
  return showTexts(details, (hash) => wordsOf(texts[hash]));
}

function wordsOf(text: AuditText | undefined): string {
  if (!text) return 'missing';
  return 'erased' in text ? `erased on ${text.erased.slice(0, 10)}` : text.text;
}

function showTexts(value: unknown, show: (hash: string) => unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => showTexts(each, show));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value);
  const [only] = entries;
  if (only?.[0] === 'textHash' && entries.length === 1) return show(String(only[1]));
  return Object.fromEntries(entries.map(([name, each]) => [name, showTexts(each, show)]));
}

/**
 * JSON Lines: one row a line, oldest first, hashes included, so that the chain can be verified without the database.
 * Characters with a meaning in chat clients are written as escapes: the text stays the same JSON.
 */
export function auditLine(row: ToldRecord): string {
  return JSON.stringify({ ...row, at: row.at.toISOString() }).replace(
    /[`<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The line of a row about something else: only what the chain needs of it. */
export function hiddenLine(row: AuditRecord): string {
  const { seq, at, event, request_id, previous, hash } = row;
  return JSON.stringify({ seq, at: at.toISOString(), event, request_id, content: contentHash(row), previous, hash });
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
  row: (row: ToldRecord) =>
    `<tr><td>${row.seq}</td><td>${row.at.toISOString()}</td><td>${escaped(actorOf(row) ?? 'Strongroom')}<br><small>${escaped(row.actor_oid ?? '')}</small></td>` +
    `<td>${escaped(row.event)}</td><td>${escaped([row.request_id, row.vm_name].filter(Boolean).join(', '))}</td>` +
    `<td>${escaped(detailsInShort(detailsOf(row)))}</td><td><code>${escaped((row.plan_hash ?? '').slice(0, 16))}</code></td><td><code>${escaped(row.hash)}</code></td></tr>\n`,
  end: '</tbody>\n</table>\n</html>\n',
};

/** Text that is safe in HTML. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** An audit row without its links in the chain. */
export type AuditFacts = Omit<AuditRecord, 'previous' | 'hash'>;

/** The hash before the first row. */
export const auditGenesis = '0'.repeat(64);

/**
 * SHA-256, hex, over the canonical JSON (RFC 8785) of the row's number, time, event, request and previous hash, and of
 * the hash of all else: a row about something else can be shown by that hash, and the chain still be followed.
 */
export function auditHash(previous: string, row: AuditFacts): string {
  const { seq, at, event, request_id: requestId } = row;
  return sha256({ seq, at, event, requestId, previous, content: contentHash(row) });
}

/** The hash that stands for who, which machine, which plan and the details. */
function contentHash({ actor_oid, actor_hash, vm_name, plan_hash, details }: Omit<AuditFacts, 'seq'>): string {
  return sha256({ actorOid: actor_oid, actorHash: actor_hash, vmName: vm_name, planHash: plan_hash, details });
}

/**
 * The text that `auditHash` hashes, in three parts: the previous hash goes between the first two, the row's number
 * between the last two. For SQL, which knows both only when it writes.
 */
export function hashedText(row: Omit<AuditFacts, 'seq'>): [string, string, string] {
  const members = (part: object) => canonical(part).slice(1, -1);
  // Members are ordered by name: previous, requestId and seq are the last.
  const before = members({ at: row.at, event: row.event, content: contentHash(row) });
  return [`{${before},"previous":"`, `",${members({ requestId: row.request_id })},"seq":`, '}'];
}

function sha256(value: object): string {
  return createHash('sha256').update(canonical(value)).digest('hex');
}

/** Round trip through JSON, so that details hash the same before they are stored and after they are read. */
function canonical(value: object): string {
  return canonicalize(JSON.parse(JSON.stringify(value))) ?? '';
}
