import type { Selectable } from 'kysely';
import { type MessageBody, storedBody } from '../kernel/chat.ts';
import { lenient } from '../kernel/stored.ts';
import type { ConversationRow } from './conversations.ts';
import type { Store } from './open.ts';
import type { PersonRow } from './people.ts';
import { toText } from './rows.ts';
import type { Db } from './schema.ts';
import type { ViewTable } from './tables/requests.ts';

/** A post, where it stands, and what it shows or will show once all waiting edits are sent. */
export type Posted = {
  id: string;
  conversation: Pick<ConversationRow, 'id' | 'language' | 'zone'>;
  /** Owner of a personal chat. */
  owner?: Pick<PersonRow, 'language' | 'zone'>;
  /** Absent: unreadable. */
  body?: MessageBody;
};

/** Several posts, in one statement. */
export async function listPosted(db: Db, ids: readonly string[]): Promise<Posted[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('messages as post')
    .innerJoin('conversations', 'conversations.id', 'post.conversation_id')
    .leftJoin('people', 'people.oid', 'conversations.person_oid')
    .select(['post.id', 'post.conversation_id', 'conversations.language', 'conversations.zone'])
    .select(['people.oid as owner_oid', 'people.language as owner_language', 'people.zone as owner_zone'])
    .select((of) =>
      of
        .selectFrom('messages as latest')
        .select('latest.body')
        .where(({ or, and, eb }) =>
          or([
            eb('latest.id', '=', eb.ref('post.id')),
            and([eb('latest.target_id', '=', eb.ref('post.id')), eb('latest.kind', '=', 'edit')]),
          ]),
        )
        .orderBy('latest.number', 'desc')
        .limit(1)
        .as('body'),
    )
    .where('post.id', 'in', [...ids])
    .execute();
  return rows.map((row) => {
    const body = lenient(storedBody).parse(row.body);
    return {
      id: row.id,
      conversation: { id: row.conversation_id, language: row.language, zone: row.zone },
      ...(row.owner_oid !== null && { owner: { language: row.owner_language, zone: row.owner_zone } }),
      ...(body && { body }),
    };
  });
}

/** Ids of the posts about a subject. */
export async function listPostsAbout(db: Db, subject: string): Promise<string[]> {
  const rows = await db
    .selectFrom('messages')
    .select('id')
    .where('subject', '=', subject)
    .where('kind', '=', 'post')
    .orderBy('number')
    .execute();
  return rows.map(({ id }) => id);
}

/** Records when a person's client first asked for their view. Reads first, since clients ask again and again. */
export async function recordViewer(
  store: Pick<Store, 'db' | 'transaction'>,
  view: Omit<Selectable<ViewTable>, 'at'>,
): Promise<void> {
  const known = await store.db
    .selectFrom('views')
    .select('at')
    .where('request_id', '=', view.request_id)
    .where('viewer_oid', '=', view.viewer_oid)
    .executeTakeFirst();
  if (known) return;
  await store.transaction((tx) =>
    tx.db
      .insertInto('views')
      .values({ ...view, viewer_name: toText(view.viewer_name), at: tx.now() })
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  );
}

/** People who have seen a request's card, earliest first. */
export function listSeenBy(db: Db, requestId: string): Promise<Selectable<ViewTable>[]> {
  return db.selectFrom('views').selectAll().where('request_id', '=', requestId).orderBy('at').execute();
}
