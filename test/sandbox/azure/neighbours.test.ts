import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RecoveryServicesBackupClient } from '@azure/arm-recoveryservicesbackup';
import { backupManagementService, bot } from '../../../sandbox/world/people.ts';
import { guardId, prod, security } from '../../../sandbox/world/places.ts';
import { roles } from '../../../sandbox/world/role-definitions.ts';
import { ask, valuesOf } from './ask.ts';
import { all, pointsOf, restoreDisks, type Setting, setting } from './setting.ts';

const graph = 'https://graph.microsoft.com/v1.0';

test('the directory tells which object Azure Backup is in this tenant', async (t) => {
  const s = await setting(t);
  const filter = encodeURIComponent(`appId eq '${backupManagementService.appId}'`);
  const [found] = valuesOf(await ask(s, `${graph}/servicePrincipals?$filter=${filter}`));
  assert.deepEqual([found?.id, found?.displayName], [backupManagementService.objectId, 'Backup Management Service']);
  const one = await ask(s, `${graph}/servicePrincipals(appId='${backupManagementService.appId}')?$select=id`);
  assert.equal(one.body.id, backupManagementService.objectId);
  assert.equal(one.body.displayName, undefined);
  const unknown = await ask(s, `${graph}/servicePrincipals(appId='00000000-0000-4000-8000-000000000000')`);
  assert.deepEqual([unknown.status, (unknown.body.error as { code: string }).code], [404, 'Request_ResourceNotFound']);
  s.world.directory.readable = false;
  assert.equal((await ask(s, `${graph}/servicePrincipals?$filter=${filter}`)).status, 403);
});

function guardedItem(): [string, string, string, string, string] {
  const name = 'iaasvmcontainerv2;rg-app;guarded-01';
  return ['rsv-guarded', 'rg-backup', 'Azure', `IaasVMContainer;${name}`, `VM;${name}`];
}

test('rsv-guarded names its guard, which the bot may not look at', async (t) => {
  const s = await setting(t);
  const { properties } = await s.vaults.vaults.get('rg-backup', 'rsv-guarded');
  assert.equal(properties?.securitySettings?.multiUserAuthorization, 'Enabled');
  const [proxy] = await all(s.backup.resourceGuardProxies.list('rsv-guarded', 'rg-backup'));
  assert.equal(proxy?.name, 'VaultProxy');
  const same = await s.backup.resourceGuardProxy.get('rsv-guarded', 'rg-backup', 'VaultProxy');
  assert.equal(same.properties?.resourceGuardResourceId, guardId);
  const requests = same.properties?.resourceGuardOperationDetails?.map((one) => one.defaultResourceRequest) ?? [];
  assert.ok(requests.every((one) => one?.startsWith(guardId)));
  assert.deepEqual(await all(s.backup.resourceGuardProxies.list('rsv-prod', 'rg-backup')), []);
  await assert.rejects(s.backup.resourceGuardProxy.get('rsv-prod', 'rg-backup', 'VaultProxy'), { statusCode: 404 });
  const guard = await readGuard(s);
  assert.equal(guard.status, 403);
  assert.match(JSON.stringify(guard.body), /AuthorizationFailed.*resourceGuards\/read/);
  const { subscriptions } = s.world;
  assert.ok(subscriptions.some((one) => one.id === security.id));
});

async function readGuard(s: Setting): Promise<{ status: number; body: unknown }> {
  const token = await s.azure.issueToken('https://management.azure.com', bot.appId, bot.objectId);
  const response = await fetch(`http://127.0.0.1:${s.azure.port}${guardId}?api-version=2023-11-01`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return { status: response.status, body: await response.json() };
}

test('a restore behind the guard is refused until the role on the guard is activated', async (t) => {
  const s = await setting(t);
  const [point = ''] = (await all(s.backup.recoveryPoints.list(...guardedItem()))).map((one) => one.name ?? '');
  const start = () => s.backup.restores.beginTrigger(...guardedItem(), point, restoreDisks(point));
  await assert.rejects(start(), { statusCode: 403, code: 'LinkedAuthorizationFailed' });
  s.world.roles.assign(bot.objectId, roles.backupMuaOperator, guardId, 'ServicePrincipal');
  assert.equal((await readGuard(s)).status, 200);
  await start();
});

test('quotas: what is used follows the VMs, and a full quota shows in the validation of a new VM', async (t) => {
  const s = await setting(t);
  const cores = async () => (await all(s.compute.usage.list('westeurope'))).find((one) => one.name.value === 'cores');
  const { currentValue = 0, limit } = (await cores()) ?? {};
  assert.equal(limit, 350);
  assert.ok(currentValue > 30 && currentValue < 100);
  const [point = ''] = await pointsOf(s, 'host-01');
  const validate = async (client: RecoveryServicesBackupClient) =>
    client.operation.validate('rsv-prod', 'rg-backup', {
      id: `/subscriptions/${prod.id}/resourceGroups/rg-backup/providers/Microsoft.RecoveryServices/vaults/rsv-prod/backupFabrics/Azure/protectionContainers/IaasVMContainer;iaasvmcontainerv2;rg-app;host-01/protectedItems/VM;iaasvmcontainerv2;rg-app;host-01/recoveryPoints/${point}`,
      properties: {
        objectType: 'ValidateIaasVMRestoreOperationRequest',
        restoreRequest: restoreDisks(point, {
          recoveryType: 'AlternateLocation',
          targetVirtualMachineId: `/subscriptions/${prod.id}/resourceGroups/rg-restore/providers/Microsoft.Compute/virtualMachines/host-01-r`,
          subnetId: `/subscriptions/${prod.id}/resourceGroups/rg-restore/providers/Microsoft.Network/virtualNetworks/vnet-restore/subnets/isolated`,
        }).properties,
      },
    });
  const codes = async () =>
    (await validate(s.backup)).validateOperationResponse?.validationResults?.map((one) => one.code);
  assert.deepEqual(await codes(), []);
  s.world.coreLimits.set(prod.id, currentValue + 1);
  assert.deepEqual(await codes(), ['UserErrorCoreCountSubscriptionQuotaReached']);
});
