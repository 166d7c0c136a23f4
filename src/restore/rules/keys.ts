import type { RestoreBody } from '../../azure/rules/restore-body.ts';
import { nameOf, sameArmId } from '../../kernel/arm-id.ts';
import { CodedError } from '../../kernel/errors.ts';
import type { AdeKeys, EncryptionSetFacts, SetKey, Tri } from '../../kernel/facts.ts';
import { isHsmKey, keyUrlKey, parseKeyUrl, type StoredKey, sameKeys } from '../../kernel/keys.ts';
import { newestVersion } from '../../machines/rules/check-keys.ts';
import { type Deviation, deviation } from '../../requests/rules/addendum.ts';
import type {
  KeyRef,
  PlanEffects,
  RestoreChoice,
  RestoreContext,
  RestoreFacts,
  RestorePlan,
  Violation,
  Warning,
} from './plan.ts';
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

/**
 * The place where the original key has to be: the key vault of the set that the disks are restored with, under its own
 * name and version (documented). Where only the chosen set is known, it points to that very key.
 * @param own of the OS disk as it is today
 * @param chosen in its place
 */
export function wantedKey(
  own: EncryptionSetFacts | undefined,
  chosen: EncryptionSetFacts | undefined,
): Pick<SetKey, 'url' | 'keyVaultId'> | undefined {
  const place = chosen ?? own;
  if (!place?.keyUrl) return undefined;
  const at = place.keyVaultId ? { keyVaultId: place.keyVaultId } : {};
  if (!own?.keyUrl || own === place) return { url: place.keyUrl, ...at };
  return { url: `${new URL(place.keyUrl).origin}${new URL(own.keyUrl).pathname}`, ...at };
}

/**
 * The key as it was signed, once the disks are restored with it or the original is gone: the step that would bring it
 * back tells what became of it.
 */
export function signedSetKey({ effects }: Pick<RestorePlan, 'effects'>): SetKey | undefined {
  const { set } = effects.keys;
  if (!set) return undefined;
  const scope = effects.steps.find(({ kind }) => kind === 'recover-set-key')?.scope ?? '';
  return { url: set, ...(scope.startsWith('/') && { keyVaultId: scope }), state: 'present' };
}

/** Whether the customer holds the key of the OS disk: by the point, whose value for that is recorded, or by its set. */
export function hasSetKey({ encryption, point, setKey }: RestoreFacts): boolean {
  if (encryption.confidential.value !== 'yes') return false;
  return setKey !== undefined || /CustomerKey$/i.test(point.securityType ?? '');
}

export function setKeyWarnings(facts: RestoreFacts, { signed }: RestoreContext): Warning[] {
  if (signed || !hasSetKey(facts)) return [];
  const { setKey, item } = facts;
  const params = { vm: item.vmName, ...keyNames(setKey?.url) };
  switch (setKey?.state ?? 'unknown') {
    case 'missing':
      return [{ code: 'set-key-lost', params }];
    case 'soft-deleted':
      return [{ code: 'set-key-deleted', params }];
    case 'disabled':
      return [{ code: 'set-key-disabled', params }];
    case 'unknown':
      return [setKey ? { code: 'set-key-unknown', params } : { code: 'set-key-unnamed', params: { vm: item.vmName } }];
    default:
      return [];
  }
}

/** A snapshot is restored with the key that it was taken with and no other; what brings a lost one out is the vault. */
export function setKeyRules(facts: RestoreFacts, { signed }: RestoreContext): Violation[] {
  if (signed || !hasSetKey(facts) || facts.setKey?.state !== 'missing' || !isSnapshotOnly(facts)) return [];
  return [{ code: 'set-key-snapshot-only', params: { vm: facts.item.vmName, ...keyNames(facts.setKey.url) } }];
}

/** A point that lists no tiers is of before there were any, and lies in the vault. */
export function isSnapshotOnly({ point }: Pick<RestoreFacts, 'point'>): boolean {
  return point.tiers.length > 0 && point.tiers.every(({ tier, status }) => tier === 'snapshot' || status === 'deleted');
}

/** Names that people know: key, and key vault or Managed HSM. */
export function keyNames(url = ''): { key: string; vault: string } {
  const { name = '?', host = '?' } = parseKeyUrl(url) ?? {};
  return { key: name, vault: host.split('.')[0] ?? host };
}

/**
 * What the rights on the key are held at: the key vault; a Managed HSM by its address, as it gives rights by itself; a key
 * vault by its address too where the set names no more of it, as for one in another subscription (documented). Never the
 * vault's subscription, which may be another; that is for a key of which nothing is known, and none such is brought back.
 */
export function scopeOfSetKey({ setKey, vault }: Pick<RestoreFacts, 'setKey' | 'vault'>): string {
  if (!setKey) return `/subscriptions/${vault.subscriptionId}`;
  return setKey.keyVaultId && !isHsmKey(setKey.url) ? setKey.keyVaultId : new URL(setKey.url).origin;
}

type DiskSet = { lun: number; diskEncryptionSetId: string };

/**
 * The sets that the disks of a confidential machine are restored with, where another is chosen than its own. A data disk
 * keeps the set that it has, unless that is the OS disk's or nobody knows it: whoever replaces a set replaces it
 * everywhere. Azure takes a list by LUN and, from whoever leaves it out, what each disk had (documented).
 */
export function securedDetails(facts: RestoreFacts, choice: RestoreChoice): RestoreBody['securedVMDetails'] {
  const set = choice.diskEncryptionSetId;
  if (set === undefined || facts.encryption.confidential.value !== 'yes') return undefined;
  const data = dataDiskSets(facts, choice);
  return {
    securedVMOsDiskEncryptionSetId: set,
    ...(data.length > 0 && { dataDiskEncryptionSettings: { perDiskEncryptionSetIds: data } }),
  };
}

/** Sets by LUN; [] where no data disk of the point is encrypted as a confidential one, or no set is chosen. */
export function dataDiskSets(facts: RestoreFacts, { diskEncryptionSetId, luns }: RestoreChoice): DiskSet[] {
  if (diskEncryptionSetId === undefined) return [];
  const before = secureSetOf(facts, -1);
  return (facts.point.confidentialDisks ?? [])
    .filter(({ lun }) => luns === undefined || luns.includes(lun))
    .sort((a, b) => a.lun - b.lun)
    .map(({ lun }) => {
      const own = secureSetOf(facts, lun);
      const kept = own !== undefined && before !== undefined && !sameArmId(own, before);
      return { lun, diskEncryptionSetId: kept ? own : diskEncryptionSetId };
    });
}

/** The set that the machine has today: a point names none. @param wanted -1: the OS disk */
export function secureSetOf(
  { vm, disks = [] }: Pick<RestoreFacts, 'vm' | 'disks'>,
  wanted: number,
): string | undefined {
  const inModel = vm?.disks.find(({ lun }) => lun === wanted);
  const disk = disks.find(({ id }) => inModel?.diskId !== undefined && sameArmId(id, inModel.diskId));
  return disk?.secureEncryptionSetId ?? inModel?.secureEncryptionSetId;
}
