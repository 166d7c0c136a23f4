import { type Random, seeded } from './seeded.ts';

/** All of it in `npm run faults`, a seeded choice in every other run; npm names the script, on every system. */
export const full = process.env.FAULTS === 'full' || process.env.npm_lifecycle_event === 'faults';

/** The choices of a run, which SEED repeats. Say the seed where the run's figures are said. */
export function chosen(): Random {
  return seeded(process.env.SEED);
}

/** What PART leaves of a long list: `2/3` is the second of three equal parts. All of it when PART is not set. */
export function part<T>(all: readonly T[]): T[] {
  const [which = 1, of = 1] = (process.env.PART ?? '1/1').split('/').map(Number);
  return all.filter((_, index) => index % of === which - 1);
}
