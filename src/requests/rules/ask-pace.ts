import type { ApproverTurn } from '../../store/rules/decision.ts';

const minuteMs = 60_000;

/**
 * When the approvers are asked about a request: at once, unless its requester has asked for much lately. A quiet person
 * may ask for half an hour's worth at once; what comes beyond that waits its turn, so that nobody approves the twelfth
 * card unread because eleven came before it.
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

/** One machine needs few decisions an hour, whoever asks: a third of what a person may ask in all, and at least two. */
export function perMachine(perHour: number): number {
  return Math.max(2, Math.floor(perHour / 3));
}

/** Who has been asked by now, whose turn is still to come, and when the next of those is. */
export function turnsAt(
  turns: readonly ApproverTurn[],
  now: Date,
): { asked: string[]; later: string[]; next: Date | undefined } {
  const { asked = [], later = [] } = Object.groupBy(turns, ({ at }) => (at > now ? 'later' : 'asked'));
  const [next] = later.map(({ at }) => at).toSorted((one, other) => one.getTime() - other.getTime());
  const who = (some: readonly ApproverTurn[]) => some.map(({ approver }) => approver);
  return { asked: who(asked), later: who(later), next };
}
