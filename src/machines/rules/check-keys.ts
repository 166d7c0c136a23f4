import { nameOf } from '../../kernel/arm-id.ts';
import type { CheckCode } from '../../kernel/codes/findings.ts';
import type { Failure } from '../../kernel/errors.ts';
import type { AdeKeys, RecoveryPointFacts, Tri } from '../../kernel/facts.ts';
import { type KeyAddress, type KeyVersion, keyUrlKey, parseKeyUrl, type StoredKey } from '../../kernel/keys.ts';
import { type CheckFacts, type EncryptionSetInspection, isGone, type KeyInspection } from './check-machine.ts';
import type { EncryptionAssessment } from './encryption-assessment.ts';
import { act, type Finding, said, stopsBackup, unknown } from './finding.ts';

type Named = { address: KeyAddress; state: StoredKey };

/**
 * Checks keys and secrets of the point and the machine: present, enabled, not expired, recoverable if soft-deleted.
 * Disks can be restored without them, but no machine created from the disks starts: hence "act" and never "stop".
 */
export function checkKeys({ keys, encryption, item, now, stagingId, vm, point }: CheckFacts): Finding[] {
  // Nothing is left that keys could open.
  if (encryption.ade.value === 'no' || (isGone({ vm }) && !point)) return [];
  if (keys.length === 0) return [unknown('keys', { code: said('keys-unlisted'), params: { vm: item.vmName } })];
  const unread = keys.flatMap(({ state }) => (state.kind === 'unread' ? [unknown('keys', state.failure)] : []));
  const read = keys.flatMap(readNamed);
  const found: Finding[] = [];
  const about = (code: Parameters<typeof said>[0], them: readonly Named[], more: Record<string, string> = {}) => {
    for (const [vault, those] of byVault(them)) {
      found.push(act('keys', said(code), { vm: item.vmName, vault, names: listNames(those), ...more }));
    }
  };
  const wrapped = wrappedSecrets(encryption);
  const deleted = read.filter(({ state }) => state.kind === 'deleted');
  const until = deleted.flatMap(({ state }) => (state.kind === 'deleted' && state.purgedAt ? [state.purgedAt] : []));
  const first = until.sort((a, b) => a.getTime() - b.getTime())[0];
  about('keys-deleted', deleted, { until: first?.toISOString().slice(0, 10) ?? '?' });
  about(
    'keys-gone',
    read.filter(({ state }) => state.kind === 'gone'),
    { staging: nameOf(stagingId) },
  );
  const present = read.filter(({ state }) => state.kind === 'present');
  const replaced = present.filter((one) => one.address.version !== '' && toKeyVersion(one) === undefined);
  const isSetAnew = ({ address }: Named) => wrapped.has(`${address.host}/${address.kind}/${address.name}`);
  about('keys-version-gone', replaced.filter(isSetAnew));
  about(
    'keys-version-taken',
    replaced.filter((one) => !isSetAnew(one)),
  );
  about(
    'keys-disabled',
    present.filter((one) => toKeyVersion(one)?.enabled === false),
  );
  about(
    'keys-expired',
    present.filter((one) => (toKeyVersion(one)?.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY) <= now.getTime()),
  );
  return [...found, ...unread.slice(0, 1)];
}

/**
 * Names of secrets that a key wraps. Their value can be set again; any other comes from a backup, which Key Vault
 * restores under no name that is taken (documented).
 */
function wrappedSecrets({ ade }: CheckFacts['encryption']): Set<string> {
  const pairs = [...(ade.keysAtPoint ? [ade.keysAtPoint] : []), ...ade.keysNow];
  const addresses = pairs.flatMap(({ bek, kek }) => (kek ? (parseKeyUrl(bek.secretUrl) ?? []) : []));
  return new Set(addresses.map(({ host, kind, name }) => `${host}/${kind}/${name}`));
}

function readNamed({ url, state }: KeyInspection): Named[] {
  const address = parseKeyUrl(url);
  return address && state.kind === 'read' ? [{ address, state: state.value }] : [];
}

/** The version in the address; without one, the newest. */
function toKeyVersion({ address, state }: Named): KeyVersion | undefined {
  if (state.kind !== 'present') return undefined;
  if (address.version === '') return newestVersion(state.versions);
  return state.versions.find(({ version }) => version.toLowerCase() === address.version);
}

function byVault(them: readonly Named[]): Map<string, Named[]> {
  const vaults = new Map<string, Named[]>();
  for (const one of them) {
    const vault = one.address.host.split('.')[0] ?? one.address.host;
    vaults.set(vault, [...(vaults.get(vault) ?? []), one]);
  }
  return vaults;
}

