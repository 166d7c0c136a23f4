import type { Read } from '../kernel/read.ts';
import { reading, readValue } from '../kernel/result.ts';
import type { EncryptionAssessment } from '../machines/rules/encryption-assessment.ts';
import { type KeyAccess, keyAccessOf, setKeyAccessOf } from '../machines/rules/key-access-gaps.ts';
import { keyVaultIdsOf } from '../machines/rules/key-facts.ts';
import { type SetAccessGap, setAccessGaps } from '../machines/rules/set-access.ts';
import { lookAtSetAccess } from '../machines/set-access-looks.ts';
import type { RequestServices } from '../requests/services.ts';

type Parts = Pick<RequestServices, 'azure' | 'access'> & { config: Pick<RequestServices['config'], 'cloud'> };

export type LookedAccess = {
  access: KeyAccess;
  serviceId: Read<string | undefined>;
  /** What only a person can give, or see: to an encryption set, in a Managed HSM, in a key vault known by its address alone. */
  byHand: SetAccessGap[];
};

/**
 * Whether Azure Backup may read what a machine is encrypted with today.
 * @param fresh asks anew what Azure Backup holds: a grant may be seconds old
 */
export async function lookAtKeyAccess(
  { azure, access, config }: Parts,
  vmName: string,
  encryption: EncryptionAssessment,
  fresh = false,
): Promise<LookedAccess> {
  const serviceId = await reading(() => azure.directory.servicePrincipal(config.cloud.backupManagementAppId));
  const principal = readValue(serviceId) ?? '';
  const keyVaults = await Promise.all(
    keyVaultIdsOf(encryption).map(async (id) => {
      const [settings, backupService] = await Promise.all([
        reading(() => azure.keyVaults.get(id)),
        reading(async () => access.rights(principal, id, true, fresh)),
      ]);
      return { id, settings, backupService };
    }),
  );
  const ofDisks = keyAccessOf(vmName, encryption, keyVaults, serviceId);
  if (ofDisks.kind !== 'not-needed') return { access: ofDisks, serviceId, byHand: [] };
  const sets = await reading(() => lookAtSetAccess({ azure, access }, encryption, serviceId, fresh));
  if (sets.kind === 'unread') return { access: { kind: 'unknown', failure: sets.failure }, serviceId, byHand: [] };
  const byHand = setAccessGaps(sets.value).filter(({ who, keyVaultId }) => who === 'set' || !keyVaultId);
  return { access: setKeyAccessOf(vmName, sets.value, serviceId), serviceId, byHand };
}
