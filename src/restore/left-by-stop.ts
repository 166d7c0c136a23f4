import { sharedReader } from '../access/contacts.ts';
import { inSeconds } from '../kernel/clock.ts';
import { tryRead } from '../kernel/errors.ts';
import { mentionRequester } from '../requests/request-messages.ts';
import { isPassing } from '../saga/rules/is-passing.ts';
import { claimKey } from '../store/idempotency-keys.ts';
import { findRequest } from '../store/requests.ts';
import { leftoversCard, leftoversText } from './cards/leftovers.ts';
import { leftoversFor } from './leftovers.ts';
import type { RestoreServices } from './services.ts';

/** Delay before a look that Azure could not answer is repeated (world seconds). */
const againSeconds = 120;

/** Timer `left-by-stop`: says in its thread what a stopped restore has left, with the lines that remove it. */
export async function notifyLeftByStop(services: RestoreServices, id: string): Promise<void> {
  const { store, clock } = services;
  const request = await findRequest(store.db, id);
  if (!request?.stopped_at || request.ended_at === null) return;
  const left = await tryRead(() => leftoversFor(services, { requestId: id }));
  await store.transaction(async (tx) => {
    if (left.kind === 'unread') {
      if (isPassing(left.failure)) tx.wake('timer', `left-by-stop:${id}`, inSeconds(clock.now(), againSeconds));
      return;
    }
    const { found, unread } = left.value;
    if ((found.length === 0 && unread === 0) || (await claimKey(tx, `left-by-stop ${id}`))) return;
    const reader = await sharedReader(services, tx.db, request.conversation_id);
    const data = { now: clock.now(), subject: id, found, unread };
    await mentionRequester(tx, request, leftoversText(data, reader), leftoversCard(data, reader));
  });
}
