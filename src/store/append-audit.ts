import { randomBytes } from 'node:crypto';
import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { AuditEvent } from '../i18n/audit-event.ts';
import { CodedError } from '../kernel/errors.ts';
import type { Log } from '../kernel/telemetry/log.ts';
import { type Part, readAs, rowsOf, toJson, toText } from './rows.ts';
import { type AuditFacts, hashedText, hidePersonal, saltBytes, textHash } from './rules/audit-rows.ts';
import type { Db, Schema } from './schema.ts';

export type AuditHead = { seq: number; hash: string };

/** The head when a statement ran, and the stored hash of the row that was previously the last seen. */
export type FoundHead = AuditHead & { held: string | null };

/** After so long without a commit of its own, a process looks for those of others (real time). */
const quietMs = 2_000;

/**
 * The last audit head that this process saw committed. A database without that row has lost commits, as after a
 * fail-over to a lagging server, and does not know what was sent since.
 */
export class CommittedHead {
  /** undefined: none seen yet, or none since commits were lost. */
  seen: AuditHead | undefined;
  #seenAt = Number.NEGATIVE_INFINITY;
  readonly #log: Log;
  readonly #onLost: (before: AuditHead) => void;

  constructor(log: Log, onLost: (before: AuditHead) => void) {
    this.#log = log;
    this.#onLost = onLost;
  }

  /** @param before the head seen when the statement began */
  holds(found: FoundHead, before: AuditHead | undefined): boolean {
    if (!before || found.held === before.hash) return true;
    // Only the first of several concurrent transactions reports it.
    if (this.seen === before) {
      this.seen = undefined;
      const { seq, hash } = before;
      this.#log.error({ seq, hash, foundSeq: found.seq }, 'the database came back behind what was committed');
      this.#onLost(before);
    }
    return false;
  }

  /** @throws store.unavailable: this transaction may rest on outdated data, so it is rolled back */
  require(found: FoundHead, before: AuditHead | undefined): void {
    if (!this.holds(found, before)) throw new CodedError('store.unavailable');
  }

  /** Call it once that head is committed. */
  note({ seq, hash }: AuditHead): void {
    this.#seenAt = performance.now();
    // An empty audit has no row that could be lost.
    if (seq > (this.seen?.seq ?? 0)) this.seen = { seq, hash };
  }

