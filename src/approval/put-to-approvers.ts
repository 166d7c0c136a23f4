import { formatMoment } from '../i18n/dates.ts';
import { plain } from '../i18n/plain.ts';
import { texts } from '../i18n/texts.ts';
import { sameArmId } from '../kernel/arm-id.ts';
import type { Person } from '../kernel/chat.ts';
import { sharedReader } from '../people/locale.ts';
import { isPostedIn, postRequestCards } from '../requests/request-messages.ts';
import type { Services } from '../services.ts';
import { findRequest, lockRequest, lockRequestsAskedBy } from '../store/requests.ts';
import type { Tx } from '../store/transaction.ts';
import { approvalsChannel } from './approvals-channel.ts';
import { chatsOf } from './request-approvers.ts';
import { askApproversAt, perMachine } from './rules/ask-pace.ts';

const dayMs = 24 * 60 * 60_000;

/** When the approvers hear of one more request of this person, for this machine. */
export async function approversHearAt({ config }: Services, tx: Tx, by: Person, vmId: string): Promise<Date> {
  const now = tx.now();
  const before = await lockRequestsAskedBy(tx, by.objectId, new Date(now.getTime() - dayMs));
  const times = before.map(({ created_at }) => created_at);
  const ofMachine = before.filter(({ vm_id }) => sameArmId(vm_id, vmId)).map(({ created_at }) => created_at);
  const inAll = askApproversAt(times, now, config.asksPerHour);
  const here = askApproversAt(ofMachine, now, perMachine(config.asksPerHour));
  return new Date(Math.max(inAll.getTime(), here.getTime()));
}

/** Its turn has come: the card is posted where requests are decided. */
export async function putToApprovers(services: Services, id: string): Promise<void> {
  await services.store.transaction(async (tx) => {
    const request = await lockRequest(tx, id);
    if (request?.state !== 'pending') return;
    const approvals = await approvalsChannel(tx.db);
    const places =
      approvals === undefined
        ? await chatsOf(tx, request, request.approvers?.people ?? [])
        : [{ conversationId: approvals }].filter(({ conversationId }) => conversationId !== request.conversation_id);
    // A process may be killed between this commit and the end of its timer, which then fires again.
    const fresh: typeof places = [];
    for (const place of places) if (!(await isPostedIn(tx.db, request, place.conversationId))) fresh.push(place);
    if (places.length > 0 && fresh.length === 0) return;
    tx.audit({ event: 'approval.put', requestId: id, vmName: request.vm_name });
    await postRequestCards(services, tx, id, fresh);
  });
}

/** The requester reads in the thread that it takes longer, and what else there is. */
export async function sayPutLater(services: Services, tx: Tx, id: string, at: Date): Promise<void> {
  const request = await findRequest(tx.db, id);
  if (!request) return;
  const reader = await sharedReader(services, tx.db, request.conversation_id);
  tx.post({
    conversationId: request.conversation_id,
    ...(request.thread_id && { threadId: request.thread_id }),
    subject: id,
    body: {
      text: texts(reader.language).t('approval.said.put-later', {
        id,
        name: plain(request.requester_name),
        at: formatMoment(at, reader, tx.now()),
      }),
    },
  });
}