/** BEK names are GUIDs: the first block is enough to find one. */
function listNames(them: readonly Named[]): string {
  const names = [...new Set(them.map(({ address }) => address.name.replace(/^([0-9a-f]{8})-[0-9a-f-]{27}$/, '$1…')))];
  return names.slice(0, 4).join(', ') + (names.length > 4 ? `, +${names.length - 4}` : '');
}

/**
 * Checks the customer-managed key of each disk encryption set. Without it Azure cannot take a snapshot
 * (DiskRestorePointClientError), and no disk or snapshot of the set opens. Points in the vault are encrypted with the
 * vault's key (documented); only those of a confidential machine are lost with its own key.
 */
export function checkEncryptionSets({ encryptionSets, encryption, item, vm, now }: CheckFacts): Finding[] {
  const gone = isGone({ vm });
  return encryptionSets.flatMap((inspection): Finding[] => {
    const name = nameOf(inspection.id);
    const trouble = setTrouble(inspection, now);
    if (trouble === undefined) return [];
    if (typeof trouble !== 'string') return [unknown('keys', trouble)];
    const codes = codesOf[encryption.confidential.value];
    const params = { vm: item.vmName, set: name, ...vaultAndKey(inspection) };
    return [
      act('keys', said(codes[trouble] ?? trouble), params),
      ...(gone ? [] : [stopsBackup('key-access', said('set-stops-backup'), params)]),
    ];
  });
}

type SetTrouble =
  | 'set-missing'
  | 'set-vault-gone'
  | 'set-key-gone'
  | 'set-key-deleted'
  | 'set-key-disabled'
  | 'set-key-expired';

/**
 * Codes by whether the machine is confidential: restoring such a machine restores its key as well; points of others in
 * the vault do not need the key.
 */
const codesOf: Record<Tri, Partial<Record<SetTrouble, CheckCode>>> = {
  yes: { 'set-key-gone': 'set-key-brought', 'set-key-deleted': 'set-key-recovered' },
  no: {
    'set-missing': 'set-missing-kept',
    'set-vault-gone': 'set-vault-gone-kept',
    'set-key-gone': 'set-key-gone-kept',
  },
  unknown: {},
};

/** A code, or the failure that made the check impossible. */
export function setTrouble(
  { settings, keyVault, key }: Omit<EncryptionSetInspection, 'id'>,
  now: Date,
): SetTrouble | Failure | undefined {
  if (settings.kind === 'unread') return settings.failure;
  if (settings.value === undefined) return 'set-missing';
  if (settings.value.keyUrl === undefined) return undefined;
  if (keyVault.kind === 'unread') return keyVault.failure;
  if (keyVault.value === 'no') return 'set-vault-gone';
  if (key.kind === 'unread') return key.failure;
  return key.value && troubleOfKey(settings.value.keyUrl, key.value, now);
}

function troubleOfKey(url: string, key: StoredKey, now: Date): SetTrouble | undefined {
  if (key.kind === 'gone') return 'set-key-gone';
  if (key.kind === 'deleted') return 'set-key-deleted';
  const wanted = parseKeyUrl(url)?.version ?? '';
  const version =
    wanted === '' ? newestVersion(key.versions) : key.versions.find((one) => one.version.toLowerCase() === wanted);
  if (version === undefined) return 'set-key-gone';
  if (!version.enabled) return 'set-key-disabled';
  // Azure shuts machines down on an expired key, as on a disabled one, and they do not boot (documented).
  return version.expiresAt && version.expiresAt <= now ? 'set-key-expired' : undefined;
}

function vaultAndKey({ settings }: EncryptionSetInspection): { vault: string; key: string } {
  const set = settings.kind === 'read' ? settings.value : undefined;
  return {
    vault: set?.keyVaultId ? nameOf(set.keyVaultId) : (parseKeyUrl(set?.keyUrl ?? '')?.host.split('.')[0] ?? '?'),
    key: parseKeyUrl(set?.keyUrl ?? '')?.name ?? '?',
  };
}

/** Facts from Key Vault, as far as they were read. */
export type KeyFacts = {
  /** The KEK belongs to a certificate (`managed: true` on the key). */
  kekCertificateBacked: Tri;
  /** A newer version of BEK or KEK than the point's is in use. */
  rotatedSincePoint: Tri;
};

