import type { Azure } from '../azure/open.ts';
import type { SetKey } from '../kernel/facts.ts';
import type { RestoreChoice, RestoreFacts } from './rules/plan.ts';
import { secureSetOf } from './rules/secured-details.ts';
import { wantedKey } from './rules/set-key.ts';

/**
 * The key that unwraps a confidential machine's backup, and whether it is there. A key that cannot be looked at is
 * unknown and Azure decides; a set that cannot be read holds the plan back, since the key stands in what is signed.
 * @returns undefined for other machines, and where no set is known or it is gone
 * @throws azure.*
 */
export async function lookAtSetKey(
  { diskEncryptionSets, setKeys }: Pick<Azure, 'diskEncryptionSets' | 'setKeys'>,
  facts: Pick<RestoreFacts, 'encryption' | 'vm' | 'disks'>,
  { diskEncryptionSetId }: RestoreChoice,
): Promise<SetKey | undefined> {
  if (facts.encryption.confidential.value !== 'yes') return undefined;
  const ids = [secureSetOf(facts, -1), diskEncryptionSetId];
  const [own, chosen] = await Promise.all(ids.map(async (id) => (id ? diskEncryptionSets.get(id) : undefined)));
  const wanted = wantedKey(own, chosen);
  return wanted && { ...wanted, state: (await setKeys.look(wanted.url)).state };
}
