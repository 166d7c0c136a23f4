import { armIdKey } from '../kernel/arm-id.ts';
import type { VaultFacts } from '../kernel/facts.ts';
import { evaluate, type Rights } from '../kernel/permissions.ts';
import { reading } from '../kernel/result.ts';
import type { RestorePlaces } from './rules/plan.ts';
import { identityKey, identityNeeds } from './rules/staging-identity.ts';

export type ReadRights = { rights(principal: string, scope: string, wide?: boolean): Promise<Rights> };

/**
 * Which of a vault's identities surely may do what a restore by them takes; asked only where there is a choice. Who could
 * not be read counts as one that may not, which leaves the choice as it was.
 */
export async function identitiesThatMay(
  access: ReadRights,
  { identities = [] }: VaultFacts,
  { stagingStorageAccountId, targetResourceGroupId }: RestorePlaces,
): Promise<string[]> {
  if (identities.length < 2) return [];
  const needs = identityNeeds({
    staging: armIdKey(stagingStorageAccountId),
    target: { resourceGroup: armIdKey(targetResourceGroupId) },
  });
  const able = await Promise.all(
    identities.map(async (identity) => {
      const held = await Promise.all(
        needs.map(async ({ action, scope, plane }) => {
          const rights = await reading(() => access.rights(identity.principalId, scope, true));
          return rights.kind === 'read' && evaluate(rights.value, action, scope, plane).answer === 'yes';
        }),
      );
      return identity.principalId !== '' && held.every(Boolean) ? [identityKey(identity)] : [];
    }),
  );
  return able.flat();
}
