import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Azure } from '../../src/azure/open.ts';
import { azureOn, startWire, subscription } from './wire-fixture.ts';

const rg = `/subscriptions/${subscription}/resourceGroups/rg-app/providers`;
const vmId = `${rg}/Microsoft.Compute/virtualMachines/vm1`;
const keyVaultId = `${rg}/Microsoft.KeyVault/vaults/vault000002`;
const secretUrl = 'https://vault000002.vault.azure.net/secrets/EB07E81D-0000/c49cc945';

async function read<T>(json: unknown, ask: (azure: Azure) => Promise<T>): Promise<T> {
  const wire = await startWire(() => ({ status: 200, json }));
  try {
    return await ask(azureOn(wire.port).azure);
  } finally {
    await wire.close();
  }
}

// Shaped as recorded in 2021 (single-pass ADE): the model says nothing about encryption, the instance view does.
const adeVm = {
  id: vmId,
  name: 'vm1',
  type: 'Microsoft.Compute/virtualMachines',
  location: 'westeurope',
  zones: ['2'],
  tags: { owner: 'dba' },
  properties: {
    provisioningState: 'Succeeded',
    hardwareProfile: { vmSize: 'Standard_DS1_v2' },
    storageProfile: {
      osDisk: {
        osType: 'Windows',
        name: 'vm1_disk1',
        createOption: 'FromImage',
        diskSizeGB: 127,
        managedDisk: { id: `${rg}/Microsoft.Compute/disks/vm1_disk1`, diskEncryptionSet: { id: `${rg}/X/des` } },
      },
      dataDisks: [
        { lun: 3, name: 'data', createOption: 'Attach', managedDisk: { id: `${rg}/Microsoft.Compute/disks/data` } },
      ],
    },
    networkProfile: { networkInterfaces: [{ id: `${rg}/Microsoft.Network/networkInterfaces/nic` }] },
    instanceView: {
      vmAgent: { vmAgentVersion: '2.7', statuses: [{ code: 'ProvisioningState/succeeded', displayStatus: 'Ready' }] },
      disks: [
        {
          name: 'vm1_disk1',
          encryptionSettings: [{ enabled: true, diskEncryptionKey: { sourceVault: { id: keyVaultId }, secretUrl } }],
          statuses: [{ code: 'ProvisioningState/succeeded' }, { code: 'EncryptionState/encrypted', level: 'Info' }],
        },
      ],
      statuses: [{ code: 'ProvisioningState/succeeded' }, { code: 'PowerState/running' }],
    },
  },
  resources: [
    {
      id: `${vmId}/extensions/Whatever`,
      name: 'Whatever',
      location: 'westeurope',
      properties: {
        publisher: 'Microsoft.Azure.Security',
        type: 'AzureDiskEncryption',
        typeHandlerVersion: '2.2',
        provisioningState: 'Succeeded',
        settings: {
          KeyVaultURL: 'https://vault000002.vault.azure.net',
          VolumeType: 'ALL',
          EncryptionOperation: 'EnableEncryption',
          KeyEncryptionKeyURL: null,
          KeyVaultResourceId: keyVaultId,
          KekVaultResourceId: '',
        },
      },
    },
  ],
};

test('a single-pass ADE VM, as the instance view and the extension show it', async () => {
  assert.deepEqual(await read(adeVm, (azure) => azure.vms.get(vmId)), {
    id: vmId,
    name: 'vm1',
    resourceGroup: 'rg-app',
    subscriptionId: subscription,
    location: 'westeurope',
    zones: ['2'],
    size: 'Standard_DS1_v2',
    osType: 'Windows',
    tags: { owner: 'dba' },
    provisioningState: 'Succeeded',
    power: 'running',
    agentReady: 'yes',
    encryptionAtHost: 'no',
    managed: 'yes',
    disks: [
      {
        name: 'vm1_disk1',
        lun: -1,
        diskId: `${rg}/Microsoft.Compute/disks/vm1_disk1`,
        sizeGb: 127,
        diskEncryptionSetId: `${rg}/X/des`,
      },
      { name: 'data', lun: 3, diskId: `${rg}/Microsoft.Compute/disks/data` },
    ],
    adeExtension: {
      name: 'Whatever',
      type: 'AzureDiskEncryption',
      typeHandlerVersion: '2.2',
      provisioningState: 'Succeeded',
      operation: 'EnableEncryption',
      volumeType: 'ALL',
      keyVaultUrl: 'https://vault000002.vault.azure.net',
      keyVaultId,
    },
    instanceDisks: [
      {
        name: 'vm1_disk1',
        statusCodes: ['ProvisioningState/succeeded', 'EncryptionState/encrypted'],
        enabled: true,
        keys: { bek: { secretUrl, keyVaultId } },
      },
    ],
    extensions: ['Whatever'],
    extensionTypes: ['AzureDiskEncryption'],
    networkInterfaceIds: [`${rg}/Microsoft.Network/networkInterfaces/nic`],
  });
});

