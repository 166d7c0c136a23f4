import { randomInt } from 'node:crypto';
import { newRequestId } from '../kernel/request-id.ts';
import { freeRequestId } from '../store/free-request-id.ts';
import type { Tx } from '../store/transaction.ts';

/** For a form, or for a request that no form becomes. */
export function newId(tx: Tx): Promise<string> {
  return freeRequestId(tx, () => newRequestId(randomInt));
}
