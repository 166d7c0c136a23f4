import { sql } from 'kysely';
import { machineOfPlan } from './machine-of-plan.ts';
import type { TrialKinds, TrialRow } from './rules/trial-row.ts';
import type { Db } from './schema.ts';

/** A restore or drill that ended, as its rows tell it. */
export type MachineTrialRow = TrialRow & { vm_id: string; vm_name: string };

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
    .select(sql<string | null>`max(steps.result->>'verdict') filter (where steps.kind = 'drill-probe')`.as('verdict'))
    .select(machineOfPlan.as('immutable_id'))
    .where('requests.kind', 'in', [...kinds.keys()])
    .where('requests.state', 'in', ['succeeded', 'failed'])
    .where('requests.ended_at', 'is not', null)
    .groupBy('requests.id')
    .orderBy('requests.ended_at', 'desc')
    .limit(most);
  const { vmId, from, to } = filter;
  if (vmId) query = query.where((where) => where(where.fn('lower', ['requests.vm_id']), '=', vmId.toLowerCase()));
  if (from) query = query.where('requests.ended_at', '>=', from);
  if (to) query = query.where('requests.ended_at', '<', to);
  const rows = await query.execute();
  return rows.map(({ kind, ...row }) => ({ ...row, by: kinds.get(kind) }) as MachineTrialRow);
}