test('what a machine is made as: plan, licence, disk controller, caching, and what it is placed in', async () => {
  const { properties } = adeVm;
  const { storageProfile } = properties;
  const plan = { name: 'byol', publisher: 'contoso', product: 'gateway' };
  const [group, set] = [
    `${rg}/Microsoft.Compute/capacityReservationGroups/g`,
    `${rg}/Microsoft.Compute/availabilitySets/s`,
  ];
  const placed = {
    licenseType: 'Windows_Server',
    availabilitySet: { id: set },
    capacityReservation: { capacityReservationGroup: { id: group } },
  };
  const storage = {
    ...storageProfile,
    diskControllerType: 'NVMe',
    osDisk: { ...storageProfile.osDisk, caching: 'ReadWrite' },
  };
  const vm = { ...adeVm, plan, properties: { ...properties, ...placed, storageProfile: storage } };
  const facts = await read(vm, (azure) => azure.vms.get(vmId));
  assert.deepEqual(facts?.plan, plan);
  assert.deepEqual([facts?.licenseType, facts?.diskController], ['Windows_Server', 'NVMe']);
  assert.deepEqual(facts?.placement, [set, group]);
  assert.deepEqual(
    facts?.disks.map(({ caching }) => caching),
    ['ReadWrite', undefined],
  );
});

test('a deallocated VM reports no instance disks: unknown, not unencrypted', async () => {
  const instanceView = { statuses: [{ code: 'PowerState/deallocated' }] };
  const facts = await read({ ...adeVm, properties: { ...adeVm.properties, instanceView } }, (azure) =>
    azure.vms.get(vmId),
  );
  assert.equal(facts?.instanceDisks, undefined);
  assert.equal(facts?.power, 'deallocated');
  assert.equal(facts?.agentReady, 'unknown');
});

test('a silent agent is not ready; a VM on its way is changing', async () => {
  const instanceView = {
    vmAgent: { statuses: [{ code: 'ProvisioningState/Unavailable', displayStatus: 'Not Ready' }] },
    statuses: [{ code: 'PowerState/starting' }],
  };
  const facts = await read({ ...adeVm, properties: { ...adeVm.properties, instanceView } }, (azure) =>
    azure.vms.get(vmId),
  );
  assert.equal(facts?.agentReady, 'no');
  assert.equal(facts?.power, 'changing');
});

test('dual pass on unmanaged disks: settings on the OS disk, enabled although nothing says so', async () => {
  const osDisk = {
    osType: 'Linux',
    name: 'os',
    createOption: 'FromImage',
    vhd: { uri: 'https://st.blob.core.windows.net/vhds/os.vhd' },
    encryptionSettings: {
      diskEncryptionKey: { sourceVault: { id: keyVaultId }, secretUrl },
      keyEncryptionKey: { sourceVault: { id: keyVaultId }, keyUrl: 'https://vault000002.vault.azure.net/keys/k/1' },
    },
  };
  const securityProfile = { encryptionAtHost: true, uefiSettings: { secureBootEnabled: true } };
  const properties = { ...adeVm.properties, storageProfile: { osDisk }, securityProfile };
  const facts = await read({ ...adeVm, properties, resources: undefined }, (azure) => azure.vms.get(vmId));
  assert.equal(facts?.managed, 'no');
  assert.equal(facts?.encryptionAtHost, 'yes');
  assert.deepEqual(facts?.uefi, { secureBoot: true, vTpm: false });
  assert.equal(facts?.disks[0]?.vhdUri, 'https://st.blob.core.windows.net/vhds/os.vhd');
  assert.deepEqual(facts?.osEncryptionSettings, {
    enabled: true,
    keys: {
      bek: { secretUrl, keyVaultId },
      kek: { keyUrl: 'https://vault000002.vault.azure.net/keys/k/1', keyVaultId },
    },
  });
  assert.equal(facts?.adeExtension, undefined);
});

