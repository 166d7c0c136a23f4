import { AsyncLocalStorage } from 'node:async_hooks';
import type { KyselyPlugin } from 'kysely';

const inside = new AsyncLocalStorage<true>();

/** Runs the work of a transaction, so that `assertOutside` can reject what must not happen inside one. */
export function asTransaction<T>(work: () => Promise<T>): Promise<T> {
  return inside.run(true, work);
}

/** @throws Error inside a transaction: on the embedded database the call would wait for itself for ever */
export function assertOutside(what: string): void {
  if (inside.getStore()) throw new Error(`${what} inside a transaction: use its tx.db`);
}

/** Makes each query on the reading handle fail, rather than hang, inside a transaction; on a server too. */
export const outsideTransactions: KyselyPlugin = {
  transformQuery({ node }) {
    assertOutside('store.db was used');
    return node;
  },
  async transformResult({ result }) {
    return result;
  },
};
