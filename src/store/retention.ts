import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../kernel/telemetry/log.ts';
import { auditHead } from './audit.ts';
import { erasedChat, isNamedChat } from './erase-person.ts';
import { storeFigures } from './figures.ts';
import { breakGlassAt, breakGlassReviewPosts, quarantineOfPlan, tidiedOfPlan } from './json-paths.ts';
import { reviewsNeeded } from './rules/decision.ts';
import type { Db, Schema } from './schema.ts';
import { runningStates } from './seen-jobs.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
/** Interval in real time. */
const cleanUpMs = 10 * minute;
const answeredDays = 1;
/** Teams redelivers for about a minute of real time, however fast the world's clock runs. */
const answeredRealMs = 10 * minute;
const overtakenDays = 7;
const seenDays = 7;
/** Jobs last seen running are queried individually for two weeks. */
const seenRunningDays = 15;
/** A quarter and some slack. */
const backupDays = 100;

/**
 * Cleans up at intervals and logs the audit head, the anchor outside the database.
 * @returns a function that stops it
 */
export function startCleanUp(db: Kysely<Schema>, clock: Clock, log: Log, keepDays: number): () => void {
  const timer = setInterval(() => {
    // The head comes first: it is also the heartbeat, and does not depend on the clean-up.
    sayHow(db, clock, log)
      .catch((error: unknown) => log.warn({ error }, 'the head of the audit could not be read'))
      .then(() => cleanUp(db, clock, keepDays))
      .catch((error: unknown) => log.warn({ error }, 'the clean-up failed; it is tried again'));
  }, cleanUpMs);
  return () => clearInterval(timer);
}

/** Log lines that alerts are built on. */
async function sayHow(db: Kysely<Schema>, clock: Clock, log: Log): Promise<void> {
  log.info(await auditHead(db), 'audit head');
  const { outbox, approvedSeconds } = await storeFigures(db, clock.now());
  const waits = { outbox: outbox.waiting, outboxSeconds: outbox.oldestSeconds, approvedSeconds };
  log.info(waits, 'what waits');
}

/**
 * Removes answers to redeliveries that are too old, edits that a newer one has overtaken, and what ended more than
 * `keepDays` ago. A key without an answer marks what is done or notified once for a request; its timers may check
 * it as long as the request is stored, even beyond `keepDays`.
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
  const daysBefore = new Date(now - backupDays * day).toISOString().slice(0, 10);
  await deleteInBatches(db, 'backup_days', sql`day < ${daysBefore}`);
  await forgetEnded(db, endedBefore);
}

/**
 * One request and everything that belongs to it are deleted in one batch of statements; this many requests are
 * looked for at a time.
 */
const batch = 50;
const postBatch = 1_000;
const ended = ['succeeded', 'failed', 'cancelled', 'rejected', 'expired', 'withdrawn', 'void'] as const;

/**
 * Removes what ended before a time: requests with their plans, steps, votes and questions, forms, jobs, and messages
 * that nothing open refers to. These requests stay: one whose review is open; a hold until an unhold, and the
 * quarantine of a copy until its release, since they alone record what is held; that unhold or release while the
 * request that it ended still exists, which would otherwise be in force again; and a drill or quarantine whose copy is
 * still being deleted or deallocated, as its record identifies the copy. The audit stays, whatever its age.
 */
