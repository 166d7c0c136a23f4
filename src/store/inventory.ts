import { sql } from 'kysely';
import type { Failure } from '../kernel/errors.ts';
import { ask, failureColumn, parseFailure, rowsOf, toJson } from './rows.ts';
import type { Db } from './schema.ts';
import type { Tx } from './transaction.ts';

type InventoryRow = { id: string; name: string; facts: unknown };

export type InventoryList = {
  /**
   * Facts of its rows. Absent: they are as they were when they last changed at the time that the reader knows, or left
   * for later.
   */
  rows?: unknown[];
  /** They did not fit into this answer. */
  isLeft?: true;
  size: number;
  /** When a reading last found other rows. */
  changedAt?: Date;
  /** Of the last whole reading; absent: there was none. */
  readAt?: Date;
  triedAt?: Date;
  /** Why the last reading failed. */
  failure?: Failure;
};

/**
 * Rows of whole lists in one answer: some 2 MB, so that neither the database nor a process holds a large estate twice.
 * A longer list comes alone.
 */
export const mostRows = 2000;

/**
 * Lists as they were last read, in one statement. Those that never were are left out.
 * @param of.name only rows of this name, in lower case
 * @param of.known when the lists that the reader has last changed, whose rows are not read again; of the others so many
 * as fit into one answer. Without it and a name, all rows
 */
export async function readInventory(
  db: Db,
  lists: readonly string[],
  { name, known }: { name?: string | undefined; known?: ReadonlyMap<string, Date> } = {},
): Promise<ReadonlyMap<string, InventoryList>> {
  if (lists.length === 0) return new Map();
  const ofName = name === undefined ? sql`` : sql`and name = ${name}`;
  // In Azure's order: what is told, and what is drilled first, must not follow which row was written last. One array a
  // list: an object for each row takes the database twice as long.
  const rows = sql<unknown[]>`(select coalesce(json_agg(facts order by seq), '[]') from inventory
    where inventory.list = inventory_lists.list ${ofName})`;
  const found = await ask(
    db,
    rowsOf(
      db
        .selectFrom('inventory_lists')
        .select(['list', 'size', 'read_at', 'changed_at', 'tried_at', 'failure'])
        .select((known ? sql<unknown[] | null>`case when ${fits(lists, known)} then ${rows} end` : rows).as('rows'))
        .where('list', 'in', lists),
      { read_at: true, changed_at: true, tried_at: true },
    ),
  );
  return new Map(
    found.map(({ list, size, read_at: readAt, changed_at: changedAt, tried_at: triedAt, failure, rows }) => {
      const isKnown = !!changedAt && changedAt.getTime() === known?.get(list)?.getTime();
      const isLeft = !!changedAt && !isKnown && !rows;
      const state: InventoryList = {
        ...(isLeft ? { isLeft } : !isKnown && { rows: rows ?? [] }),
        size,
        ...(changedAt && { changedAt }),
        ...(readAt && { readAt }),
        ...(triedAt && { triedAt }),
        ...(failure !== null && { failure: parseFailure(failure) ?? { code: 'azure.failed', params: {} } }),
      };
      return [list, state];
    }),
  );
}

/** Whether a list has changed since the reader knew it, and its rows fit into the answer with those before it. */
function fits(lists: readonly string[], known: ReadonlyMap<string, Date>) {
  const given = toJson([...known].map(([list, at]) => ({ list, at })));
  return sql<boolean>`list in (select list from (select list, size, sum(size) over (order by list) as upto
    from inventory_lists left join jsonb_to_recordset(${given}::jsonb) as given (list text, at timestamptz) using (list)
    where list in (${sql.join(lists)}) and changed_at is distinct from given.at) as changed
    where upto <= ${mostRows} or upto = size)`;
}

/** A subscription's lists: how long each is, and when it is swept next; null: it is not swept. */
export function subscriptionLists(
  db: Db,
  subscriptionId: string,
): Promise<{ list: string; size: number; due_at: Date | null }[]> {
  return db
    .selectFrom('inventory_lists')
    .select(['list', 'size', 'due_at'])
    .where('subscription_id', '=', subscriptionId)
    .execute();
}

type ListKey = { list: string; subscriptionId: string };

/**
 * Stores lists that were read whole: writes what changed, deletes what is gone.
 * @param at when their reading began
 * @returns those that were taken: one that was read later stays
 */
