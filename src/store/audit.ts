import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { parseRequestId } from '../kernel/request.ts';
import type { AuditHead } from './append-audit.ts';
import {
  type AuditRecord,
  type AuditText,
  auditGenesis,
  auditHash,
  auditLine,
  auditPage,
  isTextOf,
  type ToldRecord,
  textHashes,
} from './rules/audit-rows.ts';
import type { Schema } from './schema.ts';

/** The result of `verifyAudit`: the head of an intact chain, or the first row that does not match. */
export type AuditVerification =
  | { whole: true; head: AuditHead }
  | { whole: false; seq: number; problem: 'missing' | 'changed' | 'relinked' | 'added' | 'head' | 'text' };

const pageSize = 500;

/** Audit rows, newest first. */
export async function listAudit(
  db: Kysely<Schema>,
  filter: { requestId?: string; vmName?: string; beforeSeq?: number; skip?: number; limit: number },
): Promise<ToldRecord[]> {
  let query = db
    .selectFrom('audit')
    .selectAll()
    .orderBy('seq', 'desc')
    .limit(filter.limit)
    .offset(filter.skip ?? 0);
  if (filter.requestId) query = query.where('request_id', '=', filter.requestId);
  if (filter.vmName) query = query.where(sql<string>`lower(vm_name)`, '=', filter.vmName.toLowerCase());
  if (filter.beforeSeq) query = query.where('seq', '<', filter.beforeSeq);
  return tell(db, await query.execute());
}

/** Audit rows, oldest first: those of a request, those of an event, or all. */
export async function everyAuditRow(
  db: Kysely<Schema>,
  filter: { requestId?: string; event?: string },
): Promise<ToldRecord[]> {
  let query = db.selectFrom('audit').selectAll().orderBy('seq');
  if (filter.event) query = query.where('event', '=', filter.event);
  return tell(db, await (filter.requestId ? query.where('request_id', '=', filter.requestId) : query).execute());
}

/** Adds what the hashes in rows stand for. A text that was changed since is missing. */
async function tell(db: Kysely<Schema>, rows: AuditRecord[]): Promise<ToldRecord[]> {
  const hashes = rows.map(textHashes);
  const wanted = hashes.flat();
  const found = new Map<string, AuditText>();
  if (wanted.length > 0) {
    const texts = await db
      .selectFrom('audit_texts')
      .select(['hash', 'salt', 'text', 'erased_at'])
      .where('hash', 'in', sql<string>`(select jsonb_array_elements_text(${JSON.stringify(wanted)}::jsonb))`)
      .execute();
    for (const { hash, salt, text, erased_at } of texts) {
      if (erased_at) found.set(hash, { erased: erased_at.toISOString() });
      else if (isTextOf(hash, { salt, text })) found.set(hash, { salt, text });
    }
  }
  return rows.map((row, index) => ({
    ...row,
    texts: Object.fromEntries(
      (hashes[index] ?? [])
        .flatMap((hash) => [[hash, found.get(hash)] as const])
        .filter((entry): entry is [string, AuditText] => entry[1] !== undefined),
    ),
  }));
}

/**
 * All rows, oldest first, page by page: the audit is never deleted and may not fit in memory.
 * @param from number of the first row
 */
export async function* auditInPages(db: Kysely<Schema>, from?: number): AsyncGenerator<ToldRecord[]> {
  for (let last = from === undefined ? undefined : from - 1; ; ) {
    const rows = await db
      .selectFrom('audit')
      .selectAll()
      .$if(last !== undefined, (query) => query.where('seq', '>', last ?? 0))
      .orderBy('seq')
      .limit(pageSize)
      .execute();
    last = rows.at(-1)?.seq;
    if (last === undefined) return;
    yield await tell(db, rows);
  }
}

/**
 * The row before the first one that tells of a period: of requests that have a row in it, or came into force within
 * reach of it.
 */
export async function firstOfPeriod(db: Kysely<Schema>, from: Date, reach: Date): Promise<number> {
  const { rows } = await sql<{ seq: number | null }>`
    select min(seq)::int as seq from audit where at >= ${reach}
      or request_id in (select request_id from audit where at >= ${from})
      or request_id in (select request_id from audit where at >= ${reach} and event = 'standing.in-force')`.execute(db);
  return Math.max(1, (rows[0]?.seq ?? 1) - 1);
}

export async function auditHead(db: Kysely<Schema>): Promise<AuditHead> {
  return db.selectFrom('audit_head').select(['seq', 'hash']).where('id', '=', 1).executeTakeFirstOrThrow();
}

/** Whether the chain once ended with this row, a head that was saved outside the database. */
export async function holdsHead(db: Kysely<Schema>, { seq, hash }: AuditHead): Promise<boolean> {
  if (seq === 0) return hash === auditGenesis;
  const row = await db.selectFrom('audit').select('hash').where('seq', '=', seq).executeTakeFirst();
  return row?.hash === hash;
}

