import type { AdeKeys, Tri } from '../../kernel/facts.ts';
import { keyUrlKey, parseKeyUrl, type StoredKey } from '../../kernel/keys.ts';
import { newestVersion } from '../../machines/rules/key-facts.ts';

/** Versions of a key or secret: when the point was taken, and now. */
export type VersionThenAndNow = {
  atPoint: string;
  /** The version in use today, or what became of it. */
  now: { version: string } | 'deleted' | 'gone' | 'unknown';
};

/** The BEK is a secret, the KEK that wraps it a key. */
export type KeyVersions = { secret: VersionThenAndNow; key?: VersionThenAndNow };

/**
 * The versions that a point names, beside today's. Today is what the machine uses; a machine that does not tell (it is
 * stopped or gone) would take the newest of the same name.
 * @param stateOf what Key Vault says of an address; undefined where that was not read
 */
export function keyVersions(
  atPoint: AdeKeys,
  now: readonly AdeKeys[],
  stateOf: (url: string) => StoredKey | undefined,
): KeyVersions {
  const used = (url: string, urls: readonly string[]) =>
    urls.find((one) => keyUrlKey(one) === keyUrlKey(url)) ??
    urls.find((one) => keyName(one) === keyName(url)) ??
    urls[0];
  const pair = (url: string, urls: readonly string[]): VersionThenAndNow => ({
    atPoint: keyVersion(url),
    now: today(used(url, urls), stateOf(url)),
  });
  const { bek, kek } = atPoint;
  const secrets = now.map((keys) => keys.bek.secretUrl);
  const keys = now.flatMap((one) => (one.kek ? [one.kek.keyUrl] : []));
  return {
    secret: pair(bek.secretUrl, secrets),
    ...(kek && { key: pair(kek.keyUrl, keys) }),
  };
}

/** Whether another version took the place of one of the two; one that is gone was not rotated. */
export function changedSince({ secret, key }: KeyVersions): Tri {
  const answers = [secret, ...(key ? [key] : [])].map(({ atPoint, now }): Tri => {
    if (typeof now === 'string' || atPoint === '') return 'unknown';
    return now.version === atPoint ? 'no' : 'yes';
  });
  return answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no';
}

function today(used: string | undefined, state: StoredKey | undefined): VersionThenAndNow['now'] {
  // Gone from Key Vault weighs more than that the machine still runs with it.
  if (state?.kind === 'gone' || state?.kind === 'deleted') return state.kind;
  const version = used === undefined ? '' : keyVersion(used);
  if (version !== '') return { version };
  const newest = state && newestVersion(state.versions)?.version.toLowerCase();
  return newest ? { version: newest } : 'unknown';
}

function keyVersion(url: string): string {
  return parseKeyUrl(url)?.version ?? '';
}

function keyName(url: string): string {
  const address = parseKeyUrl(url);
  return address ? `${address.host}/${address.name}` : url;
}
