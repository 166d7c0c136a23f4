import type { Azure } from '../azure/open.ts';
import type { Read } from '../kernel/read.ts';
import { reading, readValue } from '../kernel/result.ts';
import type { EncryptionSetLook } from './rules/check-facts.ts';
import type { EncryptionAssessment } from './rules/encryption-assessment.ts';

/** A set per disk is possible, a few are usual; each takes three calls. */
const mostSets = 5;

type Reads = Pick<Azure, 'diskEncryptionSets' | 'keyVaults' | 'storedKeys'>;

/** The disk encryption sets of a machine, the key vaults behind them and what is left of their keys. */
export function lookAtEncryptionSets(
  azure: Reads,
  { customerKey }: EncryptionAssessment,
): Promise<EncryptionSetLook[]> {
  return Promise.all(customerKey.diskEncryptionSetIds.slice(0, mostSets).map((id) => lookAtEncryptionSet(azure, id)));
}

export async function lookAtEncryptionSet(azure: Reads, id: string): Promise<EncryptionSetLook> {
  const settings = await reading(() => azure.diskEncryptionSets.get(id));
  const { keyVaultId, keyUrl } = readValue(settings) ?? {};
  const [keyVault, key] = await Promise.all([
    reading(async () => (keyVaultId && !(await azure.keyVaults.get(keyVaultId)) ? 'no' : 'yes')),
    reading(async () => (keyUrl ? azure.storedKeys.look(keyUrl) : undefined)),
  ]);
  return { id, settings, keyVault: keyVault as Read<'yes' | 'no'>, key };
}
