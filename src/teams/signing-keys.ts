import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import { listOf, recordOf, textOf } from './wire-activity.ts';

/** As long as the Bot Framework's own clients keep them; an unknown key id fetches them anew before that. */
const maxAgeMs = 24 * 60 * 60_000;
const timeoutMs = 5_000;

export type SigningKeys = {
  /** Finds the key of a token; rejects when there is none or the keys cannot be read. */
  find: JWTVerifyGetKey;
  /** The channels that a key may sign for; empty when its owner names none. */
  endorsements(keyId: string | undefined): unknown[];
};

/** The connector's public keys, found through its OpenID metadata and kept in memory. */
export function createSigningKeys(metadataUrl: string): SigningKeys {
  let keys: ReturnType<typeof createRemoteJWKSet> | undefined;
  let loading: Promise<ReturnType<typeof createRemoteJWKSet>> | undefined;

  async function load() {
    const response = await fetch(metadataUrl, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    const address = textOf(recordOf(await response.json()).jwks_uri);
    if (!response.ok || !address) throw new Error(`${metadataUrl} answered ${response.status} and named no keys`);
    return createRemoteJWKSet(new URL(address), { cacheMaxAge: maxAgeMs, timeoutDuration: timeoutMs });
  }

  return {
    find: async (header, token) => {
      if (!keys) {
        // One load for all that wait; forgotten when it fails, so that the next request tries again.
        loading ??= load().finally(() => {
          loading = undefined;
        });
        keys = await loading;
      }
      return keys(header, token);
    },
    endorsements(keyId) {
      const key = listOf(keys?.jwks()?.keys)
        .map(recordOf)
        .find((each) => each.kid === keyId);
      return listOf(key?.endorsements);
    },
  };
}
