import { z } from 'zod/v4';
import { defineStored } from '../kernel/stored.ts';
import type { StepRow } from '../store/steps.ts';

/** What somebody chose when a step was asked for again; it outlives what else the row's result is used for. */
const storedRetryChoice = defineStored('retry choice', z.object({ size: z.string().optional() }));

export type RetryChoice = z.infer<typeof storedRetryChoice.schema>;

export function parseRetryChoice({ result }: Pick<StepRow, 'result'>): RetryChoice {
  const { size } = storedRetryChoice.parse(result ?? {});
  return size === undefined ? {} : { size };
}
