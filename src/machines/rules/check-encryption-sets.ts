import { nameOf } from '../../kernel/arm-id.ts';
import type { CheckCode } from '../../kernel/codes/findings.ts';
import type { Failure } from '../../kernel/errors.ts';
import type { Tri } from '../../kernel/facts.ts';
import { parseKeyUrl } from '../../kernel/key-url.ts';
import type { StoredKey } from '../../kernel/stored-key.ts';
import type { CheckFacts, EncryptionSetLook } from './check-facts.ts';
import { act, type Finding, said, stopsBackup, unknown } from './finding.ts';
import { newestVersion } from './newest-version.ts';

/**
 * The customer's key behind each disk encryption set of the machine. Without it Azure cannot take a snapshot
 * (DiskRestorePointClientError), and no disk or snapshot of the set opens. What is in the vault is encrypted as the vault is
 * (documented), and lost with the key of a confidential machine alone.
 */
export function checkEncryptionSets({ encryptionSets, encryption, item, vm, now }: CheckFacts): Finding[] {
  const gone = vm.kind === 'read' && vm.value === undefined;
  return encryptionSets.flatMap((look): Finding[] => {
    const name = nameOf(look.id);
    const trouble = setTrouble(look, now);
    if (trouble === undefined) return [];
    if (typeof trouble !== 'string') return [unknown('keys', trouble)];
    const codes = codesOf[encryption.confidential.value];
    const params = { vm: item.vmName, set: name, ...vaultAndKey(look) };
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

/** By whether the machine is confidential: a restore of one brings its key back by itself, and of others what the vault has is kept without. */
const codesOf: Record<Tri, Partial<Record<SetTrouble, CheckCode>>> = {
  yes: { 'set-key-gone': 'set-key-brought', 'set-key-deleted': 'set-key-recovered' },
  no: {
    'set-missing': 'set-missing-kept',
    'set-vault-gone': 'set-vault-gone-kept',
    'set-key-gone': 'set-key-gone-kept',
  },
  unknown: {},
};

/** A code, or the failure that made the look impossible. */
export function setTrouble(
  { settings, keyVault, key }: Omit<EncryptionSetLook, 'id'>,
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
  // Azure shuts machines on an expired key down, as on a disabled one, and they don't boot (documented).
  return version.expiresAt && version.expiresAt <= now ? 'set-key-expired' : undefined;
}

function vaultAndKey({ settings }: EncryptionSetLook): { vault: string; key: string } {
  const set = settings.kind === 'read' ? settings.value : undefined;
  return {
    vault: set?.keyVaultId ? nameOf(set.keyVaultId) : (parseKeyUrl(set?.keyUrl ?? '')?.host.split('.')[0] ?? '?'),
    key: parseKeyUrl(set?.keyUrl ?? '')?.name ?? '?',
  };
}
