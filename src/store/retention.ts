import { type Kysely, sql } from 'kysely';
import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../telemetry/log.ts';
import { auditHead } from './audit.ts';
import { deleteInBatches } from './delete-in-batches.ts';
import { storeFigures } from './figures.ts';
import { forgetEnded } from './forget-ended.ts';
import type { Schema } from './schema.ts';
import { runningStates } from './seen-jobs.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
/** How often, in real time. */
const cleanUpMs = 10 * minute;
const answeredDays = 1;
/** Teams redelivers for about a minute of real time, however fast the world's clock runs. */
const answeredRealMs = 10 * minute;
const overtakenDays = 7;
const seenDays = 7;
/** Jobs that ran when they were last seen are asked for by themselves for two weeks. */
const seenRunningDays = 15;

/** Cleans up at intervals and logs the audit head, the anchor outside the database. @returns what stops it */
export function startCleanUp(db: Kysely<Schema>, clock: Clock, log: Log, keepDays: number): () => void {
  const timer = setInterval(() => {
    // The head first: it is also the sign of life, and says nothing of how the clean-up goes.
    sayHow(db, clock, log)
      .catch((error: unknown) => log.warn({ error }, 'the head of the audit could not be read'))
      .then(() => cleanUp(db, clock, keepDays))
      .catch((error: unknown) => log.warn({ error }, 'the clean-up failed; it is tried again'));
  }, cleanUpMs);
  return () => clearInterval(timer);
}

/** Lines that alerts are made of. */
async function sayHow(db: Kysely<Schema>, clock: Clock, log: Log): Promise<void> {
  log.info(await auditHead(db), 'audit head');
  const { outbox, approvedSeconds } = await storeFigures(db, clock.now());
  const waits = { outbox: outbox.waiting, outboxSeconds: outbox.oldestSeconds, approvedSeconds };
  log.info(waits, 'what waits');
}

/**
 * Removes what serves nobody any more: old answers to redeliveries, edits that a newer one has overtaken, and what
 * ended more than `keepDays` ago. A key without an answer is of what is done or told once for a request, whose timers
 * may ask again as long as it is kept: also of one that stays for longer.
 */
export async function cleanUp(db: Kysely<Schema>, clock: Clock, keepDays: number): Promise<void> {
  const now = clock.now().getTime();
  const answeredBefore = new Date(now - Math.max(answeredDays * day, clock.worldSpan(answeredRealMs)));
  const endedBefore = new Date(now - keepDays * day);
  const overtakenBefore = new Date(now - overtakenDays * day);
  await deleteInBatches(db, 'handled', sql`at < ${answeredBefore} and answer is not null`);
  await deleteInBatches(
    db,
    'handled',
    sql`at < ${endedBefore}
      and not exists (select 1 from requests where id = substring(handled.key from 'R-[0-9A-Z]{4}'))`,
  );
  await deleteInBatches(
    db,
    'messages',
    sql`kind = 'edit' and state in ('replaced', 'sent') and created_at < ${overtakenBefore}`,
  );
  await deleteInBatches(db, 'throttles', sql`until < ${new Date(now - day)}`);
  // Twice as long as a look at a vault goes back.
  await deleteInBatches(
    db,
    'seen_jobs',
    sql`started_at < ${new Date(now - seenDays * day)} and (status not in (${sql.join(runningStates)})
      or started_at < ${new Date(now - seenRunningDays * day)})`,
  );
  await forgetEnded(db, endedBefore);
}
