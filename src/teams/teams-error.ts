/** A message that Teams did not take, or may not have taken. Never thrown for anything but the connector's answer. */
export class TeamsError extends Error {
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** The connector's own error code, e.g. MessageWritesBlocked. */
  readonly code: string;
  readonly retryAfterSeconds?: number;
  /** Sending again cannot help: the conversation is gone, the bot is blocked there or, for an edit, the message is gone. */
  readonly dead: boolean;
  /** The message may have been taken although no answer says so. */
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
