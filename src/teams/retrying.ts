import { setTimeout as wait } from 'node:timers/promises';
import { TeamsError } from './teams-error.ts';

/** What the platform asks to be tried again. */
const passing = new Set([412, 429, 502, 504]);
const tries = 3;
/** A turn is held up no longer than this: what Teams wants later is left to the outbox. */
const longestWaitMs = 10_000;

/**
 * Sends a direct answer, again if Teams was busy: such an answer is in no outbox yet, and without it the bot is silent.
 * A repeated answer to a question does no harm, so an unclear 502 or 504 is tried again too.
 * @param firstWaitMs the wait before the second try, doubled for the third, with up to half of it added at random
 */
export async function retrying<T>(send: () => Promise<T>, firstWaitMs = 500): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof TeamsError) || !passing.has(error.status) || attempt === tries) throw error;
      const backOff = firstWaitMs * 2 ** (attempt - 1) * (1 + Math.random() / 2);
      const asked = (error.retryAfterSeconds ?? 0) * 1000;
      if (asked > longestWaitMs) throw error;
      await wait(Math.max(backOff, asked));
    }
  }
}
