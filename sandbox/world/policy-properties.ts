/** A policy for VMs as the service keeps and answers it. Members that a caller left out are absent. */
export type PolicyProperties = {
  backupManagementType: 'AzureIaasVM';
  policyType?: string;
  schedulePolicy?: Schedule;
  retentionPolicy?: Retention;
  instantRpRetentionRangeInDays?: number;
  timeZone?: string;
  [member: string]: unknown;
};

export type Schedule = {
  schedulePolicyType?: string;
  scheduleRunFrequency?: string;
  /** V1. */
  scheduleRunDays?: string[];
  scheduleRunTimes?: string[];
  scheduleWeeklyFrequency?: number;
  /** V2. */
  hourlySchedule?: { interval?: number; scheduleWindowStartTime?: string; scheduleWindowDuration?: number };
  dailySchedule?: { scheduleRunTimes?: string[] };
  weeklySchedule?: { scheduleRunDays?: string[]; scheduleRunTimes?: string[] };
};

export type Kept = { retentionTimes?: string[]; retentionDuration?: { count?: number; durationType?: string } };

/** Which days of a month are kept. */
export type MonthFormat = {
  retentionScheduleFormatType?: string;
  retentionScheduleDaily?: { daysOfTheMonth?: { date?: number; isLast?: boolean }[] };
  retentionScheduleWeekly?: { daysOfTheWeek?: string[]; weeksOfTheMonth?: string[] };
};

export type Retention = {
  retentionPolicyType?: string;
  dailySchedule?: Kept;
  weeklySchedule?: Kept & { daysOfTheWeek?: string[] };
  monthlySchedule?: Kept & MonthFormat;
  yearlySchedule?: Kept & MonthFormat & { monthsOfYear?: string[] };
};

export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
export const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** When a policy runs, the two versions brought together. Times are wall clock, hh:mm. */
export type Runs =
  | { kind: 'Daily'; times: string[] }
  | { kind: 'Weekly'; times: string[]; days: string[] }
  | { kind: 'Hourly'; from: string; everyHours: number; forHours: number };

export function runsOf({ schedulePolicy: schedule }: PolicyProperties): Runs | undefined {
  if (!schedule) return undefined;
  const v2 = schedule.schedulePolicyType === 'SimpleSchedulePolicyV2';
  switch (schedule.scheduleRunFrequency) {
    case 'Daily':
      return { kind: 'Daily', times: clocks((v2 ? schedule.dailySchedule : schedule)?.scheduleRunTimes) };
    case 'Weekly': {
      const from = v2 ? schedule.weeklySchedule : schedule;
      return { kind: 'Weekly', times: clocks(from?.scheduleRunTimes), days: from?.scheduleRunDays ?? [] };
    }
    case 'Hourly': {
      const { interval = 0, scheduleWindowStartTime, scheduleWindowDuration = 0 } = schedule.hourlySchedule ?? {};
      const [from = ''] = clocks(scheduleWindowStartTime === undefined ? [] : [scheduleWindowStartTime]);
      return v2 ? { kind: 'Hourly', from, everyHours: interval, forHours: scheduleWindowDuration } : undefined;
    }
    default:
      return undefined;
  }
}

/** The time of day in each; the date is a dummy, and the zone is that of the policy whatever is written. */
export function clocks(times: string[] | undefined): string[] {
  return (times ?? []).map((time) => /T(\d{2}:\d{2})/.exec(String(time))?.[1] ?? '');
}