/** Every key and secret that the point or today's machine names, each address once. */
export function keyUrlsOf({ ade }: EncryptionAssessment): string[] {
  if (ade.value === 'no') return [];
  const urls = [...(ade.keysAtPoint ? [ade.keysAtPoint] : []), ...ade.keysNow].flatMap(urlsOf);
  return [...new Map(urls.map((url) => [keyUrlKey(url), url])).values()];
}

/** ARM ids of key vaults that the next backup reads: today's, or the point's if the machine names none. */
export function keyVaultIdsOf({ ade }: EncryptionAssessment): string[] {
  const keys = ade.keysNow.length > 0 ? ade.keysNow : ade.keysAtPoint ? [ade.keysAtPoint] : [];
  const ids = keys.flatMap(({ bek, kek }) => [bek.keyVaultId, ...(kek ? [kek.keyVaultId] : [])]);
  return [...new Map(ids.filter((id) => id !== '').map((id) => [id.toLowerCase(), id])).values()];
}

/** Key Vault facts for the plan's rules; undefined if no key is involved. */
export function keyFactsOf(
  encryption: EncryptionAssessment,
  inspections: readonly KeyInspection[],
): KeyFacts | undefined {
  const { ade } = encryption;
  if (ade.value === 'no' || inspections.length === 0) return undefined;
  const states = new Map(inspections.map(({ url, state }) => [keyUrlKey(url), state]));
  const stateOf = (url: string) => {
    const state = states.get(keyUrlKey(url));
    return state?.kind === 'read' ? state.value : undefined;
  };
  const keks = (ade.keysAtPoint ? [ade.keysAtPoint] : ade.keysNow).flatMap(({ kek }) => (kek ? [kek.keyUrl] : []));
  return {
    kekCertificateBacked: ade.kek === 'no' ? 'no' : certificateBacked(keks.map(stateOf)),
    rotatedSincePoint: rotated(ade.keysAtPoint, ade.keysNow, stateOf),
  };
}

function urlsOf({ bek, kek }: AdeKeys): string[] {
  return [bek.secretUrl, ...(kek ? [kek.keyUrl] : [])];
}

function certificateBacked(keys: readonly (StoredKey | undefined)[]): Tri {
  const told = keys.map((key) => (key === undefined || key.kind === 'gone' ? undefined : key.certificateBacked));
  if (told.includes(true)) return 'yes';
  return told.length > 0 && !told.includes(undefined) ? 'no' : 'unknown';
}

/**
 * A newer secret version is a rotation, since only ADE writes there. A newer KEK version is one only if the machine
 * uses it: otherwise the old version still wraps the secret.
 */
function rotated(
  atPoint: AdeKeys | undefined,
  now: readonly AdeKeys[],
  stateOf: (url: string) => StoredKey | undefined,
): Tri {
  if (atPoint === undefined) return 'unknown';
  const secret = isNewest(atPoint.bek.secretUrl, stateOf(atPoint.bek.secretUrl));
  if (secret === 'no') return 'yes';
  const kekUrl = atPoint.kek?.keyUrl;
  if (kekUrl === undefined || now.some(({ kek }) => kek && keyUrlKey(kek.keyUrl) === keyUrlKey(kekUrl))) {
    return secret === 'yes' ? 'no' : 'unknown';
  }
  const key = isNewest(kekUrl, stateOf(kekUrl));
  if (key === 'no' && now.length > 0) return 'yes';
  return secret === 'yes' && key === 'yes' ? 'no' : 'unknown';
}

function isNewest(url: string, state: StoredKey | undefined): Tri {
  const version = parseKeyUrl(url)?.version ?? '';
  if (state?.kind !== 'present' || version === '') return 'unknown';
  return newestVersion(state.versions)?.version.toLowerCase() === version ? 'yes' : 'no';
}

export function newestVersion(versions: readonly KeyVersion[]): KeyVersion | undefined {
  return [...versions].sort((a, b) => (b.createdAt?.getTime() ?? 0) - (a.createdAt?.getTime() ?? 0))[0];
}

/**
 * Whether the point itself contains a key or secret that is gone from its vault: points from before 11 July 2017 do.
 * They contain one pair, and no backup of a secret without a wrapping key.
 */
export function isKeptInPoint({ keys, hasKeyAndSecret }: RecoveryPointFacts, url: string): boolean {
  if (!hasKeyAndSecret || !keys?.kek) return false;
  return [keys.kek.keyUrl, keys.bek.secretUrl].some((kept) => keyUrlKey(kept) === keyUrlKey(url));
}
