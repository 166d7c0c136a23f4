import { containerKey } from '../../kernel/arm-id.ts';
import type { JobFacts, JobStatus } from '../../kernel/facts.ts';
import { hasEnded } from '../../requests/rules/jobs.ts';
import type { Trouble } from '../../store/rules/notice.ts';
import { findTrouble } from './trouble.ts';

/** One job to report. */
export type News = {
  trouble: Trouble;
  /** As `containerKey` spells it; for a job without a container, the machine's name in lower case. */
  container: string;
  vm: string;
  jobId: string;
  startedAt: Date;
  /** End of the job, or its start if it is running. */
  at: Date;
  ended: boolean;
};

/** The last state seen of a job. */
export type Seen = { status: string };

/**
 * News in a job list. A job is reported once when first seen running, if that is news, and once when it has ended; one
 * that runs again, changes after its end or vanishes is not reported again.
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

/** Azure may report an end before the start, or none at all. */
function endTime({ startedAt, endedAt }: JobFacts): Date {
  return endedAt && endedAt > startedAt ? endedAt : startedAt;
}

/** The status to store: an end stays, whatever a later list says. */
export function statusAfter(job: JobFacts, seen: Seen | undefined): string {
  return seen && hasEnded(seen.status as JobStatus) ? seen.status : job.status;
}

const hour = 3_600_000;
/** A job that runs longer no longer extends the list. */
const maxRunMs = 36 * hour;
/** Azure lists a job some seconds after it started. */
const overlapMs = 10 * 60_000;

/**
 * Start time from which a vault's jobs are listed: the oldest job still running at the last look, otherwise the look
 * itself. Lists are short by day, and span the night's window while that lasts.
 * @param lastLook undefined: the first look
 */
export function listSince(lastLook: Date | undefined, running: readonly Date[], now: Date): Date {
  const earliest = now.getTime() - maxRunMs;
  if (!lastLook) return new Date(earliest);
  const starts = running.map((start) => start.getTime()).filter((start) => start >= earliest);
  const from = Math.min(lastLook.getTime(), ...starts) - overlapMs;
  return new Date(Math.max(earliest, from));
}

/** Each costs a call, at every look. */
const maxReads = 3;
const readEveryMs = 10 * 60_000;
/** No backup takes longer; a job still running then will never report its end. */
const forgottenMs = 14 * 24 * hour;

/**
 * Jobs last seen running that started before the list: their end shows only when they are read individually, in turn.
 * @param since start time from which the vault's jobs are listed
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
        now.getTime() - seen_at.getTime() >= readEveryMs,
    )
    .toSorted((one, other) => one.seen_at.getTime() - other.seen_at.getTime())
    .slice(0, maxReads);
}
