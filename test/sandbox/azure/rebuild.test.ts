import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyBackupData, secretBackupData } from '../../../sandbox/world/key-material.ts';
import { markers } from '../../../sandbox/world/markers.ts';
import { bot, people } from '../../../sandbox/world/people.ts';
import { prod, restoreTargets } from '../../../sandbox/world/places.ts';
import { roles } from '../../../sandbox/world/role-definitions.ts';
import { ask } from './ask.ts';
import { jobOf, pointsOf, restoreDisks, type Setting, setting, startRestore } from './setting.ts';

const group = restoreTargets[0]?.targetResourceGroupId ?? '';
const kv = 'https://kv-prod.vault.azure.net';

/** The template of the restored disks of a VM, and where it lies. */
async function restored(s: Setting, vm: string) {
  const [point = ''] = await pointsOf(s, vm);
  const operation = await startRestore(s, vm, point, restoreDisks(point));
  const job = await jobOf(s, operation);
  s.pass(40);
  const details = await s.backup.jobDetails.get('rsv-prod', 'rg-backup', job);
  const bag = (details.properties as { extendedInfo?: { propertyBag?: Record<string, string> } }).extendedInfo
    ?.propertyBag;
  const uri = bag?.['Template Blob Uri'] ?? '';
  const { pathname } = new URL(uri);
  const [, container = '', name = ''] = pathname.split('/');
  const template = JSON.parse(s.world.blobs.get('ststagingprod', container, name)?.content.toString() ?? '');
  return { uri, template, container };
}

