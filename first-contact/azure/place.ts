import { randomBytes } from 'node:crypto';

/** Tag on everything that a first contact makes; its value is the run. */
export const tag = 'strongroom-first-contact';

/** Where a run takes place, and what it makes there. */
export type Place = ReturnType<typeof placeOf>;

export type Start = { run: string; subscriptionId: string; location: string };

/** Whether these are of the kind that a run is given: they become part of each path. */
export function isStart({ run, subscriptionId, location }: Start): boolean {
  const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
  return /^[0-9a-f]{6}$/.test(run) && guid.test(subscriptionId) && /^[a-z0-9]{3,30}$/.test(location);
}

/** Six characters that are new in each run: names of storage accounts and key vaults are unique in the world. */
export function newRun(): string {
  return randomBytes(3).toString('hex');
}

/** Two machines: one with Azure Disk Encryption by BEK and KEK, one with a disk encryption set. */
export const machines = { ade: 'fc-ade', cmk: 'fc-cmk' } as const;

/** Eight GB each: Azure Disk Encryption takes no less on some images. */
export const size = 'Standard_B2ms';

export function placeOf({ run, subscriptionId, location }: Start) {
  const groupNamed = (name: string) => `/subscriptions/${subscriptionId}/resourceGroups/strongroom-fc-${run}${name}`;
  const group = groupNamed('');
  const of = (parent: string, type: string, name: string) => `${parent}/providers/${type}/${name}`;
  const [copies, drill, held] = [groupNamed('-copies'), groupNamed('-drill'), groupNamed('-held')];
  const network = (parent: string, subnet: string) =>
    `${of(parent, 'Microsoft.Network/virtualNetworks', 'vnet')}/subnets/${subnet}`;
  const account = (parent: string, letter: string) =>
    of(parent, 'Microsoft.Storage/storageAccounts', `srfc${letter}${run}`);
  return {
    run,
    subscriptionId,
    location,
    tags: { [tag]: run },
    group,
    groups: [group, copies, drill, held],
    vault: of(group, 'Microsoft.RecoveryServices/vaults', 'rsv-fc'),
    keyVault: of(group, 'Microsoft.KeyVault/vaults', `kv-fca-${run}`),
    /** A disk encryption set takes a key vault with purge protection only, so this one stays deleted for a week. */
    setKeyVault: of(group, 'Microsoft.KeyVault/vaults', `kv-fcc-${run}`),
    set: of(group, 'Microsoft.Compute/diskEncryptionSets', 'des-fc'),
    staging: [account(group, 's'), account(drill, 'd'), account(held, 'h')],
    machine: (name: string) => of(group, 'Microsoft.Compute/virtualMachines', name),
    profile: {
      vault: 'rsv-fc',
      targetResourceGroupId: copies,
      stagingStorageAccountId: account(group, 's'),
      isolatedSubnetId: network(group, 'isolated'),
      vmSizes: [size],
      drill: {
        resourceGroupId: drill,
        stagingStorageAccountId: account(drill, 'd'),
        subnetId: network(drill, 'shut'),
        openings,
      },
      quarantine: {
        resourceGroupId: held,
        stagingStorageAccountId: account(held, 'h'),
        subnetId: network(held, 'shut'),
        openings,
        releaseSubnetIds: [network(held, 'released')],
        days: 14,
      },
    },
  };
}

/** What the shut subnets let out: what unlocks disks, and what a probe needs. */
const openings = ['AzureKeyVault', 'Storage', 'AzureActiveDirectory'];

const api = {
  'Microsoft.Compute': '2024-07-01',
  'Microsoft.Network': '2024-05-01',
  'Microsoft.Storage': '2023-01-01',
  'Microsoft.KeyVault': '2023-07-01',
  'Microsoft.RecoveryServices': '2023-06-01',
} as const;

export function versionOf(type: string): string {
  return type.startsWith('Microsoft.Compute/diskEncryptionSets')
    ? '2024-03-02'
    : api[type.split('/')[0] as keyof typeof api];
}

