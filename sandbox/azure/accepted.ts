import type { Operation } from '../world/vault.ts';
import { type Call, link, type Reply } from './call.ts';

/**
 * 202 without a body, with the two addresses to follow. The service asks for 60 s (recorded), starts the paths with a
 * capital S, and answers them in the version it was called with.
 */
export function accepted(
  call: Call,
  base: string,
  operation: Operation,
  effect: string,
  words = { status: 'operationsStatus', result: 'operationResults' },
): Reply {
  const path = base.replace(/^\/subscriptions/i, '/Subscriptions');
  const address = (word: string) =>
    link(call, `${encodeURI(path)}/${word}/${operation.id}?api-version=${call.apiVersion}`);
  return {
    status: 202,
    headers: { 'azure-asyncoperation': address(words.status), location: address(words.result), 'retry-after': '60' },
    effect,
  };
}
