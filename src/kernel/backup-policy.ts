export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
export type Weekday = (typeof weekdays)[number];

export const monthNames = [
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
] as const;
export type MonthName = (typeof monthNames)[number];

export const weeksOfMonth = ['First', 'Second', 'Third', 'Fourth', 'Last'] as const;
export type WeekOfMonth = (typeof weeksOfMonth)[number];

/** Wall-clock time in the policy's time zone, e.g. 02:00. The date beside it in Azure's times is a dummy. */
export type WallTime = string;

export type PolicySchedule =
  | { kind: 'daily'; time: WallTime }
  | { kind: 'weekly'; time: WallTime; days: Weekday[] }
  /** V2 only: every few hours, from a time of day on, for so many hours. */
  | { kind: 'hourly'; everyHours: number; from: WallTime; forHours: number };

/**
 * The day of the month whose point is retained: by weekday (`Weekly` in Azure) or by date (`Daily`; `last` is the
 * last day).
 */
export type MonthDays =
  | { by: 'weekday'; days: Weekday[]; weeks: WeekOfMonth[] }
  | { by: 'date'; dates: number[]; last: boolean };

/** Counts of days, weeks, months and years; an absent kind is not retained. The times are those of the schedule. */
export type PolicyRetention = {
  daily?: { count: number };
  weekly?: { count: number; days: Weekday[] };
  monthly?: { count: number; on: MonthDays };
  yearly?: { count: number; months: MonthName[]; on: MonthDays };
};

/** A policy for VMs as sent to Azure: standard (V1) or enhanced (V2). */
export type PolicyBody = {
  version: 'V1' | 'V2';
  schedule: PolicySchedule;
  retention: PolicyRetention;
  /** instantRpRetentionRangeInDays: how long snapshots stay beside the disks. */
  snapshotDays: number;
  /** Windows name, e.g. W. Europe Standard Time. */
  timeZone: string;
};

/** A policy as Azure returns it. */
export type PolicyFacts = Omit<PolicyBody, 'schedule'> & {
  /** ARM id. */
  id: string;
  vaultId: string;
  name: string;
  /** unknown: a kind that Strongroom does not read; the policy can still be chosen. */
  schedule: PolicySchedule | { kind: 'unknown' };
  /** protectedItemsCount. */
  itemCount: number;
};

/** Recommended by Azure; its own command line rejects ten times as many. */
export const mostVmsPerPolicy = 100;
