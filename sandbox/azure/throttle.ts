import { AzureError } from './errors.ts';

const hour = 3_600_000;

/**
 * Counts calls per subscription and action in windows of an hour of world time. The wait is in the text (recorded) and
 * in Retry-After (documented by Resource Manager; the recorder of the CLI strips that header, so recordings prove
 * nothing). 150 an hour was the service's limit in 2021; the default here is generous, so that a world at sixty times
 * its speed stays usable.
 */
export class Throttle {
  readonly #windows = new Map<string, { from: number; count: number }>();
  /** Calls per hour of world time, subscription and action. */
  limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  /**
   * Counts one call.
   * @returns how many are left
   * @throws AzureError 429
   */
  take(subscriptionId: string, action: string, now: Date): number {
    const key = `${subscriptionId} ${action}`.toLowerCase();
    let window = this.#windows.get(key);
    if (!window || now.getTime() - window.from >= hour) {
      window = { from: now.getTime(), count: 0 };
      this.#windows.set(key, window);
    }
    window.count++;
    if (window.count > this.limit)
      throw throttled(action, this.limit, Math.ceil((window.from + hour - now.getTime()) / 1000));
    return this.limit - window.count;
  }

  clear(): void {
    this.#windows.clear();
  }
}

export function throttled(action: string, limit: number, seconds: number): AzureError {
  return new AzureError(
    429,
    'ResourceRequestsThrottled',
    `Number of requests for action '${action}' exceeded the limit of '${limit}' for time interval '01:00:00'. Please try again after '${seconds}' seconds.`,
    { headers: { 'x-ms-failure-cause': 'gateway', 'retry-after': String(seconds) } },
  );
}
