import { setTimeout as wait } from 'node:timers/promises';

/** A message that Teams did not accept, or may not have. Thrown only for the connector's answer. */
export class TeamsError extends Error {
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** The connector's own error code, e.g. MessageWritesBlocked. */
  readonly code: string;
  readonly retryAfterSeconds?: number;
  /** A retry cannot help: the conversation is gone, the bot is blocked there or, for an edit, the message is gone. */
  readonly dead: boolean;
  /** The message may have been accepted although no answer says so. */
  readonly unclear: boolean;

  constructor(facts: TeamsErrorFacts, options?: { cause?: unknown }) {
    super(`Teams answered ${facts.status || 'nothing'} (${facts.code}) to ${facts.call}`, options);
    this.name = 'TeamsError';
    this.status = facts.status;
    this.code = facts.code;
    this.dead = facts.dead;
    this.unclear = facts.unclear;
    if (facts.retryAfterSeconds !== undefined) this.retryAfterSeconds = facts.retryAfterSeconds;
  }
}

export type TeamsErrorFacts = {
  call: string;
  status: number;
  code: string;
  dead: boolean;
  unclear: boolean;
  retryAfterSeconds?: number;
};

/** Statuses for which the platform asks for a retry. */
const passing = new Set([412, 429, 502, 504]);
const tries = 3;
/** Maximum wait within a turn: a later retry is left to the outbox. */
const longestWaitMs = 10_000;

/**
 * Sends a direct answer, again if Teams was busy: such an answer is in no outbox yet, and without it the bot is
 * silent. A repeated answer to a question does no harm, so an unclear 502 or 504 is retried too.
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
