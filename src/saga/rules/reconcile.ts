import { pollSeconds, pollsToBelieve } from '../../kernel/attempt-times.ts';
import type { OpenAttempt } from '../../store/rules/open-attempt.ts';

/** The result of `find` for an attempt whose answer was lost. seen: its effect, its job or its end. */
export type Observation = 'seen' | 'absent' | 'unknown';

/** The preflight's answer to sending an attempt once more. unneeded: there is nothing left to do. */
export type Clearance = 'go' | 'later' | 'unneeded' | 'stop';

export type Reconciliation =
  /** Store what was seen. */
  | { kind: 'take' }
  /** `counted`: this look counts as one that did not see it. */
  | { kind: 'wait'; until: Date; counted?: true }
  /** Send the same id once more. */
  | { kind: 'send' }
  /** Send nothing and keep looking; the thread is told what stands in the way. */
  | { kind: 'hold'; until: Date }
  /** End the attempt: nothing provably ran, and nothing more is sent under this id. */
  | { kind: 'end'; why: 'unanswered' | 'refused' | 'unneeded' };

export type Situation = {
  attempt: OpenAttempt;
  observation: Observation;
  /** When this look began. The process may have frozen since, and the look proves nothing about later. */
  pollBegan: Date;
  /** Absent if the preflight was not asked: see `needsPreflight`. */
  clearance?: Clearance;
  now: Date;
  /** Longest time that a call to Azure may take (world milliseconds). */
  timeoutMs: number;
};

/** Longest time for all that a step reads before its change, on top of the call itself. */
const readsMs = 90_000;
/**
 * Azure has been seen to act up to a minute after the socket died, and to list a job 40 s late. Together with the
 * step's reads and the longest time of its call, this covers both.
 */
const believeAfterMs = 4 * 60_000;
/** Time between looks before absence may be believed: the thread should not stand still for five minutes. */
const earlyPollSeconds = 45;
/** Time until the next look if nothing was learned, or something was just sent (world seconds). */
export const soonSeconds = 20;
/** Azure has been seen to list a job 40 s after it accepted the call. Before this, a missing job proves nothing. */
const listedAfterMs = 90_000;
/** How often one id is sent before a person has to look. */
const mostSends = 3;

/**
 * Whether a process froze for longer than a call may take, so that others may have gone on meanwhile. If the clock was
 * set back nobody can tell, which counts as late.
 */
export function isLate(since: Date, now: Date, timeoutMs: number): boolean {
  const passed = now.getTime() - since.getTime();
  return passed < 0 || passed > timeoutMs;
}

/** When a job that Azure accepted at `sentAt` is surely listed. */
export function listedFrom(sentAt: Date): Date {
  return new Date(sentAt.getTime() + listedAfterMs);
}

/**
 * Whether a job sent at `sentAt` was surely listed when this look began. True too if the clock was set back, as nobody
 * can tell then; a retry of the step looks for it again.
 */
export function isListed(sentAt: Date, pollBegan: Date): boolean {
  return pollBegan < sentAt || pollBegan >= listedFrom(sentAt);
}

/**
 * Whether it is too late for a send to make changes. Asked right before the send and again before each change, since
 * the step reads first and may freeze in between.
 */
export function isLateSend(sentAt: Date, now: Date, timeoutMs: number): boolean {
  return isLate(sentAt, now, timeoutMs + readsMs);
}

/**
 * Whether another worker opened this attempt between our look and our lock, or one before it goes on again after lost
 * commits.
 */
export function isTaken(last: { number: number; state: string } | undefined, number: number): boolean {
  if (!last) return false;
  const isOver = last.state === 'refused' || last.state === 'failed';
  return !isOver || last.number >= number;
}

/** Whether the decision may be to send again, so that the preflight has to be asked first. */
export function needsPreflight({ attempt, observation, pollBegan, timeoutMs }: Omit<Situation, 'now'>): boolean {
  if (observation !== 'absent' || pollBegan < believableFrom(attempt.sentAt, timeoutMs) || attempt.sends >= mostSends)
    return false;
  return attempt.held || agreeing(attempt, pollBegan) >= pollsToBelieve;
}

/**
 * Decides what becomes of an attempt whose answer was lost, from its arguments alone: what Azure shows, what the
 * preflight says, and the time.
 */
export function reconcile(situation: Situation): Reconciliation {
  const { attempt, observation, pollBegan, clearance = 'later', now, timeoutMs } = situation;
  const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  if (observation === 'seen') return { kind: 'take' };
  if (observation === 'unknown') return { kind: 'wait', until: after(soonSeconds) };
  const believable = believableFrom(attempt.sentAt, timeoutMs);
  if (pollBegan < believable) {
    const next = Math.min(after(earlyPollSeconds).getTime(), Math.max(now.getTime(), believable.getTime()));
    return { kind: 'wait', until: new Date(next) };
  }
  const believed = agreeing(attempt, pollBegan) >= pollsToBelieve;
  const goOnLooking = (): Reconciliation => {
    if (!counts(attempt, pollBegan)) return { kind: 'wait', until: nextPoll(attempt) ?? now };
    return { kind: 'wait', until: after(pollSeconds), counted: true };
  };
  if (!believed && !attempt.held) return goOnLooking();
  if (attempt.sends >= mostSends) return { kind: 'end', why: 'unanswered' };
  switch (clearance) {
    case 'go':
      return { kind: 'send' };
    case 'later':
      return { kind: 'wait', until: after(soonSeconds) };
    case 'unneeded':
      return { kind: 'end', why: 'unneeded' };
    case 'stop':
      if (!attempt.held) return { kind: 'hold', until: after(pollSeconds) };
      return believed ? { kind: 'end', why: 'refused' } : goOnLooking();
  }
}

/** The attempt after a decision that leaves it open. */
export function afterDecision(
  attempt: OpenAttempt,
  decision: Extract<Reconciliation, { kind: 'wait' | 'send' | 'hold' }>,
  { now, pollBegan }: Pick<Situation, 'now' | 'pollBegan'>,
): OpenAttempt {
  switch (decision.kind) {
    case 'wait':
      if (!decision.counted) return attempt;
      return { ...attempt, emptyLooks: attempt.emptyLooks + 1, lookedAt: pollBegan };
    case 'send':
      return { sentAt: now, sends: attempt.sends + 1, emptyLooks: 0, lookedAt: null, held: false };
    case 'hold':
      // The time runs from now and not from the look: whoever is told gets all of it to mend the problem, however long
      // the look took.
      return { ...attempt, emptyLooks: 0, lookedAt: now, held: true };
  }
}

/** When absence may be believed: no send of the attempt can start or act later. */
export function believableFrom(sentAt: Date, timeoutMs: number): Date {
  return new Date(sentAt.getTime() + timeoutMs + believeAfterMs);
}

/** Number of looks that agree on its absence, including this one if it counts. */
function agreeing(attempt: OpenAttempt, pollBegan: Date): number {
  return attempt.emptyLooks + (counts(attempt, pollBegan) ? 1 : 0);
}

/** Whether this look counts. One that an unrelated wake-up brought on too early adds nothing to the one before. */
function counts(attempt: OpenAttempt, pollBegan: Date): boolean {
  const next = nextPoll(attempt);
  return next === undefined || pollBegan >= next;
}

function nextPoll({ lookedAt }: OpenAttempt): Date | undefined {
  return lookedAt === null ? undefined : new Date(lookedAt.getTime() + pollSeconds * 1000);
}
