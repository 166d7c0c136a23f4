import { hash } from 'node:crypto';
import { markers } from '../world/markers.ts';
import type { Operation } from '../world/vault.ts';
import { type Call, link, type Reply } from './call.ts';

/**
 * A 202 without a body, with the two addresses to follow, in the version it was called with. Recorded: 60 s to wait
 * (.NET 2016, PowerShell 2025), the path as the call spelled it, and since 2024 a signature over the address, with a
 * certificate of 4 KB in it (its members are recorded, how they are made is modelled). A client that follows another
 * address needs no signature.
 */
export function accepted(
  call: Call,
  base: string,
  operation: Operation,
  effect: string,
  words = { status: 'operationsStatus', result: 'operationResults' },
): Reply {
  const address = (word: string) =>
    link(call, `${encodeURI(base)}/${word}/${operation.id}?api-version=${call.apiVersion}&${signatureOf(operation)}`);
  return {
    status: 202,
    headers: { 'azure-asyncoperation': address(words.status), location: address(words.result), 'retry-after': '60' },
    effect,
  };
}

const certificate = Buffer.alloc(3000, 'certificate of the local Azure ').toString('base64url');

function signatureOf({ id, acceptedAt }: Operation): string {
  const hashOf = (what: string) => hash('sha256', `${what} ${id}`, 'base64url');
  return `t=${acceptedAt.getTime()}&c=${certificate}&s=${markers.sas}${hashOf('signature')}&h=${hashOf('address')}`;
}
