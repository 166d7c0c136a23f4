import { isDeepStrictEqual } from 'node:util';
import { sharedBy, sharedReader } from '../access/locale.ts';
import type { MessageBody, Reader } from '../kernel/chat.ts';
import { type AddendumRow, listAddenda } from '../store/addenda.ts';
import { findWithPlan } from '../store/planned-request.ts';
import { listPosted } from '../store/posted.ts';
import { logUnread, whenUnread } from '../store/rows.ts';
import type { Tx } from '../store/transaction.ts';
import { addendumBody } from './addendum-messages.ts';
import { requestDrawing } from './request-messages.ts';
import type { RequestServices } from './services.ts';

/**
 * Redraws all cards of a request and of its addenda. Each transaction that changes a request calls it at its end;
 * nobody else does.
 */
export async function redraw(services: RequestServices, tx: Tx, id: string): Promise<void> {
  const found = await findWithPlan(tx.db, id);
  if (!found) return;
  const { request } = found;
  const { lifecycle } = services.requestKinds.all.find(({ name }) => name === request.kind) ?? {};
  if (lifecycle?.within) {
    // The request itself goes on even if the one whose card shows it cannot be read.
    const tell = whenUnread((error) => logUnread(services.log, error, { requestId: id }));
    await redraw(services, tx, lifecycle.within(services.requestKinds.parse(found.plan))).catch(tell);
  }
  // Only a request that has run can have addenda.
  for (const addendum of request.state === 'pending' ? [] : await listAddenda(tx.db, id)) {
    if (!isMoving(addendum, tx.now())) continue;
    // A card posted in this very transaction mentions the approvers, which an edit would not.
    const ids = addendum.card_message_ids.filter((messageId) => !tx.posted(messageId));
    await edit(services, tx, ids, (reader) => addendumBody(services, tx.db, { request, addendum }, reader));
  }
  let drawn: ReturnType<typeof requestDrawing> | undefined;
  await edit(services, tx, request.card_message_ids, async (reader) => {
    drawn ??= requestDrawing(services, tx.db, { request, plan: services.requestKinds.parse(found.plan) });
    return (await drawn).draw(reader);
  });
}

/** Whether an addendum's card can still change: it is open, or was decided just now. */
function isMoving({ state, decided_at }: AddendumRow, now: Date): boolean {
  return state === 'asked' || decided_at?.getTime() === now.getTime();
}

async function edit(
  { config }: RequestServices,
  tx: Tx,
  messageIds: readonly string[],
  draw: (reader: Reader) => Promise<MessageBody>,
): Promise<void> {
  const written = await listPosted(
    tx.db,
    messageIds.filter((id) => !tx.posted(id)),
  );
  for (const id of messageIds) {
    const posted = tx.posted(id);
    const there = written.find((one) => one.id === id);
    let reader: Reader;
    if (there) reader = sharedBy(config, there.conversation, there.owner);
    else if (posted) reader = await sharedReader({ config }, tx.db, posted.conversationId);
    // The card went with the chat of somebody who was erased.
    else continue;
    const body = await draw(reader);
    // Identical cards must not spend the conversation's send budget.
    if (isDeepStrictEqual(posted?.body ?? there?.body, body)) continue;
    tx.edit(id, body, there && { in: there.conversation.id });
  }
}
