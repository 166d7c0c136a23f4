/** Teams redelivers about 15 s after an unanswered activity; ten minutes outlive every redelivery (real time). */
const keepMs = 10 * 60_000;
const most = 10_000;

/** Deliveries of commands that only read, so that none is answered twice. Changes are claimed in the store. */
export class RecentActivities {
  readonly #seen = new Map<string, number>();

  has(key: string): boolean {
    const seen = this.#seen.get(key);
    return seen !== undefined && Date.now() - seen < keepMs;
  }

  /** @param key of the delivery @returns false if it was seen before */
  first(key: string): boolean {
    if (this.has(key)) return false;
    const realNow = Date.now();
    this.#seen.set(key, realNow);
    for (const [oldest, at] of this.#seen) {
      if (this.#seen.size <= most && realNow - at < keepMs) break;
      this.#seen.delete(oldest);
    }
    return true;
  }
}
