import type { Kysely, Selectable } from 'kysely';
import type { Person } from '../domain/turn.ts';
import { toText } from './columns.ts';
import type { Store } from './open.ts';
import type { PeopleTable, Schema } from './schema.ts';
import type { Tx } from './transaction.ts';

export type PersonRow = Selectable<PeopleTable>;

export function findPerson(db: Kysely<Schema>, objectId: string): Promise<PersonRow | undefined> {
  return db.selectFrom('people').selectAll().where('oid', '=', objectId).executeTakeFirst();
}

export function findPeople(db: Kysely<Schema>, objectIds: string[]): Promise<PersonRow[]> {
  if (objectIds.length === 0) return Promise.resolve([]);
  return db.selectFrom('people').selectAll().where('oid', 'in', objectIds).execute();
}

/** Keeps name and Teams id of someone who wrote; writes only when something changed. */
export async function rememberPerson(store: Pick<Store, 'db' | 'transaction'>, person: Person): Promise<void> {
  const seen = { tenant_id: person.tenantId, name: toText(person.name), teams_id: person.teamsId };
  const known = await findPerson(store.db, person.objectId);
  if (known && known.tenant_id === seen.tenant_id && known.name === seen.name && known.teams_id === seen.teams_id)
    return;
  await store.transaction((tx) =>
    tx.db
      .insertInto('people')
      .values({ oid: person.objectId, ...seen, language: null, zone: null, updated_at: tx.now() })
      .onConflict((conflict) => conflict.column('oid').doUpdateSet({ ...seen, updated_at: tx.now() }))
      .execute(),
  );
}

/** How someone reads. Does nothing for a person who never wrote. */
export async function setPersonReading(
  tx: Tx,
  objectId: string,
  change: { language?: string | null; zone?: string | null },
): Promise<void> {
  await tx.db
    .updateTable('people')
    .set({ ...change, updated_at: tx.now() })
    .where('oid', '=', objectId)
    .execute();
}
