import type { Failure } from '../kernel/errors.ts';
import type { VaultFacts } from '../kernel/facts.ts';
import { reading, readValue } from '../kernel/result.ts';
import type { RequestServices } from '../requests/services.ts';
import type { LookedMachine } from './candidates.ts';

/**
 * What Azure itself has against protecting a machine in this vault, for what the rules here do not know. Lacking access
 * to keys is left out: that is said, and asked for, by itself. No answer is no objection: Azure decides when it is asked.
 */
export async function azureOpinion(
  { azure }: Pick<RequestServices, 'azure'>,
  { candidate, access }: Pick<LookedMachine, 'candidate' | 'access'>,
  vault: VaultFacts,
): Promise<Failure[]> {
  if (!candidate || access.kind === 'lacking') return [];
  const { vm } = candidate;
  const asked = { vmId: vm.id, region: vm.location, vault: vault.id };
  const verdict = readValue(await reading(() => azure.protection.validate(asked)));
  if (verdict?.kind !== 'refused') return [];
  const { azureCode, message, recommendation } = verdict;
  return [
    {
      code: 'protection.azure-refuses',
      params: { vm: vm.name, vault: vault.name, azureCode, message, recommendation },
    },
  ];
}
