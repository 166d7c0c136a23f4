import type { Azure } from '../azure/open.ts';
import { type Read, readValue, tryRead } from '../kernel/errors.ts';
import type { EncryptionSetFacts } from '../kernel/facts.ts';
import { isHsmKey, parseKeyUrl } from '../kernel/keys.ts';
import type { Rights } from '../kernel/permissions.ts';
import type { EncryptionSetInspection, KeyInspection } from './rules/check-machine.ts';
import type { EncryptionAssessment } from './rules/encryption-assessment.ts';
import { keyUrlsOf } from './rules/key-facts.ts';
import type { SetAccessInspection } from './rules/set-access.ts';

/** A machine of 16 disks has at most 17 addresses; ADE supports no machine with more than this. */
const mostKeys = 40;

/** Reads every key and secret that matters to a restore: versions and attributes, never a value. */
export function inspectKeys(
  azure: Pick<Azure, 'storedKeys'>,
  encryption: EncryptionAssessment,
): Promise<KeyInspection[]> {
  return Promise.all(
    keyUrlsOf(encryption)
      .slice(0, mostKeys)
      .map(async (url) => ({ url, state: await tryRead(() => azure.storedKeys.inspect(url)) })),
  );
}

/** A machine may have one set per disk, but a few are usual; each takes three calls. */
const maxSets = 5;

type Reads = Pick<Azure, 'diskEncryptionSets' | 'keyVaults' | 'storedKeys'>;

/** Reads a machine's disk encryption sets, the key vaults behind them and the state of their keys. */
export function inspectEncryptionSets(
  azure: Reads,
  { customerKey }: EncryptionAssessment,
): Promise<EncryptionSetInspection[]> {
  return Promise.all(customerKey.diskEncryptionSetIds.slice(0, maxSets).map((id) => inspectEncryptionSet(azure, id)));
}

export async function inspectEncryptionSet(azure: Reads, id: string): Promise<EncryptionSetInspection> {
  const settings = await tryRead(() => azure.diskEncryptionSets.get(id));
  const { keyVaultId, keyUrl } = readValue(settings) ?? {};
  const [keyVault, key] = await Promise.all([
    tryRead(async () => (keyVaultId && !(await azure.keyVaults.get(keyVaultId)) ? 'no' : 'yes')),
    tryRead(async () => (keyUrl ? azure.storedKeys.inspect(keyUrl) : undefined)),
  ]);
  return { id, settings, keyVault: keyVault as Read<'yes' | 'no'>, key };
}

/** Rights by Azure roles. */
type Access = { rights(principal: string, scope: string, wide?: boolean, fresh?: boolean): Promise<Rights> };

type Parts = { azure: Pick<Azure, 'diskEncryptionSets' | 'keyVaults' | 'managedHsms'>; access: Access };

/**
 * Reads who has access to the keys of a confidential machine's sets; [] for other machines, whose keys Azure Backup
 * does not copy.
 * @param fresh reads rights again: a grant may be seconds old
 * @throws azure.* if a set cannot be read
 */
export async function inspectSetAccess(
  { azure, access }: Parts,
  { confidential, customerKey }: EncryptionAssessment,
  service: Read<string | undefined>,
  fresh = false,
): Promise<SetAccessInspection[]> {
  if (confidential.value !== 'yes') return [];
  const ids = customerKey.diskEncryptionSetIds.slice(0, maxSets);
  const sets = await Promise.all(ids.map((id) => azure.diskEncryptionSets.get(id)));
  return Promise.all(sets.flatMap((set) => (set?.keyUrl ? [inspect(set, set.keyUrl)] : [])));

  async function inspect(set: EncryptionSetFacts, keyUrl: string): Promise<SetAccessInspection> {
    const keyVaultId = isHsmKey(keyUrl) ? undefined : set.keyVaultId;
    if (!keyVaultId && !isHsmKey(keyUrl)) return { set, service };
    const host = parseKeyUrl(keyUrl)?.host ?? '';
    const rightsOf = (principal: string): Promise<Read<Rights>> =>
      tryRead(() =>
        keyVaultId ? access.rights(principal, keyVaultId, true, fresh) : azure.managedHsms.rights(host, principal),
      );
    const [keyVault, backup, own] = await Promise.all([
      keyVaultId ? tryRead(() => azure.keyVaults.get(keyVaultId)) : undefined,
      rightsOf(readValue(service) ?? ''),
      rightsOf(set.principalIds[0] ?? ''),
    ]);
    return { set, ...(keyVault && { keyVault }), service, held: { backup, set: own } };
  }
}
