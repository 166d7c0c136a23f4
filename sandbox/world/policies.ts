import type { Policy } from './vault.ts';

/** The date in a policy's times is a dummy; only the time of day counts. */
const oneAtNight = '2025-02-03T01:00:00Z';

/** A standard (V1) policy: every night at 01:00 UTC, snapshots kept for two days. */
export function dailyPolicy(name: string, keep: { days: number; weeks?: number }): Policy {
  const at = { retentionTimes: [oneAtNight] };
  return {
    name,
    properties: {
      backupManagementType: 'AzureIaasVM',
      policyType: 'V1',
      instantRPDetails: {},
      schedulePolicy: {
        schedulePolicyType: 'SimpleSchedulePolicy',
        scheduleRunFrequency: 'Daily',
        scheduleRunTimes: [oneAtNight],
        scheduleWeeklyFrequency: 0,
      },
      retentionPolicy: {
        retentionPolicyType: 'LongTermRetentionPolicy',
        dailySchedule: { ...at, retentionDuration: { count: keep.days, durationType: 'Days' } },
        ...(keep.weeks && {
          weeklySchedule: {
            daysOfTheWeek: ['Sunday'],
            ...at,
            retentionDuration: { count: keep.weeks, durationType: 'Weeks' },
          },
        }),
      },
      instantRpRetentionRangeInDays: 2,
      timeZone: 'UTC',
    },
  };
}
