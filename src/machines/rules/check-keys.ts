import { nameOf } from '../../kernel/arm-id.ts';
import type { CheckCode } from '../../kernel/codes/findings.ts';
import type { Failure } from '../../kernel/errors.ts';
import type { Tri } from '../../kernel/facts.ts';
import { type KeyAddress, type KeyVersion, parseKeyUrl, type StoredKey } from '../../kernel/keys.ts';
import { type CheckFacts, type EncryptionSetInspection, isGone, type KeyInspection } from './check-machine.ts';
import { act, type Finding, said, stopsBackup, unknown } from './finding.ts';
import { newestVersion } from './key-facts.ts';

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
