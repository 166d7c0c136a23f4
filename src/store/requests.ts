import { type Insertable, type Kysely, type Selectable, sql, type Updateable } from 'kysely';
import type { z } from 'zod/v4';
import { armIdKey } from '../kernel/arm-id.ts';
import { storedCardIds } from '../kernel/chat.ts';
import type { Failure } from '../kernel/errors.ts';
import type { RequestState } from '../kernel/request.ts';
import { lenient, readEach, type StoredError } from '../kernel/stored.ts';
import { currentTraceParent, type Log, linkTrace } from '../kernel/telemetry/log.ts';
import { failureColumn, type Part, parseFailure, readRows, rowsOf, toJson, toText, type WithFailures } from './rows.ts';
import {
  type Approvers,
  type BreakGlassUse,
  storedApprovers,
  storedBreakGlass,
  storedRequirement,
} from './rules/decision.ts';
import type { Db, Schema } from './schema.ts';
import type { RequestTable } from './tables/requests.ts';
import type { Tx } from './transaction.ts';

type Kept = Selectable<RequestTable>;

/** The columns of a request without its JSON: present whichever version wrote the JSON. */
export type ListedRequest = Omit<Kept, 'card_message_ids' | 'requirement' | 'approvers' | 'glass' | 'failure'>;

export type RequestRow = ListedRequest & {
  card_message_ids: string[];
  failure: Failure | null;
  requirement: z.infer<typeof storedRequirement.schema> | null;
  approvers: Approvers | null;
  glass: BreakGlassUse | null;
};

/** @throws NewerStoredError, stored.unreadable */
export function parseRequest(row: Kept): RequestRow {
  const { requirement, approvers, glass, failure } = row;
  return {
    ...row,
    card_message_ids: storedCardIds.parse(row.card_message_ids),
    failure: parseFailure(failure),
    requirement: requirement === null ? null : storedRequirement.parse(requirement),
    approvers: parseApprovers(approvers),
    glass: glass === null ? null : storedBreakGlass.parse(glass),
  };
}

/** Unreadable approvers are counted anew. @throws NewerStoredError */
export function parseApprovers(json: unknown): Approvers | null {
  return json === null ? null : (lenient(storedApprovers).parse(json) ?? null);
}

/** The plan as it was signed: canonical effects and everything needed to rebuild it. */
export type PlanRow<Body> = { hash: string; body: Body };

export async function insertRequest(
  tx: Tx,
  row: Omit<Insertable<RequestTable>, 'card_message_ids' | 'created_at' | 'updated_at' | 'trace_parent'>,
  plan: { hash: string; body: unknown },
): Promise<void> {
  const now = tx.now();
  await tx.db
    .insertInto('requests')
    .values({
      ...row,
      requester_name: toText(row.requester_name),
      reason: toText(row.reason),
      card_message_ids: toJson(storedCardIds.write([])),
      trace_parent: currentTraceParent(),
      created_at: now,
      updated_at: now,
    })
    .execute();
  await tx.db
    .insertInto('plans')
    .values({ request_id: row.id, hash: plan.hash, body: toJson(plan.body), created_at: now })
    .execute();
}

/** @throws NewerStoredError, stored.unreadable */
export async function findRequest(db: Kysely<Schema>, id: string): Promise<RequestRow | undefined> {
  const row = await db.selectFrom('requests').selectAll().where('id', '=', id).executeTakeFirst();
  return row && parseRequest(row);
}

