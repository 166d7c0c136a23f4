import type { Azure } from '../azure/open.ts';
import type { EncryptionSetFacts } from '../kernel/facts.ts';
import { isHsmKey, parseKeyUrl } from '../kernel/key-url.ts';
import type { Rights } from '../kernel/permissions.ts';
import type { Read } from '../kernel/read.ts';
import { reading, readValue } from '../kernel/result.ts';
import type { EncryptionAssessment } from './rules/encryption-assessment.ts';
import type { SetAccessLook } from './rules/set-access.ts';

/** By Azure's roles. */
type Access = { rights(principal: string, scope: string, wide?: boolean, fresh?: boolean): Promise<Rights> };

type Parts = { azure: Pick<Azure, 'diskEncryptionSets' | 'keyVaults' | 'managedHsms'>; access: Access };

/** A set per disk is possible, a few are usual. */
const mostSets = 5;

/**
 * What is held on the keys of a confidential machine's sets; [] for other machines, whose keys Azure Backup does not copy.
 * @param fresh asks anew what is held: a grant may be seconds old
 * @throws azure.* where a set cannot be read
 */
export async function lookAtSetAccess(
  { azure, access }: Parts,
  { confidential, customerKey }: EncryptionAssessment,
  service: Read<string | undefined>,
  fresh = false,
): Promise<SetAccessLook[]> {
  if (confidential.value !== 'yes') return [];
  const ids = customerKey.diskEncryptionSetIds.slice(0, mostSets);
  const sets = await Promise.all(ids.map((id) => azure.diskEncryptionSets.get(id)));
  return Promise.all(sets.flatMap((set) => (set?.keyUrl ? [lookAt(set, set.keyUrl)] : [])));

  async function lookAt(set: EncryptionSetFacts, keyUrl: string): Promise<SetAccessLook> {
    const keyVaultId = isHsmKey(keyUrl) ? undefined : set.keyVaultId;
    if (!keyVaultId && !isHsmKey(keyUrl)) return { set, service };
    const host = parseKeyUrl(keyUrl)?.host ?? '';
    const rightsOf = (principal: string): Promise<Read<Rights>> =>
      reading(() =>
        keyVaultId ? access.rights(principal, keyVaultId, true, fresh) : azure.managedHsms.rights(host, principal),
      );
    const [keyVault, backup, own] = await Promise.all([
      keyVaultId ? reading(() => azure.keyVaults.get(keyVaultId)) : undefined,
      rightsOf(readValue(service) ?? ''),
      rightsOf(set.principalIds[0] ?? ''),
    ]);
    return { set, ...(keyVault && { keyVault }), service, held: { backup, set: own } };
  }
}
