import type { TokenCredential } from '@azure/core-auth';
import { decodeJwt } from 'jose';
import { text } from './parse/values.ts';

export type OwnIdentity = {
  /** Object id of the principal the bot signs in as; undefined if its token does not say. */
  objectId(): Promise<string | undefined>;
};

/** The token is our own and was just given to us: it is read, not verified, and nothing of it is kept. */
export function createOwnIdentity(credential: TokenCredential, scope: string): OwnIdentity {
  let known: string | undefined;
  return {
    async objectId() {
      known ??= await credential.getToken(scope).then((given) => (given ? oidOf(given.token) : undefined));
      return known;
    },
  };
}

function oidOf(token: string): string | undefined {
  try {
    return text(decodeJwt(token).oid)?.toLowerCase();
  } catch {
    return undefined;
  }
}
