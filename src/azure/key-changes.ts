import { keyUrlKey } from '../domain/encryption/key-url.ts';
import type { AdeKeys, OsType } from '../domain/facts.ts';
import type { KeySource } from './key-source.ts';
import type { KeyStanding } from './key-standing.ts';
import type { SendOutcome } from './outcome.ts';
import type { EncryptionInfo } from './parse/encryption-info.ts';
import { sendPlain } from './plain-client.ts';
import type { VaultObjects } from './vault-objects.ts';

export type RecoveryQuery = KeySource & { keys: readonly AdeKeys[] };

export type RecoveryCall = RecoveryQuery & {
  /** Of the machine that the keys belong to: it stands in the secret's tags. */
  machineName: string;
  osType: OsType;
  clientRequestId: string;
};

type Change = () => Promise<void>;

/** Brings keys and secrets back one after another; the first that is not accepted is the answer. */
export async function sendAll(
  objects: VaultObjects,
  call: RecoveryCall,
  missing: readonly KeyStanding[],
  info: EncryptionInfo | undefined,
): Promise<SendOutcome> {
  for (const standing of missing) {
    const change = changeFor(objects, call, standing, info);
    if (!change) return { kind: 'refused', failure: { code: 'keys.no-material', params: { what: standing.kind } } };
    const outcome = await sendPlain(change);
    if (outcome.kind !== 'accepted') return outcome;
  }
  return { kind: 'accepted' };
}

/** undefined: the source does not hold what it would take. */
function changeFor(
  objects: VaultObjects,
  call: RecoveryCall,
  { url, kind, state }: KeyStanding,
  info: EncryptionInfo | undefined,
): Change | undefined {
  const { origin, pathname } = new URL(url);
  // As Azure spelled it: a secret that is set anew keeps the capitals of its GUID.
  const name = pathname.split('/')[2] ?? '';
  const type = kind === 'key' ? 'keys' : 'secrets';
  if (state === 'soft-deleted') return () => objects.recover(origin, type, name);
  if (kind === 'key') {
    const backup = info?.byKey.get(keyUrlKey(url))?.keyBackup;
    return backup === undefined ? undefined : () => objects.restore(origin, 'keys', backup);
  }
  const material = info?.bySecret.get(keyUrlKey(url));
  const kek = call.keys.find(({ bek }) => keyUrlKey(bek.secretUrl) === keyUrlKey(url))?.kek;
  if (!kek) {
    const backup = material?.secretBackup;
    return backup === undefined ? undefined : () => objects.restore(origin, 'secrets', backup);
  }
  const value = material?.secretValue;
  if (value === undefined) return undefined;
  return () =>
    objects.setSecret(origin, name, { value, contentType: 'Wrapped BEK', tags: tagsOf(call, name, kek.keyUrl) });
}

/** By these the platform finds and unwraps the secret; their names and values are documented, all of them. */
function tagsOf({ osType, machineName }: RecoveryCall, name: string, keyUrl: string): Record<string, string> {
  return {
    DiskEncryptionKeyEncryptionAlgorithm: 'RSA-OAEP',
    DiskEncryptionKeyFileName: osType === 'Linux' ? 'LinuxPassPhraseFileName' : `${name}.BEK`,
    DiskEncryptionKeyEncryptionKeyURL: keyUrl,
    MachineName: machineName,
  };
}
