import { nameOf } from '../../kernel/arm-id.ts';
import { CodedError } from '../../kernel/errors.ts';
import type { AdeKeys, Tri } from '../../kernel/facts.ts';
import { keyUrlKey, parseKeyUrl, type StoredKey, sameKeys } from '../../kernel/keys.ts';
import { newestVersion } from '../../machines/rules/check-keys.ts';
import { type Deviation, deviation } from '../../requests/rules/addendum.ts';
import type { KeyRef, PlanEffects } from './plan.ts';
import { checkedKeys, presentKeys } from './results.ts';

/** Tags of the version of a secret that an address names, as its key vault lists them; undefined: it is not there. */
export type TagsOfSecret = (secretUrl: string) => Readonly<Record<string, string>> | undefined;

type Signed = PlanEffects['keys'];

/**
 * The address of a key says where it is used, the id of its key vault at what people's rights are looked up: a pair of
 * which the two name different vaults would let somebody use one vault's keys with the rights in another.
 * @returns the address that lies in another key vault than its id says
 */
export function keyElsewhere(keys: readonly AdeKeys[]): string | undefined {
  const parts = keys.flatMap(({ bek, kek }) => [
    { url: bek.secretUrl, vaultId: bek.keyVaultId },
    ...(kek ? [{ url: kek.keyUrl, vaultId: kek.keyVaultId }] : []),
  ]);
  return parts.find(({ url, vaultId }) => vaultOf(url) === '' || vaultOf(url) !== nameOf(vaultId).toLowerCase())?.url;
}

/** Signed by its very addresses. */
export function isSigned(keys: AdeKeys, signed: Signed): boolean {
  const { secret, kek } = refOf(keys);
  return refsOf(signed).some((ref) => ref.secret === secret && ref.kek === kek);
}

/**
 * What restored disks name and nobody signed. Whoever may write to a disk decides what it names, and a machine made of
 * it is handed that secret: one of another machine must not come in this way. A point tells one pair only, so that
 * those of a deleted machine's other disks cannot be signed; they count as its own if they lie in a vault that was
 * signed, under a key that was, and bear the machine's name there, which takes rights in that vault.
 * @param vmName of the machine that is restored
 */
export function unsignedKeys(
  keys: readonly AdeKeys[],
  signed: Signed,
  vmName: string,
  tagsOfSecret: TagsOfSecret,
): AdeKeys[] {
  const refs = refsOf(signed);
  const names = [vmName, ...refs.map(({ secret }) => tagsOfSecret(secret)?.MachineName ?? '')]
    .map((name) => name.toLowerCase())
    .filter((name) => name !== '');
  return keys.filter((one) => !isSigned(one, signed) && !isOwn(one));

  function isOwn({ bek, kek }: AdeKeys): boolean {
    const beside = refs.some(
      (ref) =>
        vaultOf(ref.secret) === vaultOf(bek.secretUrl) && objectOf(ref.kek ?? '') === objectOf(kek?.keyUrl ?? ''),
    );
    const tags = tagsOfSecret(bek.secretUrl);
    if (!beside || !tags) return false;
    const wrappedBy = tags.DiskEncryptionKeyEncryptionKeyURL ?? '';
    return (
      names.includes((tags.MachineName ?? '').toLowerCase()) && keyUrlKey(wrappedBy) === keyUrlKey(kek?.keyUrl ?? '')
    );
  }
}

/** Details for the additional vote: names and addresses, which are no secret. */
export function toDeviation({ bek, kek }: AdeKeys): Deviation {
  const value = { secret: keyUrlKey(bek.secretUrl), ...(kek && { key: keyUrlKey(kek.keyUrl) }) };
  return deviation(['disks', 'properties', 'encryptionSettingsCollection'], value);
}

/**
 * Between two steps somebody may have written to a restored disk: it names what was looked at, or what that came back
 * as, or nothing yet.
 * @throws rebuild.keys-moved
 */
export function requireCheckedKeys(
  disks: readonly { id: string; keys: AdeKeys | undefined }[],
  results: Readonly<Record<string, unknown>>,
): void {
  const known = checkedKeys(results).flatMap((keys) => [keys, presentKeys(results, keys)]);
  const moved = disks.find(({ keys }) => keys && (keyElsewhere([keys]) || !known.some((one) => sameKeys(one, keys))));
  if (moved?.keys) {
    throw new CodedError('rebuild.keys-moved', { disk: nameOf(moved.id), secret: keyUrlKey(moved.keys.bek.secretUrl) });
  }
}

function refsOf({ point, vm }: Signed): KeyRef[] {
  return [...(point ? [point] : []), ...vm];
}

function refOf({ bek, kek }: AdeKeys): KeyRef {
  return { secret: keyUrlKey(bek.secretUrl), kek: kek ? keyUrlKey(kek.keyUrl) : null };
}

function vaultOf(url: string): string {
  return parseKeyUrl(url)?.host.split('.')[0] ?? '';
}

/** The version is left out: a key that was rotated since is the same key. */
function objectOf(url: string): string {
  const address = parseKeyUrl(url);
  return address ? `${address.host}/${address.kind}/${address.name}` : '';
}

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
