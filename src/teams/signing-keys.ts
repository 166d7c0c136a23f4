import { createPipelineRequest } from '@azure/core-rest-pipeline';
import { createLocalJWKSet, type JWK, type JWTVerifyGetKey } from 'jose';
import { createHttpClient } from '../azure/http-client.ts';
import { asObject } from '../kernel/stored.ts';
import type { Log } from '../kernel/telemetry/log.ts';
import { asArray, textOf } from './place.ts';

const second = 1_000;
const hour = 3_600 * second;

/** Same lifetime as in the Bot Framework's own clients; an unknown key id triggers an earlier refresh. */
const freshMs = 24 * hour;
/** How long keys are trusted while they cannot be refreshed: an outage of their server is no reason to reject Teams. */
const trustedMs = 7 * 24 * hour;
/** Minimum time between refreshes for unknown key ids: anybody can make one up. */
const pauseMs = 30 * second;
/** Wait after a failed refresh, doubled each time. */
const firstBackOffMs = second;
const longestBackOffMs = 5 * 60 * second;
const timeoutMs = 5 * second;

const client = createHttpClient();

type Keys = { readAt: number; ids: Set<string>; ofTeams: Set<string>; find: ReturnType<typeof createLocalJWKSet> };

/**
 * The connector's public keys that are endorsed for Teams, found through its OpenID metadata and cached in memory.
 * @returns finds the key of a token; rejects when the token names none of them or the keys cannot be read
 */
export function createSigningKeys(metadataUrl: string, log: Log, now: () => number = Date.now): JWTVerifyGetKey {
  let keys: Keys | undefined;
  let reading: Promise<void> | undefined;
  let notBefore = Number.NEGATIVE_INFINITY;
  let failures = 0;

  /** Refreshes the keys, once for all callers and not before the last refresh allows. Does not reject. */
  function refresh(): Promise<void> {
    if (reading) return reading;
    if (now() < notBefore) return Promise.resolve();
    reading = read(metadataUrl)
      .then(
        (found) => {
          keys = { ...found, readAt: now() };
          failures = 0;
          notBefore = now() + pauseMs;
        },
        (error: unknown) => {
          notBefore = now() + Math.min(longestBackOffMs, firstBackOffMs * 2 ** failures);
          failures += 1;
          log.warn({ error, failures, kept: keys !== undefined }, 'The keys that Teams signs with cannot be read');
        },
      )
      .finally(() => {
        reading = undefined;
      });
    return reading;
  }

  return async (header, token) => {
    const { kid } = header;
    if (!kid) throw new Error('signed with no key that it names');
    const age = () => (keys ? now() - keys.readAt : Number.POSITIVE_INFINITY);
    if (age() > trustedMs || !keys?.ids.has(kid)) await refresh();
    else if (age() > freshMs) void refresh();
    if (!keys || age() > trustedMs) throw new Error('the keys that Teams signs with cannot be read');
    if (!keys.ids.has(kid)) throw new Error('signed with an unknown key');
    if (!keys.ofTeams.has(kid)) throw new Error('signed with a key that is not endorsed for Teams');
    return keys.find(header, token);
  };
}

async function read(metadataUrl: string): Promise<Omit<Keys, 'readAt'>> {
  const address = textOf(asObject(await readJson(metadataUrl)).jwks_uri);
  if (!address) throw new Error(`${metadataUrl} names no keys`);
  const all = asArray(asObject(await readJson(address)).keys).map(asObject);
  const ofTeams = all.filter((key) => textOf(key.kid) && asArray(key.endorsements).includes('msteams'));
  // The cached keys are worth more than an answer without any usable key.
  if (ofTeams.length === 0) throw new Error(`${address} holds no key that is endorsed for Teams`);
  return { ids: ids(all), ofTeams: ids(ofTeams), find: createLocalJWKSet({ keys: ofTeams as JWK[] }) };
}

async function readJson(address: string): Promise<unknown> {
  const request = createPipelineRequest({
    url: address,
    abortSignal: AbortSignal.timeout(timeoutMs),
    // Only the sandbox's metadata, on this host.
    allowInsecureConnection: address.startsWith('http:'),
  });
  const { status, bodyAsText } = await client.sendRequest(request);
  // A redirect does not count: the keys come from the configured cloud's address.
  if (status !== 200) throw new Error(`${address} answered ${status}`);
  return JSON.parse(bodyAsText ?? '');
}

function ids(keys: Record<string, unknown>[]): Set<string> {
  return new Set(keys.flatMap(({ kid }) => textOf(kid) ?? []));
}
