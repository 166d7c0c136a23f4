import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backupManagementService, bot, people, tenantId } from '../../../sandbox/world/people.ts';
import { prod, test as testing, vaultIds } from '../../../sandbox/world/places.ts';
import { roles } from '../../../sandbox/world/role-definitions.ts';
import { ask, valuesOf } from './ask.ts';
import { keyVaultOf } from './key-vault-of.ts';
import { all, type Setting, setting } from './setting.ts';

/** What clients other than the bot ask: az, the portal and the SDK's newer clients, in the words that they use. */

const arm = 'https://management.azure.com';
const subscription = `/subscriptions/${prod.id}`;
const group = `${subscription}/resourceGroups/rg-app`;
const restored = `${subscription}/resourcegroups/rg-restore`;
const compute = 'Microsoft.Compute/virtualMachines';

function askArm(s: Setting, method: string, path: string, body?: unknown, principal?: string) {
  const version = path.includes('?') ? '&api-version=2023-06-01' : '?api-version=2023-06-01';
  return ask(s, `${arm}${path}${version}`, principal, { method, body });
}

const codeOf = ({ body }: { body: Record<string, unknown> }) => (body.error as { code?: string } | undefined)?.code;

test('what az looks up before a restore: how the vault is encrypted, and the container of a short name', async (t) => {
  const s = await setting(t);
  const config = await askArm(s, 'GET', `${vaultIds.prod}/backupEncryptionConfigs/backupResourceEncryptionConfig`);
  assert.equal((config.body.properties as { encryptionAtRestType: string }).encryptionAtRestType, 'MicrosoftManaged');
  const filter = "backupManagementType eq 'AzureIaasVM' and friendlyName eq 'sql-01' and status eq 'Registered'";
  const path = `${vaultIds.prod}/backupProtectionContainers?$filter=${encodeURIComponent(filter)}`;
  const found = valuesOf(await askArm(s, 'GET', path));
  assert.deepEqual(
    found.map(({ name }) => name),
    ['IaasVMContainer;iaasvmcontainerv2;rg-app;sql-01'],
  );
  const operator = await askArm(
    s,
    'GET',
    `${vaultIds.fleet}/backupEncryptionConfigs/backupResourceEncryptionConfig`,
    undefined,
    people.outsider.objectId,
  );
  assert.equal(operator.status, 403);
});

/** As the Azure CLI writes it: the text of the file, under a name without quotes. */
const relaxed = `{"properties": {"parameters": {"name": {"value": "nic-by-az"}}, "mode": "incremental", template:{
  // A comment, and a comma before the end.
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  /* of two
     lines */
  "parameters": { "name": { "type": "string" } },
  "resources": [{
    "type": "Microsoft.Network/networkInterfaces", "apiVersion": "2023-06-01", "name": "[parameters('name')]",
    "location": "[resourceGroup().location]",
    "properties": { "ipConfigurations": [{ "name": "ipconfig1", "properties": { "subnet": {
      "id": "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet-restore', 'isolated')]" } } },] }
  }],
}}}`;

test('a template deploys from the text of its file, in whatever case its mode is written', async (t) => {
  const s = await setting(t);
  const deployment = `${restored}/providers/Microsoft.Resources/deployments/by-az`;
  assert.equal((await askArm(s, 'POST', `${deployment}/validate`, relaxed)).status, 200);
  assert.equal((await askArm(s, 'PUT', deployment, relaxed)).status, 201);
  s.pass(2);
  const nic = `${restored}/providers/Microsoft.Network/networkInterfaces/nic-by-az`;
  assert.equal((await askArm(s, 'GET', nic)).status, 200);
  const listed = valuesOf(await askArm(s, 'GET', `${restored}/providers/Microsoft.Resources/deployments`));
  assert.deepEqual(
    listed.map(({ name }) => name),
    ['by-az'],
  );
});

test('a body that is not JSON is refused as what it is, after the right was looked at', async (t) => {
  const s = await setting(t);
  const extension = `${group}/providers/${compute}/web-01/extensions/AzureDiskEncryptionForLinux`;
  const form = 'publisher=Microsoft.Azure.Security&type=AzureDiskEncryptionForLinux';
  const refused = await askArm(s, 'PUT', extension, form);
  assert.deepEqual([refused.status, codeOf(refused)], [400, 'InvalidRequestContent']);
  assert.equal((await askArm(s, 'PUT', extension, form, people.outsider.objectId)).status, 403);
});

