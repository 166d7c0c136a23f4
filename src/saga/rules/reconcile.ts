import { betweenLooksSeconds, looksToBelieve } from '../../kernel/attempt-times.ts';
import type { OpenAttempt } from '../../store/rules/open-attempt.ts';

/** What `find` says of an attempt whose answer was lost. seen: its effect, its job or its end. */
export type Sight = 'seen' | 'absent' | 'unknown';

/** What the preflight says of sending it once more. unneeded: there is nothing left to do. */
export type Clearance = 'go' | 'later' | 'unneeded' | 'stop';

export type Reconciliation =
  /** Write what was seen. */
  | { kind: 'take' }
  /** `counted`: this look agreed that it is not there. */
  | { kind: 'wait'; until: Date; counted?: true }
  /** Send the same id once more. */
  | { kind: 'send' }
  /** Nothing is sent, and it stays under `find`; the thread is told what stands in the way. */
  | { kind: 'hold'; until: Date }
  /** It is proven that nothing ran, and nothing more is sent under this id. */
  | { kind: 'end'; why: 'unanswered' | 'refused' | 'unneeded' };

export type Situation = {
  attempt: OpenAttempt;
  sight: Sight;
  /** When this look began: a process may have stood still since, and what it did not see was not there then. */
  lookBegan: Date;
  /** Absent where it was not asked for: see `needsPreflight`. */
  clearance?: Clearance;
  now: Date;
  /** How long a call to Azure may take (world milliseconds). */
  timeoutMs: number;
};

/** What a step reads before it changes anything may take so long in all, beside what a call takes. */
const readsMs = 90_000;
/**
 * Azure has been seen to act up to a minute after the socket died and to list a job 40 s late. With what the step reads and
 * the longest time that its call takes, this covers all of it.
 */
const believeAfterMs = 4 * 60_000;
/** Until it may be believed it is looked for this often: the thread should not stand still for five minutes. */
const betweenEarlyLooksSeconds = 45;
/** Where nothing was learned, or something was just sent: the next look (world seconds). */
export const soonSeconds = 20;
/** Azure has been seen to list a job 40 s after it took its call: before this "not there" says nothing of what it took. */
const listedAfterMs = 90_000;
/** How often one id is sent before a person has to look. */
const mostSends = 3;

/**
 * Whether a process has stood still for longer than a call may take: others may have gone on meanwhile. A clock that was
 * set back cannot tell, and counts as late.
 */
export function isLate(since: Date, now: Date, timeoutMs: number): boolean {
  const passed = now.getTime() - since.getTime();
  return passed < 0 || passed > timeoutMs;
}

/** From when on a job of what Azure took at `sentAt` is listed. */
export function listedFrom(sentAt: Date): Date {
  return new Date(sentAt.getTime() + listedAfterMs);
}

/** Whether it would be by now. A clock that was set back since cannot tell, and its step may be looked for when it is tried again. */
export function isListed(sentAt: Date, lookBegan: Date): boolean {
  return lookBegan < sentAt || lookBegan >= listedFrom(sentAt);
}

/**
 * Whether it is too late for a send to change anything: right before it begins, and again before each change, since its
 * step reads first and may stand still among that.
 */
export function isLateSend(sentAt: Date, now: Date, timeoutMs: number): boolean {
  return isLate(sentAt, now, timeoutMs + readsMs);
}

/** Whether another worker has opened this attempt between a look and a lock. */
export function isTaken(lastNumber: number, number: number): boolean {
  return lastNumber >= number;
}

/** Whether the decision may be to send once more, so that the preflight has to be asked first. */
export function needsPreflight({ attempt, sight, lookBegan, timeoutMs }: Omit<Situation, 'now'>): boolean {
  if (sight !== 'absent' || lookBegan < believableFrom(attempt.sentAt, timeoutMs) || attempt.sends >= mostSends)
    return false;
  return attempt.held || agreeing(attempt, lookBegan) >= looksToBelieve;
}

/**
 * What becomes of an attempt whose answer was lost. It depends on nothing but what is given: what Azure shows, what the
 * preflight says, and the time.
 */
export function reconcile(situation: Situation): Reconciliation {
  const { attempt, sight, lookBegan, clearance = 'later', now, timeoutMs } = situation;
  const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  if (sight === 'seen') return { kind: 'take' };
  if (sight === 'unknown') return { kind: 'wait', until: after(soonSeconds) };
  const believable = believableFrom(attempt.sentAt, timeoutMs);
  if (lookBegan < believable) {
    const next = Math.min(after(betweenEarlyLooksSeconds).getTime(), Math.max(now.getTime(), believable.getTime()));
    return { kind: 'wait', until: new Date(next) };
  }
  const believed = agreeing(attempt, lookBegan) >= looksToBelieve;
  const goOnLooking = (): Reconciliation => {
    if (!counts(attempt, lookBegan)) return { kind: 'wait', until: nextLook(attempt) ?? now };
    return { kind: 'wait', until: after(betweenLooksSeconds), counted: true };
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
      if (!attempt.held) return { kind: 'hold', until: after(betweenLooksSeconds) };
      return believed ? { kind: 'end', why: 'refused' } : goOnLooking();
  }
}

/** The attempt as it stands once a decision that leaves it open is carried out. */
export function afterDecision(
  attempt: OpenAttempt,
  decision: Extract<Reconciliation, { kind: 'wait' | 'send' | 'hold' }>,
  { now, lookBegan }: Pick<Situation, 'now' | 'lookBegan'>,
): OpenAttempt {
  switch (decision.kind) {
    case 'wait':
      if (!decision.counted) return attempt;
      return { ...attempt, emptyLooks: attempt.emptyLooks + 1, lookedAt: lookBegan };
    case 'send':
      return { sentAt: now, sends: attempt.sends + 1, emptyLooks: 0, lookedAt: null, held: false };
    case 'hold':
      // Not since the look: whoever is told has the whole time to mend it, however long that look took.
      return { ...attempt, emptyLooks: 0, lookedAt: now, held: true };
  }
}

/** From when on "not there" is believed: no send of it can begin or act later. */
export function believableFrom(sentAt: Date, timeoutMs: number): Date {
  return new Date(sentAt.getTime() + timeoutMs + believeAfterMs);
}

/** Looks that agree on "not there", this one among them where it counts. */
function agreeing(attempt: OpenAttempt, lookBegan: Date): number {
  return attempt.emptyLooks + (counts(attempt, lookBegan) ? 1 : 0);
}

/** A look that somebody else's wake-up brought on too early says nothing that the one before it did not. */
function counts(attempt: OpenAttempt, lookBegan: Date): boolean {
  const next = nextLook(attempt);
  return next === undefined || lookBegan >= next;
}

function nextLook({ lookedAt }: OpenAttempt): Date | undefined {
  return lookedAt === null ? undefined : new Date(lookedAt.getTime() + betweenLooksSeconds * 1000);
}
