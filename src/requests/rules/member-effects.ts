import { z } from 'zod/v4';
import type { Failure } from '../../kernel/errors.ts';
import type { RequestState } from '../../kernel/request-state.ts';

/** What of the members a parent's effects hold, so that its hash covers all of them, their order and their pace. */
export const memberShape = {
  /** So many are at work at a time. */
  atOnce: z.number().int().min(1),
  /** In the order in which they begin: the hash of each one's own effects. */
  members: z.array(z.strictObject({ vmId: z.string(), hash: z.string() })).readonly(),
};

export type MemberEffects = { atOnce: number; members: readonly { vmId: string; hash: string }[] };

type Signed = { target: { vmId: string }; plan: { hash: string } };

/** @throws RangeError for none, or for a pace at which nothing would ever begin */
export function memberEffects(plans: readonly Signed[], atOnce: number): MemberEffects {
  if (plans.length === 0) throw new RangeError('a request of no members');
  if (!Number.isInteger(atOnce) || atOnce < 1) throw new RangeError(`${atOnce} members at once`);
  return { atOnce, members: plans.map(({ target, plan }) => ({ vmId: target.vmId, hash: plan.hash })) };
}

/** Whether a parent's signed effects hold exactly this member at this place. */
export function signsMember(effects: object, ordinal: number, hash: string): boolean {
  const { members = [] } = effects as Partial<MemberEffects>;
  return members[ordinal]?.hash === hash;
}

export type MemberState = {
  id: string;
  vm: string;
  state: RequestState;
  /** Its turn has come. */
  begun: boolean;
};

export type ParentState = { state: RequestState; beginBy: Date | null; retryBy: Date | null };

/** What a parent does next. */
export type Direction =
  /** These begin now; none: it waits for those at work. */
  | { kind: 'go-on'; begin: string[] }
  /** Its time is over: what has not begun does not. */
  | { kind: 'expire' }
  | { kind: 'end'; state: 'succeeded' | 'failed' | 'cancelled' | 'expired'; failure: Failure | null };

/** The next members in their order, as many as there is room for; once all have ended, how the whole has. */
export function directMembers(
  { state, beginBy, retryBy }: ParentState,
  members: readonly MemberState[],
  atOnce: number,
  now: Date,
): Direction {
  const waiting = members.filter((member) => member.state === 'approved' && !member.begun);
  const busy = members.filter((member) => isAtWork(member));
  // The first of all begins in time, as a request's first step does; the rest while the approval covers another try.
  const until = state === 'approved' ? beginBy : retryBy;
  if (waiting.length > 0 && until && now > until) return { kind: 'expire' };
  const begin = waiting.slice(0, Math.max(0, atOnce - busy.length)).map(({ id }) => id);
  if (waiting.length > 0 || busy.length > 0) return { kind: 'go-on', begin };
  return concluded(members);
}

function isAtWork({ state, begun }: MemberState): boolean {
  return state === 'running' || (state === 'approved' && begun);
}

function concluded(members: readonly MemberState[]): Direction {
  const done = members.filter(({ state }) => state === 'succeeded');
  if (done.length === members.length) return { kind: 'end', state: 'succeeded', failure: null };
  const bad = members.filter(({ state }) => state === 'failed' || state === 'void' || state === 'expired');
  if (bad.length === members.length && bad.every(({ state }) => state === 'expired')) {
    return { kind: 'end', state: 'expired', failure: { code: 'begin-expired', params: {} } };
  }
  const left = members.filter(({ state }) => state !== 'succeeded');
  const params = { done: done.length, of: members.length, members: memberNames(bad.length > 0 ? bad : left) };
  if (bad.length > 0) return { kind: 'end', state: 'failed', failure: { code: 'members-failed', params } };
  return { kind: 'end', state: 'cancelled', failure: { code: 'members-left', params } };
}

/** "web-01 (R-7K2M), web-02 (R-9QXT)" */
export function memberNames(members: readonly Pick<MemberState, 'id' | 'vm'>[]): string {
  return members.map(({ id, vm }) => `${vm} (${id})`).join(', ');
}
