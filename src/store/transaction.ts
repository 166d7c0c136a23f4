import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import {
  AliasNode,
  DeleteQueryNode,
  InsertQueryNode,
  type Kysely,
  type KyselyPlugin,
  type OperationNode,
  type RawBuilder,
  TableNode,
  type Transaction,
  UpdateQueryNode,
  WithNode,
} from 'kysely';
import type { MessageBody } from '../kernel/chat.ts';
import type { Clock } from '../kernel/clock.ts';
import { CodedError } from '../kernel/errors.ts';
import { type AuditEntry, appendAudit, type CommittedHead, type FoundHead } from './append-audit.ts';
import { storeError } from './errors.ts';
import { type Outgoing, type Post, writeOutgoing } from './outgoing.ts';
import type { Queue } from './queue.ts';
import type { Schema } from './schema.ts';
import { type QueueName, requireHeld, type Wake, wakeAll } from './wakeups.ts';

/** Redraws the cards of a request with its current state, by edits of the posts. */
export type Redraw = (tx: Tx, requestId: string) => Promise<void>;

type Parts = {
  db: Kysely<Schema>;
  queue: Queue;
  clock: Clock;
  committed: CommittedHead;
  redraw: Redraw;
  woken: (woken: Woken) => void;
  /** Called when it has ended, well or not: a commit without an answer may or may not have happened. */
  wrote: (tables: ReadonlySet<string>) => void;
  /** Commits even if another process has taken over the run that it belongs to. */
  evenLate?: boolean;
};

/** The requested wake-ups: queues with something due at once, and when the first key is due. */
type Woken = { queues: Set<QueueName>; first?: Date };

/**
 * One transaction: a state change, its audit rows, its messages and its wake-ups commit together or not at all.
 * The cards of changed requests are redrawn at its end, each once.
 * Messages, wake-ups and audit rows are written at its end, in this order, so that every transaction takes the
 * shared row locks (conversations, wake-ups, the audit head) in one order and holds the head's only briefly.
 * Nothing inside a transaction may use the network, or read through anything but `tx.db`: the embedded database
 * has one connection, which this transaction holds.
 */
class OpenTransaction {
  readonly db: Transaction<Schema>;
  readonly #now: Date;
  readonly #outgoing: Outgoing[] = [];
  readonly #wakes: Wake[] = [];
  readonly #entries: AuditEntry[] = [];
  readonly #lastly: RawBuilder<unknown>[] = [];
  readonly #changed = new Set<string>();
  #ended = false;

  private constructor(db: Transaction<Schema>, now: Date) {
    this.db = db;
    this.#now = now;
  }

  static async run<T>(
    { db, queue, clock, committed, redraw, woken, wrote, evenLate = false }: Parts,
    work: (tx: Tx) => T | Promise<T>,
  ): Promise<T> {
    assertOutside('another transaction was begun');
    const written = new Set<string>();
    let committing = false;
    try {
      const [result, { head, ...asked }] = await db.transaction().execute(async (trx) => {
        const tx = new OpenTransaction(trx.withPlugin(notesWritten(written)), clock.now());
        try {
          const done = await asTransaction(async () => {
            const value = await work(tx);
            await tx.#redraw(redraw);
            if (!evenLate) await requireHeld(tx.db);
            return value;
          });
          const woken = await tx.#finish(queue, committed);
          if (!evenLate) beginCommit();
          committing = true;
          return [done, woken] as const;
        } finally {
          tx.#ended = true;
        }
      });
      if (head) committed.note(head);
      wrote(written);
      woken(asked);
      return result;
    } catch (error) {
      wrote(written);
      throw committing ? uncertain(storeError(error)) : storeError(error);
    }
  }

  /** World time at which the transaction began: the same for everything it writes. */
  now(): Date {
    return this.#now;
  }

  /** Schedules a key for a time (default: now). The earliest requested time counts. */
  wake(queue: QueueName, key: string, dueAt: Date = this.#now): void {
    this.#assertOpen();
    this.#wakes.push({ queue, key, dueAt });
  }

  /** Posts a message through the outbox. @returns its id, for edits */
  post(post: Post): string {
    this.#assertOpen();
    const id = randomUUID();
    this.#outgoing.push({ kind: 'post', id, ...post });
    return id;
  }

  /**
   * Edits a posted message, replacing a waiting edit of it. A message posted in this transaction is changed before
   * it is sent.
   * @param how in: its conversation, if the caller has just read it
   */
  edit(messageId: string, body: MessageBody, { bulk = false, ...how }: { bulk?: boolean; in?: string } = {}): void {
    this.#assertOpen();
    const post = this.posted(messageId);
    if (post) {
      post.body = body;
      return;
    }
    this.#outgoing.push({ kind: 'edit', id: randomUUID(), targetId: messageId, bulk, body, ...how });
  }

  /** The post that this transaction makes under an id. */
  posted(messageId: string): Post | undefined {
    return this.#outgoing.find((message) => message.kind === 'post' && message.id === messageId) as Post | undefined;
  }

  /** Marks a request whose cards are out of date. The repositories call it for what they write. */
  changed(requestId: string): void {
    this.#assertOpen();
    this.#changed.add(requestId);
  }

  audit(entry: AuditEntry): void {
    this.#assertOpen();
    this.#entries.push(entry);
  }

