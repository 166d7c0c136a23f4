import { keyBackupData, secretBackupData, secretData } from './key-material.ts';
import type { AdeKeys, SourceDisk } from './point-source.ts';
import type { RestoreRequest } from './restore-request.ts';
import type { RestoredDisk } from './restored-disks.ts';
import type { Job, RecoveryPoint } from './vault.ts';
import type { World } from './world.ts';

/**
 * Writes a restore's blobs into the staging account and returns what the job says about them afterwards. The names of
 * container, config and template blob are recorded. Modelled from documentation alone: the encryption-info blob with
 * its name, and the content of config and template. No source says that the template includes encryption at host or
 * trusted launch, so it does not here, and whoever deploys it has to add them.
 */
export function writeStagingBlobs(
  world: World,
  job: Job,
  point: RecoveryPoint,
  request: RestoreRequest,
  account: string,
  disks: RestoredDisk[],
  at: Date,
): Record<string, string> {
  const short = point.source.vmName.toLowerCase().replaceAll(/[^a-z0-9]/g, '') || 'vm';
  // The container that a key was exported to is reused.
  const container =
    job.bag['Config Blob Container Name'] ?? `${short}-${world.nextId('container').replaceAll('-', '')}`;
  const write = (name: string, content: Buffer, contentType = 'application/json') =>
    world.blobs.put(account, container, name, { content, contentType, writtenAt: at });
  const address = (name: string) => `https://${account}.blob.core.windows.net/${container}/${name}`;

  const config = `config-${short}-${job.id}.json`;
  // UTF-16 with a trailing NUL, and keys literally called "properties.…" (documented for the PowerShell procedure).
  write(config, Buffer.from(`${JSON.stringify(configOf(point, disks, address))}\0`, 'utf16le'));
  const template = `azuredeploy${job.id}.json`;
  write(template, Buffer.from(JSON.stringify(templateOf(point, disks, address), null, 2)));
  write(`parameter${job.id}.json`, Buffer.from(JSON.stringify({ parameters: {} })));
  for (const { name, source, resource } of disks) {
    if (resource) continue;
    write(`${name}.vhd`, Buffer.alloc(0), 'application/octet-stream');
    // Content of a disk that is created from the file.
    world.diskContents.set(address(`${name}.vhd`).toLowerCase(), {
      ...(source.ade && { keys: source.ade }),
      asksOnce: false,
    });
  }

  const bag: Record<string, string> = {
    'Config Blob Name': config,
    'Config Blob Container Name': container,
    'Config Blob Uri': address(config),
    'Template Blob Uri': address(template),
  };
  if (request.restoreDiskLunList) bag['Restored disk(s)'] = disks.map((disk) => disk.source.name).join('; ');
  if (point.source.ade) {
    const info = `vmencryption-${short}-${job.id}.json`;
    write(info, Buffer.from(JSON.stringify(encryptionInfo(disks))));
    bag['Encryption Info Blob Name'] = info;
  }
  return bag;
}

/**
 * Exports the key of a confidential machine's OS disk, which a restore does whether it fails or not; {} for other
 * machines. Documented: the three properties of the job, and OsDiskEncryptionDetails.KeyBackupData in base64;
 * KeyVaultResourceType is read by a script of Microsoft. Modelled: KeyUrl, the name of the blob, and that it exists
 * after success too.
 */
export function writeKeyExport(
  world: World,
  job: Job,
  vmName: string,
  disks: readonly SourceDisk[],
  account: string,
  at: Date,
): Record<string, string> {
  const keyUrl = disks.find(({ lun }) => lun < 0)?.confidentialKey;
  if (keyUrl === undefined) return {};
  const short = vmName.toLowerCase().replaceAll(/[^a-z0-9]/g, '') || 'vm';
  const container = `${short}-${world.nextId('container').replaceAll('-', '')}`;
  const name = `cvmcmkencryption-${short}-${job.id}.json`;
  const details = {
    KeyUrl: keyUrl,
    KeyVaultResourceType: `Microsoft.KeyVault/${new URL(keyUrl).hostname.includes('.managedhsm.') ? 'managedHSMs' : 'vaults'}`,
    KeyBackupData: keyBackupData(keyUrl),
  };
  const content = Buffer.from(JSON.stringify({ OsDiskEncryptionDetails: details }));
  world.blobs.put(account, container, name, { content, contentType: 'application/json', writtenAt: at });
  return { 'Config Blob Container Name': container, 'Secured Encryption Info Blob Name': name };
}