test('a PUT or PATCH of a machine that runs does what it says', async (t) => {
  const s = await setting(t);
  const vm = `${group}/providers/${compute}/plain-01`;
  const read = async () => (await askArm(s, 'GET', vm)).body as { properties: Record<string, unknown> };
  const disk = `${subscription}/resourceGroups/rg-app/providers/Microsoft.Compute/disks/loose`;
  s.world.resources.put({
    id: disk,
    name: 'loose',
    type: 'Microsoft.Compute/disks',
    location: 'westeurope',
    sku: { name: 'Premium_LRS' },
    properties: { diskSizeGB: 8, diskState: 'Unattached', provisioningState: 'Succeeded' },
  });
  const before = await read();
  const profile = before.properties.storageProfile as { dataDisks: unknown[] };
  const dataDisks = [...profile.dataDisks, { lun: 0, createOption: 'Attach', managedDisk: { id: disk } }];
  const wanted = { ...before, properties: { ...before.properties, storageProfile: { ...profile, dataDisks } } };
  assert.equal((await askArm(s, 'PUT', vm, wanted)).status, 200);
  s.pass(1);
  const lunsOf = async () =>
    ((await read()).properties.storageProfile as { dataDisks: { lun: number; name: string }[] }).dataDisks;
  assert.deepEqual(
    (await lunsOf()).map(({ lun, name }) => [lun, name]),
    [[0, 'loose']],
  );
  assert.equal(s.world.resources.get(disk)?.managedBy, s.world.resources.get(vm)?.id);
  assert.equal(s.world.machines.get(vm.toLowerCase())?.power, 'running');

  const off = { properties: { diagnosticsProfile: { bootDiagnostics: { enabled: false } } } };
  assert.equal((await askArm(s, 'PATCH', vm, off)).status, 200);
  s.pass(1);
  assert.deepEqual((await read()).properties.diagnosticsProfile, { bootDiagnostics: { enabled: false } });
  assert.equal((await lunsOf()).length, 1, 'what a PATCH leaves out stays');

  const detached = { properties: { storageProfile: { dataDisks: [] } } };
  assert.equal((await askArm(s, 'PATCH', vm, detached)).status, 200);
  s.pass(1);
  assert.deepEqual(await lunsOf(), []);
  assert.equal(s.world.resources.get(disk)?.managedBy, undefined);
});

test('a PUT of a machine that Azure would refuse, or that is not served here, is refused and changes nothing', async (t) => {
  const s = await setting(t);
  const vm = `${group}/providers/${compute}/plain-01`;
  const before = (await askArm(s, 'GET', vm)).body as { properties: Record<string, unknown> };
  const put = async (properties: Record<string, unknown>) =>
    askArm(s, 'PUT', vm, { ...before, properties: { ...before.properties, ...properties } });
  const renamed = await put({ osProfile: { computerName: 'other', adminUsername: 'azureuser' } });
  assert.deepEqual([renamed.status, codeOf(renamed)], [409, 'PropertyChangeNotAllowed']);
  const profile = before.properties.storageProfile as Record<string, unknown>;
  const fresh = await put({
    storageProfile: { ...profile, dataDisks: [{ lun: 0, createOption: 'Empty', diskSizeGB: 8 }] },
  });
  assert.equal(fresh.status, 501);
  assert.match(JSON.stringify(fresh.body), /The local Azure has no images and makes no disks/);
  const taken = (
    s.world.resources.list('Microsoft.Compute/disks', group).find(({ managedBy }) => managedBy) ?? { id: '' }
  ).id;
  const others = await put({ storageProfile: { ...profile, dataDisks: [{ lun: 0, managedDisk: { id: taken } }] } });
  assert.deepEqual([others.status, codeOf(others)], [409, 'ConflictingUserInput']);
  const huge = await put({ hardwareProfile: { vmSize: 'Standard_Nothing' } });
  assert.deepEqual([huge.status, codeOf(huge)], [409, 'SkuNotAvailable']);
  s.pass(2);
  assert.deepEqual((await askArm(s, 'GET', vm)).body, before);
});

