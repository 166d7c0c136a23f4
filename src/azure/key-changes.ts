import type { Failure } from '../kernel/errors.ts';
import type { AdeKeys, OsType } from '../kernel/facts.ts';
import { keyUrlKey, parseKeyUrl, spelledName } from '../kernel/keys.ts';
import type { SendOutcome } from './calls.ts';
import type { EncryptionInfo, KeySource } from './key-source.ts';
import { sendPlain } from './plain-client.ts';
import type { KeyState } from './stored-keys.ts';
import type { VaultObjects } from './vault-objects.ts';

export type RecoveryQuery = KeySource & {
  keys: readonly AdeKeys[];
  /** The machine that the keys belong to: its name is in the secret's tags. */
  machineName: string;
  osType: OsType;
};

export type RecoveryCall = RecoveryQuery & { clientRequestId: string };

/** restores: returns the address of the restored object, which is not known before. */
type Change = { kind: 'plain'; run(): Promise<void> } | { kind: 'restore'; run(): Promise<string> };

/** Whether a key or secret exists in the version that its address names. */
type IsThere = (url: string) => Promise<boolean>;

/** Brings keys and secrets back one after another; the first call that is not accepted decides the outcome. */
export async function sendAll(
  objects: VaultObjects,
  call: RecoveryCall,
  missing: readonly KeyState[],
  info: EncryptionInfo | undefined,
  isThere: IsThere,
): Promise<SendOutcome> {
  const changes = missing.map((standing) => ({ standing, change: changeFor(objects, call, standing, info) }));
  // Nothing is brought back from a copy of which any part differs from the signed plan; this takes precedence over
  // missing parts.
  const against = changes.flatMap(({ change }) => ('code' in change ? [change] : []));
  const failure = against.find(({ code }) => code !== 'keys.no-material') ?? against[0];
  if (failure) return { kind: 'refused', failure };
  for (const { standing, change } of changes) {
    if ('code' in change) continue;
    let restored: string | undefined;
    const outcome = await sendPlain(async () => {
      restored = (await change.run()) ?? undefined;
    });
    if (outcome.kind !== 'accepted') return outcome;
    if (change.kind === 'plain') continue;
    const foreign = await foreignResource(standing, restored ?? '', isThere);
    if (foreign) return { kind: 'refused', failure: foreign };
  }
  return { kind: 'accepted' };
}

/**
 * Key Vault seals a backup with the object's name and versions, which show whether it is the signed key. An object
 * of another name is in the vault by now, and is never used.
 */
export async function foreignResource(
  { url, kind }: KeyState,
  restored: string,
  isThere: IsThere,
): Promise<Failure | undefined> {
  const [wanted, found] = [parseKeyUrl(url), parseKeyUrl(restored)];
  const same = wanted?.host === found?.host && wanted?.kind === found?.kind && wanted?.name === found?.name;
  if (same && (keyUrlKey(restored) === keyUrlKey(url) || (await isThere(url)))) return undefined;
  const params = {
    what: kind,
    name: wanted?.name ?? '',
    found: found ? `${found.name}/${found.version}` : '-',
    vault: wanted?.host.split('.')[0] ?? '',
  };
  return { code: 'keys.copy-foreign', params };
}

/** A failure: the copy lacks the required material, or holds something else than was signed. */
function changeFor(
  objects: VaultObjects,
  call: RecoveryCall,
  { url, kind, state }: KeyState,
  info: EncryptionInfo | undefined,
): Change | Failure {
  const { origin } = new URL(url);
  const name = spelledName(url);
  const type = kind === 'key' ? 'keys' : 'secrets';
  if (state === 'soft-deleted') return { kind: 'plain', run: () => objects.recover(origin, type, name) };
  const nothing: Failure = { code: 'keys.no-material', params: { what: kind } };
  if (kind === 'key') {
    const backup = info?.byKey.get(keyUrlKey(url))?.keyBackup;
    return backup === undefined ? nothing : { kind: 'restore', run: () => objects.restore(origin, 'keys', backup) };
  }
  const material = info?.bySecret.get(keyUrlKey(url));
  const pair = call.keys.find(({ bek }) => keyUrlKey(bek.secretUrl) === keyUrlKey(url));
  const kek = pair?.kek;
  if (info?.ambiguous.has(keyUrlKey(url))) return { code: 'keys.copy-ambiguous', params: { name } };
  if (material && material.wrappedBy !== (kek && keyUrlKey(kek.keyUrl))) {
    return { code: 'keys.copy-wrapping', params: { name, found: material.wrappedBy ?? '-', key: kek?.keyUrl ?? '-' } };
  }
  if (!kek) {
    const backup = material?.secretBackup;
    return backup === undefined ? nothing : { kind: 'restore', run: () => objects.restore(origin, 'secrets', backup) };
  }
  const value = material?.secretValue;
  if (value === undefined) return nothing;
  const secret = { value, contentType: wrapped, tags: tagsOf(call, name, kek.keyUrl) };
  return { kind: 'plain', run: () => objects.setSecret(origin, name, secret) };
}

export const wrapped = 'Wrapped BEK';

/** Tags by which the platform finds and unwraps the secret; all names and values are documented. */
export function tagsOf(
  { osType, machineName }: Pick<RecoveryQuery, 'osType' | 'machineName'>,
  name: string,
  keyUrl: string,
): Record<string, string> {
  return {
    DiskEncryptionKeyEncryptionAlgorithm: 'RSA-OAEP',
    DiskEncryptionKeyFileName: osType === 'Linux' ? 'LinuxPassPhraseFileName' : `${name}.BEK`,
    DiskEncryptionKeyEncryptionKeyURL: keyUrl,
    MachineName: machineName,
  };
}
