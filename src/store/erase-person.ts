import { type Kysely, sql } from 'kysely';
import { appendAudit } from './append-audit.ts';
import { cardOfVote } from './json-paths.ts';
import { requireAllKnown } from './migrations/migrate.ts';
import { toJson } from './rows.ts';
import type { Schema } from './schema.ts';

/** Rows per table that were removed or no longer name the person. */
export type Erased = { table: string; rows: number }[];

/** Reason that nothing is sent to an erased chat, of which only the row remains. */
export const erasedChat = 'erased';

/** Whether a request or a form refers to a row of `conversations`. */
export const isNamedChat = sql<boolean>`(exists (select 1 from requests where conversation_id = conversations.id)
  or exists (select 1 from forms where conversation_id = conversations.id))`;

/**
 * Removes a person and their personal chat from everything except requests, which have their own retention. The audit,
 * which is a chain, keeps the object id; the name, what the person typed and the cards that showed either to voters go.
 * Their subscriptions and digests end, since they depend on that person's rights. All or nothing.
 * A chat that a request or form refers to leaves an anonymous row: messages for it are still written, but not sent.
 * The audit row of the erasure does not name the person either.
 * @param account who does this, as the host names them
 * @throws Error if a newer version has added to the tables: this version does not know what they hold about people
 */
export function erasePerson(db: Kysely<Schema>, objectId: string, account: string): Promise<Erased> {
  const oid = objectId.toLowerCase();
  // The verifier of evidence looks for the row of the erasure by this time.
  const now = new Date();
  return db.transaction().execute(async (trx) => {
    await requireAllKnown(trx);
    const chats = trx.selectFrom('conversations').select('id').where('person_oid', '=', oid);
    // Lock order of all writers: first the person, and the chat just before its messages.
    await trx.selectFrom('people').select('oid').where('oid', '=', oid).forUpdate().execute();
    const names = trx.selectFrom('people').select('name').where('oid', '=', oid);
    const erased: Erased = [];
    const note = (
      table: string,
      { numDeletedRows, numUpdatedRows }: { numDeletedRows?: bigint; numUpdatedRows?: bigint },
    ) => erased.push({ table, rows: Number(numDeletedRows ?? numUpdatedRows ?? 0n) });
    note(
      'audit_texts',
      await trx
        .updateTable('audit_texts')
        .set({ salt: '', text: '', person_oid: null, erased_at: now })
        .where((row) =>
          row.or([row('person_oid', '=', oid), row('text', 'in', names), row('hash', 'in', cardsOf(oid))]),
        )
        .executeTakeFirst(),
    );
    note('kept_asks', await trx.deleteFrom('kept_asks').where('owner_oid', '=', oid).executeTakeFirst());
    note(
      'notices',
      await trx
        .updateTable('notices')
        .set({ owner_oid: null, owner_name: null })
        .where('owner_oid', '=', oid)
        .executeTakeFirst(),
    );
    note('mutes', await trx.updateTable('mutes').set({ by_name: '' }).where('by_name', 'in', names).executeTakeFirst());
    note('mutes', await trx.deleteFrom('mutes').where('conversation_id', 'in', chats).executeTakeFirst());
    note('notices', await trx.deleteFrom('notices').where('conversation_id', 'in', chats).executeTakeFirst());
    note(
      'subscriptions',
      await trx
        .deleteFrom('subscriptions')
        .where((row) => row.or([row('by_oid', '=', oid), row('conversation_id', 'in', chats)]))
        .executeTakeFirst(),
    );
    note(
      'settings',
      await trx
        .deleteFrom('settings')
        .where((row) =>
          row.or([row.and([row('name', '=', 'digest'), row('updated_by', '=', oid)]), row('scope', 'in', chats)]),
        )
        .executeTakeFirst(),
    );
    note(
      'settings',
      await trx.updateTable('settings').set({ updated_by: null }).where('updated_by', '=', oid).executeTakeFirst(),
    );
    await chats.orderBy('id').forUpdate().execute();
    note('messages', await trx.deleteFrom('messages').where('conversation_id', 'in', chats).executeTakeFirst());
    note(
      'conversations',
      await trx
        .updateTable('conversations')
        .set({
          person_oid: null,
          name: '',
          reference: toJson({}),
          language: null,
          zone: null,
          dead_at: sql<Date>`now()`,
          dead_reason: erasedChat,
        })
        .where('person_oid', '=', oid)
        .where(isNamedChat)
        .executeTakeFirst(),
    );
    note('conversations', await trx.deleteFrom('conversations').where('person_oid', '=', oid).executeTakeFirst());
    note('people', await trx.deleteFrom('people').where('oid', '=', oid).executeTakeFirst());
    const { rows: users } = await sql<{ name: string }>`select session_user as name`.execute(trx);
    const details = { rows: erased.reduce((sum, { rows }) => sum + rows, 0), databaseUser: users[0]?.name };
    await appendAudit(trx, [{ actor: { name: account }, event: 'person.erased', details }], now);
    return erased;
  });
}

/** Hashes of cards, as voters saw them, of this person's requests or with this person's name. */
function cardsOf(oid: string) {
  return sql<string>`(select card.hash from audit cross join lateral (select ${cardOfVote}) card (hash)
    where card.hash is not null and (
      request_id in (select request_id from audit where event = 'request.asked' and lower(actor_oid) = ${oid})
      or exists (select 1 from audit_texts said join people on people.oid = ${oid} and people.name <> ''
        where said.hash = card.hash and position(people.name in said.text) > 0)))`;
}