test('a machine that is off is changed without being started; restart, power off', async (t) => {
  const s = await setting(t);
  const vm = `${group}/providers/${compute}/off-01`;
  const powerOf = () => s.world.machines.get(vm.toLowerCase())?.power;
  assert.equal((await askArm(s, 'PATCH', vm, { tags: { asked: 'yes' } })).status, 200);
  s.pass(2);
  s.world.settle();
  assert.deepEqual([powerOf(), s.world.resources.get(vm)?.tags], ['deallocated', { asked: 'yes' }]);
  // The client that the bot ships reads the machine at the last address.
  const onResponse = () => s.pass(1);
  const changed = await s.compute.virtualMachines.update(
    'rg-app',
    'off-01',
    { tags: { asked: 'again' } },
    { updateIntervalInMs: 1, onResponse },
  );
  assert.deepEqual([changed.name, changed.tags], ['off-01', { asked: 'again' }]);
  assert.equal(codeOf(await askArm(s, 'POST', `${vm}/restart`)), 'OperationNotAllowed');
  const other = `${group}/providers/${compute}/plain-01`;
  const bootedAt = () => s.world.machines.get(other.toLowerCase())?.bootedAt;
  const before = bootedAt();
  assert.equal((await askArm(s, 'POST', `${other}/restart`)).status, 202);
  s.pass(2);
  s.world.settle();
  assert.notDeepEqual(bootedAt(), before);
  assert.equal((await askArm(s, 'POST', `${other}/powerOff`)).status, 202);
  s.pass(2);
  s.world.settle();
  assert.equal(s.world.machines.get(other.toLowerCase())?.power, 'stopped');
});

test('a disk and a network interface become what a write says, or it is refused', async (t) => {
  const s = await setting(t);
  const disk = `${group}/providers/Microsoft.Compute/disks/sql-01_DataDisk_0`;
  const change = (properties: Record<string, unknown>) => askArm(s, 'PATCH', disk, { properties });
  assert.equal((await change({ networkAccessPolicy: 'DenyAll', diskSizeGB: 300 })).status, 202);
  s.pass(1);
  const { properties } = (await askArm(s, 'GET', disk)).body as { properties: Record<string, unknown> };
  assert.deepEqual([properties.networkAccessPolicy, properties.diskSizeGB], ['DenyAll', 300]);
  assert.equal((await change({ diskSizeGB: 30 })).status, 400);
  assert.equal((await change({ burstingEnabled: true })).status, 501);
  // az reads the disk, and writes all of it back.
  const whole = (await askArm(s, 'GET', disk)).body as { properties: Record<string, unknown> };
  const closed = { ...whole, properties: { ...whole.properties, publicNetworkAccess: 'Disabled' } };
  assert.equal((await askArm(s, 'PUT', disk, closed)).status, 202);
  s.pass(1);
  assert.deepEqual((await askArm(s, 'GET', disk)).body, closed);

  const nic = `${group}/providers/Microsoft.Network/networkInterfaces/sql-01-nic`;
  const before = (await askArm(s, 'GET', nic)).body as { properties: Record<string, unknown> };
  const enableIPForwarding = true;
  const put = await askArm(s, 'PUT', nic, { ...before, properties: { ...before.properties, enableIPForwarding } });
  assert.equal(put.status, 200);
  const after = (await askArm(s, 'GET', nic)).body as typeof before;
  assert.deepEqual(after.properties, { ...before.properties, enableIPForwarding });
});

test('az sets an access policy by writing the key vault back', async (t) => {
  const s = await setting(t);
  const vault = `${group}/providers/Microsoft.KeyVault/vaults/kv-new`;
  const before = (await askArm(s, 'GET', vault)).body as { properties: Record<string, unknown> };
  const policy = {
    tenantId,
    objectId: backupManagementService.objectId,
    permissions: { keys: ['get'], secrets: ['get'] },
  };
  const accessPolicies = [...(before.properties.accessPolicies as unknown[]), policy];
  const put = (properties: Record<string, unknown>, principal?: string) =>
    askArm(s, 'PUT', vault, { ...before, properties: { ...before.properties, ...properties } }, principal);
  assert.equal((await put({ accessPolicies }, people.outsider.objectId)).status, 403);
  assert.equal((await put({ accessPolicies })).status, 200);
  const after = (await askArm(s, 'GET', vault)).body as { properties: Record<string, unknown> };
  assert.deepEqual(after.properties.accessPolicies, accessPolicies);
  assert.equal((await put({ vaultUri: 'https://kv-other.vault.azure.net/' })).status, 400);
  assert.equal((await put({ accessPolicies: [{ ...policy, objectId: 'nobody' }] })).status, 400);
  const made = await askArm(s, 'PUT', vault.replace('kv-new', 'kv-made'), before);
  assert.equal(made.status, 501);
});

