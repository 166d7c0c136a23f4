import { minuteUtc } from '../../kernel/clock.ts';
import type { Failure } from '../../kernel/errors.ts';

type Dates = {
  /** Id of the request. */
  id: string;
  beginBy: Date | null;
  retryBy: Date | null;
  /** The first step of all that was tried. */
  first: boolean;
  /** A person asked for the step again after it had failed. */
  retried: boolean;
  /** When the attempt was opened that is to be sent once more; absent for one that is new. */
  openedAt?: Date;
};

type Passed = { state: 'expired' | 'failed'; failure: Failure };

/** So long after its first send one id may be sent once more (docs/reliability.md), whatever `RETRY_MINUTES` says. */
export const resendHours = 24;

/**
 * What the clock has against a send. The time to begin bounds the first step until something is known to have been
 * sent, and an answer that was lost is not known; the time to retry bounds what was asked for again; a later step
 * follows the one before it whenever that ends, yet what was sent for it is not repeated days later.
 */
export function passedDeadline(dates: Dates, now: Date): Passed | undefined {
  const { id, beginBy, retryBy, first, retried, openedAt } = dates;
  if (retried) {
    if (!retryBy || now <= retryBy) return undefined;
    return { state: 'failed', failure: { code: 'retry-over', params: { id, until: minuteUtc(retryBy) } } };
  }
  if (first) {
    if (!beginBy || now <= beginBy) return undefined;
    return { state: 'expired', failure: { code: 'begin-expired', params: {} } };
  }
  if (!openedAt || now.getTime() <= openedAt.getTime() + resendHours * 3_600_000) return undefined;
  return { state: 'failed', failure: { code: 'resend-over', params: { hours: resendHours } } };
}
