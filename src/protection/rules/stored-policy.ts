import { z } from 'zod/v4';
import { monthNames, weekdays, weeksOfMonth } from '../../kernel/backup-policy.ts';

const days = z.array(z.enum(weekdays));
const count = z.number();

const monthDays = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('weekday'), days, weeks: z.array(z.enum(weeksOfMonth)) }),
  z.strictObject({ by: z.literal('date'), dates: z.array(z.number()), last: z.boolean() }),
]);

const schedules = [
  z.strictObject({ kind: z.literal('daily'), time: z.string() }),
  z.strictObject({ kind: z.literal('weekly'), time: z.string(), days }),
  z.strictObject({ kind: z.literal('hourly'), everyHours: z.number(), from: z.string(), forHours: z.number() }),
] as const;

const retention = z.strictObject({
  daily: z.strictObject({ count }).optional(),
  weekly: z.strictObject({ count, days }).optional(),
  monthly: z.strictObject({ count, on: monthDays }).optional(),
  yearly: z.strictObject({ count, months: z.array(z.enum(monthNames)), on: monthDays }).optional(),
});

/** A policy as it is to be created. It is signed, so nothing of it is dropped. */
export const policyBody = z.strictObject({
  version: z.enum(['V1', 'V2']),
  schedule: z.discriminatedUnion('kind', [...schedules]),
  retention,
  snapshotDays: z.number(),
  timeZone: z.string(),
});

/** What a policy keeps, as it was when somebody signed it. */
export const policyKeeps = policyBody.pick({ retention: true, snapshotDays: true });

/** A policy as a form has read it from Azure. */
export const policyFacts = z.object({
  ...policyBody.shape,
  schedule: z.discriminatedUnion('kind', [...schedules, z.strictObject({ kind: z.literal('unknown') })]),
  id: z.string(),
  vaultId: z.string(),
  name: z.string(),
  itemCount: z.number(),
});
