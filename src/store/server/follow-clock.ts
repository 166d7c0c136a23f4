import { type Kysely, sql } from 'kysely';
import type { Clock } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/telemetry/log.ts';
import type { Schema } from '../schema.ts';

/** Real time. Between two looks time is counted by the monotonic clock, which is off by less than a millisecond then. */
const lookEveryMs = 60_000;
/** Entra and Teams refuse tokens of a clock that is minutes off. */
const longestOffMs = 30_000;

/**
 * Has the clock follow that of the database, now and from now on: a host whose clock is ahead would think that another's
 * waits are over.
 * @returns what ends it
 */
export async function followClock(db: Kysely<Schema>, clock: Clock, log: Log): Promise<() => void> {
  const look = async () => {
    const asked = performance.now();
    const { rows } = await sql<{
      ms: number;
    }>`select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`.execute(db);
    const [{ ms } = { ms: Number.NaN }] = rows;
    const aheadMs = clock.follow(ms, performance.now() - asked);
    const secondsAhead = Math.round(aheadMs / 1000);
    if (Math.abs(aheadMs) > longestOffMs)
      log.error({ secondsAhead }, 'the clock of this host is off; that of the database is used');
  };
  await look();
  // The looks for due work tell of a database that does not answer.
  const timer = setInterval(() => void look().catch(() => {}), lookEveryMs).unref();
  return () => clearInterval(timer);
}
