import { clockSlackSeconds } from '../kernel/attempt-times.ts';
import { inSeconds } from '../kernel/clock.ts';
import { asFailure, CodedError } from '../kernel/errors.ts';
import type { Jobs } from './jobs.ts';
import type { FindOutcome } from './outcome.ts';
import { type Ref, sameContainer } from './parse/arm-id.ts';

export type FindQuery = {
  vault: Ref;
  /** Of the protected item, with or without its fabric prefix. */
  containerName: string;
  clientRequestId: string;
  sentAt: Date;
  operation: 'Backup' | 'Restore' | 'ConfigureBackup' | 'DisableBackup' | 'Undelete';
};

/** Looks for the job that a send started: by activity id, operation and item. */
export async function findSentJob(jobs: Jobs, query: FindQuery): Promise<FindOutcome> {
  const since = inSeconds(query.sentAt, -clockSlackSeconds);
  try {
    const listed = await jobs.list(query.vault, { operation: query.operation, since });
    const ours = listed
      .filter((job) => job.activityId?.toLowerCase() === query.clientRequestId.toLowerCase())
      .filter((job) => !job.containerName || sameContainer(job.containerName, query.containerName))
      .sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime())
      .map((job) => job.id);
    // A page begins with what was on the one before where a job came in between: whoever is told of two cancels one.
    const keys = ours.map((id) => id.toLowerCase());
    const jobIds = ours.filter((_, index) => keys.indexOf(keys[index] ?? '') === index);
    const [jobId, second] = jobIds;
    if (jobId === undefined) return { kind: 'absent' };
    return second === undefined ? { kind: 'found', jobId } : { kind: 'several', jobIds };
  } catch (error) {
    if (error instanceof CodedError) return { kind: 'unknown', failure: asFailure(error) };
    throw error;
  }
}
