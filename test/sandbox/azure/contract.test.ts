import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documentedRoutes } from '../../../sandbox/azure/routes.ts';
import { guid } from '../../../sandbox/world/ids.ts';
import { bot, people } from '../../../sandbox/world/people.ts';
import { guardId, prod, vaultIds } from '../../../sandbox/world/places.ts';
import { roles } from '../../../sandbox/world/role-definitions.ts';
import { ask } from './ask.ts';
import { keyVaultOf } from './key-vault-of.ts';
import { skipWithoutSpecs } from './openapi/specs.ts';
import { itemOf, jobOf, pointsOf, restoreDisks, type Setting, setting, startRestore } from './setting.ts';
import { visitClients, visitKeyChanges, visitRemovals } from './visit-clients.ts';
import { visitProtection } from './visit-protection.ts';
import { visitKeyRecovery, visitRebuild } from './visit-rebuild.ts';

test('every route answers as its document says, and every deviation is met', { skip: skipWithoutSpecs }, async (t) => {
  const s = await setting(t, { fleetSize: 3 });
  await visitAll(s);
  const { send, location } = await sender(s);
  await visitProtection(s, send, location);
  await visitRebuild(s, send, location);
  await visitClients(s, send);
  await visitRemovals(s, send, location);
  await visitKeyVault(s);
  await visitKeyRecovery(s);
  await visitKeyChanges(s);
  assert.deepEqual(s.contract?.missing(documentedRoutes()), []);
});

