/** What `find` says of an attempt whose answer was lost. seen: its effect, its job or its end. */
export type Sight = 'seen' | 'absent' | 'unknown';

/** What the preflight says of sending it once more. unneeded: there is nothing left to do. */
export type Clearance = 'go' | 'later' | 'unneeded' | 'stop';

export type OpenAttempt = {
  sentAt: Date;
  sends: number;
  /** Looks in a row that agreed on "not there" since that may be believed, or since it is held. */
  emptyLooks: number;
  /** The preflight refused to send it once more, and the thread was told. */
  held: boolean;
};

export type Decision =
  /** Write what was seen. */
  | { kind: 'take' }
  /** `emptyLooks`: one more is counted. */
  | { kind: 'wait'; until: Date; emptyLooks?: number }
  /** Send the same id once more. */
  | { kind: 'send' }
  /** Nothing is sent, and it stays under `find`; the thread is told what stands in the way. */
  | { kind: 'hold'; until: Date }
  /** It is proven that nothing ran, and nothing more is sent under this id. */
  | { kind: 'end'; why: 'unanswered' | 'refused' | 'unneeded' };

type Situation = {
  attempt: OpenAttempt;
  sight: Sight;
  /** Absent where it was not asked for: see `needsPreflight`. */
  clearance?: Clearance;
  now: Date;
  /** From when on "not there" is believed: no send of it can begin or act later. */
  believable: Date;
};

/** Until it may be believed it is looked for this often: the thread should not stand still for five minutes. */
const betweenFindsSeconds = 45;
/**
 * Two looks must agree on "not there". This host's clock may have jumped over all of the above, so the second comes later
 * than the first by more than a minute of acting and 40 s of listing (world seconds): that much time really passes.
 */
const betweenLooksSeconds = 150;
const looksToBelieve = 2;
/** Where nothing was learned, or something was just sent: the next look (world seconds). */
export const soonSeconds = 20;
/** How often one id is sent before a person has to look. */
const mostSends = 3;

/** How long what stands in the way may be mended, until an attempt that is held ends (world seconds). */
export const heldSeconds = looksToBelieve * betweenLooksSeconds;

/** Whether the decision may be to send once more, so that the preflight has to be asked first. */
export function needsPreflight({ attempt, sight, now, believable }: Situation): boolean {
  if (sight !== 'absent' || now < believable || attempt.sends >= mostSends) return false;
  return attempt.held || attempt.emptyLooks + 1 >= looksToBelieve;
}

/**
 * What becomes of an attempt whose answer was lost. It depends on nothing but what is given: what Azure shows, what the
 * preflight says, and the time.
 */
export function settle(situation: Situation): Decision {
  const { attempt, sight, clearance = 'later', now, believable } = situation;
  const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  if (sight === 'seen') return { kind: 'take' };
  if (sight === 'unknown') return { kind: 'wait', until: after(soonSeconds) };
  if (now < believable) {
    const next = Math.min(after(betweenFindsSeconds).getTime(), believable.getTime());
    return { kind: 'wait', until: new Date(next) };
  }
  const emptyLooks = attempt.emptyLooks + 1;
  const believed = emptyLooks >= looksToBelieve;
  const count: Decision = { kind: 'wait', until: after(betweenLooksSeconds), emptyLooks };
  if (!believed && !attempt.held) return count;
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
      return believed ? { kind: 'end', why: 'refused' } : count;
  }
}
