import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ProtectedItemResource, RecoveryPointResource } from '@azure/arm-recoveryservicesbackup';
import { parseItem } from '../../src/azure/items.ts';
import { parsePoint } from '../../src/azure/points.ts';
import type { VaultFacts } from '../../src/kernel/facts.ts';
import { classify } from '../../src/machines/rules/ade.ts';
import type { RestoreChoice } from '../../src/restore/rules/plan.ts';
import { planRestore } from '../../src/restore/rules/plan-restore.ts';

/** Recorded bodies of Azure, and the requests that were really sent for them. */
const now = new Date('2021-06-14T11:00:00Z');
const sub = '/subscriptions/00000000-0000-4000-8000-000000000001';

type Recording = {
  vault: string;
  location: string;
  vm: string;
  group: string;
  staging: string;
  target: string;
  point: string;
  properties: object;
};

function plan(recorded: Recording, detailed = true, choice: RestoreChoice = { mode: 'disks' }) {
  const vaultId = `${sub}/resourceGroups/${recorded.group}/providers/Microsoft.RecoveryServices/vaults/${recorded.vault}`;
  const vmId = `${sub}/resourceGroups/${recorded.group}/providers/Microsoft.Compute/virtualMachines/${recorded.vm}`;
  const names = `iaasvmcontainerv2;${recorded.group};${recorded.vm}`;
  const itemId = `${vaultId}/backupFabrics/Azure/protectionContainers/IaasVMContainer;${names}/protectedItems/VM;${names}`;
  const item = parseItem(
    {
      id: itemId,
      properties: {
        protectedItemType: 'Microsoft.Compute/virtualMachines',
        friendlyName: recorded.vm,
        sourceResourceId: vmId,
        protectionState: 'Protected',
      },
    } as unknown as ProtectedItemResource,
    now,
  );
  const point = parsePoint(
    {
      id: `${itemId}/recoveryPoints/${recorded.point}`,
      name: recorded.point,
      properties: { objectType: 'IaasVMRecoveryPoint', ...recorded.properties },
    } as unknown as RecoveryPointResource,
    detailed,
  );
  assert.ok(item && point);
  const vault: VaultFacts = {
    id: vaultId,
    name: recorded.vault,
    resourceGroup: recorded.group,
    subscriptionId: sub.split('/').at(-1) ?? '',
    location: recorded.location,
    customerManagedKey: 'no',
    crossRegionRestore: 'no',
    redundancy: 'local',
    crossSubscriptionRestore: 'yes',
    multiUserAuthorization: 'no',
    immutability: 'unknown',
  };
  const profile = {
    targetResourceGroupId: `${sub}/resourceGroups/${recorded.target}`,
    stagingStorageAccountId: `${sub}/resourceGroups/${recorded.group}/providers/Microsoft.Storage/storageAccounts/${recorded.staging}`,
  };
  return planRestore({ vault, item, point, profile, encryption: classify({ point }) }, choice, { now });
}

const keyVault = `${sub}/resourceGroups/r/providers/Microsoft.KeyVault/vaults/ArpitTestKeyVault`;
const kekUrl =
  'https://arpittestkeyvault.vault.azure.net:443/keys/ArpitTestKeyVaultKey/a571b984c04a405f84e3433418fcc573';
const secretKeyUrl =
  'https://arpittestkeyvault.vault.azure.net/secrets/DE990D5D-652A-4043-9326-7F4BB9378277/ca4786664b4d4785bad89f1dba049282';

const listed2016 = {
  recoveryPointType: 'AppConsistent',
  recoveryPointTime: '2016-06-20T13:28:40.7064946Z',
  recoveryPointAdditionalInfo: '',
  sourceVMStorageType: 'NormalStorage',
  isInstantILRSessionActive: false,
};
const encrypted2016: Recording = {
  vault: 'vault2016',
  location: 'westus',
  vm: 'vkencryrestore',
  group: 'rg2016',
  staging: 'arpittestvm25485',
  target: 'rg2016',
  point: '13738976139650',
  properties: {
    ...listed2016,
    isSourceVMEncrypted: true,
    keyAndSecret: {
      kekDetails: {
        keyUrl: kekUrl,
        keyVaultId: keyVault,
        keyBackupData: 'JkF6dXJlS2V5VmF1bHRLZXlCYWNrdXBWMS5taWNyb3NvZnQuY29t',
      },
      bekDetails: { secretUrl: secretKeyUrl, secretVaultId: keyVault, secretData: 'CSJX9ww-planted-secret-data' },
    },
  },
};
/** As it was sent and accepted (202); the recording's trailing backslashes are its test's escaping and are left out. */
const sent2016 = {
  objectType: 'IaasVMRestoreRequest',
  recoveryPointId: '13738976139650',
  recoveryType: 'RestoreDisks',
  region: 'westus',
  createNewCloudService: false,
  encryptionDetails: {
    encryptionEnabled: true,
    kekUrl,
    secretKeyUrl,
    kekVaultId: keyVault,
    secretKeyVaultId: keyVault,
  },
};

