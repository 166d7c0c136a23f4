import { needsToReadVault } from '../access/access.ts';
import type { Incoming } from '../kernel/chat.ts';
import { listVotes } from '../store/approvals.ts';
import type { RequestRow } from '../store/requests.ts';
import { isPostedIn } from './request-messages.ts';
import type { RequestServices } from './services.ts';

/**
 * Whether this person may know of a request: they asked for it, have voted on it, are among its approvers, read or may
 * soon read its vault, or are in a conversation with its card. @throws azure.*
 */
export async function isInterested(
  { access, store }: Pick<RequestServices, 'access' | 'store'>,
  request: RequestRow,
  { from: { objectId }, place }: Pick<Incoming, 'from' | 'place'>,
): Promise<boolean> {
  const oid = objectId.toLowerCase();
  const named = [request.requester_oid, ...(request.approvers?.people ?? [])];
  if (named.some((each) => each.toLowerCase() === oid)) return true;
  if (await isPostedIn(store.db, request, place.conversationId)) return true;
  const votes = await listVotes(store.db, request.id);
  if (votes.some(({ voter_oid }) => voter_oid.toLowerCase() === oid)) return true;
  const [lacks] = await access.missing(objectId, needsToReadVault(request.vault_id), false);
  return !lacks || (lacks.answer === 'no' && (await access.eligible(objectId, lacks)) !== undefined);
}
