import assert from 'node:assert/strict';
import { keyBackupData, secretBackupData } from '../../../sandbox/world/key-material.ts';
import { drillPlace, prod, restoreTargets } from '../../../sandbox/world/places.ts';
import { ask } from './ask.ts';
import { jobOf, pointsOf, restoreDisks, type Setting, startRestore } from './setting.ts';

type Send = (method: string, path: string, body?: unknown) => Promise<Response>;
type Location = (response: Response, header: string) => string;

/** Routes that make a machine from restored disks: deployments, extensions, disks, power, screenshots, keys. */
export async function visitRebuild(s: Setting, send: Send, location: Location): Promise<void> {
  const group = restoreTargets[0]?.targetResourceGroupId ?? '';
  const subscription = `/subscriptions/${prod.id}`;
  const [point = ''] = await pointsOf(s, 'web-01');
  await jobOf(s, await startRestore(s, 'web-01', point, restoreDisks(point)));
  s.pass(30);
  s.world.settle();
  const disk = s.world.resources.list('Microsoft.Compute/disks', group).find(({ name }) => /^web-01-osdisk/.test(name));
  assert.ok(disk);
  assert.equal((await send('POST', `${restoreTargets[0]?.stagingStorageAccountId}/listKeys`)).status, 200);
  const tags = { operation: 'Merge', properties: { tags: { 'strongroom-request': 'R-7K2M' } } };
  assert.equal((await send('PATCH', `${disk.id}/providers/Microsoft.Resources/tags/default`, tags)).status, 200);
  const deployment = `${group.replace('resourceGroups', 'resourcegroups')}/providers/Microsoft.Resources/deployments/contract`;
  const body = {
    properties: { mode: 'Incremental', template: templateOf(disk.id), parameters: { name: { value: 'web-02' } } },
  };
  assert.equal((await send('POST', `${deployment}/validate`, body)).status, 200);
  const put = await send('PUT', deployment, body);
  assert.equal(put.status, 201);
  const statuses = location(put, 'azure-asyncoperation');
  assert.deepEqual(await jsonOf(send('GET', statuses)), { status: 'Running' });
  s.pass(5);
  assert.deepEqual(await jsonOf(send('GET', statuses)), { status: 'Succeeded' });
  assert.deepEqual(await jsonOf(send('POST', `${deployment}/exportTemplate`)), { template: templateOf(disk.id) });
  assert.equal((await send('GET', deployment)).status, 200);
  const operations = deployment.replace('/providers/Microsoft.Resources', '');
  assert.equal((await send('GET', `${operations}/operations`)).status, 200);
  // A resource that a template makes of a type without its own route is found by its id.
  assert.equal(
    (await send('GET', `${group}/providers/Microsoft.Network/networkSecurityGroups/web-02-nsg`)).status,
    200,
  );
  // A repeat is refused because of its disk, which the contract has to describe too.
  await send('PUT', deployment, { properties: { ...body.properties, parameters: { name: { value: 'web-03' } } } });
  s.pass(5);
  assert.equal((await send('GET', deployment)).status, 200);
  assert.equal((await send('GET', `${operations}/operations`)).status, 200);

  const vm = `${group}/providers/Microsoft.Compute/virtualMachines/web-02`;
  assert.equal((await send('GET', `${vm}?$expand=instanceView`)).status, 200);
  assert.equal((await send('POST', `${vm}/retrieveBootDiagnosticsData`)).status, 200);
  await visitDrill(s, send, location, vm);
  const extension = `${vm}/extensions/AzureDiskEncryptionForLinux`;
  const wanted = {
    location: 'westeurope',
    properties: {
      publisher: 'Microsoft.Azure.Security',
      type: 'AzureDiskEncryptionForLinux',
      typeHandlerVersion: '1.1',
      settings: { EncryptionOperation: 'EnableEncryption', VolumeType: 'ALL' },
    },
  };
  assert.equal((await send('PUT', extension, wanted)).status, 201);
  assert.equal((await send('GET', extension)).status, 200);
  assert.equal((await send('GET', `${vm}/instanceView`)).status, 200);
  s.pass(10);
  assert.equal((await send('PUT', extension, wanted)).status, 200);
  s.pass(10);
  const off = await send('POST', `${vm}/deallocate`);
  assert.equal(off.status, 202);
  const operation = location(off, 'azure-asyncoperation');
  assert.equal((await send('GET', operation)).status, 200);
  s.pass(2);
  assert.equal((await send('GET', operation)).status, 200);
  assert.equal((await send('GET', location(off, 'location'))).status, 200);
  const settings = disk.properties.encryptionSettingsCollection;
  assert.equal((await send('PATCH', disk.id, { properties: { encryptionSettingsCollection: settings } })).status, 202);
  assert.equal((await send('POST', `${vm}/start`)).status, 202);
  assert.equal((await send('GET', `${subscription}/providers/Microsoft.Compute/skus`)).status, 200);
  const sizesThere = `${subscription}/providers/Microsoft.Compute/locations/westeurope/vmSizes`;
  assert.equal((await send('GET', sizesThere)).status, 200);
  s.pass(2);
  await visitByHand(s, send, vm, disk.id);
}

