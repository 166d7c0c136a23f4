import type { Kysely } from 'kysely';
import type { Stored } from '../kernel/stored.ts';
import { ask, type Part, readAs, rowsOf, toJson } from './rows.ts';
import type { Db, Schema } from './schema.ts';
import type { Tx } from './transaction.ts';

/**
 * @param scope a vault, a conversation, or the whole bot
 * @param stored parses the JSON of any version
 * @throws NewerStoredError, stored.unreadable
 */
export async function findSetting<Value>(
  db: Kysely<Schema>,
  scope: string,
  name: string,
  stored: Pick<Stored<Value>, 'parse'>,
): Promise<Value | undefined> {
  const row = await db
    .selectFrom('settings')
    .select('value')
    .where('scope', '=', scope)
    .where('name', '=', name)
    .executeTakeFirst();
  return row && stored.parse(row.value);
}

/** `findSetting` under a lock: others that lock or set this setting wait for this transaction. */
export async function lockSetting<Value>(
  tx: Tx,
  scope: string,
  name: string,
  stored: Pick<Stored<Value>, 'parse'>,
): Promise<Value | undefined> {
  const row = await tx.db
    .selectFrom('settings')
    .select('value')
    .where('scope', '=', scope)
    .where('name', '=', name)
    .forUpdate()
    .executeTakeFirst();
  return row && stored.parse(row.value);
}

/** A setting and the object id of the person who set it; null: nobody, or an erased person. */
export async function findSettingBy<Value>(
  db: Kysely<Schema>,
  scope: string,
  name: string,
  stored: Pick<Stored<Value>, 'parse'>,
): Promise<{ value: Value; by: string | null } | undefined> {
  const row = await db
    .selectFrom('settings')
    .select(['value', 'updated_by'])
    .where('scope', '=', scope)
    .where('name', '=', name)
    .executeTakeFirst();
  return row && { value: stored.parse(row.value), by: row.updated_by };
}

/** Several settings unparsed, in the order asked for; undefined for one that is not set. */
export function settingsPart(db: Db, wanted: readonly { scope: string; name: string }[]): Part<unknown[]> {
  const query = db
    .selectFrom('settings')
    .select(['scope', 'name', 'value'])
    .where((where) => where.or(wanted.map((one) => where.and(one))));
  return readAs(rowsOf(query, {}), (rows) =>
    wanted.map(({ scope, name }) => rows.find((row) => row.scope === scope && row.name === name)?.value),
  );
}

export function findSettings(db: Db, wanted: Parameters<typeof settingsPart>[1]): Promise<unknown[]> {
  return ask(db, settingsPart(db, wanted));
}

/** The stored form of a setting in each scope that has it. */
export async function settingsNamed(db: Kysely<Schema>, name: string): Promise<[scope: string, value: unknown][]> {
  const rows = await db.selectFrom('settings').select(['scope', 'value']).where('name', '=', name).execute();
  return rows.map(({ scope, value }) => [scope, value]);
}

/** @param value stored form @param by object id of the person who sets it */
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
