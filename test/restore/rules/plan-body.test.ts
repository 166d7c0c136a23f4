import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RestoreChoice, RestoreFacts } from '../../../src/restore/rules/plan.ts';
import { planRestore } from '../../../src/restore/rules/plan-restore.ts';
import { encryptedPoint, point, vm } from '../../machines/rules/machines.ts';
import {
  facts,
  item,
  type Machine,
  machines,
  newVm,
  now,
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

  it('are the restore, then what it made is tagged and a machine is looked at', () => {
    const [restored, tagged, verified] = planned(facts(machines.pmk()), newVm).steps;
    const plain = { byHand: false, carrier: 'requester', keyNeeds: [] };
    const { needs: _, ...restore } = restored ?? assert.fail();
    assert.deepEqual(restore, {
      ...plain,
      kind: 'restore-vm',
      conditional: false,
      action: restore.action,
      scope: vault.id,
    });
    const action = 'Microsoft.Compute/disks/write';
    assert.deepEqual(tagged, { ...plain, kind: 'tag-made', conditional: true, action, scope: targetGroup, needs: [] });
    assert.equal(verified?.kind, 'verify');
    const kinds = (...args: Parameters<typeof planned>) => planned(...args).steps.map(({ kind }) => kind);
    assert.deepEqual(kinds(facts(machines.pmk()), { mode: 'replace' }), ['replace-disks', 'verify'], 'its own by then');
    assert.deepEqual(kinds(facts(machines.unmanaged()), newVm), ['restore-vm', 'tag-made', 'verify']);
    assert.deepEqual(kinds(facts(machines.unmanaged())), ['restore-disks'], 'files have no tags');
  });

  it('of a replacement ask for nothing in the group of the profile, and of a new machine for its disks there', () => {
    const replaced = needs(facts(machines.pmk()), { mode: 'replace' });
    assert.ok(!replaced.some((need) => need.endsWith(targetGroup)), replaced.join());
    const disks = `Microsoft.Compute/disks/write ${targetGroup}`;
    assert.ok(needs(facts(machines.unmanaged()), newVm).includes(disks));
  });
});

describe('what a body says only where it applies', () => {
  const luns = (machine: Machine, choice: RestoreChoice) => planned(facts(machine), choice).body.restoreDiskLunList;
  it('data disks once each and in order, never the OS disk', () => {
    const disks = [-1, 0, 3, 12].map((lun) => ({ lun, name: `disk${lun}` }));
    const some = { ...machines.pmk(), point: point({ disks, diskCounts: { included: 4, attached: 5 } }) };
    assert.deepEqual(luns(some, { mode: 'disks', luns: [12, 3, -1, 0, 3] }), [0, 3, 12]);
    assert.ok(!('restoreDiskLunList' in planned(facts(some)).body), 'all, where none was chosen');
  });

  it('how long and how soon a point comes back from the archive', () => {
    const archived = facts({
      ...machines.pmk(),
      point: point({ tiers: [{ tier: 'vault-archive', status: 'valid' }] }),
    });
    for (const [urgent, rehydrationPriority] of [
      [false, 'Standard'],
      [true, 'High'],
    ] as const) {
      const { objectType, recoveryPointRehydrationInfo } = planned(archived, { mode: 'disks', urgent }).body;
      assert.equal(objectType, 'IaasVMRestoreWithRehydrationRequest');
      assert.deepEqual(recoveryPointRehydrationInfo, { rehydrationRetentionDuration: 'P15D', rehydrationPriority });
    }
  });

  it("keys only where the point's own GET returned both", () => {
    const whole = machines.ade();
    const details = (over: Partial<RestoreFacts['point']>) => {
      const outcome = planRestore(
        facts({ ...whole, point: { ...whole.point, ...over } }),
        { mode: 'disks' },
        { now, restored: true },
      );
      assert.ok(outcome.kind === 'plan');
      return outcome.plan.body.encryptionDetails;
    };
    assert.ok(details({}));
    assert.equal(details({ detailed: false }), undefined);
    assert.equal(details({ hasKeyAndSecret: false }), undefined);
    const { keys: _, ...bare } = whole.point;
    assert.equal(planned(facts({ ...whole, point: bare })).body.encryptionDetails, undefined);
  });

  it('a network only where Azure makes the machine, and then the group whatever its disks are', () => {
    const { body } = planned(facts(machines.pmk()), { ...newVm, mode: 'rebuild' });
    for (const member of ['virtualNetworkId', 'subnetId', 'targetVirtualMachineId'])
      assert.ok(!(member in body), member);
    assert.equal(planned(facts(machines.unmanaged()), newVm).body.targetResourceGroupId, targetGroup);
  });
});