/**
 * Recomputes the chain from its first row to the head, page by page so that nothing waits for it, with the texts that
 * its hashes stand for.
 */
export async function verifyAudit(db: Kysely<Schema>): Promise<AuditVerification> {
  const head = await auditHead(db);
  let seq = 0;
  let hash = auditGenesis;
  const erased: { seq: number; at: string }[] = [];
  while (seq < head.seq) {
    const rows = await db
      .selectFrom('audit')
      .selectAll()
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(pageSize)
      .execute();
    if (rows.length === 0) return { whole: false, seq: seq + 1, problem: 'missing' };
    for (const row of await tell(db, rows)) {
      // Rows appended after the head was read.
      if (row.seq > head.seq) break;
      if (row.seq !== seq + 1) return { whole: false, seq: seq + 1, problem: 'missing' };
      if (row.previous !== hash) return { whole: false, seq: row.seq, problem: 'relinked' };
      if (row.hash !== auditHash(hash, row)) return { whole: false, seq: row.seq, problem: 'changed' };
      for (const text of textHashes(row).map((one) => row.texts[one])) {
        if (!text) return { whole: false, seq: row.seq, problem: 'text' };
        if ('erased' in text) erased.push({ seq: row.seq, at: text.erased });
      }
      seq = row.seq;
      hash = row.hash;
    }
  }
  if (hash !== head.hash) return { whole: false, seq: head.seq, problem: 'head' };
  const unknown = await erasedByNobody(db, erased);
  if (unknown !== undefined) return { whole: false, seq: unknown, problem: 'text' };
  const added = await beyondChain(db);
  return added === undefined ? { whole: true, head } : { whole: false, seq: added, problem: 'added' };
}

/** A row whose text is called erased, at a time when the audit tells of nobody's erasure. */
async function erasedByNobody(
  db: Kysely<Schema>,
  erased: readonly { seq: number; at: string }[],
): Promise<number | undefined> {
  if (erased.length === 0) return undefined;
  const rows = await db.selectFrom('audit').select('at').where('event', '=', 'person.erased').execute();
  const times = new Set(rows.map(({ at }) => at.toISOString()));
  return erased.find(({ at }) => !times.has(at))?.seq;
}

/**
 * A row beyond the head, which nobody appended. The head moves with each row in one transaction, so it is read
 * after the rows.
 */
async function beyondChain(db: Kysely<Schema>): Promise<number | undefined> {
  const last = await db.selectFrom('audit').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst();
  const head = await auditHead(db);
  const grown = last !== undefined && last.seq > head.seq;
  const added = await db
    .selectFrom('audit')
    .select('seq')
    .where((row) => (grown ? row.or([row('seq', '<', 1), row('seq', '>', head.seq)]) : row('seq', '<', 1)))
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst();
  return added?.seq;
}

/**
 * Writes the audit of a request, or the whole audit, as JSON Lines and as an HTML page.
 * @returns the paths of both files
 * @throws Error if there are no rows for that request
 */
export async function exportAudit(db: Kysely<Schema>, asked: string, directory: string): Promise<[string, string]> {
  const reading = parseRequestId(asked);
  if (asked !== 'all' && reading.kind !== 'id') throw new Error(`"${asked}" is not a request id; name one, or "all".`);
  const requestId = reading.kind === 'id' ? reading.id : undefined;
  const own = requestId && (await everyAuditRow(db, { requestId }));
  if (own?.length === 0)
    throw new Error(`The audit has no row about ${asked}. Check the id with "status" in the chat.`);
  const verdict = await verifyAudit(db);
  if (!own && verdict.whole && verdict.head.seq === 0) throw new Error('The audit has no rows yet.');
  const name = join(directory, `audit-${requestId ?? 'all'}`);
  const [lines, page] = [`${name}.jsonl`, `${name}.html`];
  mkdirSync(directory, { recursive: true });
  writeFileSync(lines, '');
  writeFileSync(page, auditPage.begin(requestId ? `Audit of ${requestId}` : 'Audit', verdictInWords(verdict)));
  for await (const rows of own ? [own] : auditInPages(db)) {
    appendFileSync(lines, `${rows.map(auditLine).join('\n')}\n`);
    appendFileSync(page, rows.map(auditPage.row).join(''));
  }
  appendFileSync(page, auditPage.end);
  return [lines, page];
}

export function verdictInWords(verdict: AuditVerification): string {
  if (verdict.whole) return `The chain is whole: ${verdict.head.seq} rows, head ${verdict.head.hash}.`;
  return `The chain is broken at row ${verdict.seq} (${verdict.problem}).`;
}
