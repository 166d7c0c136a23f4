/** Teams' documented limits per bot and conversation: at most `count` calls within `ms`. */
export const sendLimits: Limit[] = [
  { count: 7, ms: 1000 },
  { count: 8, ms: 2000 },
  { count: 60, ms: 30_000 },
  { count: 1800, ms: 3_600_000 },
];

export const memberLimits: Limit[] = [
  { count: 14, ms: 1000 },
  { count: 16, ms: 2000 },
  { count: 120, ms: 30_000 },
  { count: 3600, ms: 3_600_000 },
];

export type Limit = { count: number; ms: number };

/** Sliding windows. */
export class RateLimit {
  readonly #limits: Limit[];
  readonly #now: () => number;
  readonly #calls = new Map<string, number[]>();

  constructor(limits: Limit[], now: () => number = Date.now) {
    this.#limits = limits;
    this.#now = now;
  }

  /** Counts one call. Returns 0 when it may pass, else the seconds to wait (whole, at least 1); a refused call does not count. */
  take(key: string): number {
    const now = this.#now();
    const longest = Math.max(...this.#limits.map((limit) => limit.ms));
    const calls = (this.#calls.get(key) ?? []).filter((at) => at > now - longest);
    this.#calls.set(key, calls);
    for (const { count, ms } of this.#limits) {
      const oldest = calls[calls.length - count];
      if (oldest !== undefined && oldest > now - ms) return Math.max(1, Math.ceil((oldest + ms - now) / 1000));
    }
    calls.push(now);
    return 0;
  }

  clear(): void {
    this.#calls.clear();
  }
}
