import type { Kysely, Selectable } from 'kysely';
import type { Person } from '../kernel/chat.ts';
import { toText } from './columns.ts';
import type { Store } from './open.ts';
import type { Schema } from './schema.ts';
import type { PeopleTable } from './tables/chat.ts';
import type { Tx } from './transaction.ts';

export type PersonRow = Selectable<PeopleTable>;

export function findPerson(db: Kysely<Schema>, objectId: string): Promise<PersonRow | undefined> {
  return db.selectFrom('people').selectAll().where('oid', '=', objectId).executeTakeFirst();
}

export function findPeople(db: Kysely<Schema>, objectIds: string[]): Promise<PersonRow[]> {
  if (objectIds.length === 0) return Promise.resolve([]);
  return db.selectFrom('people').selectAll().where('oid', 'in', objectIds).execute();
}

/** By the ids with which they are mentioned. */
export function findPeopleByTeamsId(db: Kysely<Schema>, teamsIds: string[]): Promise<PersonRow[]> {
  if (teamsIds.length === 0) return Promise.resolve([]);
  return db.selectFrom('people').selectAll().where('teams_id', 'in', teamsIds).execute();
}

/** Those who are called so, in any case. */
export function findPeopleNamed(db: Kysely<Schema>, name: string): Promise<PersonRow[]> {
  return db
    .selectFrom('people')
    .selectAll()
    .where(({ fn }) => fn('lower', ['name']), '=', name.toLowerCase())
    .limit(2)
    .execute();
}

/**
 * Keeps name and Teams id of someone who was seen; writes only when something changed. Without a name, as of somebody who
 * only reacts to a message, the known one stays.
 */
export async function rememberPerson(store: Pick<Store, 'db' | 'transaction'>, person: Person): Promise<void> {
  if (isKnownPerson(await findPerson(store.db, person.objectId), person)) return;
  const seen = toColumns(person);
  await store.transaction((tx) =>
    tx.db
      .insertInto('people')
      .values({ oid: person.objectId, name: '', ...seen, language: null, zone: null, updated_at: tx.now() })
      .onConflict((conflict) => conflict.column('oid').doUpdateSet({ ...seen, updated_at: tx.now() }))
      .execute(),
  );
}

/** Whether there is nothing new about someone who was seen. */
export function isKnownPerson(known: PersonRow | undefined, person: Person): boolean {
  const { tenant_id, name, teams_id } = toColumns(person);
  return known?.tenant_id === tenant_id && (name === undefined || known.name === name) && known.teams_id === teams_id;
}

/** What counts what one person has open takes turns, on every replica. */
export async function lockPerson(tx: Tx, objectId: string): Promise<void> {
  await tx.db.selectFrom('people').select('oid').where('oid', '=', objectId).forUpdate().execute();
}

/** How someone reads. Does nothing for a person who never wrote. */
export async function setPersonReading(
  tx: Tx,
  objectId: string,
  { timeZone, ...change }: { language?: string | null; timeZone?: string | null },
): Promise<void> {
  await tx.db
    .updateTable('people')
    .set({ ...change, ...(timeZone !== undefined && { zone: timeZone }), updated_at: tx.now() })
    .where('oid', '=', objectId)
    .execute();
}

function toColumns(person: Person) {
  const { tenantId, name, teamsId } = person;
  return { tenant_id: tenantId, teams_id: teamsId, ...(name && { name: toText(name) }) };
}