/** Reads of a machine's isolation, and a script in its guest. */
async function visitDrill(s: Setting, send: Send, location: Location, vm: string): Promise<void> {
  const nic = vm.replace(/providers.*/, 'providers/Microsoft.Network/networkInterfaces/web-02-nic');
  for (const list of ['effectiveNetworkSecurityGroups', 'effectiveRouteTable']) {
    const asked = await send('POST', `${nic}/${list}`);
    assert.equal(asked.status, 202);
    assert.equal((await send('GET', location(asked, 'location'))).status, 200);
  }
  const network = drillPlace.subnetId.replace(/\/subnets\/.*/, '');
  for (const list of ['SecurityAdminRules', 'ConnectivityConfigurations']) {
    assert.equal((await send('POST', `${network}/listNetworkManagerEffective${list}`)).status, 200);
  }
  const rules = `${drillPlace.resourceGroupId}/providers/Microsoft.Network/networkSecurityGroups/nsg-drill`;
  assert.equal((await send('GET', rules)).status, 200);
  const command = `${vm}/runCommands/probe`;
  const script = { location: 'westeurope', properties: { source: { script: 'true' }, timeoutInSeconds: 60 } };
  assert.equal((await send('PUT', command, script)).status, 201);
  assert.equal((await send('GET', command)).status, 200);
  s.pass(3);
  assert.equal((await send('GET', `${command}?$expand=instanceView`)).status, 200);
}

/** Manual changes of a machine without a template. */
async function visitByHand(s: Setting, send: Send, vm: string, disk: string): Promise<void> {
  const storageAccountId = restoreTargets[0]?.stagingStorageAccountId ?? '';
  const sourceUri = 'https://ststagingprod.blob.core.windows.net/files/os.vhd';
  const file = { content: Buffer.alloc(0), contentType: 'application/octet-stream', writtenAt: new Date(0) };
  s.world.blobs.put('ststagingprod', 'files', 'os.vhd', file);
  const source = { createOption: 'Import', sourceUri, storageAccountId };
  const made = { location: 'westeurope', sku: { name: 'StandardSSD_LRS' }, properties: { creationData: source } };
  const imported = vm.replace(/virtualMachines.*/, 'disks/by-hand-os');
  assert.equal((await send('PUT', imported, made)).status, 200);
  assert.equal((await send('GET', imported)).status, 200);
  const gone = { ...made, properties: { creationData: { ...source, sourceUri: `${sourceUri}x` } } };
  assert.equal((await send('PUT', `${imported}-2`, gone)).status, 400);
  const nic = vm.replace(/providers.*/, 'providers/Microsoft.Network/networkInterfaces/by-hand-nic');
  assert.equal((await send('DELETE', disk)).status, 409);
  assert.equal((await send('DELETE', vm)).status, 202);
  s.pass(2);
  assert.equal((await send('GET', vm)).status, 404);
  const subnet = { id: restoreTargets[0]?.isolatedSubnetId };
  const configuration = { name: 'ipconfig1', properties: { subnet } };
  const wanted = { location: 'westeurope', properties: { ipConfigurations: [configuration] } };
  assert.equal((await send('PUT', nic, wanted)).status, 201);
  const properties = {
    hardwareProfile: { vmSize: 'Standard_D2s_v5' },
    storageProfile: { osDisk: { osType: 'Linux', createOption: 'Attach', managedDisk: { id: disk } } },
    networkProfile: { networkInterfaces: [{ id: nic }] },
  };
  assert.equal((await send('PUT', vm, { location: 'westeurope', properties })).status, 201);
  s.pass(3);
  assert.equal((await send('PUT', vm, { location: 'westeurope', properties })).status, 200);
  s.pass(3);
  assert.equal((await send('GET', `${vm}?$expand=instanceView`)).status, 200);
  assert.equal((await send('DELETE', nic)).status, 400);
  assert.equal((await send('DELETE', vm)).status, 202);
  s.pass(2);
  assert.equal((await send('DELETE', nic)).status, 202);
  assert.equal((await send('DELETE', disk)).status, 202);
  s.pass(1);
  assert.equal((await send('GET', disk)).status, 404);
}