type Resource = { type: string; name: string; [member: string]: unknown };

function template(place: Place, resources: Resource[], parameters: object = {}) {
  const child = (type: string) => type.split('/').length > 2;
  return {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    parameters,
    resources: resources.map((one) => ({
      apiVersion: versionOf(one.type),
      ...(!child(one.type) && { location: place.location, tags: place.tags }),
      ...one,
    })),
  };
}

const nameOf = (id: string) => id.split('/').at(-1) ?? '';

/** The base: network, staging, vault and both key vaults with their keys. */
export function baseTemplate(place: Place, tenantId: string, caller: string, backupService: string) {
  const policy = (objectId: string, keys: string[], secrets: string[]) => ({
    tenantId,
    objectId,
    permissions: { keys, secrets },
  });
  const accessPolicies = [
    policy(caller, ['all'], ['all']),
    policy(backupService, ['get', 'list', 'backup'], ['get', 'list', 'backup']),
  ];
  const keyVault = (id: string, key: string, more: object): Resource[] => [
    {
      type: 'Microsoft.KeyVault/vaults',
      name: nameOf(id),
      properties: {
        tenantId,
        sku: { family: 'A', name: 'standard' },
        accessPolicies,
        enabledForDiskEncryption: true,
        softDeleteRetentionInDays: 7,
        ...more,
      },
    },
    {
      type: 'Microsoft.KeyVault/vaults/keys',
      name: `${nameOf(id)}/${key}`,
      dependsOn: [id],
      properties: { kty: 'RSA', keySize: 3072 },
    },
  ];
  return template(place, [
    vnet('10.80', [subnet('app', '10.80.0.0/24'), subnet('isolated', '10.80.1.0/24')]),
    storage(place.staging[0] ?? ''),
    {
      type: 'Microsoft.RecoveryServices/vaults',
      name: nameOf(place.vault),
      sku: { name: 'RS0', tier: 'Standard' },
      properties: { publicNetworkAccess: 'Enabled' },
    },
    ...keyVault(place.keyVault, 'kek', {}),
    ...keyVault(place.setKeyVault, 'cmk', { enablePurgeProtection: true }),
  ]);
}

/** A place that nothing leads into or out of, as the profile's drill and quarantine want it. */
export function shutTemplate(place: Place, account: string, released: boolean) {
  const group = 'Microsoft.Network/networkSecurityGroups';
  const open = openings.map((to, index) => rule(`to-${to}`, 'Outbound', 'Allow', 100 + index, to));
  const shut = [...open, rule('shut-in', 'Inbound', 'Deny', 4096), rule('shut-out', 'Outbound', 'Deny', 4096)];
  const behind = (name: string) => ({ networkSecurityGroup: { id: `[resourceId('${group}', '${name}')]` } });
  const groups = ['nsg-shut', ...(released ? ['nsg-released'] : [])];
  return template(place, [
    ...groups.map((name) => ({
      type: group,
      name,
      properties: { securityRules: name === 'nsg-shut' ? shut : [rule('nothing-in', 'Inbound', 'Deny', 4096)] },
    })),
    {
      ...vnet('10.81', [
        subnet('shut', '10.81.0.0/24', behind('nsg-shut')),
        ...(released ? [subnet('released', '10.81.1.0/24', behind('nsg-released'))] : []),
      ]),
      dependsOn: groups.map((name) => `[resourceId('${group}', '${name}')]`),
    },
    storage(account),
  ]);
}

export function setTemplate(place: Place, keyUrl: string) {
  return template(place, [
    {
      type: 'Microsoft.Compute/diskEncryptionSets',
      name: nameOf(place.set),
      identity: { type: 'SystemAssigned' },
      properties: {
        activeKey: { sourceVault: { id: place.setKeyVault }, keyUrl },
        encryptionType: 'EncryptionAtRestWithCustomerKey',
      },
    },
  ]);
}

