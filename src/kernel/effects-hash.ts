import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** SHA-256 in hex over the canonical JSON (RFC 8785) of what a plan will do. */
export function effectsHash(effects: object): string {
  return createHash('sha256')
    .update(canonicalize(effects) ?? '')
    .digest('hex');
}
