import { randomBytes } from 'node:crypto';

/** 96 random bits, for single use: a card from before a change of state is recognised. */
export function newNonce(): string {
  return randomBytes(12).toString('base64url');
}
