import { containerKey } from '../../kernel/arm-id.ts';
import type { JobFacts, JobStatus } from '../../kernel/facts.ts';
import { hasEnded } from '../../requests/rules/jobs.ts';
import type { Trouble } from '../../store/rules/notice.ts';
import { findTrouble } from './trouble.ts';

/** One job about which something is to be told. */
export type News = {
  trouble: Trouble;
  /** As `containerKey` writes it; of a job without one the machine's name, in lower case. */
  container: string;
  vm: string;
  jobId: string;
  startedAt: Date;
  /** When it ended, or began if it runs. */
  at: Date;
  ended: boolean;
};

/** What was last seen of a job. */
export type Seen = { status: string };

/**
 * What a list shows that was not told yet. A job is told once when it is first seen to run, if that is news, and once
 * when it has ended: one that goes back to running, changes after its end or vanishes is not told again.
 */
export function findNews(job: JobFacts, seen: Seen | undefined): News | undefined {
  if (seen && (hasEnded(seen.status as JobStatus) || seen.status === job.status)) return undefined;
  const trouble = findTrouble(job);
  if (!trouble) return undefined;
  const { id: jobId, vmName: vm, startedAt } = job;
  const ended = hasEnded(job.status);
  const at = ended ? endTime(job) : startedAt;
  const container = containerKey(job.containerName) || vm.toLowerCase();
  return { trouble, container, vm, jobId, startedAt, at, ended };
}

/** Azure may say an end before the start, or none at all. */
function endTime({ startedAt, endedAt }: JobFacts): Date {
  return endedAt && endedAt > startedAt ? endedAt : startedAt;
}

/** The status that is kept: an end stays, whatever a later list says. */
export function statusAfter(job: JobFacts, seen: Seen | undefined): string {
  return seen && hasEnded(seen.status as JobStatus) ? seen.status : job.status;
}

const hour = 3_600_000;
/** A job that runs longer than this holds the list back no more. */
const longestMs = 36 * hour;
/** Azure lists a job some seconds after it began. */
const overlapMs = 10 * 60_000;

/**
 * From which start on a vault's jobs are listed: the oldest that still ran at the last look, or else that look itself.
 * So lists are short by day and as long as the night's window while it lasts.
 * @param lastLook undefined: the vault was never looked at
 */
export function listSince(lastLook: Date | undefined, running: readonly Date[], now: Date): Date {
  const earliest = now.getTime() - longestMs;
  if (!lastLook) return new Date(earliest);
  const starts = running.map((start) => start.getTime()).filter((start) => start >= earliest);
  const from = Math.min(lastLook.getTime(), ...starts) - overlapMs;
  return new Date(Math.max(earliest, from));
}

/** Each costs a call, at every look. */
const mostAsked = 3;
const askEveryMs = 10 * 60_000;
/** No backup takes longer; what still runs then will never say that it ended. */
const forgottenMs = 14 * 24 * hour;

/**
 * Jobs that still ran when they were last seen and began before the list: their end shows only when they are asked for
 * by themselves, in turn.
 * @param since from which start on the vault's jobs are listed
 */
export function longRunning<J extends { started_at: Date; seen_at: Date }>(
  running: readonly J[],
  since: Date,
  now: Date,
): J[] {
  return running
    .filter(
      ({ started_at, seen_at }) =>
        started_at < since &&
        now.getTime() - started_at.getTime() < forgottenMs &&
        now.getTime() - seen_at.getTime() >= askEveryMs,
    )
    .toSorted((one, other) => one.seen_at.getTime() - other.seen_at.getTime())
    .slice(0, mostAsked);
}
