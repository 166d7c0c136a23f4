import { needsToReadVault } from '../access/access.ts';
import { CodedError } from '../kernel/errors.ts';
import { belongsTo } from '../requests/assignee.ts';
import { findRequest, type RequestRow } from '../store/requests.ts';
import type { Turn } from './turn.ts';

/** The request id in a button's data. @throws stale-card if there is none */
export function requireRequestId(turn: Turn<'action'>): string {
  const { id } = turn.incoming.data;
  if (typeof id !== 'string' || id.length === 0 || id.length > 64) throw new CodedError('stale-card');
  return id;
}

/**
 * Checks that the button's card shows the current state.
 * @throws stale-card: the request has changed since that card was drawn
 */
export function requireNonce(turn: Turn<'action'>, nonce: string): void {
  if (turn.incoming.data.nonce !== nonce) throw new CodedError('stale-card');
}

/** @throws unknown-request */
export async function requireRequest(turn: Turn, id: string): Promise<RequestRow> {
  const request = await findRequest(turn.services.store.db, id);
  if (!request) throw new CodedError('unknown-request', { id });
  return request;
}

/**
 * Checks that a person may hear of a request: they may read its vault, asked for it, or are named by the approval
 * policy, which needs no Azure role.
 * @throws not-allowed, not-known, azure.*
 */
export async function requireInterest(turn: Turn, request: RequestRow): Promise<void> {
  const { objectId } = turn.incoming.from;
  if (belongsTo(request, objectId) || request.approvers?.people.includes(objectId.toLowerCase())) return;
  await turn.services.access.require(objectId, needsToReadVault(request.vault_id), false);
}
