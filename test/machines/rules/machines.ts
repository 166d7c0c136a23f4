import type { AdeExtensionFacts, AdeKeys, DiskFacts, RecoveryPointFacts, VmFacts } from '../../../src/kernel/facts.ts';

/** Facts of machines as Azure reports them, for tests of the rules. */

export const subscription = '/subscriptions/aaaa0000-0000-4000-8000-00000000a001';
export const keyVaultId = `${subscription}/resourceGroups/rg-app/providers/Microsoft.KeyVault/vaults/kv-prod`;

export function keys(kek: boolean, version = 'c49cc945'): AdeKeys {
  const secretUrl = `https://kv-prod.vault.azure.net/secrets/EB07E81D-0000-4000-8000-000000000001/${version}`;
  const bek = { secretUrl, keyVaultId };
  if (!kek) return { bek };
  return { bek, kek: { keyUrl: `https://kv-prod.vault.azure.net/keys/kek-1/${version}`, keyVaultId } };
}

export function diskId(name: string): string {
  return `${subscription}/resourceGroups/rg-app/providers/Microsoft.Compute/disks/${name}`;
}

export function disk(name: string, over: Partial<DiskFacts> = {}): DiskFacts {
  return { id: diskId(name), name, sizeGb: 127, encryptionType: 'platform-key', ...over };
}

/** A running machine with managed OS disk and one data disk, nothing encrypted beyond the platform key. */
export function vm(over: Partial<VmFacts> = {}): VmFacts {
  return {
    id: `${subscription}/resourceGroups/rg-app/providers/Microsoft.Compute/virtualMachines/sql-01`,
    name: 'sql-01',
    resourceGroup: 'rg-app',
    subscriptionId: 'aaaa0000-0000-4000-8000-00000000a001',
    location: 'westeurope',
    zones: [],
    size: 'Standard_D4s_v5',
    osType: 'Windows',
    tags: {},
    provisioningState: 'Succeeded',
    power: 'running',
    agentReady: 'yes',
    encryptionAtHost: 'no',
    managed: 'yes',
    disks: [
      { name: 'os', lun: -1, diskId: diskId('os') },
      { name: 'data', lun: 0, diskId: diskId('data') },
    ],
    instanceDisks: [
      { name: 'os', statusCodes: ['ProvisioningState/succeeded'] },
      { name: 'data', statusCodes: ['ProvisioningState/succeeded'] },
    ],
    networkInterfaceIds: [],
    ...over,
  };
}

export function deallocated(machine: VmFacts): VmFacts {
  const { instanceDisks: _gone, ...rest } = machine;
  return { ...rest, power: 'deallocated', agentReady: 'unknown' };
}

export function unmanagedDisks(): VmFacts['disks'] {
  return [
    { name: 'os', lun: -1, vhdUri: 'https://stapp.blob.core.windows.net/vhds/os.vhd' },
    { name: 'data', lun: 0, vhdUri: 'https://stapp.blob.core.windows.net/vhds/data.vhd' },
  ];
}

/** The instance view of disks that report `EncryptionState/encrypted`. */
export function encryptedInstance(pair: AdeKeys): NonNullable<VmFacts['instanceDisks']> {
  const statusCodes = ['ProvisioningState/succeeded', 'EncryptionState/encrypted'];
  return ['os', 'data'].map((name) => ({ name, statusCodes, enabled: true, keys: pair }));
}

export function extension(over: Partial<AdeExtensionFacts> = {}): AdeExtensionFacts {
  return {
    name: 'AzureDiskEncryption',
    type: 'AzureDiskEncryption',
    typeHandlerVersion: '2.2',
    provisioningState: 'Succeeded',
    operation: 'EnableEncryption',
    volumeType: 'ALL',
    keyVaultUrl: 'https://kv-prod.vault.azure.net',
    keyVaultId,
    ...over,
  };
}

export type AdeCell = { kek: boolean; managed: boolean; pass: 'single' | 'dual' };

/** A machine in one of the eight cells of the support matrix, with the facts of its managed disks. */
export function adeMachine(cell: AdeCell): { vm: VmFacts; disks: DiskFacts[] } {
  const pair = keys(cell.kek);
  const version = cell.pass === 'single' ? '2.2' : '1.1';
  const kekUrl = pair.kek === undefined ? {} : { keyEncryptionKeyUrl: pair.kek.keyUrl };
  const machine = vm({
    managed: cell.managed ? 'yes' : 'no',
    ...(cell.managed ? {} : { disks: unmanagedDisks() }),
    adeExtension: extension({ typeHandlerVersion: version, ...kekUrl }),
    // `enabled` is absent in real dual-pass models, which the adapter reads as enabled.
    ...(cell.pass === 'dual' ? { osEncryptionSettings: { enabled: true, keys: pair } } : {}),
    instanceDisks: encryptedInstance(pair),
  });
  const ade = { enabled: true, version: cell.pass === 'single' ? '1.1' : '1.0', keys: pair };
  return { vm: machine, disks: cell.managed ? [disk('os', { ade }), disk('data', { ade })] : [] };
}

/** A point read by its own GET, of a machine without ADE, in snapshot and vault tier. */
export function point(over: Partial<RecoveryPointFacts> = {}): RecoveryPointFacts {
  const vault = `${subscription}/resourceGroups/rg-backup/providers/Microsoft.RecoveryServices/vaults/rsv-prod`;
  return {
    id: `${vault}/backupFabrics/Azure/protectionContainers/c/protectedItems/i/recoveryPoints/2261018173779283322`,
    name: '2261018173779283322',
    at: new Date('2026-11-24T01:00:00Z'),
    consistency: 'application',
    tiers: [
      { tier: 'snapshot', status: 'valid' },
      { tier: 'vault-standard', status: 'valid' },
    ],
    encrypted: 'no',
    hasKeyAndSecret: false,
    mechanism: 'unknown',
    managed: 'yes',
    osType: 'Windows',
    zones: [],
    disks: [
      { lun: -1, name: 'os' },
      { lun: 0, name: 'data' },
    ],
    diskCounts: { included: 2, attached: 2 },
    originalStorageAccountOption: false,
    softDeleted: false,
    detailed: true,
    ...over,
  };
}

/** The point as a list gives it: the same one, without the members that lists leave out. */
export function listed(one: RecoveryPointFacts): RecoveryPointFacts {
  const { keys: _keys, ...rest } = one;
  return { ...rest, encrypted: 'unknown', hasKeyAndSecret: false, mechanism: 'unknown', detailed: false };
}

export function encryptedPoint(kek: boolean, over: Partial<RecoveryPointFacts> = {}): RecoveryPointFacts {
  return point({ encrypted: 'yes', hasKeyAndSecret: true, keys: keys(kek), mechanism: 'single-pass', ...over });
}
