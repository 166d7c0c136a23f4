import { CodedError } from '../kernel/errors.ts';
import { newNonce } from '../kernel/nonce.ts';
import type { RequestState } from '../kernel/request-state.ts';
import { findRequest, listMembers, lockMembers, type RequestRow, updateRequest } from '../store/requests.ts';
import type { Db } from '../store/schema.ts';
import type { Tx } from '../store/transaction.ts';
import { assigneeOf } from './assignee.ts';
import type { RequestKinds } from './request-kind.ts';
import { type MemberState, memberNames } from './rules/member-effects.ts';

/** The request that this one is a part of, or itself: it was asked for, decided and shown as that. */
export async function wholeOf(db: Db, request: RequestRow): Promise<RequestRow> {
  return (request.parent_id && (await findRequest(db, request.parent_id))) || request;
}

/** Object ids of who carries this request now, and the one that it is a part of. */
export async function readAssignees(db: Db, request: RequestRow): Promise<string[]> {
  return [request, await wholeOf(db, request)].map((each) => assigneeOf(each).objectId);
}

/** @throws member-of: it is decided with the request that it is a part of */
export function requireWhole({ id, parent_id: parent }: Pick<RequestRow, 'id' | 'parent_id'>): void {
  if (parent !== null) throw new CodedError('member-of', { id, parent });
}

export function memberState({ id, vm_name: vm, state, begin_by }: RequestRow): MemberState {
  return { id, vm, state, begun: begin_by !== null };
}

/**
 * A parent that has not begun takes all its members along: nothing of any of them was sent. Call it under the parent's
 * lock.
 */
export async function takeMembersAlong(
  { requestKinds }: { requestKinds: RequestKinds },
  tx: Tx,
  parent: Pick<RequestRow, 'id' | 'kind'>,
  state: Extract<RequestState, 'approved' | 'rejected' | 'expired' | 'withdrawn'>,
): Promise<void> {
  if (!requestKinds.of(parent).members) return;
  for (const member of await lockMembers(tx, parent.id)) {
    await updateRequest(tx, member.id, {
      state,
      nonce: newNonce(),
      ...(state !== 'approved' && { ended_at: tx.now() }),
    });
  }
}

/**
 * What has not begun does not; what is at work ends by itself. Call it under the parent's lock.
 * @returns how many were left out
 */
export async function leaveOutWaiting(
  tx: Tx,
  parent: Pick<RequestRow, 'id'>,
  how: { state: 'withdrawn' } | { state: 'expired'; code: string },
): Promise<number> {
  const waiting = (await lockMembers(tx, parent.id)).filter((row) => row.state === 'approved' && row.begin_by === null);
  for (const { id } of waiting) {
    await updateRequest(tx, id, {
      state: how.state,
      nonce: newNonce(),
      ended_at: tx.now(),
      ...('code' in how && { failure: { code: how.code, params: {} } }),
    });
  }
  return waiting.length;
}

/**
 * What is meant by trying a request again: of one with members, the one that failed.
 * @throws which-member where several have
 */
export async function retriedId(db: Db, id: string): Promise<string> {
  const failed = (await listMembers(db, id)).filter(({ state }) => state === 'failed');
  const [only, ...others] = failed;
  if (others.length > 0) throw new CodedError('which-member', { id, members: memberNames(failed.map(memberState)) });
  return only?.id ?? id;
}

/** @throws which-member: it has no steps of its own, each of its members has */
export async function requireOne(db: Db, id: string): Promise<void> {
  const members = await listMembers(db, id);
  if (members.length > 0) throw new CodedError('which-member', { id, members: memberNames(members.map(memberState)) });
}
