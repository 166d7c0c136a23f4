import type { StepRow } from '../store/steps.ts';

/** What somebody chose when a step was asked for again; it outlives what else the row's result is used for. */
export type RetryChoice = { size?: string };

export function parseRetryChoice({ result }: Pick<StepRow, 'result'>): RetryChoice {
  const { size } = (result ?? {}) as RetryChoice;
  return size === undefined ? {} : { size };
}
