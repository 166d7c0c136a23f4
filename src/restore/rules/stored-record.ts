import { z } from 'zod/v4';
import { defineStored } from '../../kernel/stored.ts';
import { madeSchema } from '../../requests/rules/stored-parts.ts';

/** What was written down of what a restore made. unproven: names of what is told, and never touched. */
export const storedRecord = defineStored(
  'result drill-record',
  z.object({ made: z.array(madeSchema), unproven: z.array(z.string()) }),
);
