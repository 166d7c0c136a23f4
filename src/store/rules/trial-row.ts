/** By what a machine is tried: a restore proves it once it ran with all its disks, a drill once its guest said that all was well. */
export type TrialBy = 'restore' | 'drill';

/** Of the kinds of requests that try a machine, by which. */
export type TrialKinds = ReadonlyMap<string, TrialBy>;

export function kindsOfTrial(kinds: TrialKinds, by: TrialBy): string[] {
  return [...kinds].flatMap(([kind, one]) => (one === by ? [kind] : []));
}

/** What the rows of it tell. */
export type TrialRow = {
  id: string;
  by: TrialBy;
  state: 'succeeded' | 'failed';
  ended_at: Date;
  /** Of the guest of a drill. */
  verdict: string | null;
  /** A machine with all its disks ran at the end. */
  ran: boolean;
  first_at: Date | null;
  last_at: Date | null;
  /** null: not known. */
  immutable_id?: string | null;
};

/** How long a restore may take and how old its point may be, in minutes. */
export type Targets = { rtoMinutes?: number | undefined; rpoMinutes?: number | undefined };