/** The machines. Their password is made for the run, sent once, and kept nowhere. */
export function machineTemplate(place: Place, kekUrl: string) {
  const windows = {
    publisher: 'MicrosoftWindowsServer',
    offer: 'WindowsServer',
    sku: '2022-datacenter-smalldisk-g2',
    version: 'latest',
  };
  const linux = {
    publisher: 'Canonical',
    offer: '0001-com-ubuntu-server-jammy',
    sku: '22_04-lts-gen2',
    version: 'latest',
  };
  const extension = 'Microsoft.Compute/virtualMachines/extensions';
  return template(
    place,
    [
      ...machine(place, machines.ade, windows, { osType: 'Windows' }),
      ...machine(place, machines.cmk, linux, {
        osType: 'Linux',
        managedDisk: { storageAccountType: 'StandardSSD_LRS', diskEncryptionSet: { id: place.set } },
      }),
      {
        type: extension,
        name: `${machines.ade}/AzureDiskEncryption`,
        location: place.location,
        dependsOn: [place.machine(machines.ade)],
        properties: {
          publisher: 'Microsoft.Azure.Security',
          type: 'AzureDiskEncryption',
          typeHandlerVersion: '2.2',
          autoUpgradeMinorVersion: true,
          settings: {
            EncryptionOperation: 'EnableEncryption',
            VolumeType: 'All',
            KeyVaultURL: `https://${nameOf(place.keyVault)}.vault.azure.net/`,
            KeyVaultResourceId: place.keyVault,
            KeyEncryptionKeyURL: kekUrl,
            KekVaultResourceId: place.keyVault,
            KeyEncryptionAlgorithm: 'RSA-OAEP',
          },
        },
      },
    ],
    { password: { type: 'securestring' } },
  );
}

function machine(place: Place, name: string, imageReference: object, osDisk: object): Resource[] {
  const nic = `${place.group}/providers/Microsoft.Network/networkInterfaces/${name}-nic`;
  const appSubnet = place.profile.isolatedSubnetId.replace(/isolated$/, 'app');
  return [
    {
      type: 'Microsoft.Network/networkInterfaces',
      name: `${name}-nic`,
      properties: { ipConfigurations: [{ name: 'ipconfig1', properties: { subnet: { id: appSubnet } } }] },
    },
    {
      type: 'Microsoft.Compute/virtualMachines',
      name,
      dependsOn: [nic],
      properties: {
        hardwareProfile: { vmSize: size },
        storageProfile: {
          imageReference,
          osDisk: { createOption: 'FromImage', managedDisk: { storageAccountType: 'StandardSSD_LRS' }, ...osDisk },
        },
        osProfile: { computerName: name, adminUsername: 'strongroom', adminPassword: "[parameters('password')]" },
        networkProfile: { networkInterfaces: [{ id: nic }] },
        diagnosticsProfile: { bootDiagnostics: { enabled: true } },
      },
    },
  ];
}

function vnet(prefix: string, subnets: object[]): Resource {
  return {
    type: 'Microsoft.Network/virtualNetworks',
    name: 'vnet',
    properties: { addressSpace: { addressPrefixes: [`${prefix}.0.0/16`] }, subnets },
  };
}

/** With Azure's default way out: the agents of the machines reach Key Vault without an address of their own. */
function subnet(name: string, addressPrefix: string, more: object = {}) {
  return { name, properties: { addressPrefix, defaultOutboundAccess: true, ...more } };
}

function storage(id: string): Resource {
  return {
    type: 'Microsoft.Storage/storageAccounts',
    name: nameOf(id),
    sku: { name: 'Standard_LRS' },
    kind: 'StorageV2',
    properties: { allowBlobPublicAccess: false, minimumTlsVersion: 'TLS1_2', supportsHttpsTrafficOnly: true },
  };
}

function rule(name: string, direction: string, access: string, priority: number, to = '*') {
  const any = { protocol: '*', sourcePortRange: '*', destinationPortRange: '*', sourceAddressPrefix: '*' };
  return { name, properties: { ...any, destinationAddressPrefix: to, direction, access, priority } };
}
