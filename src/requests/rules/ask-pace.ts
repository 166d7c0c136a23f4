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
