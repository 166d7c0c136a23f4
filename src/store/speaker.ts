import { sql } from 'kysely';
import type { ConversationRow } from './conversations.ts';
import type { PersonRow } from './people.ts';
import type { Db } from './schema.ts';

/** Who speaks, and where: both in one statement, as every turn begins with them. */
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
    // A join that found nothing leaves all of it null.
    person: oid === null ? undefined : (person as PersonRow),
    conversation: conversation.id === null ? undefined : (conversation as ConversationRow),
  };
}