/** Recovery of keys and secrets; the key vault's policies allow everything by now. */
export async function visitKeyRecovery(s: Setting): Promise<void> {
  const contents = s.world.keyVault('kv-prod');
  const [key, secret] = [contents.purged.keys[0], contents.purged.secrets[0]];
  const gone = [...contents.secrets.values()].find(({ deletedAt }) => deletedAt)?.name ?? '';
  const visits: [string, string, unknown?][] = [
    ['POST', '/keys/restore', { value: keyBackupData(`${contents.uri}/keys/${key?.name}/1`) }],
    ['POST', '/secrets/restore', { value: secretBackupData(`${contents.uri}/secrets/${secret?.name}/1`) }],
    ['PUT', `/secrets/${secret?.name}`, { value: 'v', contentType: 'Wrapped BEK', tags: { MachineName: 'm' } }],
    ['POST', '/deletedkeys/kek-softkey/recover'],
    ['POST', `/deletedsecrets/${gone}/recover`],
  ];
  for (const [method, path, body] of visits) {
    const answer = await ask(s, `${contents.uri}${path}`, undefined, { method, body });
    assert.equal(answer.status, 200, path);
  }
  const again = { value: keyBackupData(`${contents.uri}/keys/${key?.name}/1`) };
  const taken = await ask(s, `${contents.uri}/keys/restore`, undefined, { method: 'POST', body: again });
  assert.equal(taken.status, 409);
}

async function jsonOf(response: Promise<Response>): Promise<unknown> {
  return (await response).json();
}

function templateOf(osDisk: string): Record<string, unknown> {
  const nic = "concat(parameters('name'), '-nic')";
  return {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    parameters: { name: { type: 'string' } },
    resources: [
      {
        type: 'Microsoft.Compute/virtualMachines',
        apiVersion: '2023-09-01',
        name: "[parameters('name')]",
        location: '[resourceGroup().location]',
        dependsOn: [`[resourceId('Microsoft.Network/networkInterfaces', ${nic})]`],
        properties: {
          hardwareProfile: { vmSize: 'Standard_D2s_v5' },
          storageProfile: { osDisk: { osType: 'Linux', createOption: 'Attach', managedDisk: { id: osDisk } } },
          networkProfile: {
            networkInterfaces: [{ id: `[resourceId('Microsoft.Network/networkInterfaces', ${nic})]` }],
          },
          diagnosticsProfile: { bootDiagnostics: { enabled: true } },
        },
      },
      {
        type: 'Microsoft.Network/networkInterfaces',
        apiVersion: '2023-06-01',
        name: `[${nic}]`,
        location: '[resourceGroup().location]',
        properties: {
          ipConfigurations: [
            {
              name: 'ipconfig1',
              properties: {
                subnet: { id: "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet-restore', 'isolated')]" },
              },
            },
          ],
        },
      },
      {
        type: 'Microsoft.Network/networkSecurityGroups',
        apiVersion: '2023-06-01',
        name: "[concat(parameters('name'), '-nsg')]",
        location: 'westeurope',
        properties: { securityRules: [] },
      },
    ],
  };
}