function encryptionInfo(disks: RestoredDisk[]): Record<string, unknown> {
  const [os, ...data] = disks.flatMap(({ source }) =>
    source.ade ? [{ lun: source.lun, ...keyAndSecret(source.ade) }] : [],
  );
  return { OsDiskKeyAndSecretDetails: os, DataDiskKeyAndSecretDetails: data };
}

function keyAndSecret(keys: AdeKeys): Record<string, unknown> {
  return {
    ...(keys.kek && {
      KeyUrl: keys.kek.keyUrl,
      KeyBackupData: keyBackupData(keys.kek.keyUrl),
    }),
    SecretUrl: keys.bek.secretUrl,
    SecretData: secretData(keys.bek.secretUrl),
    KeyVaultSecretBackupData: secretBackupData(keys.bek.secretUrl),
  };
}

type Address = (name: string) => string;

function configOf(point: RecoveryPoint, disks: RestoredDisk[], address: Address): Record<string, unknown> {
  return {
    'properties.hardwareProfile': point.source.model.hardwareProfile,
    'properties.storageProfile': storageProfile(point, disks, address),
    'properties.networkProfile': point.source.model.networkProfile,
  };
}

function storageProfile(point: RecoveryPoint, disks: RestoredDisk[], address: Address): Record<string, unknown> {
  const place = (disk: RestoredDisk) => ({
    name: disk.name,
    createOption: 'Attach',
    ...(disk.resource ? { managedDisk: { id: disk.resource.id } } : { vhd: { uri: address(`${disk.name}.vhd`) } }),
  });
  const [os, ...data] = disks;
  return {
    osDisk: os && { osType: point.source.osType, ...place(os) },
    dataDisks: data.map((disk) => ({ lun: disk.source.lun, ...place(disk) })),
  };
}

function templateOf(point: RecoveryPoint, disks: RestoredDisk[], address: Address): Record<string, unknown> {
  return {
    $schema: 'https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    parameters: {
      VirtualMachineName: { type: 'string' },
      VirtualNetwork: { type: 'string' },
      VirtualNetworkResourceGroup: { type: 'string' },
      Subnet: { type: 'string' },
      OSDiskName: { type: 'string', defaultValue: disks[0]?.name },
    },
    resources: [
      {
        type: 'Microsoft.Network/networkInterfaces',
        apiVersion: '2018-11-01',
        name: "[concat(parameters('VirtualMachineName'), '-nic')]",
        location: '[resourceGroup().location]',
        properties: {
          ipConfigurations: [
            {
              name: 'ipconfig1',
              properties: {
                privateIPAllocationMethod: 'Dynamic',
                subnet: {
                  id: "[resourceId(parameters('VirtualNetworkResourceGroup'), 'Microsoft.Network/virtualNetworks/subnets', parameters('VirtualNetwork'), parameters('Subnet'))]",
                },
              },
            },
          ],
        },
      },
      {
        type: 'Microsoft.Compute/virtualMachines',
        apiVersion: '2018-10-01',
        name: "[parameters('VirtualMachineName')]",
        location: '[resourceGroup().location]',
        dependsOn: ["[concat('Microsoft.Network/networkInterfaces/', parameters('VirtualMachineName'), '-nic')]"],
        ...(point.source.plan && { plan: point.source.plan }),
        properties: {
          hardwareProfile: { vmSize: point.source.size },
          storageProfile: storageProfile(point, disks, address),
          diagnosticsProfile: { bootDiagnostics: { enabled: true } },
          networkProfile: {
            networkInterfaces: [
              {
                id: "[resourceId('Microsoft.Network/networkInterfaces', concat(parameters('VirtualMachineName'), '-nic'))]",
              },
            ],
          },
        },
      },
    ],
  };
}
