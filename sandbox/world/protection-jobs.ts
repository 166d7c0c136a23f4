import { spread } from './ids.ts';
import type { JobPlan } from './operations.ts';
import type { Job, ProtectedItem } from './vault.ts';

/** Seconds the jobs about protection take, as recorded. */
const seconds = {
  ConfigureBackup: [11, 90],
  DisableBackup: [11, 11],
  DeleteBackupData: [11, 11],
  Undelete: [11, 11],
} as const;

/** A job without tasks that is soon over and cannot be cancelled. */
export function instantJob(
  operation: Extract<Job['operation'], keyof typeof seconds>,
  item: ProtectedItem,
  policyName = item.policyName,
): (startedAt: Date, jobId: string) => JobPlan {
  const [least, most] = seconds[operation];
  return (startedAt, jobId) => ({
    operation,
    endsAt: new Date(startedAt.getTime() + Math.round(spread(`${operation} ${jobId}`, least, most) * 1000)),
    result: 'Completed',
    tasks: [],
    errors: [],
    bag: {
      'VM Name': item.vmName,
      ...(policyName && { 'Policy Name': policyName }),
      ...(operation === 'Undelete' && { 'Undelete flag': 'True' }),
    },
    internalBag: {},
    reportsPercent: false,
    cancellableUntil: startedAt,
  });
}