/** Each route at least once, by SDK where the state matters and by address where it does not. */
async function visitAll(s: Setting): Promise<void> {
  const [point = ''] = await pointsOf(s, 'sql-01');
  const operation = await startRestore(s, 'sql-01', point, restoreDisks(point));
  const job = await jobOf(s, operation);
  const names = itemOf('sql-01');
  await s.backup.backups.trigger(...names, { properties: { objectType: 'IaasVMBackupRequest' } });
  s.pass(1);
  const running = s.world.vault(vaultIds.prod)?.jobs.at(-1)?.id;
  const vault = `/subscriptions/${prod.id}/resourceGroups/rg-backup/providers/Microsoft.RecoveryServices/vaults/rsv-prod`;
  const item = `${vault}/backupFabrics/Azure/protectionContainers/${names[3]}/protectedItems/${names[4]}`;
  const group = `/subscriptions/${prod.id}/resourceGroups/rg-app`;
  const subscription = `/subscriptions/${prod.id}`;
  const validate = {
    id: `${item}/recoveryPoints/${point}`,
    properties: { objectType: 'ValidateIaasVMRestoreOperationRequest', restoreRequest: restoreDisks(point).properties },
  };
  const { send, location } = await sender(s);
  const guarded = vaultIds.guarded;
  const special = ['legacy-01', 'off-01', 'agentless-01', 'undead-01', 'drift-01', 'host-01'];
  const pathOf = (name: string) => {
    const [, , , container, protectedItem] = itemOf(name);
    return `backupFabrics/Azure/protectionContainers/${container}/protectedItems/${protectedItem}`;
  };
  s.world.roles.assign(bot.objectId, roles.reader, guardId, 'ServicePrincipal');

  for (const path of [
    `${subscription}/providers/Microsoft.RecoveryServices/vaults`,
    `${subscription}/resourceGroups/rg-backup/providers/Microsoft.RecoveryServices/vaults`,
    vault,
    `${vault}/backupProtectedItems`,
    item,
    `${item}?$filter=expand eq 'extendedinfo'`,
    `${item}/recoveryPoints/${point}`,
    `${item}/recoveryPoints/${point}?api-version=2019-06-15`,
    `${vault}/backupPolicies`,
    `${vault}/backupPolicies/DefaultPolicy`,
    `${vault}/backupJobs`,
    `${vault}/backupJobs/${job}`,
    `${vault}/backupOperations/${operation}`,
    `${vault}/backupOperationResults/${operation}`,
    `${item}/operationsStatus/${operation}`,
    `${item}/operationResults/${operation}`,
    ...['virtualMachines', 'disks'].map((type) => `${subscription}/providers/Microsoft.Compute/${type}`),
    ...['virtualMachines', 'disks'].map((type) => `${group}/providers/Microsoft.Compute/${type}`),
    ...['', '?$expand=instanceView', '/instanceView', '/extensions'].map(
      (tail) => `${group}/providers/Microsoft.Compute/virtualMachines/sql-01${tail}`,
    ),
    `${group}/providers/Microsoft.Compute/virtualMachines/app-01`,
    `${group}/providers/Microsoft.Compute/disks/sql-01_DataDisk_0`,
    `${group}/providers/Microsoft.Compute/disks/app-01_DataDisk_0`,
    `${group}/providers/Microsoft.Compute/diskEncryptionSets/des-app`,
    `${subscription}/providers/Microsoft.Compute/locations/westeurope/usages`,
    ...special.flatMap((name) => [
      `${group}/providers/Microsoft.Compute/virtualMachines/${name}?$expand=instanceView`,
      `${vault}/${pathOf(name)}`,
    ]),
    `${group}/providers/Microsoft.KeyVault/vaults/kv-rbac`,
    `${guarded}/backupResourceGuardProxies`,
    `${guarded}/backupResourceGuardProxies/VaultProxy`,
    `${vault}/backupResourceGuardProxies`,
    guardId,
    `${subscription}/providers/Microsoft.KeyVault/vaults`,
    `${group}/providers/Microsoft.KeyVault/vaults/kv-prod`,
    `${group}/providers/Microsoft.KeyVault/vaults/kv-prod/keys/kek-sql`,
    `${group}/providers/Microsoft.KeyVault/vaults/kv-prod/secrets/${guid(`bek ${group}/providers/Microsoft.Compute/virtualMachines/sql-01 0`)}`,
    `${subscription}/providers/Microsoft.Storage/storageAccounts`,
    `${subscription}/resourceGroups/rg-backup/providers/Microsoft.Storage/storageAccounts/ststagingprod`,
    `${group}/providers/Microsoft.Network/virtualNetworks/vnet-app`,
    `${group}/providers/Microsoft.Network/virtualNetworks/vnet-app/subnets/app`,
    `${group}/providers/Microsoft.Network/networkInterfaces/sql-01-nic`,
    `${group}/providers/Microsoft.Authorization/roleAssignments?$filter=assignedTo('${people.oncall.objectId}')`,
    `${subscription}/providers/Microsoft.Authorization/roleAssignments/${s.world.roles.assignments[0]?.name}`,
    `${subscription}/providers/Microsoft.Authorization/roleDefinitions`,
    `${subscription}/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7`,
    '/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7',
    `${group}/providers/Microsoft.Authorization/denyAssignments`,
    `${subscription}/providers/Microsoft.Authorization/roleEligibilityScheduleInstances`,
    `${subscription}/providers/Microsoft.Authorization/roleAssignmentScheduleInstances`,
    `${group}/providers/Microsoft.Authorization/locks`,
    `${subscription}/providers/Microsoft.Insights/eventtypes/management/values?$filter=eventTimestamp ge '2026-11-23T00:00:00Z'`,
    '/subscriptions',
    subscription,
    `${subscription}/resourcegroups`,
    group,
    `${subscription}/resources`,
    `${group}/resources`,
    `${group}/providers/Microsoft.Compute/virtualMachines/sql-01/extensions/AzureDiskEncryption`,
  ]) {
    assert.equal((await send('GET', path)).status, /Results\//.test(path) ? 204 : 200, path);
  }
  await send('HEAD', group);
  await send('HEAD', `${group}/providers/Microsoft.Compute/virtualMachines/sql-01`);
  await send('POST', `${subscription}/providers/Microsoft.RecoveryServices/locations/westeurope/backupStatus`, {
    resourceType: 'VM',
    resourceId: `${group}/providers/Microsoft.Compute/virtualMachines/new-01`,
  });
  await send('POST', `${vault}/backupValidateOperation`, validate);
  const triggered = await send('POST', `${vault}/backupTriggerValidateOperation`, validate);
  const statuses = location(triggered, 'azure-asyncoperation');
  assert.equal((await send('GET', statuses)).status, 200);
  assert.equal((await send('GET', location(triggered, 'location'))).status, 202);
  const cancelled = await send('POST', `${vault}/backupJobs/${running}/cancel`);
  assert.equal((await send('GET', location(cancelled, 'location'))).status, 202);
  s.pass(1);
  assert.equal((await send('GET', statuses)).status, 200);
  assert.equal((await send('GET', location(triggered, 'location'))).status, 200);
  assert.equal((await send('GET', location(cancelled, 'location'))).status, 204);
}

/** The data plane, as somebody who may do everything. */
async function visitKeyVault(s: Setting): Promise<void> {
  const { contents, policies } = keyVaultOf(s.world, 'kv-prod');
  for (const policy of policies) policy.permissions = { keys: ['All'], secrets: ['All'] };
  const [secrets, keys] = [[...contents.secrets.values()], [...contents.keys.values()]];
  const named = (all: { name: string; deletedAt?: Date }[], deleted: boolean) =>
    all.find((one) => Boolean(one.deletedAt) === deleted)?.name ?? '';
  const paths = [
    ['keys', named(keys, false), named(keys, true)],
    ['secrets', named(secrets, false), named(secrets, true)],
  ].flatMap(([kind, name, gone]) => [
    `/${kind}`,
    `/${kind}/${name}/versions`,
    `/${kind}/${name}`,
    `/${kind}/${name}/${(kind === 'keys' ? contents.keys : contents.secrets).get(name ?? '')?.versions[0]?.version}`,
    `/deleted${kind}`,
    `/deleted${kind}/${gone}`,
  ]);
  paths.push('/keys/cert-pki', '/secrets/cert-pki');
  for (const path of paths) assert.equal((await ask(s, `${contents.uri}${path}`)).status, 200, path);
}

async function sender(s: Setting) {
  const token = await s.azure.issueToken('https://management.azure.com', bot.appId, bot.objectId);
  const authorization = `Bearer ${token}`;
  return {
    send(method: string, path: string, body?: unknown) {
      const version = path.includes('api-version=') ? '' : `${path.includes('?') ? '&' : '?'}api-version=2023-06-01`;
      return fetch(`http://127.0.0.1:${s.azure.port}${encodeURI(path)}${version}`, {
        method,
        headers: { authorization, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    },
    location(response: Response, header: string): string {
      const { pathname, search } = new URL(response.headers.get(header) ?? '');
      return decodeURI(pathname) + search;
    },
  };
}
