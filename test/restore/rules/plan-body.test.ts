import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { encryptedPoint, point, vm } from '../../machines/rules/machines.ts';
import {
  facts,
  item,
  machines,
  newVm,
  planned,
  staging,
  subnet,
  targetGroup,
  vault,
  warningCodes,
} from './plan-facts.ts';

describe('the body of a restore', () => {
  it('of managed disks is what the command line sends, with the target group named', () => {
    assert.deepEqual(planned(facts(machines.pmk())).body, {
      objectType: 'IaasVMRestoreRequest',
      recoveryPointId: '2261018173779283322',
      recoveryType: 'RestoreDisks',
      sourceResourceId: vm().id,
      targetResourceGroupId: targetGroup,
      storageAccountId: staging,
      region: 'westeurope',
      createNewCloudService: false,
      originalStorageAccountOption: false,
    });
  });

  it('of the encrypted point recorded in 2016 names what the recorded request named', () => {
    const kv = '/subscriptions/s/resourceGroups/r/providers/Microsoft.KeyVault/vaults/ArpitTestKeyVault';
    const kekUrl =
      'https://arpittestkeyvault.vault.azure.net:443/keys/ArpitTestKeyVaultKey/a571b984c04a405f84e3433418fcc573';
    const secretUrl =
      'https://arpittestkeyvault.vault.azure.net/secrets/DE990D5D-652A-4043-9326-7F4BB9378277/ca4786664b4d4785bad89f1dba049282';
    const recorded = point({
      name: '13738976139650',
      tiers: [],
      encrypted: 'yes',
      hasKeyAndSecret: true,
      keys: { bek: { secretUrl, keyVaultId: kv }, kek: { keyUrl: kekUrl, keyVaultId: kv } },
      managed: 'unknown',
      disks: [],
    });
    const plan = planned(facts({ point: recorded }, { vault: { ...vault, location: 'West US' } }));
    assert.deepEqual(plan.body, {
      objectType: 'IaasVMRestoreRequest',
      recoveryPointId: '13738976139650',
      recoveryType: 'RestoreDisks',
      sourceResourceId: item.vmId,
      storageAccountId: staging,
      region: 'westus',
      createNewCloudService: false,
      originalStorageAccountOption: false,
      encryptionDetails: {
        encryptionEnabled: true,
        kekUrl,
        kekVaultId: kv,
        secretKeyUrl: secretUrl,
        secretKeyVaultId: kv,
      },
    });
    assert.ok(warningCodes(plan).includes('managed-unknown'));
  });

  it('of private disks keeps them private: the approver signs it and reads it', () => {
    const one = machines.pmk();
    const plan = planned(facts({ ...one, point: { ...one.point, privateDisks: true } }));
    assert.deepEqual(plan.body.targetDiskNetworkAccessSettings, {
      targetDiskNetworkAccessOption: 'SameAsOnSourceDisks',
    });
    assert.equal(plan.effects.target.diskAccess, 'same-as-source');
    assert.ok(warningCodes(plan).includes('disks-stay-private'));
    const open = planned(facts(one));
    assert.equal('diskAccess' in open.effects.target || 'targetDiskNetworkAccessSettings' in open.body, false);
  });

  it('of a new machine names machine, group, network and subnet', () => {
    const { body } = planned(facts(machines.pmk()), newVm);
    assert.equal(body.recoveryType, 'AlternateLocation');
    assert.equal(
      body.targetVirtualMachineId,
      `${targetGroup}/providers/Microsoft.Compute/virtualMachines/sql-01-restored`,
    );
    assert.equal(body.subnetId, subnet);
    assert.equal(body.virtualNetworkId, subnet.replace('/subnets/isolated', ''));
  });

  it('of a replacement names nothing but the source', () => {
    const { body } = planned(facts(machines.pmk()), { mode: 'replace' });
    assert.equal(body.recoveryType, 'OriginalLocation');
    assert.equal(body.targetResourceGroupId, undefined);
    assert.equal(body.targetVirtualMachineId, undefined);
  });
});

describe('the steps of a plan', () => {
  const needs = (...args: Parameters<typeof planned>) =>
    planned(...args).steps.flatMap((step) => step.needs.map((need) => `${need.action} ${need.scope}`));

  it('ask for the restore at the vault', () => {
    const [step] = planned(facts(machines.ade())).steps;
    assert.equal(step?.scope, vault.id);
    assert.match(step?.action ?? '', /recoveryPoints\/restore\/action$/);
  });

  it('ask for disks in the target group, the staging account and the source VM', () => {
    assert.deepEqual(needs(facts(machines.ade())), [
      `Microsoft.Storage/storageAccounts/write ${staging}`,
      `Microsoft.Compute/virtualMachines/write ${vm().id}`,
      `Microsoft.Compute/disks/write ${targetGroup}`,
    ]);
  });

  it('ask nothing of a VM that is gone, nor of a group that unmanaged disks do not use', () => {
    assert.deepEqual(needs(facts({ point: encryptedPoint(true, { managed: 'no' }) })), [
      `Microsoft.Storage/storageAccounts/write ${staging}`,
    ]);
  });

  it('of a new machine ask for VM, network interface and subnet too', () => {
    const all = needs(facts(machines.pmk()), newVm);
    assert.ok(all.includes(`Microsoft.Compute/virtualMachines/write ${targetGroup}`));
    assert.ok(all.includes(`Microsoft.Network/networkInterfaces/write ${targetGroup}`));
    assert.ok(all.includes(`Microsoft.Network/virtualNetworks/subnets/join/action ${subnet}`));
  });

  it('of a replacement ask for disks beside the original', () => {
    const group = vm().id.split('/providers')[0];
    assert.ok(needs(facts(machines.pmk()), { mode: 'replace' }).includes(`Microsoft.Compute/disks/write ${group}`));
  });
});
