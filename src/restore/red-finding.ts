import { apiVersions } from '../azure/places.ts';
import { reading } from '../kernel/result.ts';
import type { Finding } from '../machines/rules/finding.ts';
import type { RequestServices } from '../requests/services.ts';
import type { StepKind } from './rules/plan.ts';
import { quickCheck, quickNeeds } from './rules/quick-check.ts';
import type { StoredRestore } from './stored-restore.ts';

/**
 * The quick part of the checks, before each step: what would surely stop what is about to be sent, or the steps after it.
 * Undefined when nothing does, also when it could not be read: Azure then decides.
 */
export async function findRedFinding(
  { azure, inventory }: Pick<RequestServices, 'azure' | 'inventory'>,
  { target: { vaultId, vmName }, plan }: StoredRestore,
  kind: StepKind,
): Promise<Finding | undefined> {
  const vault = await inventory.vault(vaultId);
  const needs = quickNeeds(plan, kind);
  const { staging: stagingId, target, network } = plan.effects;
  const targetGroupId = target.resourceGroup ?? '';
  const [staging, targetGroup, subnet, keyVaults] = await Promise.all([
    needs.staging ? reading(() => azure.places.storageAccount(stagingId)) : undefined,
    needs.target ? reading(() => azure.resources.exists(targetGroupId, apiVersions.group)) : undefined,
    needs.subnetId ? reading(() => azure.places.network(needs.subnetId ?? '')) : undefined,
    Promise.all(
      needs.keyVaultIds.map(async (id) => ({
        id,
        there: await reading(async () => (await azure.keyVaults.get(id)) !== undefined),
      })),
    ),
  ]);
  return quickCheck({
    vault,
    vmName,
    stagingId,
    targetGroupId,
    subnetId: network ?? undefined,
    keyVaults,
    ...(staging && { staging }),
    ...(targetGroup && { targetGroup }),
    ...(subnet && { network: subnet }),
  });
}
