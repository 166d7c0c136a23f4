import type { Log } from '../telemetry/log.ts';

/** One line a minute is enough to see an attack or a wrong setting, and too little to fill a disk with. */
const intervalMs = 60_000;

/** Logs why requests were turned away, at most once a minute, with how many there were since the last line. */
export function createRefusalLog(log: Log, now: () => number = Date.now) {
  let silentUntil = Number.NEGATIVE_INFINITY;
  let since = 0;
  return {
    add(error: unknown): void {
      since += 1;
      if (now() < silentUntil) return;
      const reason = error instanceof Error ? error.message : String(error);
      log.warn({ reason, refused: since }, 'A request to the bot was refused: its token or origin is not valid');
      silentUntil = now() + intervalMs;
      since = 0;
    },
  };
}
