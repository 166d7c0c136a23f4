/**
 * How fast the lines and clicks of one person run. People at work send a few a minute; what a script sends waits, so
 * that it costs everybody else (Azure's limits, the database) no more than a busy person does.
 */

/** What a command may do when its person has sent too much: wait, wait where others are refused, or go first. */
export type Pace = 'waits' | 'urgent' | 'at-once';

/**
 * So many lines wait for one person; more would run long after anybody wants their answers. Of what is urgent more than
 * anybody types: what waits is kept, and read again at each turn.
 */
export const mostQueued = { waits: 20, urgent: 200 } as const;

const minuteMs = 60_000;

/** A quiet person may send half a minute's worth at once. */
export function linesAtOnce(perMinute: number): number {
  return Math.max(1, Math.floor(perMinute / 2));
}

/** What has to wait longer is not taken. */
export function longestWaitMs(perMinute: number, most: number): number {
  return (most * minuteMs) / perMinute;
}

/**
 * The next turn of a person.
 * @param takenUntil what the turn before gave; undefined: there was none lately. Milliseconds of world time
 */
export function nextLine(
  takenUntil: number | undefined,
  now: number,
  perMinute: number,
): { takenUntil: number; waitMs: number } {
  const everyMs = minuteMs / perMinute;
  const earliest = now - (linesAtOnce(perMinute) - 1) * everyMs;
  const turn = Math.max(takenUntil ?? earliest, earliest);
  return { takenUntil: turn + everyMs, waitMs: Math.max(0, Math.ceil(turn - now)) };
}
