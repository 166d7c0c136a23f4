import { type Kysely, sql } from 'kysely';
import { machineMadeByPlan, tidiedOfPlan } from './json-paths.ts';
import { type ListedRequest, parseRequest, type RequestRow } from './requests.ts';
import { type Part, readAs, rowsOf } from './rows.ts';
import type { Db, Schema } from './schema.ts';

/** A request with the plan that was signed for it. */
export type WithPlan<Plan> = { request: RequestRow; plan: Plan };

/** Reads request and plan in one statement. @throws NewerStoredError, stored.unreadable */
export async function findPlanned<Plan>(
  db: Db,
  plans: { parse(json: unknown): Plan },
  id: string,
): Promise<WithPlan<Plan> | undefined> {
  const found = await findWithPlan(db, id);
  return found && { request: found.request, plan: plans.parse(found.plan) };
}

/**
 * A request with its unparsed plan, for callers that may not need to read it.
 * @throws NewerStoredError, stored.unreadable
 */
export async function findWithPlan(db: Db, id: string): Promise<WithPlan<unknown> | undefined> {
  const row = await db
    .selectFrom('requests')
    .innerJoin('plans', 'plans.request_id', 'requests.id')
    .selectAll('requests')
    .select('plans.body as plan_body')
    .where('requests.id', '=', id)
    .orderBy('plans.created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return undefined;
  const { plan_body: plan, ...request } = row;
  return { request: parseRequest(request), plan };
}

/** A plan approved for a period: its author and its end. */
export type PlanInForce = { id: string; by: string; until: Date; body: unknown };

/** Unparsed plans of the definitions that are in force. */
export function plansInForce(db: Db): Part<PlanInForce[]> {
  const query = db
    .selectFrom('requests')
    .innerJoin('plans', 'plans.request_id', 'requests.id')
    .select(['requests.id', 'requests.requester_name', 'requests.holder_name', 'requests.in_force_until', 'plans.body'])
    .where('requests.state', '=', 'running')
    .where('requests.in_force_until', 'is not', null)
    .orderBy('requests.created_at');
  return readAs(rowsOf(query, { in_force_until: true }), (rows) =>
    rows.map(({ id, requester_name, holder_name, in_force_until: until, body }) => ({
      id,
      by: holder_name ?? requester_name,
      until: until ?? new Date(0),
      body,
    })),
  );
}

/**
 * Drills under a definition whose copy could not be deleted: at least one clean-up has ended and none succeeded. A
 * clean-up can also end without having begun, after an outage.
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
        where later.kind = 'drill-cleanup' and lower(later.vm_id) = lower(requests.vm_id) and ${tidiedOfPlan} = requests.id), false)`,
    )
    .orderBy('created_at')
    .execute();
}

/** The last restore that made this machine. */
export async function findMaker(db: Db, vmId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('requests')
    .innerJoin('plans', 'plans.request_id', 'requests.id')
    .select('requests.id')
    .where('requests.kind', '=', 'restore')
    .where('requests.state', '=', 'succeeded')
    .where(sql<boolean>`lower(${machineMadeByPlan}) = ${vmId.toLowerCase()}`)
    .orderBy('requests.ended_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}

/** Whether a request has set up backups of this machine since then. An earlier machine may have had its id. */
export async function isProtectedSince(db: Db, vmId: string, since: Date): Promise<boolean> {
  const row = await db
    .selectFrom('requests')
    .innerJoin('steps', 'steps.request_id', 'requests.id')
    .select('requests.id')
    .where('steps.kind', '=', 'protect')
    .where('steps.state', '=', 'done')
    .where('steps.ended_at', '>=', since)
    .where(sql<boolean>`lower(requests.vm_id) = ${vmId.toLowerCase()}`)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
