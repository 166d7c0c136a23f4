import { mentionPeople } from '../i18n/mention.ts';
import { texts } from '../i18n/texts.ts';
import { NewerStoredError, StoredError } from '../kernel/stored.ts';
import { sharedReader } from '../people/locale.ts';
import type { RequestServices } from '../requests/services.ts';
import { findPeople } from '../store/people.ts';
import { logUnread } from '../store/read-rows.ts';
import { findPlan, type RequestRow } from '../store/requests.ts';
import type { Tx } from '../store/transaction.ts';
import { asDefinition, type StoredDefinition } from './stored-definition.ts';

type Told = NonNullable<StoredDefinition['plan']['effects']['told']>;

/** Mentions those whom a definition has told, in the thread where the rest stands. */
export async function mentionTold(
  services: RequestServices,
  tx: Tx,
  { id, conversation_id, thread_id }: Pick<RequestRow, 'id' | 'conversation_id' | 'thread_id'>,
  told: Told,
): Promise<void> {
  if (told.length === 0) return;
  const known = new Map(
    (
      await findPeople(
        tx.db,
        told.map(({ oid }) => oid),
      )
    ).map((person) => [person.oid, person]),
  );
  const { names, mentions } = mentionPeople(told.map(({ oid, name }) => known.get(oid) ?? { name }));
  const { language } = await sharedReader(services, tx.db, conversation_id);
  tx.post({
    conversationId: conversation_id,
    ...(thread_id && { threadId: thread_id }),
    subject: id,
    body: {
      text: texts(language).t('drill.told', { names: names.join(', '), id }),
      ...(mentions.length > 0 && { mentions }),
    },
  });
}

/** The same for a drill that failed, under whatever definition it ran. */
export async function mentionToldOf(services: RequestServices, tx: Tx, drill: RequestRow): Promise<void> {
  if (drill.standing_id === null || drill.state !== 'failed') return;
  const unread = (error: unknown) => {
    if (!(error instanceof StoredError) || error instanceof NewerStoredError) throw error;
    logUnread(services.log, error, { requestId: drill.standing_id });
    return undefined;
  };
  const plan = asDefinition((await findPlan(tx.db, services.requestKinds, drill.standing_id).catch(unread))?.body);
  await mentionTold(services, tx, drill, plan?.plan.effects.told ?? []);
}
