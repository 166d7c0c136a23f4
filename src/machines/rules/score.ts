import type { Targets, TrialBy, TrialRow } from '../../store/rules/trial-row.ts';
import { isOfAnother } from './last-region-inspection.ts';

/** A restore or a drill that ended, successfully or not. */
export type Trial = {
  id: string;
  by: TrialBy;
  passed: boolean;
  /**
   * The guest reported that all was well. For a restore, which its requester inspects: all disks came back, and the
   * agent reported. Never by a marked point.
   */
  spoke: boolean;
  at: Date;
  /** From its first step to the end of its last; null: it never started. */
  tookMs: number | null;
  /** The tried machine's immutable id. Absent: unknown. */
  immutableId?: string;
};

export function toTrial({ by, verdict, ran, threat, immutable_id, ...row }: TrialRow): Trial {
  const { id, state, ended_at, first_at, last_at } = row;
  return {
    id,
    by,
    passed: state === 'succeeded',
    spoke: !threat && (by === 'restore' ? ran : verdict === 'passed'),
    at: ended_at,
    tookMs: first_at && last_at ? last_at.getTime() - first_at.getTime() : null,
    ...(immutable_id && { immutableId: immutable_id }),
  };
}

/**
 * Trials of the machine that has the name now: a machine recreated under a name inherits nothing. If either id is
 * unknown, the name decides.
 * @param immutableId of the machine now
 */
export function trialsOfMachine<One extends Pick<Trial, 'immutableId'>>(
  trials: readonly One[],
  immutableId: string | undefined,
): One[] {
  return trials.filter((one) => !isOfAnother(one, immutableId));
}

export const scoreStates = ['failed', 'overdue', 'never', 'booted', 'proven'] as const;

/** How well it is proven that a machine can be restored. */
export type Score = {
  state: (typeof scoreStates)[number];
  /** The trial that decides: the proof, the failed drill, or the last that booted. */
  last?: Trial;
  /** The last proof, whatever came after it. */
  proof?: Trial;
};

/**
 * A failed drill stays open until a later trial proves the machine. A copy that booted without a report proves less
 * than one that reported, and never closes a failure. Disks restored without a running machine are no trial.
 * @param trials in any order
 * @param dueSince the oldest time at which a definition still accepts a proof
 */
export function scoreTrials(trials: readonly Trial[], dueSince?: Date): Score {
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

/** An exception from drills: its request, until when, and by whom. */
export type Excepted = { id: string; until: Date; by: string };

/** The stricter targets if several definitions name one machine. */
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

/** The copy of a drill that passed has booted, whether it reported or not. */
function triesMachine({ by, passed, spoke }: Trial): boolean {
  return by === 'drill' || !passed || spoke;
}
