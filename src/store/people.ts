import { type Kysely, type Selectable, sql } from 'kysely';
import type { Person } from '../kernel/chat.ts';
import type { ConversationRow } from './conversations.ts';
import type { Store } from './open.ts';
import { toText } from './rows.ts';
import type { Db, Schema } from './schema.ts';
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

/** People by their object ids and whoever was asked to decide a request, with when they were. */
export function findPeopleOf(
  db: Kysely<Schema>,
  requestId: string,
  objectIds: readonly string[],
): Promise<(PersonRow & { asked_at: Date | null })[]> {
  return db
    .selectFrom('people')
    .leftJoin('approver_turns', (join) =>
      join.onRef('approver_turns.approver', '=', 'people.oid').on('approver_turns.request_id', '=', requestId),
    )
    .selectAll('people')
    .select('approver_turns.at as asked_at')
    .where((where) => where.or([where('people.oid', 'in', objectIds), where('approver_turns.at', 'is not', null)]))
    .execute();
}

/** People by the Teams ids with which they are mentioned. */
export function findPeopleByTeamsId(db: Kysely<Schema>, teamsIds: string[]): Promise<PersonRow[]> {
  if (teamsIds.length === 0) return Promise.resolve([]);
  return db.selectFrom('people').selectAll().where('teams_id', 'in', teamsIds).execute();
}

/** People with this name, ignoring case; two are enough to know that it is ambiguous. */
export function findPeopleNamed(db: Kysely<Schema>, name: string): Promise<PersonRow[]> {
  return db
    .selectFrom('people')
    .selectAll()
    .where(({ fn }) => fn('lower', ['name']), '=', name.toLowerCase())
    .limit(2)
    .execute();
}

/**
 * Stores name and Teams id of a person; writes only if something changed. Without a name, as in a message
 * reaction, the known one stays.
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

/** Whether the stored row already has what was seen of a person. */
export function isKnownPerson(known: PersonRow | undefined, person: Person): boolean {
  const { tenant_id, name, teams_id } = toColumns(person);
  return known?.tenant_id === tenant_id && (name === undefined || known.name === name) && known.teams_id === teams_id;
}

/** Locks a person: transactions that count what one person has open take turns, on every replica. */
export async function lockPerson(tx: Tx, objectId: string): Promise<void> {
  await tx.db.selectFrom('people').select('oid').where('oid', '=', objectId).forUpdate().execute();
}

/** Sets language and time zone of a person. Does nothing for a person who never wrote. */
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

/** The person and the conversation of a turn, in one statement, as every turn begins with them. */
export async function findSpeaker(
  db: Db,
  objectId: string,
  conversationId: string,
): Promise<{ person: PersonRow | undefined; conversation: ConversationRow | undefined }> {
  const row = await db
    .selectFrom(sql`(select 1)`.as('one'))
    .leftJoin('people', (join) => join.on('people.oid', '=', objectId))
    .leftJoin('conversations', (join) => join.on('conversations.id', '=', conversationId))
    .selectAll('conversations')
    .select([
      'people.oid as speaker_oid',
      'people.tenant_id as speaker_tenant_id',
      'people.name as speaker_name',
      'people.teams_id as speaker_teams_id',
      'people.language as speaker_language',
      'people.zone as speaker_zone',
      'people.updated_at as speaker_updated_at',
    ])
    .executeTakeFirstOrThrow();
  const {
    speaker_oid: oid,
    speaker_tenant_id: tenant_id,
    speaker_name: name,
    speaker_teams_id: teams_id,
    speaker_language: language,
    speaker_zone: zone,
    speaker_updated_at: updated_at,
    ...conversation
  } = row;
  const person = { oid, tenant_id, name, teams_id, language, zone, updated_at };
  return {
    // An outer join without a match leaves all columns null.
    person: oid === null ? undefined : (person as PersonRow),
    conversation: conversation.id === null ? undefined : (conversation as ConversationRow),
  };
}
