import { randomBytes } from 'node:crypto';

/** 96 random bits: single use, so that a card from before a change of state is recognised. */
export function newNonce(): string {
  return randomBytes(12).toString('base64url');
}
