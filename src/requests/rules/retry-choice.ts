import { z } from 'zod/v4';
import { defineStored } from '../../kernel/stored.ts';

/** What somebody chose when a step was asked for again: it stands in the step's result until that has one. */
export const storedRetryChoice = defineStored('retry choice', z.object({ size: z.string().optional() }));

export type RetryChoice = z.infer<typeof storedRetryChoice.schema>;

/** @throws NewerStoredError, stored.unreadable */
export function parseRetryChoice({ result }: { result: unknown }): RetryChoice {
  const { size } = storedRetryChoice.parse(result ?? {});
  return size === undefined ? {} : { size };
}