export async function putInventory(
  tx: Tx,
  lists: readonly (ListKey & { rows: readonly InventoryRow[] })[],
  at: Date,
): Promise<ReadonlySet<string>> {
  if (lists.length === 0) return new Set();
  const state = { read_at: at, tried_at: at, failure: null };
  const written = await tx.db
    .insertInto('inventory_lists')
    .values(
      inOrder(lists).map(({ list, subscriptionId, rows }) => ({
        ...{ list, subscription_id: subscriptionId, size: rows.length },
        ...state,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .column('list')
        .doUpdateSet(({ ref }) => ({ size: ref('excluded.size'), ...state }))
        .where((where) =>
          where.or([where('inventory_lists.read_at', 'is', null), where('inventory_lists.read_at', '<=', at)]),
        ),
    )
    .returning('list')
    .execute();
  const taken = new Set(written.map(({ list }) => list));
  if (taken.size === 0) return taken;
  const rows = lists
    .filter(({ list }) => taken.has(list))
    .flatMap(({ list, rows }) => [...new Map(rows.map((row) => [row.id, { list, ...row }])).values()]);
  const put = await sql<{ list: string }>`insert into inventory (list, id, name, facts)
    select * from jsonb_to_recordset(${toJson(rows)}::jsonb) as given (list text, id text, name text, facts jsonb)
    on conflict (list, id) do update set name = excluded.name, facts = excluded.facts
    where (inventory.name, inventory.facts) is distinct from (excluded.name, excluded.facts)
    returning list`.execute(tx.db);
  const keys = rows.map(({ list, id }) => ({ list, id }));
  const gone = await tx.db
    .deleteFrom('inventory')
    .where('list', 'in', [...taken])
    .where(
      sql<boolean>`(list, id) not in (select * from jsonb_to_recordset(${toJson(keys)}::jsonb) as given (list text, id text))`,
    )
    .returning('list')
    .execute();
  const changed = new Set([...put.rows, ...gone].map(({ list }) => list));
  if (changed.size > 0) {
    await tx.db
      .updateTable('inventory_lists')
      .set({ changed_at: sql<Date>`greatest(${at}::timestamptz, changed_at + interval '1 millisecond')` })
      .where('list', 'in', [...changed].sort())
      .execute();
  }
  return taken;
}

/** Rows of lists are locked in one order by everyone. */
function inOrder<One extends ListKey>(lists: readonly One[]): One[] {
  return lists.toSorted((a, b) => (a.list < b.list ? -1 : 1));
}

/** Notes that a list could not be read whole. Its rows stay. */
export async function noteUnreadInventory(
  tx: Tx,
  { list, subscriptionId }: ListKey,
  failure: Failure,
  at: Date,
): Promise<void> {
  const state = { tried_at: at, failure: failureColumn(failure) ?? null };
  await tx.db
    .insertInto('inventory_lists')
    .values({ list, subscription_id: subscriptionId, ...state })
    .onConflict((conflict) =>
      conflict
        .column('list')
        .doUpdateSet(state)
        .where((where) =>
          where.or([where('inventory_lists.tried_at', 'is', null), where('inventory_lists.tried_at', '<=', at)]),
        ),
    )
    .execute();
}

/** Sets when lists are swept next. One that is not known yet is made, so that it is read. */
export async function setDue(tx: Tx, lists: readonly (ListKey & { dueAt: Date })[]): Promise<void> {
  if (lists.length === 0) return;
  await tx.db
    .insertInto('inventory_lists')
    .values(
      inOrder(lists).map(({ list, subscriptionId, dueAt }) => ({
        list,
        subscription_id: subscriptionId,
        due_at: dueAt,
      })),
    )
    .onConflict((conflict) => conflict.column('list').doUpdateSet(({ ref }) => ({ due_at: ref('excluded.due_at') })))
    .execute();
}

/** Deletes a subscription's lists but these. */
export async function forgetInventoryBut(tx: Tx, subscriptionId: string, lists: readonly string[]): Promise<void> {
  await tx.db
    .deleteFrom('inventory_lists')
    .where('subscription_id', '=', subscriptionId)
    .where('list', 'not in', [...lists, ''])
    .execute();
}

/**
 * Takes the lists that an unknown name may have read: those not read since `staleBefore`, nor for another name since
 * `lookedBefore`. Replicas take turns, so that each list is taken once.
 */
export async function takeLooks(
  tx: Tx,
  lists: readonly string[],
  { now, staleBefore, lookedBefore }: { now: Date; staleBefore: Date; lookedBefore: Date },
): Promise<{ list: string; size: number }[]> {
  if (lists.length === 0) return [];
  const due = tx.db
    .selectFrom('inventory_lists')
    .select('list')
    .where('list', 'in', lists)
    .where('tried_at', '<', staleBefore)
    .where((where) => where.or([where('looked_at', 'is', null), where('looked_at', '<', lookedBefore)]))
    .orderBy('list')
    .forUpdate();
  return tx.db
    .updateTable('inventory_lists')
    .set({ looked_at: now })
    .where('list', 'in', due)
    .returning(['list', 'size'])
    .execute();
}

/** Locks lists in one order, before any row that is locked after theirs. */
export async function lockInventory(tx: Tx, lists: readonly string[]): Promise<void> {
  if (lists.length === 0) return;
  await tx.db
    .selectFrom('inventory_lists')
    .select('list')
    .where('list', 'in', lists)
    .orderBy('list')
    .forUpdate()
    .execute();
}

/** Gives looks back that were not made. */
export async function returnLooks(tx: Tx, lists: readonly string[]): Promise<void> {
  if (lists.length === 0) return;
  await tx.db.updateTable('inventory_lists').set({ looked_at: null }).where('list', 'in', lists).execute();
}

/** Changes the times of calls that stand in a list's row, under its lock. @param change undefined: nothing changes */
export async function changeSpent<Result>(
  tx: Tx,
  { list, subscriptionId }: ListKey,
  change: (spent: number[]) => { spent?: number[]; result: Result },
): Promise<Result> {
  const row = await tx.db
    .insertInto('inventory_lists')
    .values({ list, subscription_id: subscriptionId })
    // Locks the row.
    .onConflict((conflict) => conflict.column('list').doUpdateSet({ list }))
    .returning('spent')
    .executeTakeFirstOrThrow();
  const times = Array.isArray(row.spent) ? row.spent.filter((at) => typeof at === 'number') : [];
  const { spent, result } = change(times);
  if (spent) {
    await tx.db
      .updateTable('inventory_lists')
      .set({ spent: toJson(spent) })
      .where('list', '=', list)
      .execute();
  }
  return result;
}
