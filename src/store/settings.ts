import type { Kysely } from 'kysely';
import { toJson } from './columns.ts';
import type { Schema } from './schema.ts';
import type { Tx } from './transaction.ts';

/** @param scope what it holds for: a vault, a conversation, or the whole bot. The caller knows the shape of the value. */
export async function findSetting<Value>(db: Kysely<Schema>, scope: string, name: string): Promise<Value | undefined> {
  const row = await db
    .selectFrom('settings')
    .select('value')
    .where('scope', '=', scope)
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.value as Value | undefined;
}

/** Several at once, in the order asked for; undefined for one that is not set. */
export async function findSettings(
  db: Kysely<Schema>,
  wanted: readonly { scope: string; name: string }[],
): Promise<unknown[]> {
  const rows = await db
    .selectFrom('settings')
    .select(['scope', 'name', 'value'])
    .where((where) => where.or(wanted.map((one) => where.and(one))))
    .execute();
  return wanted.map(({ scope, name }) => rows.find((row) => row.scope === scope && row.name === name)?.value);
}

/** The values of one setting by scope. */
export async function listSettings<Value>(
  db: Kysely<Schema>,
  name: string,
): Promise<{ scope: string; value: Value }[]> {
  const rows = await db
    .selectFrom('settings')
    .select(['scope', 'value'])
    .where('name', '=', name)
    .orderBy('scope')
    .execute();
  return rows.map(({ scope, value }) => ({ scope, value: value as Value }));
}

/** @param by object id of who set it */
export async function putSetting(
  tx: Tx,
  scope: string,
  name: string,
  value: unknown,
  by: string | null,
): Promise<void> {
  const written = { value: toJson(value), updated_by: by, updated_at: tx.now() };
  await tx.db
    .insertInto('settings')
    .values({ scope, name, ...written })
    .onConflict((conflict) => conflict.columns(['scope', 'name']).doUpdateSet(written))
    .execute();
}

export async function removeSetting(tx: Tx, scope: string, name: string): Promise<void> {
  await tx.db.deleteFrom('settings').where('scope', '=', scope).where('name', '=', name).execute();
}
