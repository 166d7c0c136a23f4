import { AsyncLocalStorage } from 'node:async_hooks';
import type { KyselyPlugin } from 'kysely';

const inside = new AsyncLocalStorage<true>();

/** Runs the work of a transaction, so that what must not happen inside one can be told. */
export function asTransaction<T>(work: () => Promise<T>): Promise<T> {
  return inside.run(true, work);
}

/** @throws Error inside a transaction, which on the embedded database would wait for itself for ever */
export function assertOutside(what: string): void {
  if (inside.getStore()) throw new Error(`${what} inside a transaction: use its tx.db`);
}

/** On a handle for reading: makes each query inside a transaction fail instead of hang, on a server too. */
export const outsideTransactions: KyselyPlugin = {
  transformQuery({ node }) {
    assertOutside('store.db was used');
    return node;
  },
  async transformResult({ result }) {
    return result;
  },
};
