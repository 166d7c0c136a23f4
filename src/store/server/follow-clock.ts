import { type Kysely, sql } from 'kysely';
import type { Clock } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/telemetry/log.ts';
import type { Schema } from '../schema.ts';

/** Real time. Between two looks the monotonic clock counts, which drifts by less than a millisecond in that time. */
const rolePollMs = 60_000;
/** Entra and Teams reject tokens when the clock is minutes off. */
const longestOffMs = 30_000;

/**
 * Makes the clock follow that of the database, from now on: a host whose clock is ahead would think that another's
 * waits are over.
 * @returns a function that ends it
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
  // A database that does not answer is reported by the looks for due work.
  const timer = setInterval(() => void look().catch(() => {}), rolePollMs).unref();
  return () => clearInterval(timer);
}