async function arm(s: Setting, method: string, path: string, body?: unknown, principal = bot.objectId) {
  const token = await s.azure.issueToken('https://management.azure.com', bot.appId, principal);
  const response = await fetch(`http://127.0.0.1:${s.azure.port}${path}?api-version=2025-04-01`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const json = (await response.json().catch(() => ({}))) as { error?: { code: string; message: string } };
  return { status: response.status, error: json.error };
}

const deployment = `${group}/providers/Microsoft.Resources/deployments/d`;
const bodyOf = (template: unknown, name: string) => ({
  properties: {
    mode: 'Incremental',
    template,
    parameters: {
      VirtualMachineName: { value: name },
      VirtualNetwork: { value: 'vnet-restore' },
      VirtualNetworkResourceGroup: { value: 'rg-restore' },
      Subnet: { value: 'isolated' },
    },
  },
});

test('a deployment needs the right to everything it makes and joins, its key vault included', async (t) => {
  const s = await setting(t);
  const { template } = await restored(s, 'web-01');
  const body = bodyOf(template, 'web-02');
  const { objectId } = people.oncall;
  // Contributor on the target group, Reader elsewhere: the key vault is in another group.
  const refused = await arm(s, 'PUT', deployment, body, objectId);
  assert.deepEqual([refused.status, refused.error?.code], [403, 'LinkedAuthorizationFailed']);
  assert.match(refused.error?.message ?? '', /vaults\/deploy\/action/);
  s.world.roles.assign(objectId, roles.contributor, s.world.keyVault('kv-prod').id);
  assert.equal((await arm(s, 'PUT', deployment, body, objectId)).status, 201);
});

test('a deployment that runs is not replaced; one that ended is', async (t) => {
  const s = await setting(t);
  const { template } = await restored(s, 'app-01');
  assert.equal((await arm(s, 'PUT', deployment, bodyOf(template, 'app-02'))).status, 201);
  const again = await arm(s, 'PUT', deployment, bodyOf(template, 'app-02'));
  assert.deepEqual([again.status, again.error?.code], [409, 'DeploymentActive']);
  s.pass(5);
  assert.equal((await arm(s, 'PUT', deployment, bodyOf(template, 'app-02'))).status, 200);
});

test('a deployment whose answer is lost has been accepted, one whose request is lost has not', async (t) => {
  const s = await setting(t);
  const { template } = await restored(s, 'app-01');
  const body = bodyOf(template, 'app-02');
  const match = { method: 'PUT', path: '/deployments/' };
  s.azure.faults.add({ match, do: 'reset-before', times: 1 });
  await assert.rejects(arm(s, 'PUT', deployment, body));
  assert.equal((await arm(s, 'GET', deployment)).status, 404);
  s.azure.faults.add({ match, do: 'reset-after', times: 1 });
  await assert.rejects(arm(s, 'PUT', deployment, body));
  assert.equal((await arm(s, 'GET', deployment)).status, 200);
  s.pass(5);
  s.world.settle();
  assert.ok(s.world.machines.get(`${group}/providers/Microsoft.Compute/virtualMachines/app-02`.toLowerCase()));
});

test('the same deployment again changes nothing of a machine that runs', async (t) => {
  const s = await setting(t);
  const { template } = await restored(s, 'web-01');
  const vm = `${group}/providers/Microsoft.Compute/virtualMachines/web-02`;
  await arm(s, 'PUT', deployment, bodyOf(template, 'web-02'));
  s.pass(5);
  s.world.settle();
  const before = structuredClone(s.world.machines.get(vm.toLowerCase()));
  assert.ok(before);
  await arm(s, 'PUT', deployment, bodyOf(template, 'web-02'));
  s.pass(5);
  s.world.settle();
  assert.deepEqual(s.world.machines.get(vm.toLowerCase()), before);
});

test('legacy-01: by hand, from the files that were restored, with its secret in the model', async (t) => {
  const s = await setting(t);
  const { template, container } = await restored(s, 'legacy-01');
  const { storageProfile } =
    (template.resources as { properties: { storageProfile?: unknown } }[]).at(-1)?.properties ?? {};
  const { osDisk, dataDisks } = storageProfile as {
    osDisk: { vhd: { uri: string } };
    dataDisks: { vhd: { uri: string } }[];
  };
  assert.match(
    osDisk.vhd.uri,
    new RegExp(`^https://ststagingprod\\.blob\\.core\\.windows\\.net/${container}/.*\\.vhd$`),
  );
  const nic = `${group}/providers/Microsoft.Network/networkInterfaces/legacy-02-nic`;
  const subnet = { id: restoreTargets[0]?.isolatedSubnetId };
  const ipConfigurations = [{ name: 'ipconfig1', properties: { subnet } }];
  assert.equal((await arm(s, 'PUT', nic, { location: 'westeurope', properties: { ipConfigurations } })).status, 201);
  const vm = `${group}/providers/Microsoft.Compute/virtualMachines/legacy-02`;
  const source = s.world.resources.get(
    `/subscriptions/${prod.id}/resourceGroups/rg-app/providers/Microsoft.Compute/virtualMachines/legacy-01`,
  );
  assert.ok(source);
  const { encryptionSettings } = (source.properties.storageProfile as { osDisk: { encryptionSettings: unknown } })
    .osDisk;
  const made = await arm(s, 'PUT', vm, {
    location: 'westeurope',
    properties: {
      hardwareProfile: { vmSize: 'Standard_DS2_v2' },
      storageProfile: {
        osDisk: { ...osDisk, encryptionSettings },
        dataDisks: dataDisks.map((disk, lun) => ({ ...disk, lun })),
      },
      networkProfile: { networkInterfaces: [{ id: nic }] },
    },
  });
  assert.equal(made.status, 201);
  s.pass(5);
  const { instanceView } = await s.compute.virtualMachines.get('rg-restore', 'legacy-02', { expand: 'instanceView' });
  assert.equal(instanceView?.vmAgent?.statuses?.[0]?.code, 'ProvisioningState/succeeded');
  assert.ok(
    instanceView?.disks?.every(({ statuses }) => statuses?.some(({ code }) => code === 'EncryptionState/encrypted')),
  );
});

test('a template that makes no sense is refused at once', async (t) => {
  const s = await setting(t);
  const broken = await arm(s, 'PUT', deployment, {
    properties: { mode: 'Incremental', template: { resources: [{}] } },
  });
  assert.deepEqual([broken.status, broken.error?.code], [400, 'InvalidTemplate']);
});

test('blobs: a token for storage, a version, a role on data; Owner alone may not', async (t) => {
  const s = await setting(t);
  const { uri, container } = await restored(s, 'web-01');
  const read = async (
    principal: string,
    headers: Record<string, string> = {},
    audience = 'https://storage.azure.com',
  ) => {
    const token = await s.azure.issueToken(audience, bot.appId, principal);
    const response = await fetch(`http://127.0.0.1:${s.azure.port}${new URL(uri).pathname}`, {
      headers: { authorization: `Bearer ${token}`, 'x-emulated-host': new URL(uri).host, ...headers },
    });
    return [response.status, response.headers.get('x-ms-error-code')];
  };
  const version = { 'x-ms-version': '2023-11-03' };
  assert.deepEqual(await read(bot.objectId, version), [200, null]);
  assert.deepEqual(await read(bot.objectId), [403, 'AuthenticationFailed']);
  assert.deepEqual(await read(people.platform.objectId, version), [403, 'AuthorizationPermissionMismatch']);
  assert.deepEqual(await read(bot.objectId, version, 'https://management.azure.com'), [
    401,
    'InvalidAuthenticationInfo',
  ]);
  const listed = await fetch(`http://127.0.0.1:${s.azure.port}/${container}?restype=container&comp=list`, {
    headers: {
      authorization: `Bearer ${await s.azure.issueToken('https://storage.azure.com', bot.appId, bot.objectId)}`,
      'x-emulated-host': new URL(uri).host,
      ...version,
    },
  });
  assert.match(await listed.text(), /<Name>vmencryption-web01-/);
});

test('a signed address opens the one picture to anybody, and another signature does not', async (t) => {
  const s = await setting(t);
  const { consoleScreenshotBlobUri: uri = '' } = await s.compute.virtualMachines.retrieveBootDiagnosticsData(
    'rg-app',
    'sql-01',
  );
  const get = (address: string) => {
    const { host, pathname, search } = new URL(address);
    return fetch(`http://127.0.0.1:${s.azure.port}${pathname}${search}`, { headers: { 'x-emulated-host': host } });
  };
  assert.equal((await get(uri)).status, 200);
  assert.equal((await get(uri.replace(markers.sas, 'another'))).status, 403);
  assert.equal((await get(uri.split('?')[0] ?? '')).status, 401);
});

test('a key is not restored over its name, in another subscription, or from what is no backup', async (t) => {
  const s = await setting(t);
  const { purged } = s.world.keyVault('kv-prod');
  const policies = s.world.resources.get(s.world.keyVault('kv-fleet').id)?.properties.accessPolicies as {
    objectId: string;
  }[];
  assert.ok(policies.some(({ objectId }) => objectId === bot.objectId));
  const restore = async (address: string, value: string) => {
    const { status, body } = await ask(s, address, undefined, { method: 'POST', body: { value } });
    return [status, (body.error as { code: string } | undefined)?.code];
  };
  const lost = keyBackupData(`${kv}/keys/${purged.keys[0]?.name}/1`);
  assert.deepEqual(await restore('https://kv-fleet.vault.azure.net/keys/restore', lost), [400, 'BadParameter']);
  assert.deepEqual(await restore(`${kv}/secrets/restore`, lost), [400, 'BadParameter']);
  assert.deepEqual(await restore(`${kv}/keys/restore`, 'nonsense'), [400, 'BadParameter']);
  assert.deepEqual(await restore(`${kv}/keys/restore`, lost), [200, undefined]);
  assert.deepEqual(await restore(`${kv}/keys/restore`, lost), [409, 'ConflictError']);
  const soft = keyBackupData(`${kv}/keys/kek-softkey/1`);
  assert.deepEqual(await restore(`${kv}/keys/restore`, soft), [409, 'ConflictError']);
  const secret = secretBackupData(`${kv}/secrets/${purged.secrets[0]?.name}/1`);
  assert.deepEqual(await restore(`${kv}/secrets/restore`, secret), [200, undefined]);
});

test('with roles, each of these needs its data action', async (t) => {
  const s = await setting(t);
  const { id } = s.world.keyVault('kv-rbac');
  const put = () =>
    ask(s, 'https://kv-rbac.vault.azure.net/secrets/new', undefined, { method: 'PUT', body: { value: 'v' } });
  const refused = await put();
  assert.equal(refused.status, 403);
  assert.match(JSON.stringify(refused.body), /secrets\/setSecret\/action.*ForbiddenByRbac/s);
  s.world.roles.assign(bot.objectId, roles.keyVaultAdministrator, id, 'ServicePrincipal');
  assert.equal((await put()).status, 200);
});

test('extensions and disks: not of a machine that is off, not while it runs', async (t) => {
  const s = await setting(t);
  const app = `/subscriptions/${prod.id}/resourceGroups/rg-app/providers/Microsoft.Compute`;
  const properties = { publisher: 'p', type: 't', typeHandlerVersion: '1.0' };
  const off = await arm(s, 'PUT', `${app}/virtualMachines/off-01/extensions/e`, { location: 'westeurope', properties });
  assert.deepEqual([off.status, off.error?.code], [409, 'OperationNotAllowed']);
  const collection = { enabled: true, encryptionSettingsVersion: '1.1', encryptionSettings: [] };
  const disk = await arm(s, 'PATCH', `${app}/disks/sql-01_DataDisk_0`, {
    properties: { encryptionSettingsCollection: collection },
  });
  assert.deepEqual([disk.status, disk.error?.code], [409, 'OperationNotAllowed']);
});
