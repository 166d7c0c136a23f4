/**
 * How a machine is tried: a restore proves it once it ran with all its disks, a drill once its guest reported success.
 */
export type TrialBy = 'restore' | 'drill';

/** The kinds of requests that try a machine, and how each does so. */
export type TrialKinds = ReadonlyMap<string, TrialBy>;

export function kindsOfTrial(kinds: TrialKinds, by: TrialBy): string[] {
  return [...kinds].flatMap(([kind, one]) => (one === by ? [kind] : []));
}

/** The trial as its rows describe it. */
export type TrialRow = {
  id: string;
  by: TrialBy;
  state: 'succeeded' | 'failed';
  ended_at: Date;
  /** Verdict of a drill's guest. */
  verdict: string | null;
  /** A machine with all its disks ran at the end. */
  ran: boolean;
  /** Defender's finding when the point was taken. */
  threat: string | null;
  first_at: Date | null;
  last_at: Date | null;
  /** null: not known. */
  immutable_id?: string | null;
};

/** Maximum duration of a restore and maximum age of its point, in minutes. */
export type Targets = { rtoMinutes?: number | undefined; rpoMinutes?: number | undefined };
