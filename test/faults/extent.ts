import { type Random, seeded } from './seeded.ts';

/** All of it in `npm run faults`, a seeded choice in `npm test`; npm names the script, on every system. */
export const full = process.env.FAULTS === 'full' || process.env.npm_lifecycle_event === 'faults';

/** The choices of a run, which SEED repeats. Say the seed where the run's figures are said. */
export function chosen(): Random {
  return seeded(process.env.SEED);
}
