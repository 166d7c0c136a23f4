/**
 * What the service takes in a policy for VMs (documented for the portal and PowerShell; the REST specification names no
 * numbers). What it does not document is left to it: its refusal is explained afterwards.
 */
export const policyLimits = {
  /** Scheduled jobs begin on the full or the half hour only. */
  minutes: ['00', '30'],
  name: /^[A-Za-z][A-Za-z0-9-]{2,149}$/,
  days: { least: 7, most: 9999 },
  weeks: { least: 1, most: 5163 },
  months: { least: 1, most: 1188 },
  years: { least: 1, most: 99 },
  /** Snapshot retention in days: standard policies by schedule, enhanced ones alike. */
  snapshots: { V1: { least: 1, most: 5 }, V2: { least: 1, most: 30 } },
  /**
   * A weekly standard policy keeps its snapshots for exactly so many days (documented). That a weekly enhanced one keeps
   * them for at least as many is a third party's word only, not Microsoft's, and not verified.
   */
  weeklySnapshots: 5,
  everyHours: [4, 6, 8, 12, 24],
  /** An enhanced policy that runs this often keeps snapshots for fewer days (documented in June 2025). */
  hourlySnapshots: new Map([
    [4, 17],
    [6, 22],
  ]),
  windowHours: { least: 4, most: 24 },
  /** Days of a month that every month has. */
  lastDate: 28,
} as const;

/** A vault protects no more VMs than this. */
export const mostVmsPerVault = 1000;
