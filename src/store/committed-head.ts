import { sql } from 'kysely';
import { CodedError } from '../kernel/errors.ts';
import type { Log } from '../kernel/telemetry/log.ts';
import { type Part, readAs, rowsOf } from './part.ts';
import type { Db } from './schema.ts';

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
