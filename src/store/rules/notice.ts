import { z } from 'zod/v4';
import { type CatalogueId, isCatalogueId } from '../../azure/rules/explain-error.ts';
import type { Failure } from '../../kernel/errors.ts';
import { defineStored, failure } from '../../kernel/stored.ts';

/** What happened, and why. A cause that a later catalogue knows is told in Azure's own words here. */
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

/** Containers that failed while a mute stood. */
export const storedMuted = defineStored('machines of a mute', z.array(z.string()));

export type NoticeMachine = {
  /** In lower case. */
  container: string;
  vm: string;
  jobId: string;
  /** ISO: when it went wrong last. */
  at: string;
  /** How often, while the notice is open. */
  times: number;
  /** ISO: when a backup succeeded, or the restore ended. */
  goodAt?: string;
  /** ISO: when its restore ended without success, of which another notice tells. */
  endedAt?: string;
};

/**
 * What became of a job that nobody started from chat. restore: one that went past the approvals. done: only told where
 * everything is asked for, unless it ended backups. folded: stands for several posts that were one too many. drill: no job, a restore drill that
 * failed.
 */
export type TroubleKind = 'failed' | 'warned' | 'cancelled' | 'restore' | 'done' | 'folded' | 'drill';

export type Trouble = {
  kind: TroubleKind;
  /** As Azure spells it; `Drill` for a drill. */
  operation: string;
  /** Why: the catalogue's entry if it knows the error, and Azure's own words. advice: what mends it, by Azure. */
  error?: { known?: CatalogueId; title: string; message: string; advice?: string };
  /** Why a drill failed. */
  failure?: Failure;
};
