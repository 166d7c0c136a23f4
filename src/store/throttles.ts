import { sql } from 'kysely';
import { type Clock, inSeconds } from '../kernel/clock.ts';
import { longestWaitSeconds } from '../kernel/retry-after.ts';
import type { Store } from './open.ts';
import type { Tx } from './transaction.ts';

/**
 * No replica sets one beyond this, however far its clock is ahead: what stands beyond it was set by a version that took any
 * wait, and holds nothing up.
 */
function latestAt(now: Date): Date {
  return inSeconds(now, 2 * longestWaitSeconds);
}

/** The latest `until` that anyone set counts. It is an hour from now at most. */
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

/** How long what other replicas were told may stay unknown here (world ms). Azure then says it again. */
const keptMs = 1_000;

/**
 * Both, for whoever throttles without a transaction of its own. Every call to Azure asks, so the few throttles in force
 * are read together and kept for a second; what this process sets counts at once.
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
    /** Until when (world time) a key is throttled; undefined: it is not. */
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