test('the directory finds an application by any of its names, and objects by their ids', async (t) => {
  const s = await setting(t);
  const graph = 'https://graph.microsoft.com/v1.0';
  const filter = encodeURIComponent(`servicePrincipalNames/any(c:c eq '${backupManagementService.appId}')`);
  const [found] = valuesOf(await ask(s, `${graph}/servicePrincipals?$filter=${filter}`));
  assert.equal(found?.id, backupManagementService.objectId);
  const body = { ids: [bot.objectId, people.oncall.objectId, '00000000-0000-4000-8000-000000000000'] };
  const objects = valuesOf(await ask(s, `${graph}/directoryObjects/getByIds`, undefined, { method: 'POST', body }));
  assert.deepEqual(
    objects.map((one) => one['@odata.type']),
    ['#microsoft.graph.servicePrincipal', '#microsoft.graph.user'],
  );
});

test('a tenant has one custom role of a name, listed only where it can be given', async (t) => {
  const s = await setting(t);
  const listed = async (scope: string) =>
    (await all(s.authorization.roleDefinitions.list(scope, { filter: "type eq 'CustomRole'" }))).map(
      ({ roleName }) => roleName,
    );
  const [here, there] = [await listed(`/subscriptions/${prod.id}`), await listed(`/subscriptions/${testing.id}`)];
  const keyRole = (names: (string | undefined)[]) => names.filter((name) => name?.startsWith('Azure Backup disk keys'));
  assert.equal(keyRole(here).length, 1);
  assert.equal(keyRole(there).length, 1);
  assert.notDeepEqual(keyRole(here), keyRole(there));
  const names = s.world.roles.definitions.map(({ roleName }) => roleName);
  assert.equal(new Set(names).size, names.length);
  assert.throws(() => s.world.roles.define({ ...roles.owner, name: 'another' }));
});

test('a list of resources is filtered as asked, and a filter that is not understood is refused', async (t) => {
  const s = await setting(t);
  const listed = async (filter: string) => {
    const answer = await askArm(s, 'GET', `${subscription}/resources?$filter=${encodeURIComponent(filter)}`);
    return { status: answer.status, types: [...new Set(valuesOf(answer).map(({ type }) => type))] };
  };
  const keyVaults = 'Microsoft.KeyVault/vaults';
  assert.deepEqual(await listed(`resourceType eq '${keyVaults}'`), { status: 200, types: [keyVaults] });
  assert.deepEqual((await listed(`resourceType eq '${keyVaults}' and name eq 'sql-01'`)).types, []);
  assert.deepEqual((await listed(`resourceType eq '${keyVaults}' and resourceGroup eq 'RG-APP'`)).types, [keyVaults]);
  assert.deepEqual((await listed("tagName eq 'tier' and tagValue eq 'database'")).types, [compute]);
  assert.equal((await listed("sku.name eq 'x'")).status, 400);
});

test('what is not served says so, and is never taken for what is not there', async (t) => {
  const s = await setting(t);
  for (const path of [
    `${group}/providers/Microsoft.Compute/images`,
    `${subscription}/providers/Microsoft.Web/sites`,
    `${group}/providers/Microsoft.Web/sites/shop`,
    `${subscription}/providers/Microsoft.Web`,
    `${vaultIds.prod}/backupJobs/some/thing/else`,
  ]) {
    const answer = await askArm(s, 'GET', path);
    assert.equal(answer.status, 501, path);
    assert.match(JSON.stringify(answer.body), /The local Azure has no /, path);
  }
  const head = await askArm(s, 'HEAD', `${group}/providers/Microsoft.Web/sites/shop`);
  assert.equal(head.status, 501);
  const paired = await ask(s, `${arm}${vaultIds.prod}/backupJobs?api-version=2023-01-15`);
  assert.equal(paired.status, 501, 'what the paired region has is not what this one has');
  const off = await ask(s, `${arm}${vaultIds.prod}/backupProtectedItems?api-version=2023-01-15`);
  assert.deepEqual([off.status, codeOf(off)], [400, 'BMSUserErrorCrossRegionRestoreNotEnabledInThisVault']);
  const unknown = await askArm(s, 'GET', `${group}/providers/${compute}/nobody`);
  assert.deepEqual([unknown.status, codeOf(unknown)], [404, 'ResourceNotFound']);
  const tag = await askArm(s, 'GET', `${group}/providers/Microsoft.Compute/snapshots/none`);
  assert.deepEqual([tag.status, codeOf(tag)], [404, 'ResourceNotFound']);
});

