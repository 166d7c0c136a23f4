import { sql } from 'kysely';
import { type Answer, storedAnswer } from '../kernel/chat.ts';
import { toJson } from './rows.ts';
import type { Db } from './schema.ts';
import type { Tx } from './transaction.ts';

/**
 * Claims a key for the one transaction that may act on it. A claim that is under way elsewhere is waited for.
 * @returns undefined for the first one; else what was recorded for it, null if nothing was
 * @throws NewerStoredError, stored.unreadable: it was acted on, and the answer cannot be given again
 */
export async function claimKey(tx: Tx, key: string): Promise<{ answer: Answer | null } | undefined> {
  const { earlier } = await claimKeys(tx, [key]);
  return earlier;
}

/** Claims a key for what goes on. @returns when that was first done */
export async function claimedSince(tx: Tx, key: string): Promise<Date> {
  if (!(await claimKey(tx, key))) return tx.now();
  const { at } = await tx.db.selectFrom('handled').select('at').where('key', '=', key).executeTakeFirstOrThrow();
  return at;
}

/** What went on is over: the key can be claimed anew. */
export async function freeKey(tx: Tx, key: string): Promise<void> {
  await tx.db.deleteFrom('handled').where('key', '=', key).execute();
}

/** Claims several, in this order. @returns those that were new, and what was recorded for the first that was not */
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

/** What was recorded for the first of these keys that has an answer. */
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
 * The same, and by the way what this person asked before and is deferred under a key, which every change asks for.
 * @returns deferred: ids of the latter
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

/** What a redelivery of claimed keys is answered with; written at the end of the transaction. */
export function recordAnswer(tx: Tx, keys: readonly string[], answer: Answer): void {
  if (keys.length === 0) return;
  // A sentence is answered anew: nothing was done.
  const stored = toJson(storedAnswer.write(answer.kind === 'sentence' ? answer.otherwise : answer));
  tx.lastly(sql`update handled set answer = ${stored}::jsonb where key in (${sql.join(keys)})`);
}

function parseAnswer(json: unknown): Answer | undefined {
  return json === null || json === undefined ? undefined : storedAnswer.parse(json);
}
