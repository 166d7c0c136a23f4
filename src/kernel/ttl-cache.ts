import type { Clock } from './clock.ts';

/**
 * Caches answers for a while, and asks only once when several callers want the same one at the same moment.
 * A failed answer is not cached. Ages are in world time, so that a sped-up sandbox stays as fresh as production.
 */
export class TtlCache<T> {
  readonly #kept = new Map<string, { at: number; answer: Promise<T> }>();
  readonly #clock: Clock;
  readonly #maxAgeMs: number;
  readonly #maxEntries: number;

  constructor(clock: Clock, maxAgeMs: number, maxEntries = 1000) {
    this.#clock = clock;
    this.#maxAgeMs = maxAgeMs;
    this.#maxEntries = maxEntries;
  }

  /** @param maxAgeMs 0 asks anew; the answer is cached for other callers. */
  get(key: string, ask: () => Promise<T>, maxAgeMs = this.#maxAgeMs): Promise<T> {
    const now = this.#clock.now().getTime();
    const kept = this.#kept.get(key);
    const age = kept && now - kept.at;
    // Negative if the clock was set back: the age is then unknown.
    if (kept && age !== undefined && age >= 0 && age < maxAgeMs) return kept.answer;
    const answer = ask();
    this.#kept.delete(key);
    this.#kept.set(key, { at: now, answer });
    answer.catch(() => {
      if (this.#kept.get(key)?.answer === answer) this.#kept.delete(key);
    });
    if (this.#kept.size > this.#maxEntries) {
      const oldest = this.#kept.keys().next().value;
      if (oldest !== undefined) this.#kept.delete(oldest);
    }
    return answer;
  }
}