  /**
   * Looks for commits of other processes too: those may have sent what is lost. A part of a statement; undefined while
   * this process's own commits tell.
   */
  look(db: Db): Part<void> | undefined {
    if (performance.now() - this.#seenAt < quietMs) return undefined;
    const before = this.seen;
    const query = db
      .selectFrom('audit_head')
      .select(['seq', 'hash', heldHash(before).as('held')])
      .where('id', '=', 1);
    return readAs(rowsOf(query, {}), ([found]) => {
      if (found && this.holds(found, before)) this.note(found);
    });
  }
}

/** Hash of the row that was once the head; null if it is gone. */
export function heldHash(before: AuditHead | undefined) {
  return sql<string | null>`(select a.hash from audit a where a.seq = ${before?.seq ?? 0})`;
}

export type AuditEntry = {
  /** Absent for Strongroom itself. A person who works on the database has an account there and no object id. */
  actor?: { objectId?: string; name: string };
  event: AuditEvent;
  requestId?: string;
  vmName?: string;
  planHash?: string;
  details?: Record<string, unknown>;
};

/** Rows in one statement; each hash is made from the one before it. */
const mostAtOnce = 50;

/**
 * Appends under the lock of the head row, so that the chain has one order. The lock is held until the transaction ends.
 * Everyone waits for that lock, so the database makes the hashes: hashing here would hold it for one more round trip.
 * @param beside statements that change other rows of this transaction, sent along
 * @param before the last head that was seen committed
 * @returns undefined if nothing was appended
 */
export async function appendAudit(
  trx: Transaction<Schema>,
  entries: AuditEntry[],
  now: Date,
  beside: readonly RawBuilder<unknown>[] = [],
  before?: AuditHead,
): Promise<FoundHead | undefined> {
  if (entries.length === 0) for (const statement of beside) await statement.execute(trx);
  let found: FoundHead | undefined;
  for (let from = 0; from < entries.length; from += mostAtOnce) {
    const some = entries.slice(from, from + mostAtOnce);
    found = await appendSome(trx, some, now, from === 0 ? beside : [], before);
  }
  return found;
}

async function appendSome(
  trx: Transaction<Schema>,
  entries: AuditEntry[],
  now: Date,
  beside: readonly RawBuilder<unknown>[],
  before: AuditHead | undefined,
): Promise<FoundHead> {
  const texts: Text[] = [];
  const rows = entries.map((entry, index) => linked(index, toFacts(entry, now, texts)));
  const others = beside.map((statement, index) => sql`${name('beside', index)} as (${statement}),`);
  const { rows: heads } = await sql<FoundHead>`
    with ${sql.join(others, sql` `)}
    row0 as (select seq, hash from audit_head where id = 1 for update),
    ${sql.join(rows.map(({ link }) => link))},
    ${insertTexts(texts)}
    appended as (
      insert into audit (seq, at, actor_oid, actor_hash, event, request_id, vm_name, plan_hash, details, previous, hash)
      ${sql.join(
        rows.map(({ row }) => row),
        sql` union all `,
      )}
    )
    update audit_head set seq = last.seq, hash = last.hash from ${name('row', entries.length)} as last where id = 1
    returning audit_head.seq, audit_head.hash, ${heldHash(before)} as held`.execute(trx);
  const [head] = heads;
  // Without a head no row was appended, and nothing may happen without an audit row.
  if (!head) throw new Error('The audit has lost its head: nothing can be written to it');
  return head;
}

/** The audit row at a place in the chain, linked to the row before it. */
function linked(index: number, facts: Omit<AuditFacts, 'seq'>) {
  const [start, middle, end] = hashedText(facts);
  const own = name('row', index + 1);
  const text = sql`${start}::text || hash || ${middle}::text || (seq + 1)::text || ${end}::text`;
  const { at, actor_oid, actor_hash, event, request_id, vm_name, plan_hash, details } = facts;
  const link = sql`${own} as (
    select seq + 1 as seq, hash as previous, encode(sha256(convert_to(${text}, 'UTF8')), 'hex') as hash
    from ${name('row', index)})`;
  const row = sql`
    select seq, ${at}::timestamptz, ${actor_oid}::text, ${actor_hash}::text, ${event}::text, ${request_id}::text,
      ${vm_name}::text, ${plan_hash}::text, ${JSON.stringify(details)}::jsonb, previous, hash from ${own}`;
  return { link, row };
}

function name(what: 'row' | 'beside', index: number): RawBuilder<unknown> {
  return sql.raw(`${what}${index}`);
}

type Text = { hash: string; salt: string; text: string; person: string | null };

/** Texts are written with their rows, in the same statement. */
function insertTexts(texts: readonly Text[]): RawBuilder<unknown> {
  if (texts.length === 0) return sql``;
  return sql`told as (
    insert into audit_texts (hash, salt, text, person_oid)
    select hash, salt, text, person from jsonb_to_recordset(${JSON.stringify(texts)}::jsonb)
      as said (hash text, salt text, text text, person text)),`;
}

/** @param texts receives what may be erased one day */
function toFacts(entry: AuditEntry, at: Date, texts: Text[]): Omit<AuditFacts, 'seq'> {
  const actorOid = entry.actor?.objectId === undefined ? null : toText(entry.actor.objectId);
  const hide = (text: string) => {
    const salt = randomBytes(saltBytes).toString('hex');
    const hash = textHash(salt, text);
    texts.push({ hash, salt, text, person: actorOid?.toLowerCase() ?? null });
    return hash;
  };
  return {
    at,
    actor_oid: actorOid,
    actor_hash: entry.actor ? hide(toText(entry.actor.name)) : null,
    event: entry.event,
    request_id: entry.requestId ? toText(entry.requestId) : null,
    vm_name: entry.vmName ? toText(entry.vmName) : null,
    plan_hash: entry.planHash ?? null,
    // Details are normalised to what the database returns, or the hash would not match later.
    details: hidePersonal(JSON.parse(toJson(entry.details ?? {})), (text) => hide(toText(text))),
  };
}
