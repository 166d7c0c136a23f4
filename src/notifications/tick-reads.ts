import { asFailure, CodedError, type Failure } from '../kernel/errors.ts';
import type { Log } from '../telemetry/log.ts';

/** What one tick of a watch reads, part by part: a part that fails is logged and left out. */
export class TickReads {
  /** Until then (world seconds) Azure wants to hear nothing of what it throttled; 0: it throttled nothing. */
  throttledSeconds = 0;
  /** By what could not be read. */
  readonly failures = new Map<string, Failure>();
  readonly #log: Log;
  readonly #vaultId: string;

  constructor(log: Log, vaultId: string) {
    this.#log = log;
    this.#vaultId = vaultId;
  }

  /** @returns undefined where it could not be read, too */
  async of<T>(what: string, read: () => Promise<T>): Promise<T | undefined> {
    try {
      return await read();
    } catch (error) {
      const failure = asFailure(error);
      this.failures.set(what, failure);
      // What is not Azure's answer is a fault of ours, which its code alone would not explain.
      const fault = error instanceof CodedError ? {} : { error };
      this.#log.warn({ vaultId: this.#vaultId, failure, what, ...fault }, 'a vault could not be watched this time');
      if (failure.code === 'azure.throttled') {
        this.throttledSeconds = Math.max(this.throttledSeconds, Number(failure.params.seconds) || 0);
      }
      return undefined;
    }
  }
}
