import type { Person, Place } from '../kernel/chat.ts';
import type { RequestRow } from '../store/requests.ts';

/**
 * The assignee of a request: the last person who took it over, else its requester. Its steps are sent on their rights.
 */
export function assigneeOf(
  request: Pick<RequestRow, 'requester_oid' | 'requester_name' | 'holder_oid' | 'holder_name'>,
) {
  return {
    objectId: request.holder_oid ?? request.requester_oid,
    name: request.holder_name ?? request.requester_name,
  };
}

/** The assignee as the requester of what follows on a request, in its thread. */
export function followingOn(request: RequestRow): { by: Person; place: Place } {
  const { tenant_id: tenantId, conversation_id: conversationId, thread_id: threadId } = request;
  return {
    by: { ...assigneeOf(request), tenantId, teamsId: '' },
    place: { kind: 'channel', conversationId, ...(threadId && { threadId }) },
  };
}

/** Whether this person asked for the request or took it over. Object ids are GUIDs, which come in both cases. */
export function belongsTo(request: Pick<RequestRow, 'requester_oid' | 'holder_oid'>, objectId: string): boolean {
  return [request.requester_oid, request.holder_oid].some((one) => one?.toLowerCase() === objectId.toLowerCase());
}
