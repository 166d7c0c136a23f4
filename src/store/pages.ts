import { randomUUID } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import { toJson } from './rows.ts';
import { type PageBody, type PageType, storedPage } from './rules/stored-page.ts';
import type { Schema } from './schema.ts';
import type { PageTable } from './tables/requests.ts';
import type { Tx } from './transaction.ts';

export type PageRow = Selectable<PageTable>;

/** Writes a page after the earlier ones of its request, under the request's lock, and schedules its delivery. */
export async function insertPage(tx: Tx, requestId: string, type: PageType, body: PageBody): Promise<void> {
  const last = await lastPage(tx.db, requestId);
  await tx.db
    .insertInto('pages')
    .values({
      id: randomUUID(),
      request_id: requestId,
      number: (last?.number ?? 0) + 1,
      type,
      body: toJson(storedPage.write(body)),
      state: 'waiting',
      tries: 0,
      due_at: tx.now(),
      created_at: tx.now(),
      ended_at: null,
      error: null,
    })
    .execute();
  tx.wake('pager', requestId);
}

export function lastPage(db: Kysely<Schema>, requestId: string): Promise<PageRow | undefined> {
  return db
    .selectFrom('pages')
    .selectAll()
    .where('request_id', '=', requestId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The next page of a request, due or not. */
export function nextPage(db: Kysely<Schema>, requestId: string): Promise<PageRow | undefined> {
  return db
    .selectFrom('pages')
    .selectAll()
    .where('request_id', '=', requestId)
    .where('state', '=', 'waiting')
    .orderBy('number')
    .limit(1)
    .executeTakeFirst();
}

/** A page as it was read. Each try has its own number: records of a later try, by another process, stay as they are. */
type PageTry = Pick<PageRow, 'id' | 'tries'>;

/** Whether this try is still to be made: after a freeze, another process may have made it. */
export async function isWaiting(db: Kysely<Schema>, { id, tries }: PageTry): Promise<boolean> {
  const row = await db
    .selectFrom('pages')
    .select('id')
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .where('tries', '=', tries)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * @param error why it was given up; null: it was sent
 * @returns false if another try has ended it
 */
export async function endPage(tx: Tx, { id, tries }: PageTry, error: string | null): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('pages')
    .set((set) => ({
      state: error === null ? ('sent' as const) : ('dead' as const),
      ended_at: tx.now(),
      tries: set('tries', '+', 1),
      error,
    }))
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .where('tries', '=', tries)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/**
 * A late page may ring for what a newer page took back, which another process has sent or is sending: the newer
 * page is sent once more.
 */
export async function repeatNewerPage(tx: Tx, late: PageRow): Promise<void> {
  const newer = await tx.db
    .selectFrom('pages')
    .select('id')
    .where('request_id', '=', late.request_id)
    .where('number', '>', late.number)
    .where('state', 'in', ['waiting', 'sent'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!newer) return;
  await tx.db
    .updateTable('pages')
    .set((set) => ({ state: 'waiting' as const, due_at: tx.now(), ended_at: null, tries: set('tries', '+', 1) }))
    .where('id', '=', newer.id)
    .execute();
}

/** @returns false if another try has recorded its result */
export async function postponePage(
  tx: Tx,
  { id, tries }: PageTry,
  dueAt: Date,
  error: string | null,
): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('pages')
    .set((set) => ({ due_at: dueAt, ...(error !== null && { error, tries: set('tries', '+', 1) }) }))
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .where('tries', '=', tries)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Pages for an operator: how many wait, since when, and the last error. */
export type PageFigures = {
  waiting: number;
  oldestSeconds: number;
  /** Given up within the last day. */
  dead: number;
  /** Error of the newest page that was not accepted. */
  error?: string;
};

export async function pageFigures(db: Kysely<Schema>, now: Date): Promise<PageFigures> {
  const dayAgo = new Date(now.getTime() - 24 * 60 * 60_000);
  const { waiting, oldest } = await db
    .selectFrom('pages')
    .select((eb) => [eb.fn.countAll<string>().as('waiting'), eb.fn.min('created_at').as('oldest')])
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow();
  const { dead } = await db
    .selectFrom('pages')
    .select((eb) => eb.fn.countAll<string>().as('dead'))
    .where('state', '=', 'dead')
    .where('ended_at', '>', dayAgo)
    .executeTakeFirstOrThrow();
  const troubled = await db
    .selectFrom('pages')
    .select('error')
    .where('state', 'in', ['waiting', 'dead'])
    .where('error', 'is not', null)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return {
    waiting: Number(waiting),
    oldestSeconds: oldest ? Math.max(0, (now.getTime() - new Date(oldest).getTime()) / 1000) : 0,
    dead: Number(dead),
    ...(troubled?.error && { error: troubled.error }),
  };
}
