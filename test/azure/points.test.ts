import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RecoveryPointResource } from '@azure/arm-recoveryservicesbackup';
import { parsePoint } from '../../src/azure/points.ts';

const id =
  '/Subscriptions/s/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/v/recoveryPoints/13738976139650';
const vault = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/ArpitTestKeyVault';
const keyUrl =
  'https://arpittestkeyvault.vault.azure.net:443/keys/ArpitTestKeyVaultKey/a571b984c04a405f84e3433418fcc573';
const secretUrl =
  'https://arpittestkeyvault.vault.azure.net/secrets/DE990D5D-652A-4043-9326-7F4BB9378277/ca4786664b4d4785bad89f1dba049282';

function parse(properties: object, detailed = true) {
  const resource = { id, name: '13738976139650', properties: { objectType: 'IaasVMRecoveryPoint', ...properties } };
  return parsePoint(resource as unknown as RecoveryPointResource, detailed);
}

// Recorded 2016: a BEK and KEK point from its own GET, and the same point from the list.
const listed = {
  recoveryPointType: 'AppConsistent',
  recoveryPointTime: '2016-06-20T13:28:40.7064946Z',
  recoveryPointAdditionalInfo: '',
  sourceVMStorageType: 'NormalStorage',
  isInstantILRSessionActive: false,
};
const encrypted = {
  ...listed,
  isSourceVMEncrypted: true,
  keyAndSecret: {
    kekDetails: { keyUrl, keyVaultId: vault, keyBackupData: 'JkF6dXJlS2V5VmF1bHRLZXlCYWNrdXBWMS5taWNyb3NvZnQuY29t' },
    bekDetails: { secretUrl, secretVaultId: vault, secretData: 'CSJX9ww-planted-secret-data' },
  },
};

test('an encrypted point keeps addresses of its keys and nothing of the keys', () => {
  const facts = parse(encrypted);
  assert.equal(facts?.encrypted, 'yes');
  assert.equal(facts?.hasKeyAndSecret, true);
  assert.deepEqual(facts?.keys, {
    bek: { secretUrl, keyVaultId: vault },
    kek: { keyUrl, keyVaultId: vault },
  });
  assert.equal(facts?.at.toISOString(), '2016-06-20T13:28:40.706Z');
  assert.equal(facts?.consistency, 'application');
  assert.doesNotMatch(JSON.stringify(facts), /JkF6|CSJX|keyBackupData|secretData/);
});

test('what a list leaves out is unknown', () => {
  const facts = parse(listed, false);
  assert.equal(facts?.encrypted, 'unknown');
  assert.equal(facts?.managed, 'unknown');
  assert.equal(facts?.hasKeyAndSecret, false);
  assert.equal(facts?.keys, undefined);
  assert.equal(facts?.detailed, false);
  assert.deepEqual(facts?.tiers, []);
});

test('private disks are told by the point itself; absent and false mean that there are none', () => {
  const privateDisks = (value: unknown) => parse({ ...listed, isPrivateAccessEnabledOnAnyDisk: value })?.privateDisks;
  assert.deepEqual([true, false, undefined].map(privateDisks), [true, undefined, undefined]);
});

test('what Defender knew of the machine is read, a status that is new as unknown, and absent where Azure is silent', () => {
  const info = { threatTitle: 'Detected Petya ransomware indicators', threatSeverity: 'High', threatState: 'Active' };
  const threat = (more: object) => parse({ ...listed, ...more })?.threat;
  assert.deepEqual(threat({ threatStatus: 'UnHealthy', threatInfo: [info, { ...info, threatState: 'Resolved' }, 7] }), {
    status: 'unhealthy',
    findings: [{ title: 'Detected Petya ransomware indicators', severity: 'high' }],
  });
  assert.deepEqual(threat({ threatStatus: 'Healthy', threatInfo: null }), { status: 'healthy', findings: [] });
  assert.deepEqual(threat({ threatStatus: 'Poorly' }), { status: 'unknown', findings: [] });
  assert.equal(threat({}), undefined);
});

test('tiers as numbers and as names mean the same', () => {
  const recorded = {
    recoveryPointType: 'AppConsistent',
    recoveryPointTime: '2021-06-14T10:20:48.6176326Z',
    isSourceVMEncrypted: false,
    isManagedVirtualMachine: true,
    virtualMachineSize: 'Standard_DS1_v2',
    originalStorageAccountOption: false,
    osType: 'Windows',
  };
  const tiers = [
    { tier: 'snapshot', status: 'valid' },
    { tier: 'vault-standard', status: 'deleted' },
  ];
  const numeric = parse({
    ...recorded,
    recoveryPointTierDetails: [
      { type: 1, status: 1 },
      { type: 2, status: 3 },
    ],
  });
  const named = parse({
    ...recorded,
    recoveryPointTierDetails: [
      { type: 'InstantRP', status: 'Valid' },
      { type: 'HardenedRP', status: 'Deleted' },
    ],
  });
  assert.deepEqual(numeric?.tiers, tiers);
  assert.deepEqual(named, numeric);
  assert.equal(numeric?.encrypted, 'no');
  assert.equal(numeric?.managed, 'yes');
  assert.equal(numeric?.osType, 'Windows');
  assert.equal(numeric?.vmSize, 'Standard_DS1_v2');
});

test('a tier nobody knows is left out, its unknown status is said', () => {
  const facts = parse({
    ...listed,
    recoveryPointTierDetails: [
      { type: 'Invalid', status: 1 },
      { type: 3, status: 'Moving' },
    ],
  });
  assert.deepEqual(facts?.tiers, [{ tier: 'vault-archive', status: 'unknown' }]);
});

test('disks, zones and expiry of newer points', () => {
  const facts = parse({
    ...listed,
    zones: ['1'],
    securityType: 'None',
    recoveryPointProperties: { expiryTime: '2026-12-24T01:00:00Z', isSoftDeleted: true },
    recoveryPointDiskConfiguration: {
      numberOfDisksIncludedInBackup: 1,
      numberOfDisksAttachedToVm: 3,
      includedDiskList: [{ lun: -1, name: 'os' }],
      excludedDiskList: [{ lun: 0, name: 'data' }],
    },
    keyAndSecret: { encryptionMechanism: 'SinglePass', bekDetails: { secretUrl, secretVaultId: vault } },
  });
  assert.deepEqual(facts?.disks, [{ lun: -1, name: 'os' }]);
  assert.deepEqual(facts?.leftOut, [{ lun: 0, name: 'data' }]);
  assert.deepEqual(facts?.diskCounts, { included: 1, attached: 3 });
  assert.deepEqual(facts?.zones, ['1']);
  assert.equal(facts?.expiresAt?.toISOString(), '2026-12-24T01:00:00.000Z');
  assert.equal(facts?.softDeleted, true);
  assert.equal(facts?.mechanism, 'single-pass');
  assert.equal(facts?.keys?.kek, undefined);
});

test('what is not a VM point, or has no time, is no point', () => {
  assert.equal(parse({ ...listed, objectType: 'GenericRecoveryPoint' }), undefined);
  assert.equal(parse({}), undefined);
});
