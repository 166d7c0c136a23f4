import { z } from 'zod/v4';
import { monthNames, weekdays, weeksOfMonth } from '../../kernel/backup-policy.ts';
import { defineStored, failure } from '../../kernel/stored.ts';
import { itemTargetSchema, need, signed } from '../../requests/rules/stored-parts.ts';

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

/** A policy to create. It is signed, so nothing of it is dropped. */
export const policyBody = z.strictObject({
  version: z.enum(['V1', 'V2']),
  schedule: z.discriminatedUnion('kind', [...schedules]),
  retention,
  snapshotDays: z.number(),
  timeZone: z.string(),
});

/** The policy's retention at the time of signing. */
export const policyKeeps = policyBody.pick({ retention: true, snapshotDays: true });

/** A policy as a form read it from Azure. */
export const policyFacts = z.object({
  ...policyBody.shape,
  schedule: z.discriminatedUnion('kind', [...schedules, z.strictObject({ kind: z.literal('unknown') })]),
  id: z.string(),
  vaultId: z.string(),
  name: z.string(),
  itemCount: z.number(),
});

const at = { keyVaultId: z.string(), keyVault: z.string() };

/** Azure Backup's needs on one key vault. */
export const wanted = z.discriminatedUnion('model', [
  z.object({ model: z.literal('access-policy'), ...at, keys: z.array(z.string()), secrets: z.array(z.string()) }),
  z.object({ model: z.literal('rbac'), ...at, actions: z.array(z.string()) }),
]);

/** Azure Backup's access to keys as a form read it. */
export const keyAccess = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('not-needed') }),
  z.object({ kind: z.literal('fine'), wanted: z.array(wanted) }),
  z.object({ kind: z.literal('lacking'), wanted: z.array(wanted), gaps: z.array(wanted), stops: z.boolean() }),
  z.object({ kind: z.literal('unknown'), failure }),
]);

/** Stored parts of an on-demand backup. */
export const storedBackup = defineStored(
  'plan backup',
  z.object({
    kind: z.literal('backup'),
    target: itemTargetSchema,
    plan: z.object({
      effects: signed('backup', {
        kind: z.literal('backup'),
        vault: z.string(),
        item: z.string(),
        expiry: z.string(),
      }),
      needs: z.array(need),
      hash: z.string(),
    }),
    /** Retention in calendar days, as shown to the requester. */
    days: z.number(),
    warnings: z.array(failure),
  }),
);

export type StoredBackup = z.infer<typeof storedBackup.schema>;
