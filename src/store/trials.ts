import { sql } from 'kysely';
import { machineOfPlan, machineRan, probeStep, verdictOfStep } from './json-paths.ts';
import type { TrialKinds, TrialRow } from './rules/trial-row.ts';
import type { Db } from './schema.ts';

/** A restore or drill that ended, as its rows tell it. */
export type MachineTrialRow = TrialRow & { vm_id: string; vm_name: string };

/** Of all that are kept; of a span of time each is told. */
const most = 5000;

/** Those that ended well or failed, newest first. What was withdrawn or expired tried nothing. */
export async function listTrials(
  db: Db,
  kinds: TrialKinds,
  filter: { vmId?: string; from?: Date; to?: Date } = {},
): Promise<MachineTrialRow[]> {
  let query = db
    .selectFrom('requests')
    .leftJoin('steps', 'steps.request_id', 'requests.id')
    .select(['requests.id', 'requests.kind', 'requests.state', 'requests.vm_id', 'requests.vm_name'])
    .select('requests.ended_at')
    .select(({ fn }) => [fn.min('steps.started_at').as('first_at'), fn.max('steps.ended_at').as('last_at')])
    .select(sql<string | null>`max(${verdictOfStep}) filter (where steps.kind = ${probeStep})`.as('verdict'))
    .select([machineOfPlan.as('immutable_id'), machineRan.as('ran')])
    .where('requests.kind', 'in', [...kinds.keys()])
    .where('requests.state', 'in', ['succeeded', 'failed'])
    .where('requests.ended_at', 'is not', null)
    .groupBy('requests.id')
    .orderBy('requests.ended_at', 'desc');
  const { vmId, from, to } = filter;
  if (!from) query = query.limit(most);
  if (vmId) query = query.where((where) => where(where.fn('lower', ['requests.vm_id']), '=', vmId.toLowerCase()));
  if (from) query = query.where('requests.ended_at', '>=', from);
  if (to) query = query.where('requests.ended_at', '<', to);
  const rows = await query.execute();
  return rows.flatMap(({ kind, state, ended_at, ...row }) => {
    const by = kinds.get(kind);
    return by && ended_at && (state === 'succeeded' || state === 'failed') ? [{ ...row, by, state, ended_at }] : [];
  });
}
