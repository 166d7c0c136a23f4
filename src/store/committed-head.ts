import { type Kysely, sql } from 'kysely';
import { CodedError } from '../kernel/errors.ts';
import type { Log } from '../kernel/telemetry/log.ts';
import type { Schema } from './schema.ts';

export type AuditHead = { seq: number; hash: string };

/** What a statement found: the head as it is then, and the hash of the row that was the last one seen before it. */
export type FoundHead = AuditHead & { held: string | null };

/** How often a process that commits nothing looks at what others have committed (real time). */
const betweenLooksMs = 2_000;

/**
 * The last head of the audit that this process saw committed. A database without that row has lost commits, as after a
 * fail-over to a server that was behind, and knows nothing of what was sent since.
 */
export class CommittedHead {
  /** undefined: none yet, or not since commits were lost. */
  seen: AuditHead | undefined;
  readonly #log: Log;
  readonly #onLost: (before: AuditHead) => void;
  #seenAt = 0;

  constructor(log: Log, onLost: (before: AuditHead) => void) {
    this.#log = log;
    this.#onLost = onLost;
  }

  /** @param before what was seen when the statement began */
  holds(found: FoundHead, before: AuditHead | undefined): boolean {
    if (!before || found.held === before.hash) return true;
    // Of several transactions at once the first one tells.
    if (this.seen === before) {
      this.seen = undefined;
      const { seq, hash } = before;
      this.#log.error({ seq, hash, foundSeq: found.seq }, 'the database came back behind what was committed');
      this.#onLost(before);
    }
    return false;
  }

  /** @throws store.unavailable: what this transaction goes by may be out of date, and nothing of it stays */
  require(found: FoundHead, before: AuditHead | undefined): void {
    if (!this.holds(found, before)) throw new CodedError('store.unavailable');
  }

  /** Call it once that is committed. */
  note({ seq, hash }: AuditHead): void {
    this.#seenAt = performance.now();
    // An empty audit has no row that could be lost.
    if (seq > (this.seen?.seq ?? 0)) this.seen = { seq, hash };
  }

  /** What other processes commit counts too: they may be those that sent what is lost. @returns what ends it */
  startLooks(db: Kysely<Schema>): () => void {
    const timer = setInterval(() => {
      if (performance.now() - this.#seenAt < betweenLooksMs) return;
      // That the database is away is told by whoever wants something of it.
      this.#look(db).catch(() => undefined);
    }, betweenLooksMs);
    return () => clearInterval(timer);
  }

  async #look(db: Kysely<Schema>): Promise<void> {
    const before = this.seen;
    const found = await db
      .selectFrom('audit_head')
      .select(['seq', 'hash', heldHash(before).as('held')])
      .where('id', '=', 1)
      .executeTakeFirstOrThrow();
    if (this.holds(found, before)) this.note(found);
  }
}

/** Hash of the row that was the head once; null: there is none. */
export function heldHash(before: AuditHead | undefined) {
  return sql<string | null>`(select a.hash from audit a where a.seq = ${before?.seq ?? 0})`;
}
