import { requireInterest, requireRequest, requireRequestId } from '../chat/request-of.ts';
import type { Verb } from '../chat/turn.ts';
import { isPostedIn, requestBody } from '../requests/request-messages.ts';
import { readStanding } from '../requests/standing.ts';
import { recordViewer } from '../store/posted.ts';
import { findPlan } from '../store/requests.ts';

/**
 * Gives one person's view of a request, which their client asks for by itself. Only the id in the card counts: after an
 * edit clients send the old card. That the request was seen is all that is stored.
 */
export const viewRequest: Verb = async (turn) => {
  const { services, incoming, personal } = turn;
  const id = requireRequestId(turn);
  const request = await requireRequest(turn, id);
  const { objectId, name } = incoming.from;
  // Anybody in the conversation where its card stands has read it there; elsewhere the id is only a guess.
  if (!(await isPostedIn(services.store.db, request, incoming.place.conversationId)))
    await requireInterest(turn, request);
  if (request.state === 'pending') {
    await recordViewer(services.store, { request_id: id, viewer_oid: objectId, viewer_name: name });
  }
  const plan = request.state === 'pending' ? await findPlan(services.store.db, services.requestKinds, id) : undefined;
  const standing = plan && (await readStanding(services, { request }, plan.body, objectId));
  const { card, text } = await requestBody(services, services.store.db, id, personal, { viewer: objectId, standing });
  return card ? { kind: 'card', card, text } : { kind: 'notice', text };
};