/** The ids among these that belong to a request. */
export async function knownRequests(
  db: Kysely<Schema>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Pick<RequestRow, 'id' | 'vm_id' | 'vm_name' | 'created_at'>>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('requests')
    .select(['id', 'vm_id', 'vm_name', 'created_at'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Serialises all changes of a request until the transaction ends. */
export async function lockRequest(tx: Tx, id: string): Promise<RequestRow | undefined> {
  const row = await tx.db.selectFrom('requests').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  // The turn of a vote has its own trace.
  linkTrace(row?.trace_parent);
  return row && parseRequest(row);
}

/** The trace parent for a run whose key names a request, such as R-7K2M or role-end:R-7K2M. */
export async function findTraceParent(db: Kysely<Schema>, key: string): Promise<string | null> {
  const [id] = /\bR-[0-9A-Z]{4}\b/.exec(key) ?? [];
  if (id === undefined) return null;
  const row = await db.selectFrom('requests').select('trace_parent').where('id', '=', id).executeTakeFirst();
  return row?.trace_parent ?? null;
}

/** Requests begun under a definition since a time. */
export async function listRuns(db: Kysely<Schema>, definitionId: string, since: Date): Promise<RequestRow[]> {
  const rows = await db
    .selectFrom('requests')
    .selectAll()
    .where('standing_id', '=', definitionId)
    .where('created_at', '>', since)
    .orderBy('created_at')
    .execute();
  return rows.map(parseRequest);
}

export async function updateRequest(
  tx: Tx,
  id: string,
  { failure, ...change }: WithFailures<Updateable<RequestTable>, 'failure'>,
): Promise<void> {
  await tx.db
    .updateTable('requests')
    .set({ ...change, failure: failureColumn(failure), updated_at: tx.now() })
    .where('id', '=', id)
    .execute();
  tx.changed(id);
}

/** Sets the cards of a request. They were just posted with its current state, so no redraw follows. */
export async function setCards(tx: Tx, id: string, messageIds: readonly string[]): Promise<void> {
  await tx.db
    .updateTable('requests')
    .set({ card_message_ids: toJson(storedCardIds.write([...messageIds])) })
    .where('id', '=', id)
    .execute();
}

/** Parses stored JSON of any version into a plan; the kinds of requests provide it. */
type PlanParser<Body> = { parse(json: unknown): Body };

/** @throws NewerStoredError, stored.unreadable */
export async function findPlan<Body>(
  db: Kysely<Schema>,
  plans: PlanParser<Body>,
  requestId: string,
): Promise<PlanRow<Body> | undefined> {
  const row = await db
    .selectFrom('plans')
    .selectAll()
    .where('request_id', '=', requestId)
    .orderBy('created_at', 'desc')
    .executeTakeFirst();
  return row && { hash: row.hash, body: plans.parse(row.body) };
}

/**
 * Plans of requests that may still act: not ended, or failed and open to retry. Oldest first.
 * @param tell is called for each unreadable plan, which is left out
 */
export async function unfinishedPlans<Body>(
  db: Kysely<Schema>,
  plans: PlanParser<Body>,
  now: Date,
  tell: (error: StoredError, row: { requestId: string }) => void,
): Promise<{ requestId: string; body: Body }[]> {
  const rows = await db
    .selectFrom('requests')
    .innerJoin('plans', 'plans.request_id', 'requests.id')
    .select(['requests.id as requestId', 'plans.body'])
    .where(({ and, or, eb }) =>
      or([
        eb('state', 'in', ['pending', 'approved', 'running']),
        and([eb('state', '=', 'failed'), eb('retry_by', '>', now)]),
      ]),
    )
    .orderBy('requests.created_at')
    .execute();
  return readEach(rows, ({ requestId, body }) => ({ requestId, body: plans.parse(body) }), tell);
}

type RequestFilter = {
  states?: readonly RequestState[];
  vmId?: string;
  kinds?: readonly string[];
  /** Object id of the requester in lower case, as it is stored. */
  requesterOid?: string;
  id?: string;
  started?: true;
  /** Definitions that were approved, whatever became of them. */
  wasInForce?: true;
  /** Sorts the last to end first: a retried request ends after ones that were asked for later. */
  byEnd?: true;
  limit?: number;
};

/**
 * Requests, newest first (unless `byEnd`), with none left out: what is allowed depends on whether such a request
 * exists. The JSON is not read, so another version's JSON hides no request. One decision accepts less, on purpose: for
 * taken names (`requireNamesFree`) a request with an unreadable plan does not count, as Azure refuses the second.
 */
export function listRequests(db: Kysely<Schema>, filter: RequestFilter): Promise<ListedRequest[]> {
  return selectRequests(db, filter).execute();
}

/** Requests for display, with their JSON: an unreadable one is left out, and the log names it. */
export async function listReadableRequests(
  db: Kysely<Schema>,
  log: Pick<Log, 'error'>,
  filter: RequestFilter,
): Promise<RequestRow[]> {
  return readRows(log, await selectRequests(db, filter).execute(), parseRequest, ({ id }) => ({ requestId: id }));
}

/** `listRequests` as a part of a statement. */
export function requestsPart(db: Db, filter: RequestFilter): Part<ListedRequest[]> {
  return rowsOf(selectRequests(db, filter), {
    decide_by: true,
    begin_by: true,
    retry_by: true,
    taken_over_at: true,
    looking_until: true,
    stopped_at: true,
    role_ends_at: true,
    in_force_until: true,
    created_at: true,
    updated_at: true,
    ended_at: true,
  });
}

function selectRequests(db: Db, filter: RequestFilter) {
  let query = db.selectFrom('requests').selectAll();
  if (filter.byEnd) query = query.orderBy('ended_at', (order) => order.desc().nullsLast());
  query = query.orderBy('created_at', 'desc');
  if (filter.limit !== undefined) query = query.limit(filter.limit);
  if (filter.kinds) query = query.where('kind', 'in', filter.kinds);
  if (filter.requesterOid !== undefined) query = query.where('requester_oid', '=', filter.requesterOid);
  if (filter.id) query = query.where('id', '=', filter.id);
  if (filter.started) {
    const begun = db.selectFrom('steps').select('request_id').where('started_at', 'is not', null);
    query = query.where('id', 'in', begun);
  }
  if (filter.wasInForce) query = query.where('in_force_until', 'is not', null);
  if (filter.states) query = query.where('state', 'in', filter.states);
  const { vmId } = filter;
  // ARM ids differ in case between answers of one service.
  if (vmId) query = query.where((where) => where(where.fn('lower', ['vm_id']), '=', vmId.toLowerCase()));
  return query;
}

/**
 * Requests that a person has asked approvers for since a time, oldest first. Transactions for one person take
 * turns: otherwise two replicas would each count without the other's request.
 */
export async function lockRequestsAskedBy(
  tx: Tx,
  requesterOid: string,
  since: Date,
): Promise<Pick<RequestRow, 'created_at' | 'vm_id'>[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`asks ${requesterOid}`}, 0))`.execute(tx.db);
  return tx.db
    .selectFrom('requests')
    .select(['created_at', 'vm_id'])
    .where('requester_oid', '=', requesterOid)
    .where('requirement', 'is not', null)
    .where('created_at', '>=', since)
    .orderBy('created_at')
    .execute();
}

/** Transactions that make something under an ARM id take turns, each before it looks for others that do so. */
export async function lockTarget(tx: Tx, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`makes ${armIdKey(id)}`}, 0))`.execute(tx.db);
}

/** Even with every second id taken, this fails only once in some thousand times. */
const mostTries = 12;

/**
 * An id that no form, request or audit row has ever had. Among some 900,000 ids, a thousand draws are enough for
 * two to collide, and the history of one request must not be read as another's.
 * @param draw a new id at random
 * @throws Error when nearly all are taken
 */
export async function freeRequestId(tx: Tx, draw: () => string): Promise<string> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const id = draw();
    const { rows } = await sql<{ taken: boolean }>`
      select exists (select 1 from forms where id = ${id})
        or exists (select 1 from requests where id = ${id})
        or exists (select 1 from audit where request_id = ${id}) as taken`.execute(tx.db);
    if (!rows[0]?.taken) return id;
  }
  throw new Error('Request ids are running out: of those drawn, all were taken');
}
