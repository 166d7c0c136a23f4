import { randomInt } from 'node:crypto';

/** Random choices that a seed repeats. */
export type Random = { seed: number; below(limit: number): number };

/**
 * Mulberry32.
 * @param seed as text, from the environment; a new one by default
 */
export function seeded(seed: string | undefined): Random {
  const first = seed ? Number(seed) : randomInt(2 ** 31);
  let state = first >>> 0;
  return {
    seed: first,
    below(limit) {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
    },
  };
}
