import { spread } from './ids.ts';
import { type JobFailure, jobErrors } from './job-errors.ts';

/** One past scheduled backup. */
export type Night = { startedAt: Date; pointAt: Date; failure?: JobFailure };

const day = 86_400_000;

/** Past failures: by VM, then by number of nights ago (0 is the last). */
const failures: Record<string, Record<number, JobFailure>> = {
  'sql-01': { 6: jobErrors.agentSnapshot },
  'app-01': { 3: jobErrors.vmOffline },
  'locked-01': { 0: jobErrors.keyVaultPermissions },
  'rbac-01': { 0: jobErrors.keyVaultPermissions },
  'drift-01': { 0: jobErrors.keyVaultPermissions },
  'agentless-01': { 0: jobErrors.agentUnavailable },
  'gone-01': { 0: jobErrors.vmNotFound },
  'dev-01': { 1: jobErrors.agentSnapshot, 9: jobErrors.vmOffline },
};

/** Failures of every night: this VM was gone before the first recorded night. */
const everyNight: Record<string, JobFailure> = { 'fleet-0002': jobErrors.vmNotFound };

/** 01:00 UTC of the last completed night: the newest that started two hours before. Milliseconds. */
export function lastNight(origin: Date): number {
  const hour = 3_600_000;
  return Math.floor((origin.getTime() - 3 * hour) / day) * day + hour;
}

/** Scheduled backups of a VM before `origin`, newest first: every night at 01:00 UTC. */
export function nightsOf(vmName: string, origin: Date, count: number): Night[] {
  const last = lastNight(origin);
  return Array.from({ length: count }, (_, index) => {
    const at = last - index * day;
    const startedAt = at + Math.round(spread(`start ${vmName} ${at}`, 1000, 20_000));
    const pointAt = startedAt + Math.round(spread(`point ${vmName} ${at}`, 4000, 35_000));
    const failure = everyNight[vmName] ?? failures[vmName]?.[index];
    return { startedAt: new Date(startedAt), pointAt: new Date(pointAt), ...(failure && { failure }) };
  });
}
