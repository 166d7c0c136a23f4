import { z } from 'zod/v4';
import { defineStored } from '../../kernel/stored.ts';

/**
 * What a day came to for a machine, by the last of its backups that began then. running: it had not ended when the day
 * was recorded. none: no backup began.
 */
export const dayResults = ['good', 'warned', 'failed', 'cancelled', 'running', 'none'] as const;
export type DayResult = (typeof dayResults)[number];

/** Results of a vault's machines on one day, by container as `containerKey` spells it. */
export const storedBackupDay = defineStored(
  'backups of a day',
  z.object({ results: z.record(z.string(), z.enum(dayResults)) }),
);

/** A day of a machine. `day` is in UTC, such as 2026-11-24. */
export type MachineDay = { day: string; result: DayResult };
