import { isDeepStrictEqual } from 'node:util';
import { addendumBody } from '../approval/addendum-messages.ts';
import type { MessageBody, Reader } from '../kernel/chat.ts';
import { sharedReader } from '../people/locale.ts';
import type { Services } from '../services.ts';
import { type AddendumRow, listAddenda } from '../store/addenda.ts';
import { findMessage, latestBody } from '../store/messages.ts';
import { findRequest } from '../store/requests.ts';
import type { Tx } from '../store/transaction.ts';
import { requestBody } from './request-messages.ts';

/**
 * The cards of a request, and of what was asked beside it, follow it everywhere they were posted. Each transaction that
 * changes a request calls it at its end: nobody else does.
 */
export async function redraw(services: Services, tx: Tx, id: string): Promise<void> {
  const request = await findRequest(tx.db, id);
  if (!request) return;
  // A member is a line of its parent's card. Drawn here it could overwrite what a sibling has just come to.
  if (request.parent_id !== null) tx.wake('step', request.parent_id);
  for (const addendum of await listAddenda(tx.db, id)) {
    if (!isMoving(addendum, tx.now())) continue;
    for (const messageId of addendum.card_message_ids) {
      // Asked in this very transaction, it mentions those who decide, which an edit does not.
      if (tx.posted(messageId)) continue;
      await edit(services, tx, messageId, request.conversation_id, (reader) =>
        addendumBody(services, tx.db, { request, addendum }, reader),
      );
    }
  }
  for (const messageId of request.card_message_ids) {
    await edit(services, tx, messageId, request.conversation_id, (reader) => requestBody(services, tx.db, id, reader));
  }
}

/** One that was decided earlier is as it was. */
function isMoving({ state, decided_at }: AddendumRow, now: Date): boolean {
  return state === 'asked' || decided_at?.getTime() === now.getTime();
}

async function edit(
  services: Services,
  tx: Tx,
  messageId: string,
  home: string,
  draw: (reader: Reader) => Promise<MessageBody>,
): Promise<void> {
  const posted = tx.posted(messageId);
  const place = posted?.conversationId ?? (await findMessage(tx.db, messageId))?.conversation_id ?? home;
  const body = await draw(await sharedReader(services, tx.db, place));
  // What looks the same must not spend the conversation's send budget.
  if (!isDeepStrictEqual(posted?.body ?? (await latestBody(tx.db, messageId)), body)) tx.edit(messageId, body);
}
