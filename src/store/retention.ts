import { type Kysely, sql } from 'kysely';
import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../telemetry/log.ts';
import { auditHead } from './audit.ts';
import { forgetEnded } from './forget-ended.ts';
import type { Schema } from './schema.ts';
import { runningStates } from './seen-jobs.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
/** How often, in real time. */
const cleanUpMs = 10 * minute;
const handledDays = 1;
/** Teams redelivers for about a minute of real time, however fast the world's clock runs. */
const handledRealMs = 10 * minute;
const overtakenDays = 7;
const seenDays = 7;
/** Jobs that ran when they were last seen are asked for by themselves for two weeks. */
const seenRunningDays = 15;
const batch = 500;

/** Cleans up at intervals and logs the audit head, the anchor outside the database. @returns what stops it */
export function startCleanUp(db: Kysely<Schema>, clock: Clock, log: Log, keepDays: number): () => void {
  const timer = setInterval(() => {
    cleanUp(db, clock, keepDays).then(
      async () => log.info({ ...(await auditHead(db)) }, 'audit head'),
      (error) => log.warn({ error }, 'the clean-up failed; it is tried again'),
    );
  }, cleanUpMs);
  return () => clearInterval(timer);
}

/**
 * Removes what serves nobody any more: old answers to redeliveries, edits that a newer one has overtaken, and what
 * ended more than `keepDays` ago.
 */
export async function cleanUp(db: Kysely<Schema>, clock: Clock, keepDays: number): Promise<void> {
  const now = clock.now().getTime();
  const handledBefore = new Date(now - Math.max(handledDays * day, clock.worldSpan(handledRealMs)));
  const overtakenBefore = new Date(now - overtakenDays * day);
  await inBatches(() =>
    db
      .deleteFrom('handled')
      .where('key', 'in', (query) =>
        query.selectFrom('handled').select('key').where('at', '<', handledBefore).limit(batch),
      )
      .executeTakeFirst(),
  );
  await inBatches(() =>
    db
      .deleteFrom('messages')
      .where('id', 'in', (query) =>
        query
          .selectFrom('messages')
          .select('id')
          .where('kind', '=', 'edit')
          .where('state', 'in', ['replaced', 'sent'])
          .where('created_at', '<', overtakenBefore)
          .limit(batch),
      )
      .executeTakeFirst(),
  );
  await db
    .deleteFrom('throttles')
    .where('until', '<', sql<Date>`${new Date(now - day)}`)
    .execute();
  // Twice as long as a look at a vault goes back.
  await db
    .deleteFrom('seen_jobs')
    .where('started_at', '<', new Date(now - seenDays * day))
    .where((where) =>
      where.or([
        where('status', 'not in', runningStates),
        where('started_at', '<', new Date(now - seenRunningDays * day)),
      ]),
    )
    .execute();
  await forgetEnded(db, new Date(now - keepDays * day));
}

/** Short statements, so that turns run in between on the embedded database's one connection. */
async function inBatches(deleteSome: () => Promise<{ numDeletedRows: bigint }>): Promise<void> {
  for (;;) {
    const { numDeletedRows } = await deleteSome();
    if (numDeletedRows < BigInt(batch)) return;
  }
}
