import { v5 } from 'uuid';
import { armIdKey, nameOf } from '../../kernel/arm-id.ts';
import type { Need } from '../../kernel/permissions.ts';
import type { Wanted } from '../../machines/rules/key-access-gaps.ts';
import { type Planned, planned } from './plans.ts';

/** The signed content of a grant: everything Azure Backup needs, including what it already has. */
export type GrantEffects = {
  kind: 'grant-access';
  vm: string;
  principal: string;
  grants: { keyVault: string; model: Wanted['model']; keys: string[]; secrets: string[]; actions: string[] }[];
  /** Hash of the plan that continues once access is given. */
  next: string | null;
};

/** `carriers`: needs of the approver, whose own rights open the key vault. */
export type GrantPlan = Planned<GrantEffects> & { carriers: Need[] };

/** Whether Strongroom grants this access itself. A right to write access policies covers every policy, so it takes a setting of its own. */
export function carriesOut(
  { grantKeyAccess, grantKeyPolicies }: { grantKeyAccess: boolean; grantKeyPolicies: boolean },
  gaps: readonly Wanted[],
): boolean {
  return grantKeyAccess && (grantKeyPolicies || gaps.every(({ model }) => model === 'rbac'));
}

const writePolicies = 'Microsoft.KeyVault/vaults/accessPolicies/write';
const writeAssignments = 'Microsoft.Authorization/roleAssignments/write';
const readVm = 'Microsoft.Compute/virtualMachines/read';

/**
 * @param principal object id of Azure Backup's service principal in this tenant
 * @param next the plan that waits for access: its hash, and the requester's needs for it
 */
export function planGrant(
  vmId: string,
  principal: string,
  wanted: readonly Wanted[],
  next?: { hash: string; needs: Need[] },
): GrantPlan {
  const effects: GrantEffects = {
    kind: 'grant-access',
    vm: armIdKey(vmId),
    principal: principal.toLowerCase(),
    grants: wanted
      .map((each) => ({
        keyVault: armIdKey(each.keyVaultId),
        model: each.model,
        keys: each.model === 'rbac' ? [] : each.keys,
        secrets: each.model === 'rbac' ? [] : each.secrets,
        actions: each.model === 'rbac' ? each.actions : [],
      }))
      .sort((a, b) => a.keyVault.localeCompare(b.keyVault, 'en')),
    next: next?.hash ?? null,
  };
  const needs = next ? next.needs : [{ action: readVm, scope: vmId }];
  return { ...planned(effects, needs), carriers: wanted.flatMap(carriersOf) };
}

function carriersOf({ model, keyVaultId }: Wanted): Need[] {
  return [{ action: model === 'rbac' ? writeAssignments : writePolicies, scope: keyVaultId }];
}

/** Namespace of assignment ids. Deterministic ids make a repeated grant change nothing. */
const namespace = 'a1a7c9a6-5d0f-4c61-9b0e-3f3c8a3f7c52';

/**
 * The role for Azure Backup on key vaults that use Azure RBAC. Strongroom does not create it: a bot that may write
 * roles could rewrite its own.
 */
export const keyRole = {
  description: 'Lets Azure Backup read and back up the keys and secrets of encrypted disks, and nothing else.',
  /**
   * Role names are unique in a tenant, and each role here is assignable in one subscription, so the name includes it.
   */
  nameFor: (subscriptionId: string) => `Azure Backup disk keys (${subscriptionId.slice(0, 8)})`,
};

export function assignmentName(keyVaultId: string, roleDefinitionId: string, principal: string): string {
  const role = nameOf(roleDefinitionId);
  return v5(`${armIdKey(keyVaultId)} ${role.toLowerCase()} ${principal.toLowerCase()}`, namespace);
}
