import type { StepRow } from '../store/steps.ts';

/** What somebody chose when a step was asked for again; it outlives what else the row's result is used for. */
export type StepWish = { size?: string };

export function wishOf({ result }: Pick<StepRow, 'result'>): StepWish {
  const { size } = (result ?? {}) as StepWish;
  return size === undefined ? {} : { size };
}
