import assert from 'node:assert/strict';
import { backupManagementService, bot, tenantId } from '../../../sandbox/world/people.ts';
import { prod, vaultIds } from '../../../sandbox/world/places.ts';
import { roles } from '../../../sandbox/world/role-definitions.ts';
import type { Setting } from './setting.ts';

type Send = (method: string, path: string, body?: unknown) => Promise<Response>;
type Location = (response: Response, header: string) => string;

const subscription = `/subscriptions/${prod.id}`;
const group = `${subscription}/resourceGroups/rg-app`;
const vault = vaultIds.prod;
const vmId = `${group}/providers/Microsoft.Compute/virtualMachines/plain-02`;
const unique = 'iaasvmcontainerv2;rg-app;plain-02';
const item = `${vault}/backupFabrics/Azure/protectionContainers/IaasVMContainer;${unique}/protectedItems/VM;${unique}`;
const at = '2026-11-24T02:00:00.000Z';
const policy = {
  properties: {
    backupManagementType: 'AzureIaasVM',
    schedulePolicy: {
      schedulePolicyType: 'SimpleSchedulePolicy',
      scheduleRunFrequency: 'Daily',
      scheduleRunTimes: [at],
    },
    retentionPolicy: {
      retentionPolicyType: 'LongTermRetentionPolicy',
      dailySchedule: { retentionTimes: [at], retentionDuration: { count: 7, durationType: 'Days' } },
    },
    timeZone: 'UTC',
  },
};

/** The routes of policies, protection and the rights of Azure Backup. */
export async function visitProtection(s: Setting, send: Send, location: Location): Promise<void> {
  const ok = async (method: string, path: string, body: unknown, status: number) => {
    const response = await send(method, path, body);
    assert.equal(response.status, status, `${method} ${path}`);
    return response;
  };
  await ok('PUT', `${vault}/backupPolicies/visited`, policy, 200);
  const changed = await ok('PUT', `${vault}/backupPolicies/DefaultPolicy`, policy, 202);
  const looked = await ok('POST', `${vault}/backupFabrics/Azure/refreshContainers`, undefined, 202);
  await ok('GET', `${vault}/backupProtectableItems`, undefined, 200);
  await ok('GET', `${vault}/backupUsageSummaries?$filter=type eq 'BackupProtectedItemCountSummary'`, undefined, 200);

  const region = `${subscription}/providers/Microsoft.RecoveryServices/locations/westeurope`;
  const asked = { resourceType: 'VM', resourceId: vmId };
  await ok(
    'POST',
    `${region}/backupValidateFeatures`,
    { featureType: 'AzureVMResourceBackup', vmSize: 'Standard_D2s_v5' },
    200,
  );
  for (const name of ['plain-02', 'new-01']) {
    const resourceId = vmId.replace('plain-02', name);
    await ok('POST', `${region}/backupPreValidateProtection`, { ...asked, resourceId, vaultId: vault }, 200);
  }
  const properties = { protectedItemType: 'Microsoft.Compute/virtualMachines', sourceResourceId: vmId };
  await ok('PUT', item, { properties: { ...properties, policyId: `${vault}/backupPolicies/visited` } }, 202);
  await ok('POST', `${region}/backupStatus`, asked, 200);
  s.pass(2);
  await ok('GET', location(changed, 'azure-asyncoperation'), undefined, 200);
  await ok('GET', location(changed, 'location'), undefined, 200);
  await ok('GET', location(looked, 'location'), undefined, 204);
  await ok('GET', item, undefined, 200);
  await ok('PUT', item, { properties: { ...properties, policyId: '', protectionState: 'ProtectionStopped' } }, 202);
  s.pass(2);
  await ok('GET', item, undefined, 200);

  const keyVault = `${group}/providers/Microsoft.KeyVault/vaults/kv-new`;
  const accessPolicies = [{ tenantId, objectId: backupManagementService.objectId, permissions: { secrets: ['get'] } }];
  await ok('PUT', `${keyVault}/accessPolicies/add`, { properties: { accessPolicies } }, 200);
  const authorization = 'providers/Microsoft.Authorization';
  const roleId = `${subscription}/${authorization}/roleDefinitions/7d0c1f0e-6a53-5b7c-9a55-000000000001`;
  const permissions = [{ dataActions: ['Microsoft.KeyVault/vaults/keys/read'] }];
  const role = { roleName: 'visited', type: 'CustomRole', permissions, assignableScopes: [subscription] };
  // The bot may not write roles.
  s.world.roles.assign(bot.objectId, roles.owner, subscription, 'ServicePrincipal');
  await ok('PUT', roleId, { properties: role }, 201);
  const assignment = { roleDefinitionId: roleId, principalId: backupManagementService.objectId };
  const assigned = `${keyVault}/${authorization}/roleAssignments/7d0c1f0e-6a53-5b7c-9a55-000000000002`;
  await ok('PUT', assigned, { properties: assignment }, 201);
}
