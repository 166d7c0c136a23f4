import { AsyncLocalStorage } from 'node:async_hooks';

/** The last call that a read has made: what an answer was to, where only its parts are at hand. */
const asking = new AsyncLocalStorage<{ action?: string }>();

export function askingAzure<T>(read: () => Promise<T>): Promise<T> {
  return asking.run({}, read);
}

export function noteCall(action: string): void {
  const store = asking.getStore();
  if (store) store.action = action;
}

/** @returns undefined: nothing was asked */
export function lastCall(): string | undefined {
  return asking.getStore()?.action;
}
