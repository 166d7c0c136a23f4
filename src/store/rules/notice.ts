import { z } from 'zod/v4';
import { type CatalogueId, isCatalogueId } from '../../azure/rules/explain-error.ts';
import type { Failure } from '../../kernel/errors.ts';
import { defineStored, failure } from '../../kernel/stored.ts';

/**
 * Kind and cause of a job's trouble. A cause that only a later version's catalogue knows is shown here in Azure's
 * own words.
 */
export const storedTrouble = defineStored(
  'trouble',
  z.object({
    kind: z.enum(['failed', 'warned', 'cancelled', 'restore', 'done', 'folded', 'drill']),
    operation: z.string(),
    error: z
      .object({
        known: z
          .string()
          .transform((id) => (isCatalogueId(id) ? id : undefined))
          .optional(),
        title: z.string(),
        message: z.string(),
        advice: z.string().optional(),
      })
      .optional(),
    failure: failure.optional(),
  }),
);

export const storedNoticeMachines = defineStored(
  'machines of a notice',
  z.array(
    z.object({
      container: z.string(),
      vm: z.string(),
      jobId: z.string(),
      at: z.string(),
      times: z.number(),
      goodAt: z.string().optional(),
      endedAt: z.string().optional(),
    }),
  ),
);

/** Containers that failed during a mute. */
export const storedMuted = defineStored('machines of a mute', z.array(z.string()));

export type NoticeMachine = {
  /** Lower case. */
  container: string;
  vm: string;
  jobId: string;
  /** ISO time of the last failure. */
  at: string;
  /** Number of failures while the notice is open. */
  times: number;
  /** ISO time of a successful backup, or of the end of the restore. */
  goodAt?: string;
  /** ISO time at which its restore ended without success, which another notice reports. */
  endedAt?: string;
};

/**
 * The outcome of a job that was not started from chat. restore: one that bypassed approval. done: reported only to
 * subscriptions to everything, unless it ended backups. folded: stands for several posts beyond the limit. drill:
 * a failed restore drill, no job.
 */
export type TroubleKind = 'failed' | 'warned' | 'cancelled' | 'restore' | 'done' | 'folded' | 'drill';

export type Trouble = {
  kind: TroubleKind;
  /** Azure's spelling of the operation; `Drill` for a drill. */
  operation: string;
  /** The catalogue's entry if it knows the error, and Azure's own words. advice: Azure's recommendation. */
  error?: { known?: CatalogueId; title: string; message: string; advice?: string };
  /** Why a drill failed. */
  failure?: Failure;
};
