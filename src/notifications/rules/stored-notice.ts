import { z } from 'zod/v4';
import { isCatalogueId } from '../../errors/rules/explain-error.ts';
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