export async function forgetEnded(db: Kysely<Schema>, before: Date): Promise<void> {
  for (;;) {
    const old = await db
      .selectFrom('requests')
      .select('id')
      .where('state', 'in', [...ended])
      .where('ended_at', '<', before)
      .where(
        sql<boolean>`(kind <> 'hold' or state <> 'succeeded' or exists (select 1 from requests later
          where later.kind = 'unhold' and later.state = 'succeeded' and later.ended_at >= requests.ended_at
          and lower(later.vm_id) = lower(requests.vm_id)))`,
      )
      .where(
        sql<boolean>`(kind <> 'quarantine' or state <> 'succeeded' or exists (select 1 from requests later
          join plans on plans.request_id = later.id where later.kind = 'release' and later.state = 'succeeded'
          and ${quarantineOfPlan} = requests.id))`,
      )
      .where(
        sql<boolean>`(kind <> 'unhold' or state <> 'succeeded' or not exists (select 1 from requests earlier
          where earlier.kind = 'hold' and earlier.state = 'succeeded' and earlier.ended_at <= requests.ended_at
          and lower(earlier.vm_id) = lower(requests.vm_id)))`,
      )
      .where(
        sql<boolean>`(kind <> 'release' or state <> 'succeeded' or not exists (select 1 from requests earlier
          join plans on plans.request_id = requests.id where ${quarantineOfPlan} = earlier.id))`,
      )
      // The clean-up request copies the machine's id from the drill or quarantine.
      .where(
        sql<boolean>`(kind not in ('drill', 'quarantine') or coalesce((select bool_or(later.state = 'succeeded')
          from requests later join plans on plans.request_id = later.id
          where later.kind in ('drill-cleanup', 'quarantine-off') and lower(later.vm_id) = lower(requests.vm_id)
          and ${tidiedOfPlan} = requests.id), true))`,
      )
      // When Azure does not show the copy, no clean-up has been requested yet, or none is any more: only a timer
      // keeps trying.
      .where(
        sql<boolean>`(kind not in ('drill', 'quarantine') or not exists (select 1 from wakeups
          where queue = 'timer' and key in ('drill-ended:' || requests.id, 'quarantine-ended:' || requests.id)))`,
      )
      .where(
        sql<boolean>`(${breakGlassAt} is null or (select count(*) from reviews where request_id = requests.id) >= ${reviewsNeeded})`,
      )
      .limit(batch)
      .execute();
    if (old.length === 0) break;
    await db.transaction().execute((trx) =>
      forgetRequests(
        trx,
        old.map(({ id }) => id),
      ),
    );
  }
  await deleteInBatches(db, 'jobs', sql`ended_at < ${before}`);
  await deleteInBatches(db, 'job_history', sql`at < ${before}`);
  await deleteInBatches(db, 'forms', sql`expires_at < ${before}`);
  // Looks at the vault end mutes, but a vault without subscribers has no looks. A mute "until fixed" lasts 30 days
  // at most, and retention is never shorter than that.
  await deleteInBatches(db, 'mutes', sql`coalesce(until, created_at) < ${before}`);
  await deleteInBatches(db, 'notices', sql`state <> 'open' and last_at < ${before}`);
  // A dead conversation sends nothing: its messages would wait for ever.
  await db
    .updateTable('messages')
    .set({ state: 'dead', error: 'its conversation is dead' })
    .where('state', 'in', ['waiting', 'sending'])
    .where('created_at', '<', before)
    .where('conversation_id', 'in', db.selectFrom('conversations').select('id').where('dead_at', 'is not', null))
    .execute();
  await deleteInBatches(
    db,
    'messages',
    sql`kind = 'edit' and created_at < ${before} and state in ('sent', 'replaced', 'dead')`,
  );
  await forgetPosts(db, before);
  await deleteInBatches(
    db,
    'conversations',
    sql`dead_reason = ${erasedChat} and not ${isNamedChat}
      and not exists (select 1 from messages where conversation_id = conversations.id)`,
  );
}

async function forgetRequests(trx: Transaction<Schema>, ids: string[]): Promise<void> {
  const steps = trx.selectFrom('steps').select('id').where('request_id', 'in', ids);
  await trx.deleteFrom('jobs').where('request_id', 'in', ids).execute();
  await trx.deleteFrom('attempts').where('step_id', 'in', steps).execute();
  await trx.deleteFrom('addenda').where('request_id', 'in', ids).execute();
  for (const table of ['steps', 'plans', 'votes', 'approver_turns', 'views', 'questions', 'reviews'] as const) {
    await trx.deleteFrom(table).where('request_id', 'in', ids).execute();
  }
  await trx.deleteFrom('requests').where('id', 'in', ids).execute();
}

/**
 * A post is deleted or kept with its edits: an open request still edits its card. Posts are taken in batches, with
 * one query of references for each batch: searching every request for each post took as many comparisons as there
 * are pairs.
 */
async function forgetPosts(db: Kysely<Schema>, before: Date): Promise<void> {
  let last: string | undefined;
  for (;;) {
    const posts = await db
      .selectFrom('messages')
      .select('id')
      .where('kind', '=', 'post')
      .where('created_at', '<', before)
      .where('state', 'in', ['sent', 'dead'])
      .$if(last !== undefined, (query) => query.where('id', '>', last ?? ''))
      .orderBy('id')
      .limit(postBatch)
      .execute();
    last = posts.at(-1)?.id;
    if (last === undefined) return;
    const ids = posts.map(({ id }) => id);
    await sql`delete from messages where id in (${sql.join(ids)}) and id not in (
        select jsonb_array_elements_text(card_message_ids) from requests
        union all select jsonb_array_elements_text(card_message_ids) from addenda
        union all select ${breakGlassReviewPosts} from requests where glass is not null
        union all select card_message_id from forms where card_message_id is not null
        union all select message_id from notices where state = 'open' and message_id is not null
        union all select target_id from messages where target_id in (${sql.join(ids)}))`.execute(db);
  }
}

const rowsAtOnce = 1_000;

/**
 * Deletes rows in short statements: a year's backlog is done in minutes, and no statement hits the time-out or
 * delays the turns that share the embedded database's one connection.
 */
async function deleteInBatches(db: Db, table: keyof Schema, where: RawBuilder<unknown>): Promise<void> {
  for (;;) {
    const { numAffectedRows } = await sql`delete from ${sql.table(table)} where ctid = any(array(
      select ctid from ${sql.table(table)} where ${where} limit ${sql.lit(rowsAtOnce)}))`.execute(db);
    if (Number(numAffectedRows ?? 0) < rowsAtOnce) return;
  }
}