  /** Changes rows that only this transaction may change, in its last statement. */
  lastly(statement: RawBuilder<unknown>): void {
    this.#assertOpen();
    this.#lastly.push(statement);
  }

  /** Cards are written before messages about them. */
  async #redraw(redraw: Redraw): Promise<void> {
    const said = this.#outgoing.length;
    for (const id of this.#changed) await redraw(this, id);
    this.#outgoing.unshift(...this.#outgoing.splice(said));
  }

  async #finish(queue: Queue, committed: CommittedHead): Promise<Woken & { head: FoundHead | undefined }> {
    const conversations = await writeOutgoing(this.db, this.#outgoing, this.#now);
    for (const { conversationId: key, urgent } of conversations) {
      this.#wakes.push({ queue: 'outbox', key, dueAt: this.#now, urgent });
    }
    const { due, first } = await wakeAll(this.db, earliest(this.#wakes), this.#now);
    await queue.send(this.db, due);
    const before = committed.seen;
    const head = await appendAudit(this.db, this.#entries, this.#now, this.#lastly, before);
    if (head) committed.require(head, before);
    return { queues: new Set(due.map((key) => key.queue)), ...(first && { first }), head };
  }

  #assertOpen(): void {
    // Accepting it would lose it: an await is missing in the transaction's work.
    if (this.#ended) throw new Error('This transaction has ended; await everything inside it');
  }
}

/** Only `store.transaction` provides one, so nothing is enqueued, posted or audited outside a transaction. */
export type Tx = OpenTransaction;

export const runTransaction = OpenTransaction.run;

/** Maps the error of a commit that was sent and not answered: its outcome is unknown. */
function uncertain(error: unknown): unknown {
  const lost = error instanceof CodedError && error.code === 'store.unavailable';
  return lost ? new CodedError('store.in-doubt', {}, { cause: error }) : error;
}

function earliest(wakes: Wake[]): Wake[] {
  const byKey = new Map<string, Wake>();
  for (const wake of wakes) {
    const id = `${wake.queue} ${wake.key}`;
    const other = byKey.get(id);
    const first = !other || wake.dueAt < other.dueAt ? wake : other;
    byKey.set(id, { ...first, urgent: wake.urgent || other?.urgent });
  }
  return [...byKey.values()];
}

/** Somebody was told that nothing was done, so the transaction is rolled back. */
export class GivenUpError extends Error {}

const currentSaving = new AsyncLocalStorage<Saving>();

/**
 * The writes of one person's command. The turn that waits for them may give up: a statement that hangs in a cut
 * connection may still reach the database minutes later, and must not commit then.
 */
export class Saving {
  #givenUp = false;
  #committed = false;

  /** Runs work whose transactions belong to this saving. */
  run<T>(work: () => Promise<T>): Promise<T> {
    return currentSaving.run(this, work);
  }

  /** Prevents all later commits. @returns true if no commit was begun, answered or not */
  giveUp(): boolean {
    this.#givenUp = true;
    return !this.#committed;
  }

  /** @throws GivenUpError */
  beginCommit(): void {
    if (this.#givenUp) throw new GivenUpError('whoever asked for this was told that it was not done');
    this.#committed = true;
  }
}

/**
 * Called with nothing between it and the commit, so that giving up comes before both or after both.
 * @throws GivenUpError
 */
function beginCommit(): void {
  currentSaving.getStore()?.beginCommit();
}

/**
 * Records the tables that built queries write to, also within WITH. Raw SQL reveals no table: tables that are
 * cached in memory (Store.writes) are written with the builder.
 */
function notesWritten(written: Set<string>): KyselyPlugin {
  return {
    transformQuery({ node }) {
      note(node, written);
      return node;
    },
    async transformResult({ result }) {
      return result;
    },
  };
}

function note(node: OperationNode, written: Set<string>): void {
  const within = (node as { with?: OperationNode }).with;
  if (within && WithNode.is(within)) for (const { expression } of within.expressions) note(expression, written);
  for (const table of targets(node)) {
    const named = AliasNode.is(table) ? table.node : table;
    if (TableNode.is(named)) written.add(named.table.identifier.name);
  }
}

function targets(node: OperationNode): readonly OperationNode[] {
  if (InsertQueryNode.is(node)) return node.into ? [node.into] : [];
  if (UpdateQueryNode.is(node)) return node.table ? [node.table] : [];
  if (DeleteQueryNode.is(node)) return node.from.froms;
  return [];
}

const inside = new AsyncLocalStorage<true>();

/** Runs the work of a transaction, so that `assertOutside` can reject what must not happen inside one. */
function asTransaction<T>(work: () => Promise<T>): Promise<T> {
  return inside.run(true, work);
}

/** @throws Error inside a transaction: on the embedded database the call would wait for itself for ever */
function assertOutside(what: string): void {
  if (inside.getStore()) throw new Error(`${what} inside a transaction: use its tx.db`);
}

/** Makes each query on the reading handle fail, rather than hang, inside a transaction; on a server too. */
export const outsideTransactions: KyselyPlugin = {
  transformQuery({ node }) {
    assertOutside('store.db was used');
    return node;
  },
  async transformResult({ result }) {
    return result;
  },
};
