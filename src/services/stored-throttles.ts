import type { Throttles } from '../azure/throttle-gate.ts';
import type { Store } from '../store/open.ts';
import { setThrottle, throttledUntil } from '../store/throttles.ts';

/** Throttles in the database, so that every replica honours what Azure told one of them. */
export function storedThrottles(store: Pick<Store, 'db' | 'transaction'>): Throttles {
  return {
    until: (key) => throttledUntil(store.db, key),
    set: (key, until, reason) => store.transaction((tx) => setThrottle(tx, key, until, reason)),
  };
}
