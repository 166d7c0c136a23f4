import { type Kysely, sql, type Transaction } from 'kysely';
import { reviewsNeeded } from '../approval/rules/approvers.ts';
import type { Schema } from './schema.ts';

/** One request and all that hangs on it goes in one statement batch; so many are looked for at a time. */
const batch = 50;
const ended = ['succeeded', 'failed', 'cancelled', 'rejected', 'expired', 'withdrawn', 'void'] as const;

/**
 * Removes what ended before a time: requests with their plans, steps, votes and questions, forms, jobs, and messages
 * that nothing open refers to. A request whose review is still open stays. The audit stays whole, whatever its age.
 */
export async function forgetEnded(db: Kysely<Schema>, before: Date): Promise<void> {
  for (;;) {
    const old = await db
      .selectFrom('requests')
      .select('id')
      .where('state', 'in', [...ended])
      .where('ended_at', '<', before)
      // A member goes with its parent.
      .where('parent_id', 'is', null)
      .where(
        sql<boolean>`(glass is null or (select count(*) from reviews where request_id = requests.id) >= ${reviewsNeeded})`,
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
  await db.deleteFrom('jobs').where('ended_at', '<', before).execute();
  await db.deleteFrom('job_history').where('at', '<', before).execute();
  await db.deleteFrom('forms').where('expires_at', '<', before).execute();
  await db.deleteFrom('notices').where('state', '<>', 'open').where('last_at', '<', before).execute();
  await forgetMessages(db, before);
}

async function forgetRequests(trx: Transaction<Schema>, parents: string[]): Promise<void> {
  const members = await trx.selectFrom('requests').select('id').where('parent_id', 'in', parents).execute();
  const ids = [...parents, ...members.map(({ id }) => id)];
  const steps = trx.selectFrom('steps').select('id').where('request_id', 'in', ids);
  await trx.deleteFrom('jobs').where('request_id', 'in', ids).execute();
  await trx.deleteFrom('attempts').where('step_id', 'in', steps).execute();
  await trx.deleteFrom('addenda').where('request_id', 'in', ids).execute();
  for (const table of ['steps', 'plans', 'votes', 'approver_turns', 'views', 'questions', 'reviews'] as const) {
    await trx.deleteFrom(table).where('request_id', 'in', ids).execute();
  }
  await trx.deleteFrom('requests').where('id', 'in', ids).execute();
}

/** A post goes with its edits, or stays with them: an open request still edits its card. */
async function forgetMessages(db: Kysely<Schema>, before: Date): Promise<void> {
  await db
    .deleteFrom('messages')
    .where('kind', '=', 'edit')
    .where('created_at', '<', before)
    .where('state', 'in', ['sent', 'replaced', 'dead'])
    .execute();
  await db
    .deleteFrom('messages as post')
    .where('post.kind', '=', 'post')
    .where('post.created_at', '<', before)
    .where('post.state', 'in', ['sent', 'dead'])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(selectFrom('requests').select('requests.id').where(sql<boolean>`requests.card_message_ids ? post.id`)),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(selectFrom('addenda').select('addenda.number').where(sql<boolean>`addenda.card_message_ids ? post.id`)),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('forms').select('forms.id').whereRef('forms.card_message_id', '=', 'post.id'))),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('notices')
            .select('notices.id')
            .where('notices.state', '=', 'open')
            .where(sql<boolean>`post.id in (notices.message_id, notices.details_id)`),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('messages as edit').select('edit.id').whereRef('edit.target_id', '=', 'post.id'))),
    )
    .execute();
}
