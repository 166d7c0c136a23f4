import { AsyncLocalStorage } from 'node:async_hooks';
import { type Kysely, sql, type Transaction } from 'kysely';
import { type Part, readAs, rowsOf } from './rows.ts';
import type { Db, Schema } from './schema.ts';

export const queueNames = ['step', 'outbox', 'watch', 'timer', 'pager'] as const;
export type QueueName = (typeof queueNames)[number];

export type Key = { queue: QueueName; key: string };
/** urgent: handled before keys that are not, once it is due. */
export type Wake = Key & { dueAt: Date; urgent?: boolean | undefined };
export type DueKey = Key & { urgent: boolean };

/** Channel on which a server notifies every replica of new keys. */
export const wokenChannel = 'strongroom_woken';

/** A key whose run never ended is handed over again after this; its run's claim decides whether it starts. */
const handOverAgainSeconds = 5;

/**
 * Schedules keys; the earlier time wins. A key that is being handled keeps its own time and gets the new one as
 * its next, so that nothing scheduled during a run is lost.
 * @param wakes at most one for each key
 * @returns of the keys that nobody handles: those due now, and when the first of all is due
 */
export async function wakeAll(
  trx: Transaction<Schema>,
  wakes: Wake[],
  now: Date,
): Promise<{ due: DueKey[]; first?: Date }> {
  if (wakes.length === 0) return { due: [] };
  // Row locks are taken in one order by everyone.
  const ordered = [...wakes].sort((a, b) => compare(a.queue, b.queue) || compare(a.key, b.key));
  const rows = await trx
    .insertInto('wakeups')
    .values(
      ordered.map(({ queue, key, dueAt }) => ({
        queue,
        key,
        due_at: dueAt,
        token: null,
        next_due_at: null,
        sent_at: dueAt <= now ? sql<Date>`now()` : null,
        tries: 0,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['queue', 'key']).doUpdateSet({
        due_at: sql`case when wakeups.token is null then least(wakeups.due_at, excluded.due_at) else wakeups.due_at end`,
        next_due_at: sql`case when wakeups.token is null then wakeups.next_due_at else least(wakeups.next_due_at, excluded.due_at) end`,
        sent_at: sql`case when wakeups.token is null then coalesce(excluded.sent_at, wakeups.sent_at) else wakeups.sent_at end`,
      }),
    )
    // PostgreSQL sends equal notifications once a transaction, at its commit, however many rows there are.
    .returning(['queue', 'key', 'due_at', 'token', sql`pg_notify(${sql.lit(wokenChannel)}, '')`.as('told')])
    .execute();
  const urgent = new Set(ordered.flatMap((wake) => (wake.urgent ? [`${wake.queue} ${wake.key}`] : [])));
  const free = rows.filter((row) => row.token === null);
  const first = free.map((row) => row.due_at).sort((a, b) => a.getTime() - b.getTime())[0];
  const due = free
    .filter((row) => row.due_at <= now)
    .map((row) => ({ ...toKey(row), urgent: urgent.has(`${row.queue} ${row.key}`) }));
  return { due, ...(first && { first }) };
}

/**
 * Marks due keys as handed over, so that other processes leave them. Keys that were handed over just now are skipped.
 */
export async function takeDue(trx: Transaction<Schema>, now: Date, limit: number): Promise<Key[]> {
  const rows = await trx
    .with('due', (query) =>
      query
        .selectFrom('wakeups')
        .select(['queue', 'key'])
        .where('due_at', '<=', now)
        .where(notJustSent)
        .orderBy('due_at')
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .updateTable('wakeups')
    .from('due')
    .set({ sent_at: sql`now()` })
    .whereRef('wakeups.queue', '=', 'due.queue')
    .whereRef('wakeups.key', '=', 'due.key')
    .returning(['wakeups.queue', 'wakeups.key'])
    .execute();
  return rows.map(toKey);
}

/** A queue's earliest key. toTake: takeDue would find some of it. */
export type Earliest = { queue: QueueName; dueAt: Date; toTake: boolean };

/** Every queue with something due; if none has, the next to be due. Read without a transaction. */
export function earliestDue(db: Db, now: Date): Part<Earliest[]> {
  const query = db
    .selectFrom('wakeups')
    .select(['queue', sql<Date>`min(due_at)`.as('due_at'), sql<boolean>`bool_or(${notJustSent})`.as('to_take')])
    .where('due_at', '<=', sql<Date>`greatest(${now}::timestamptz, (select min(due_at) from wakeups))`)
    .groupBy('queue');
  return readAs(rowsOf(query, { due_at: true }), (rows) =>
    rows.map((row) => ({ queue: row.queue as QueueName, dueAt: row.due_at, toTake: row.to_take })),
  );
}

/** Number of due keys, whether or not they are handed over or running. */
export async function countDue(db: Kysely<Schema>, now: Date): Promise<number> {
  const { count } = await db
    .selectFrom('wakeups')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('due_at', '<=', now)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/**
 * Begins a run of a due key. The run serves all requests for the key until now.
 * @returns the number of failed runs before it, or undefined when the key is not due (any more)
 */
export async function beginRun(db: Kysely<Schema>, key: Key, token: string, now: Date): Promise<number | undefined> {
  const row = await db
    .updateTable('wakeups')
    .set({ token, next_due_at: sql`case when next_due_at > ${now} then next_due_at end` })
    .where('queue', '=', key.queue)
    .where('key', '=', key.key)
    .where('due_at', '<=', now)
    .returning('tries')
    .executeTakeFirst();
  return row?.tries;
}

/**
 * Ends a run: the wake-up is deleted, or takes the next requested time, or is repeated at `retryAt`. A run whose
 * key was taken over changes nothing.
 * @returns when the key is due again
 */
export async function endRun(
  trx: Transaction<Schema>,
  key: Key,
  token: string,
  { now, retryAt }: { now: Date; retryAt?: Date },
): Promise<Date | undefined> {
  const ofRun = { queue: key.queue, key: key.key, token };
  if (!retryAt) {
    const { numDeletedRows } = await trx
      .deleteFrom('wakeups')
      .where((where) => where.and(ofRun))
      .where('next_due_at', 'is', null)
      .executeTakeFirstOrThrow();
    if (numDeletedRows > 0n) return undefined;
  }
  const row = await trx
    .updateTable('wakeups')
    .set({
      token: null,
      // A repeated run leaves the next time in place: the repetition may not ask for it again.
      ...(retryAt
        ? { due_at: retryAt, sent_at: retryAt <= now ? sql<Date>`now()` : null, tries: sql<number>`tries + 1` }
        : {
            due_at: sql<Date>`next_due_at`,
            sent_at: sql<Date | null>`case when next_due_at <= ${now} then now() end`,
            next_due_at: null,
            tries: 0,
          }),
    })
    .where((where) => where.and(ofRun))
    .returning('due_at')
    .executeTakeFirst();
  return row?.due_at;
}

/** Ends a run as if it had never begun, so that another begins at once. */
export async function dropRun(trx: Transaction<Schema>, key: Key, token: string): Promise<void> {
  await trx
    .updateTable('wakeups')
    .set({ token: null, sent_at: null })
    .where('queue', '=', key.queue)
    .where('key', '=', key.key)
    .where('token', '=', token)
    .execute();
}

/** Clears all runs: after a restart of a database's only owner nobody handles anything. */
export async function forgetRuns(db: Kysely<Schema>): Promise<void> {
  await db
    .updateTable('wakeups')
    .set({ token: null, sent_at: null })
    .where((where) => where.or([where('token', 'is not', null), where('sent_at', 'is not', null)]))
    .execute();
}

const notJustSent = sql<boolean>`(sent_at is null or sent_at < now() - ${sql.lit(`${handOverAgainSeconds} s`)}::interval)`;

function toKey(row: { queue: string; key: string }): Key {
  return { queue: row.queue as QueueName, key: row.key };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Another process has taken over the key of a run that stood still, and does the remaining work. */
export class TakenOverError extends Error {}

const currentRun = new AsyncLocalStorage<Key & { token: string }>();

/** Runs a handler; its transactions commit only while its run holds the key. */
export function asRun<T>(run: Key & { token: string }, work: () => Promise<T>): Promise<T> {
  return currentRun.run(run, work);
}

/** Whether the current run still has its key. Work outside a run cannot be taken over. */
export async function holdsRunKey(db: Kysely<Schema>): Promise<boolean> {
  const run = currentRun.getStore();
  return run === undefined || (await isHeld(db, run));
}

/**
 * Called at the end of a transaction, when it holds its rows: a process that takes the key over writes its token
 * before it reads anything. Without a lock, since wake-ups are locked last.
 * @throws TakenOverError within a run that another one has followed
 */
export async function requireHeld(db: Transaction<Schema>): Promise<void> {
  const run = currentRun.getStore();
  if (!run || (await isHeld(db, run))) return;
  throw new TakenOverError(`another process has taken over ${run.queue} ${run.key}`);
}

async function isHeld(db: Kysely<Schema>, { queue, key, token }: Key & { token: string }): Promise<boolean> {
  const held = await db
    .selectFrom('wakeups')
    .select('key')
    .where((where) => where.and({ queue, key, token }))
    .executeTakeFirst();
  return held !== undefined;
}
