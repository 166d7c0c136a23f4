import { sharedReader } from '../access/contacts.ts';
import { plain } from '../i18n/plain.ts';
import { texts } from '../i18n/texts.ts';
import { nameOf } from '../kernel/arm-id.ts';
import { inSeconds } from '../kernel/clock.ts';
import { asFailure, CodedError } from '../kernel/errors.ts';
import { isPassing } from '../kernel/is-passing.ts';
import { type Picture, shownPicture } from '../kernel/picture.ts';
import type { RequestServices } from '../requests/services.ts';
import { assigneeOf } from '../requests/stored-request.ts';
import { findPersonalChat } from '../store/conversations.ts';
import { findPostBySubject } from '../store/messages.ts';
import { findPerson } from '../store/people.ts';
import { findPlan, findRequest, type RequestRow } from '../store/requests.ts';
import type { Tx } from '../store/transaction.ts';
import { madeVm } from './read-made.ts';
import { asRestore } from './stored-restore.ts';

/** Delay before a question that Azure did not answer is asked once more (world seconds). */
const againSeconds = 60;

/**
 * A restored machine does not come up: whoever asked for it sees what is on its screen, in their personal chat. The
 * picture itself is sent, never the signed address where Azure keeps it.
 * @param key id of the request and the moment at which it failed: each failure is shown once. `again` behind them: it
 * could not be read the first time
 */
export async function showScreen(services: RequestServices, key: string): Promise<void> {
  const { store, azure, log } = services;
  const [id = '', at = '', again] = key.split(' ');
  const request = await findRequest(store.db, id);
  const plan = asRestore(services.requestKinds, (await findPlan(store.db, services.requestKinds, id))?.body);
  if (!request || !plan) return;
  const vmId = madeVm(plan);
  let picture: ReturnType<typeof shownPicture>;
  try {
    const file = await azure.bootDiagnostics.screenshot(vmId);
    picture = file && shownPicture(file);
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    const failure = asFailure(error);
    log.warn({ requestId: id, failure }, 'the screen of a machine could not be read');
    if (!again && isPassing(failure)) {
      await store.transaction(async (tx) => tx.wake('timer', `screen:${key} again`, inSeconds(tx.now(), againSeconds)));
      return;
    }
  }
  // Nothing is tried again on the copy of a drill or a quarantine, so without a picture there is nothing to tell of it.
  if (!picture && services.requestKinds.of(request).lifecycle?.afterEnd !== undefined) return;
  const screen = { key: `${id} ${at}`, vm: nameOf(vmId), vmId, picture };
  await store.transaction((tx) => postScreen(services, tx, request, screen));
}

type Screen = {
  /** Key of this failure; a second post of it is dropped. */
  key: string;
  vm: string;
  vmId: string;
  picture: Picture | undefined;
};

/**
 * The screen of a machine that does not come up, to whoever asked for it. Only they see it, below the request where
 * private answers are seen there: it may show names that a channel should not read. Without a personal chat, or a
 * picture, it is said where to look.
 */
async function postScreen(
  services: RequestServices,
  tx: Tx,
  request: RequestRow,
  { key, vm, vmId, picture }: Screen,
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
  const text = t(`closing.screen.${chat ? (picture ? 'shown' : 'none') : 'no-chat'}`, {
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