const plain2021: Recording = {
  vault: 'clitest-vault',
  location: 'southeastasia',
  vm: 'clitest-vm000004',
  group: 'clitest.rg000001',
  staging: 'clitest000007',
  target: 'clitest.rg000002',
  point: '12693581252371',
  properties: {
    recoveryPointType: 'AppConsistent',
    recoveryPointTime: '2021-06-14T10:20:48.6176326Z',
    recoveryPointAdditionalInfo: '',
    sourceVMStorageType: 'PremiumVMOnPartialPremiumStorage',
    isSourceVMEncrypted: false,
    isInstantIlrSessionActive: false,
    recoveryPointTierDetails: [
      { type: 1, status: 1 },
      { type: 2, status: 1 },
    ],
    isManagedVirtualMachine: true,
    virtualMachineSize: 'Standard_DS1_v2',
    originalStorageAccountOption: false,
    osType: 'Windows',
  },
};
/** Recorded request of the command line. It also asked for a new cloud service, which belongs to classic machines. */
const sent2021 = {
  objectType: 'IaasVMRestoreRequest',
  recoveryPointId: '12693581252371',
  recoveryType: 'RestoreDisks',
  sourceResourceId: `${sub}/resourceGroups/clitest.rg000001/providers/Microsoft.Compute/virtualMachines/clitest-vm000004`,
  targetResourceGroupId: `${sub}/resourceGroups/clitest.rg000002`,
  storageAccountId: `${sub}/resourceGroups/clitest.rg000001/providers/Microsoft.Storage/storageAccounts/clitest000007`,
  region: 'southeastasia',
  originalStorageAccountOption: false,
};

describe('recorded payloads come to the plan that was really sent', () => {
  it('the encrypted point of 2016, BEK and KEK', () => {
    const outcome = plan(encrypted2016);
    assert.equal(outcome.kind, 'plan');
    assert.partialDeepStrictEqual(outcome.kind === 'plan' && outcome.plan.body, sent2016);
    assert.doesNotMatch(JSON.stringify(outcome), /JkF6|CSJX|keyBackupData|secretData/);
  });

  it('its BEK alone: the KEK members are left out', () => {
    const { keyAndSecret } = encrypted2016.properties as { keyAndSecret: { bekDetails: object } };
    const properties = { ...encrypted2016.properties, keyAndSecret: { bekDetails: keyAndSecret.bekDetails } };
    const outcome = plan({ ...encrypted2016, properties });
    assert.deepEqual(outcome.kind === 'plan' && outcome.plan.body.encryptionDetails, {
      encryptionEnabled: true,
      secretKeyUrl,
      secretKeyVaultId: keyVault,
    });
  });

  it('the same point from the list, which leaves out that it is encrypted, comes to no plan', () => {
    const outcome = plan({ ...encrypted2016, properties: listed2016 }, false);
    assert.deepEqual(outcome.kind === 'refused' && outcome.violations.map(({ code }) => code), ['point-not-read']);
  });

  it('the encrypted point of 2016 is never replaced, nor made a machine by Azure', () => {
    for (const choice of [{ mode: 'replace' }, { mode: 'new-vm', names: { vm: 'copy' } }] as const) {
      assert.equal(plan(encrypted2016, true, choice).kind, 'refused');
    }
  });

  it('the unencrypted point of 2021', () => {
    const outcome = plan(plain2021);
    assert.partialDeepStrictEqual(outcome.kind === 'plan' && outcome.plan.body, sent2021);
    assert.ok(outcome.kind === 'plan' && !('encryptionDetails' in outcome.plan.body));
    assert.equal(outcome.kind === 'plan' && outcome.plan.effects.point.tier, 'snapshot');
  });

  it('the encrypted point of the 2023 example, which carries no keys: none are named', () => {
    const properties = {
      ...plain2021.properties,
      isSourceVMEncrypted: true,
      recoveryPointTierDetails: [
        { type: 'InstantRP', status: 'Valid' },
        { type: 'HardenedRP', status: 'Valid' },
      ],
      securityType: 'None',
    };
    const outcome = plan({ ...plain2021, properties });
    assert.equal(outcome.kind, 'plan');
    assert.ok(outcome.kind === 'plan' && !('encryptionDetails' in outcome.plan.body));
  });
});
