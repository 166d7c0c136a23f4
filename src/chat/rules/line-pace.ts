/**
 * Limits how fast the lines and clicks of one person run. People at work send a few a minute. Lines of a script wait,
 * so that they cost everybody else (Azure's limits, the database) no more than a busy person does.
 */

/**
 * How a command behaves when its person has sent too much: it waits, waits even when others are refused, or runs at
 * once.
 */
export type Pace = 'waits' | 'urgent' | 'at-once';

/**
 * Most lines that wait for one person; more would run long after anybody wants their answers. The limit of urgent ones
 * is more than anybody types, and is there because waiting lines are stored and read again at each turn.
 */
export const mostQueued = { waits: 20, urgent: 200 } as const;

const minuteMs = 60_000;

/** Lines that run at once for a quiet person: half a minute's worth. */
export function linesAtOnce(perMinute: number): number {
  return Math.max(1, Math.floor(perMinute / 2));
}

/** Lines that would have to wait longer are refused. */
export function longestWaitMs(perMinute: number, most: number): number {
  return (most * minuteMs) / perMinute;
}

/**
 * The next turn of a person.
 * @param takenUntil result of the turn before; undefined: there was none lately. World milliseconds
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
