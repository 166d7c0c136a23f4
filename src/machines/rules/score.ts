import type { Targets, TrialBy, TrialRow } from '../../store/rules/trial-row.ts';
import { isOfAnother } from './last-region-look.ts';

/** A restore or a drill that ended, one way or another. */
export type Trial = {
  id: string;
  by: TrialBy;
  passed: boolean;
  /**
   * Its guest said that all was well. Of a restore, whose machine is looked at by whoever wanted it: all disks came back,
   * and its agent reported.
   */
  spoke: boolean;
  at: Date;
  /** From its first step to the end of its last; null: it never began. */
  tookMs: number | null;
  /** Of the machine that it is of. Absent: not known. */
  immutableId?: string;
};

export function toTrial({ id, by, state, ended_at, verdict, ran, first_at, last_at, immutable_id }: TrialRow): Trial {
  return {
    id,
    by,
    passed: state === 'succeeded',
    spoke: by === 'restore' ? ran : verdict === 'passed',
    at: ended_at,
    tookMs: first_at && last_at ? last_at.getTime() - first_at.getTime() : null,
    ...(immutable_id && { immutableId: immutable_id }),
  };
}

/**
 * Those of the machine that has the name now: what was made again under a name inherits nothing. Where it isn't known
 * of either which it is, the name counts.
 * @param immutableId of the machine now
 */
export function trialsOfMachine<One extends Pick<Trial, 'immutableId'>>(
  trials: readonly One[],
  immutableId: string | undefined,
): One[] {
  return trials.filter((one) => !isOfAnother(one, immutableId));
}

export const scoreStates = ['failed', 'overdue', 'never', 'booted', 'proven'] as const;

/** How well it is known that a machine can be restored. */
export type Score = {
  state: (typeof scoreStates)[number];
  /** What says so: the proof, the failed drill, or the last that booted. */
  last?: Trial;
  /** The last proof, whatever came after it. */
  proof?: Trial;
};

/**
 * A drill that failed stays open until something proves the machine after it. A copy that booted and said nothing proves
 * less than one that spoke, and never closes a failure. Disks that were restored without a machine that ran are no try.
 * @param trials in any order
 * @param dueSince a definition wants a proof that is no older
 */
export function scoreOf(trials: readonly Trial[], dueSince?: Date): Score {
  const newest = trials.filter(triesMachine).toSorted((a, b) => b.at.getTime() - a.at.getTime());
  const proof = newest.find(proves);
  const failed = newest.find(({ by, passed }) => by === 'drill' && !passed);
  const booted = newest.find(({ passed }) => passed);
  const kept = proof ? { proof } : {};
  if (failed && (!proof || proof.at < failed.at)) return { state: 'failed', last: failed, ...kept };
  if (dueSince && (!proof || proof.at < dueSince)) {
    return { state: 'overdue', ...(newest[0] && { last: newest[0] }), ...kept };
  }
  if (proof) return { state: 'proven', last: proof, proof };
  return booted ? { state: 'booted', last: booted } : { state: 'never' };
}

/** A machine that nobody drills, for now: who says so, and until when. */
export type Excepted = { id: string; until: Date; by: string };

/** What holds where several definitions say something of one machine. */
export function strictest(one: Targets = {}, other: Targets = {}): Targets {
  const least = (...minutes: (number | undefined)[]) => {
    const told = minutes.filter((each) => each !== undefined);
    return told.length === 0 ? undefined : Math.min(...told);
  };
  return {
    rtoMinutes: least(one.rtoMinutes, other.rtoMinutes),
    rpoMinutes: least(one.rpoMinutes, other.rpoMinutes),
  };
}

function proves({ passed, spoke }: Trial): boolean {
  return passed && spoke;
}

/** A copy of a drill that ended well has booted, whatever it said. */
function triesMachine({ by, passed, spoke }: Trial): boolean {
  return by === 'drill' || !passed || spoke;
}

/** The retest that closed a failed drill; undefined: it is open. */
export function retestOf(failed: Trial, trials: readonly Trial[]): Trial | undefined {
  return trials
    .filter((one) => proves(one) && one.at > failed.at)
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())[0];
}
