import { type Random, seeded } from './seeded.ts';

/**
 * True in `npm run faults`, which runs everything; other runs take a seeded selection. npm sets the script's name on
 * every system.
 */
export const full = process.env.FAULTS === 'full' || process.env.npm_lifecycle_event === 'faults';

/** Random choices of a run, which SEED repeats. Print the seed beside the run's figures. */
export function chosen(): Random {
  return seeded(process.env.SEED);
}

/** The part of a long list that PART selects: `2/3` is the second of three equal parts. By default all of it. */
export function part<T>(all: readonly T[]): T[] {
  const [which = 1, of = 1] = (process.env.PART ?? '1/1').split('/').map(Number);
  return all.filter((_, index) => index % of === which - 1);
}
