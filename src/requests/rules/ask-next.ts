import type { ApproverTurn } from '../../store/rules/decision.ts';

/** Minutes in which those who were asked may decide before the next ones are asked. */
const askMinutes = 5;

/** Minutes for which somebody who is looking at a request is left alone with it. */
export const lookMinutes = 10;

/** Most people asked at a time: of a crowd everybody leaves it to the others. */
const mostAtOnce = 2;

/** Somebody who may decide a request. */
export type Candidate = {
  oid: string;
  onCall: boolean;
  /** When they last decided something that was asked in the same conversation. */
  decidedAt?: Date;
  /** Whether a message reaches them. */
  reachable: boolean;
  /** When APPROVER_ASKS_PER_HOUR lets them be asked. */
  from: Date;
};

/**
 * The next people to ask. wait: nobody before that moment; busy: because all have been asked for too much elsewhere.
 * unreached: nobody else can be reached. done: everybody was asked.
 */
export type NextAsk =
  | { kind: 'ask'; people: string[] }
  | { kind: 'wait' | 'busy'; until: Date }
  | { kind: 'unreached' | 'done' };

/** When the next people may be asked, as far as that depends on those before. */
export function askAgainAt(asked: readonly ApproverTurn[], lookingUntil: Date | null): Date | undefined {
  const last = Math.max(...asked.map(({ at }) => at.getTime() + askMinutes * 60_000), lookingUntil?.getTime() ?? 0);
  return last > 0 ? new Date(last) : undefined;
}

/**
 * Chooses whom to ask next: those on call, then those who decided here last, then the others in their order. Nobody is
 * asked twice.
 */
export function nextAsk(
  candidates: readonly Candidate[],
  asked: readonly ApproverTurn[],
  lookingUntil: Date | null,
  now: Date,
): NextAsk {
  const again = askAgainAt(asked, lookingUntil);
  if (again && now < again) return { kind: 'wait', until: again };
  const left = candidates.filter(({ oid }) => !asked.some(({ approver }) => approver === oid));
  if (left.length === 0) return { kind: 'done' };
  const reachable = left.filter((one) => one.reachable);
  if (reachable.length === 0) return { kind: 'unreached' };
  const free = reachable.filter(({ from }) => from <= now);
  if (free.length === 0)
    return { kind: 'busy', until: new Date(Math.min(...reachable.map(({ from }) => from.getTime()))) };
  const onCall = free.filter((one) => one.onCall);
  const lastFirst = free.toSorted((one, other) => timeOf(other) - timeOf(one));
  return { kind: 'ask', people: (onCall.length > 0 ? onCall : lastFirst).slice(0, mostAtOnce).map(({ oid }) => oid) };
}

function timeOf({ decidedAt }: Candidate): number {
  return decidedAt?.getTime() ?? 0;
}

const minuteMs = 60_000;

/**
 * When approvers are asked about a request: at once, unless its requester has asked for much lately. A requester who
 * was quiet may ask for half an hour's worth at once; further requests wait their turn, so that nobody approves the
 * twelfth card unread because eleven came before it.
 * @param askedBefore when that person asked for decisions within the last day, oldest first
 */
export function askApproversAt(askedBefore: readonly Date[], now: Date, perHour: number): Date {
  const everyMs = (60 * minuteMs) / perHour;
  const atOnce = Math.max(1, Math.floor(perHour / 2));
  let taken = Number.NEGATIVE_INFINITY;
  const turnAt = (moment: number) => {
    const turn = Math.max(taken, moment - (atOnce - 1) * everyMs);
    taken = turn + everyMs;
    return Math.max(moment, turn);
  };
  for (const before of askedBefore) turnAt(before.getTime());
  return new Date(Math.ceil(turnAt(now.getTime())));
}

/**
 * Requests an hour for one machine, which needs few decisions, whoever asks: a third of a person's own, and at least
 * two.
 */
export function machineShare(perHour: number): number {
  return Math.max(2, Math.floor(perHour / 3));
}
