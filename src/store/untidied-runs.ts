import { type Kysely, sql } from 'kysely';
import { tidiedOfPlan } from './json-paths.ts';
import type { ListedRequest } from './requests.ts';
import type { Schema } from './schema.ts';

/**
 * Drills under a definition that are over, and whose copy may still be there: no clean-up of theirs ended well. One that has
 * none is being looked at, unless it ended before `since`: what tidied up after it is forgotten by then.
 */
export async function listUntidiedRuns(
  db: Kysely<Schema>,
  definitionId: string,
  since: Date,
): Promise<Pick<ListedRequest, 'id' | 'vm_id' | 'created_at'>[]> {
  return db
    .selectFrom('requests')
    .select(['id', 'vm_id', 'created_at'])
    .where('standing_id', '=', definitionId)
    .where('ended_at', 'is not', null)
    .where('state', '<>', 'withdrawn')
    .where(
      sql<boolean>`not coalesce((select bool_or(later.state = 'succeeded') from requests later
        join plans on plans.request_id = later.id where later.kind = 'drill-cleanup' and later.vm_id = requests.vm_id
        and ${tidiedOfPlan} = requests.id), requests.ended_at < ${since})`,
    )
    .orderBy('created_at')
    .execute();
}
