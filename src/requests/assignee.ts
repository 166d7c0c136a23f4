import type { RequestRow } from '../store/requests.ts';

/** Who carries a request: whoever took it over last, else its requester. On their rights its steps are sent. */
export function assigneeOf(
  request: Pick<RequestRow, 'requester_oid' | 'requester_name' | 'holder_oid' | 'holder_name'>,
) {
  return {
    objectId: request.holder_oid ?? request.requester_oid,
    name: request.holder_name ?? request.requester_name,
  };
}

/** Whether it is this person's: asked for, or taken over. Object ids are GUIDs, and GUIDs come in both cases. */
export function belongsTo(request: Pick<RequestRow, 'requester_oid' | 'holder_oid'>, objectId: string): boolean {
  return [request.requester_oid, request.holder_oid].some((one) => one?.toLowerCase() === objectId.toLowerCase());
}