test('a list of VMs has stubs of extensions and no instance view', async () => {
  const { instanceView: _, ...properties } = adeVm.properties;
  const listed = { ...adeVm, properties, resources: [{ id: `${vmId}/extensions/Whatever` }] };
  const [vm, ...others] = await read({ value: [listed] }, (azure) => azure.vms.list(subscription));
  assert.deepEqual(others, []);
  assert.equal(vm?.id, vmId);
  assert.equal(vm.resourceGroup, 'rg-app');
  assert.equal(vm.osType, 'Windows');
  assert.equal(vm.power, 'unknown');
  assert.equal(vm.instanceDisks, undefined);
  assert.equal(vm.adeExtension, undefined);
});

test('a disk says whose key encrypts it, and which ADE settings it carries', async () => {
  const id = `${rg}/Microsoft.Compute/disks/d`;
  const disk = {
    id,
    name: 'd',
    location: 'westeurope',
    tags: { RSVaultBackup: 'job' },
    managedBy: vmId,
    properties: {
      osType: 'Linux',
      timeCreated: '2026-11-24T10:00:00Z',
      creationData: { createOption: 'Copy' },
      diskSizeGB: 4098,
      encryption: { type: 'EncryptionAtRestWithCustomerKey', diskEncryptionSetId: `${rg}/X/des` },
      encryptionSettingsCollection: {
        enabled: true,
        encryptionSettingsVersion: '1.1',
        encryptionSettings: [{ diskEncryptionKey: { sourceVault: { id: keyVaultId }, secretUrl } }],
      },
    },
  };
  assert.deepEqual(await read(disk, (azure) => azure.disks.get(id)), {
    id,
    name: 'd',
    tags: { RSVaultBackup: 'job' },
    managedBy: vmId,
    osType: 'Linux',
    createdAt: new Date('2026-11-24T10:00:00Z'),
    sizeGb: 4098,
    encryptionType: 'customer-key',
    diskEncryptionSetId: `${rg}/X/des`,
    ade: { enabled: true, version: '1.1', keys: { bek: { secretUrl, keyVaultId } } },
  });
});

test('a key vault says who may do what and who gets in', async () => {
  const vault = {
    id: keyVaultId,
    name: 'vault000002',
    location: 'westeurope',
    properties: {
      tenantId: 't',
      sku: { family: 'A', name: 'standard' },
      vaultUri: 'https://vault000002.vault.azure.net/',
      enabledForDiskEncryption: true,
      enableSoftDelete: true,
      publicNetworkAccess: 'Disabled',
      networkAcls: { bypass: 'AzureServices', defaultAction: 'Deny' },
      accessPolicies: [{ tenantId: 't', objectId: 'ABC', permissions: { keys: ['Get', 'list'], secrets: ['all'] } }],
    },
  };
  assert.deepEqual(await read(vault, (azure) => azure.keyVaults.get(keyVaultId)), {
    id: keyVaultId,
    name: 'vault000002',
    resourceGroup: 'rg-app',
    subscriptionId: subscription,
    location: 'westeurope',
    url: 'https://vault000002.vault.azure.net/',
    permissionModel: 'access-policy',
    enabledForDiskEncryption: 'yes',
    firewall: 'trusted-services',
    accessPolicies: [{ objectId: 'abc', keys: ['get', 'list'], secrets: ['all'] }],
  });
});

test('trusted services get into a key vault behind a firewall unless it says that they do not', async () => {
  const firewallOf = async (network: object) => {
    const properties = { tenantId: 't', sku: { family: 'A', name: 'standard' }, accessPolicies: [], ...network };
    const vault = { id: keyVaultId, name: 'vault000002', location: 'westeurope', properties };
    return (await read(vault, (azure) => azure.keyVaults.get(keyVaultId)))?.firewall;
  };
  assert.equal(await firewallOf({ publicNetworkAccess: 'Disabled' }), 'trusted-services');
  assert.equal(await firewallOf({ publicNetworkAccess: 'disabled', networkAcls: null }), 'trusted-services');
  assert.equal(await firewallOf({ networkAcls: { defaultAction: 'Deny' } }), 'trusted-services');
  assert.equal(await firewallOf({ networkAcls: { defaultAction: 'Deny', bypass: 'None' } }), 'closed');
  assert.equal(await firewallOf({ publicNetworkAccess: 'Disabled', networkAcls: { bypass: 'none' } }), 'closed');
  assert.equal(await firewallOf({ networkAcls: { defaultAction: 'Allow', bypass: 'None' } }), 'open');
});
