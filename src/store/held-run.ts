import { AsyncLocalStorage } from 'node:async_hooks';
import type { Kysely, Transaction } from 'kysely';
import type { Schema } from './schema.ts';
import type { Key } from './wakeups.ts';

/** A process stood still in a run, and another has taken its key over: what it still had to do is done by that one. */
export class TakenOverError extends Error {}

const current = new AsyncLocalStorage<Key & { token: string }>();

/** Runs a handler, whose transactions count as long as its run holds the key. */
export function asRun<T>(run: Key & { token: string }, work: () => Promise<T>): Promise<T> {
  return current.run(run, work);
}

/** Whether the run that this belongs to still has its key. What belongs to none is taken over by nobody. */
export async function holdsKey(db: Kysely<Schema>): Promise<boolean> {
  const run = current.getStore();
  return run === undefined || (await isHeld(db, run));
}

/**
 * Asked at the end of a transaction, when it holds its rows: whoever takes the key over has its token there before it
 * reads anything. Without a lock, since the wake-ups are locked last.
 * @throws TakenOverError within a run that another one has followed
 */
export async function requireHeld(db: Transaction<Schema>): Promise<void> {
  const run = current.getStore();
  if (!run || (await isHeld(db, run))) return;
  throw new TakenOverError(`another process has taken over ${run.queue} ${run.key}`);
}

async function isHeld(db: Kysely<Schema>, { queue, key, token }: Key & { token: string }): Promise<boolean> {
  const held = await db
    .selectFrom('wakeups')
    .select('key')
    .where((where) => where.and({ queue, key, token }))
    .executeTakeFirst();
  return held !== undefined;
}
