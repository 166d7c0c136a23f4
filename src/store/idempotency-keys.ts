import { type Kysely, sql } from 'kysely';
import { type Answer, storedAnswer } from '../kernel/chat.ts';
import type { AuditHead } from './append-audit.ts';
import { toJson } from './rows.ts';
import type { Db, Schema } from './schema.ts';
import type { Tx } from './transaction.ts';

/**
 * Claims a key for the one transaction that may act on it. Waits for a concurrent claim of the same key.
 * @returns undefined for the first claim; otherwise the recorded answer, null if none was recorded
 * @throws NewerStoredError, stored.unreadable: it was acted on, and the answer cannot be repeated
 */
export async function claimKey(tx: Tx, key: string): Promise<{ answer: Answer | null } | undefined> {
  const { earlier } = await claimKeys(tx, [key]);
  return earlier;
}

/** Claims a key for a condition that lasts. @returns when it was first claimed */
export async function claimedSince(tx: Tx, key: string): Promise<Date> {
  if (!(await claimKey(tx, key))) return tx.now();
  const { at } = await tx.db.selectFrom('handled').select('at').where('key', '=', key).executeTakeFirstOrThrow();
  return at;
}

/** Frees a key when its condition is over, so that it can be claimed again. */
export async function freeKey(tx: Tx, key: string): Promise<void> {
  await tx.db.deleteFrom('handled').where('key', '=', key).execute();
}

/**
 * Claims several keys, in this order.
 * @returns those that were new, and the recorded answer of the first that was not
 */
export async function claimKeys(
  tx: Tx,
  keys: readonly string[],
): Promise<{ claimed: string[]; earlier?: { answer: Answer | null } }> {
  const inserted = await tx.db
    .insertInto('handled')
    .values(keys.map((key) => ({ key, at: tx.now(), answer: null })))
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('key')
    .execute();
  const claimed = inserted.map(({ key }) => key);
  const known = keys.find((key) => !claimed.includes(key));
  if (known === undefined) return { claimed };
  const row = await tx.db.selectFrom('handled').select('answer').where('key', '=', known).executeTakeFirst();
  return { claimed, earlier: { answer: parseAnswer(row?.answer) ?? null } };
}

/** The recorded answer of the first of these keys that has one. */
export async function findAnswer(db: Db, keys: string[]): Promise<Answer | undefined> {
  const row = await db
    .selectFrom('handled')
    .select('answer')
    .where('key', 'in', keys)
    .where('answer', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return parseAnswer(row?.answer);
}

/**
 * `findAnswer`, together with the commands that this person deferred under a key, which every change needs.
 * @returns deferred: ids of those commands
 */
export async function findEarlier(
  db: Db,
  keys: string[],
  asked: { ownerOid: string; key: string },
): Promise<{ answer: Answer | undefined; deferred: string[] }> {
  const { answer, deferred } = await db
    .selectNoFrom((of) => [
      of
        .selectFrom('handled')
        .select('answer')
        .where('key', 'in', keys)
        .where('answer', 'is not', null)
        .limit(1)
        .as('answer'),
      of
        .selectFrom('kept_asks')
        .select(sql<string[]>`array_agg(id)`.as('ids'))
        .where('owner_oid', '=', asked.ownerOid)
        .where('key', '=', asked.key)
        .as('deferred'),
    ])
    .executeTakeFirstOrThrow();
  return { answer: parseAnswer(answer), deferred: deferred ?? [] };
}

/** Records the answer to redeliveries of claimed keys; written at the end of the transaction. */
export function recordAnswer(tx: Tx, keys: readonly string[], answer: Answer): void {
  if (keys.length === 0) return;
  // A sentence is answered anew: nothing was done.
  const stored = toJson(storedAnswer.write(answer.kind === 'sentence' ? answer.otherwise : answer));
  tx.lastly(sql`update handled set answer = ${stored}::jsonb where key in (${sql.join(keys)})`);
}

function parseAnswer(json: unknown): Answer | undefined {
  return json === null || json === undefined ? undefined : storedAnswer.parse(json);
}

const lostCommits = 'lost-commits';

/** Recorded for all processes, and those that start later: some never saw the lost commits. */
export async function recordLostCommits(tx: Tx, { seq, hash }: AuditHead): Promise<void> {
  const at = tx.now();
  await tx.db
    .insertInto('handled')
    .values({ key: lostCommits, at, answer: null })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ at }))
    .execute();
  tx.audit({ event: 'database.behind', details: { seq, hash } });
  tx.wake('timer', lostCommits);
}

/** When a process last recorded lost commits. */
export async function lostCommitsAt(db: Kysely<Schema>): Promise<Date | undefined> {
  const row = await db.selectFrom('handled').select('at').where('key', '=', lostCommits).executeTakeFirst();
  return row?.at;
}
