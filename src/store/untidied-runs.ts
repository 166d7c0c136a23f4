import { type Kysely, sql } from 'kysely';
import { tidiedOfPlan } from './json-paths.ts';
import type { ListedRequest } from './requests.ts';
import type { Schema } from './schema.ts';

/**
 * Drills under a definition whose copy could not be deleted: a clean-up of theirs is over, and none ended well. One may also
 * be over without having begun, after an outage.
 */
export async function listUntidiedRuns(
  db: Kysely<Schema>,
  definitionId: string,
): Promise<Pick<ListedRequest, 'id' | 'vm_id' | 'created_at'>[]> {
  return db
    .selectFrom('requests')
    .select(['id', 'vm_id', 'created_at'])
    .where('standing_id', '=', definitionId)
    .where('ended_at', 'is not', null)
    .where(
      sql<boolean>`coalesce((select bool_or(later.ended_at is not null) and not bool_or(later.state = 'succeeded')
        from requests later join plans on plans.request_id = later.id
        where later.kind = 'drill-cleanup' and later.vm_id = requests.vm_id and ${tidiedOfPlan} = requests.id), false)`,
    )
    .orderBy('created_at')
    .execute();
}