test('lists that clients look through', async (t) => {
  const s = await setting(t);
  const namesIn = async (path: string) => valuesOf(await askArm(s, 'GET', path)).map(({ name }) => name);
  assert.deepEqual(await namesIn(`${group}/providers/Microsoft.Network/virtualNetworks`), ['vnet-app']);
  assert.deepEqual(await namesIn(`${group}/providers/Microsoft.Network/virtualNetworks/vnet-app/subnets`), ['app']);
  assert.ok((await namesIn(`${group}/providers/Microsoft.Network/networkInterfaces`)).includes('sql-01-nic'));
  assert.deepEqual(await namesIn(`${subscription}/providers/Microsoft.Compute/snapshots`), []);
  assert.deepEqual(await namesIn(`${subscription}/providers/Microsoft.Compute/diskEncryptionSets`), ['des-app']);
  assert.ok((await namesIn(`${group}/providers/Microsoft.KeyVault/vaults`)).includes('kv-prod'));
  assert.ok((await namesIn(`${subscription}/locations`)).includes('westeurope'));
  const tenants = valuesOf(await askArm(s, 'GET', '/tenants'));
  assert.deepEqual(
    tenants.map((one) => one.tenantId),
    [tenantId],
  );
  const provider = await askArm(s, 'GET', `${subscription}/providers/Microsoft.Compute`);
  const types = provider.body.resourceTypes as { resourceType: string; apiVersions: string[] }[];
  assert.ok(types.find(({ resourceType }) => resourceType === 'disks')?.apiVersions.length);
});

test('a key or secret that is not there has no versions; who has no right is refused before it is looked for', async (t) => {
  const s = await setting(t);
  const kv = 'https://kv-prod.vault.azure.net';
  for (const kind of ['keys', 'secrets']) {
    const answer = await ask(s, `${kv}/${kind}/nothing/versions`);
    assert.deepEqual([answer.status, valuesOf(answer)], [200, []], kind);
  }
  for (const [method, path, body] of [
    ['DELETE', '/keys/nothing'],
    ['DELETE', '/secrets/nothing'],
    ['POST', '/keys/nothing/backup'],
    ['POST', '/secrets/nothing/backup'],
    ['POST', '/keys/nothing/create', { kty: 'RSA' }],
    ['PATCH', '/keys/nothing/', {}],
  ] as const) {
    assert.equal((await ask(s, `${kv}${path}`, undefined, { method, body })).status, 403, path);
  }
});

test('attributes and tags of a secret are changed without its value; a deleted one is brought back', async (t) => {
  const s = await setting(t);
  const { contents, policies } = keyVaultOf(s.world, 'kv-prod');
  // There is no update among what a policy allows of secrets.
  const secrets = ['get', 'set', 'backup', 'delete', 'recover', 'restore'];
  policies.push({ objectId: people.platform.objectId, permissions: { keys: [], secrets } });
  const send = (method: string, path: string, body?: unknown) =>
    ask(s, `${contents.uri}${path}`, people.platform.objectId, { method, body });
  const [name] = contents.secrets.keys();
  const before = await send('GET', `/secrets/${name}`);
  const changed = await send('PATCH', `/secrets/${name}/`, { tags: { MachineName: 'other' }, contentType: 'BEK' });
  assert.deepEqual([changed.status, changed.body.value, changed.body.contentType], [200, undefined, 'BEK']);
  const after = await send('GET', `/secrets/${name}`);
  assert.deepEqual([after.body.value, after.body.tags], [before.body.value, { MachineName: 'other' }]);
  const copy = await send('POST', `/secrets/${name}/backup`);
  assert.equal((await send('DELETE', `/secrets/${name}`)).status, 200);
  assert.equal((await send('GET', `/secrets/${name}`)).status, 404);
  assert.equal((await send('POST', '/secrets/restore', { value: copy.body.value })).status, 409, 'deleted, not purged');
  assert.equal((await send('POST', `/deletedsecrets/${name}/recover`)).status, 200);
  s.pass(1);
  assert.equal((await send('GET', `/secrets/${name}`)).body.value, before.body.value);
});
