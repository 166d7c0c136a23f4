import { sql } from 'kysely';
import { type Clock, inSeconds } from '../kernel/clock.ts';
import { longestWaitSeconds, nextTurn } from '../kernel/throttling.ts';
import type { Store } from './open.ts';
import type { Db } from './schema.ts';
import type { Tx } from './transaction.ts';

/**
 * Upper limit of a throttle, however far a replica's clock is ahead: a later one was set by a version that
 * accepted any wait, and is ignored.
 */
function latestAt(now: Date): Date {
  return inSeconds(now, 2 * longestWaitSeconds);
}

/** Sets a throttle; the latest `until` counts, an hour from now at most. */
export async function setThrottle(tx: Tx, key: string, until: Date, reason: string): Promise<void> {
  const hour = inSeconds(tx.now(), longestWaitSeconds);
  const stands = sql<boolean>`throttles.until >= excluded.until and throttles.until <= ${latestAt(tx.now())}`;
  await tx.db
    .insertInto('throttles')
    .values({ key, until: until < hour ? until : hour, reason })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        until: sql`case when ${stands} then throttles.until else excluded.until end`,
        reason: sql`case when ${stands} then throttles.reason else excluded.reason end`,
      }),
    )
    .execute();
}

/** How long another replica's throttle may go unnoticed here (world ms). Azure then answers with it again. */
const keptMs = 1_000;

/**
 * Reading and setting throttles without a transaction of the caller's. Every call to Azure reads them, so the few
 * in force are read together and cached for a second; those set by this process apply at once.
 */
export function storedThrottles(store: Pick<Store, 'db' | 'recordEffect' | 'writes'>, clock: Clock) {
  let kept: { at: number; writes: number; untils: Promise<Map<string, Date>> } | undefined;

  async function read(now: Date): Promise<Map<string, Date>> {
    const rows = await store.db
      .selectFrom('throttles')
      .select(['key', 'until'])
      .where('until', '>', now)
      .where('until', '<=', latestAt(now))
      .execute();
    return new Map(rows.map(({ key, until }) => [key, until]));
  }

  return {
    /** End (world time) of a key's throttle; undefined: none. */
    async until(key: string): Promise<Date | undefined> {
      const now = clock.now();
      const writes = store.writes('throttles');
      if (!kept || kept.writes !== writes || now.getTime() - kept.at >= keptMs) {
        const reading = { at: now.getTime(), writes, untils: read(now) };
        kept = reading;
        reading.untils.catch(() => {
          if (kept === reading) kept = undefined;
        });
      }
      return (await kept.untils).get(key);
    },
    set: (key: string, until: Date, reason: string) => store.recordEffect((tx) => setThrottle(tx, key, until, reason)),
  };
}

/**
 * Takes the next turn to send to the tenant; all replicas take turns, by the database's clock. A turn not used
 * because the process was killed is lost.
 * @returns real milliseconds until the turn comes
 */
export async function takeTurn(tx: Tx): Promise<number> {
  // Locks the row, so that two replicas never get the same turn.
  const { taken_until, now } = await tx.db
    .insertInto('send_rate')
    .values({ id: 1, taken_until: new Date(0) })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ taken_until: sql`send_rate.taken_until` }))
    .returning(['taken_until', sql<Date>`clock_timestamp()`.as('now')])
    .executeTakeFirstOrThrow();
  const { takenUntil, waitMs } = nextTurn(taken_until.getTime(), now.getTime());
  await tx.db
    .updateTable('send_rate')
    .set({ taken_until: new Date(takenUntil) })
    .execute();
  return waitMs;
}

/** When the latest messages were sent to a conversation (world time), newest first. */
export async function lastSent(db: Db, conversationId: string, most: number): Promise<Date[]> {
  const rows = await db
    .selectFrom('messages')
    .select('sent_at')
    .where('conversation_id', '=', conversationId)
    .where('state', '=', 'sent')
    .orderBy('number', 'desc')
    .limit(most)
    .execute();
  // Messages are not always sent in the order of their numbers.
  return rows.flatMap(({ sent_at }) => sent_at ?? []).sort((a, b) => b.getTime() - a.getTime());
}
