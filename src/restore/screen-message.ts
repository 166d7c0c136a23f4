import { plain } from '../i18n/plain.ts';
import { texts } from '../i18n/texts.ts';
import type { Picture } from '../kernel/picture/shown-picture.ts';
import { sharedReader } from '../people/locale.ts';
import { assigneeOf } from '../requests/assignee.ts';
import type { RequestServices } from '../requests/services.ts';
import { findPersonalChat } from '../store/conversations.ts';
import { findPostBySubject } from '../store/messages.ts';
import { findPerson } from '../store/people.ts';
import type { RequestRow } from '../store/requests.ts';
import type { Tx } from '../store/transaction.ts';

type Screen = {
  /** Of this failure; a second post of it is none. */
  key: string;
  vm: string;
  vmId: string;
  picture: Picture | undefined;
  /** original: no machine that was made, so that nobody is told to restart it. once: nothing is tried again on it. */
  about?: 'original' | 'once';
};

/**
 * The screen of a machine that does not come up, to whoever asked for it. Only they see it, below the request where
 * private answers are seen there: it may show names that a channel should not read. Without a personal chat, or a
 * picture, it is said where to look.
 */
export async function postScreen(
  services: RequestServices,
  tx: Tx,
  request: RequestRow,
  { key, vm, vmId, picture, about }: Screen,
): Promise<void> {
  const subject = `screen ${key}`;
  if (await findPostBySubject(tx.db, subject)) return;
  const { objectId } = assigneeOf(request);
  const chat = await findPersonalChat(tx.db, objectId);
  const person = await findPerson(tx.db, objectId);
  const here = {
    conversationId: request.conversation_id,
    ...(request.thread_id && { threadId: request.thread_id }),
  };
  const place = chat ? { conversationId: chat.id } : here;
  const reader = await sharedReader(services, tx.db, place.conversationId);
  const { t } = texts(reader.language);
  const seen = picture ? 'shown' : 'none';
  const how = chat ? [seen, about] : ['no-chat', about === 'once' ? about : undefined];
  const text = t(`closing.screen.${how.filter((part) => part !== undefined).join('-')}`, {
    id: request.id,
    vm: plain(vm),
    link: `${services.config.cloud.portal}/#resource${vmId}/bootDiagnostics`,
  });
  tx.post({
    ...place,
    subject,
    body: {
      text,
      ...(chat && picture && { picture: { ...picture, name: t('closing.screen.name', { vm }) } }),
      ...(chat && person && { targeted: { ...here, only: { teamsId: person.teams_id, name: person.name ?? '' } } }),
    },
  });
}
