import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RestoreChoice } from '../../../src/restore/rules/plan.ts';
import { point } from '../../machines/rules/machines.ts';
import {
  encryptionSet,
  facts,
  machines,
  newVm,
  planned,
  refusals,
  subscription2,
  vault,
  warningCodes,
} from './plan-facts.ts';

const disks: RestoreChoice = { mode: 'disks' };
const replace: RestoreChoice = { mode: 'replace' };
const otherRegion: RestoreChoice = { mode: 'disks', region: 'northeurope' };
const otherSubscription: RestoreChoice = {
  mode: 'disks',
  targetResourceGroupId: `${subscription2}/resourceGroups/rg-b`,
};
const otherZone: RestoreChoice = { mode: 'disks', zone: '2' };
const set: RestoreChoice = { mode: 'disks', diskEncryptionSetId: encryptionSet };
const cmkVault = { vault: { ...vault, customerManagedKey: 'yes' } } as const;
const zoned = { vault: { ...vault, redundancy: 'zone' } } as const;
const vaultOnly = { tiers: [{ tier: 'vault-standard', status: 'valid' }] } as const;

describe('the table of restores: a machine on a platform key', () => {
  const one = facts(machines.pmk());
  it('restores disks, creates a VM, replaces in place', () => {
    assert.deepEqual(refusals(one, disks), []);
    assert.deepEqual(refusals(one, newVm), []);
    assert.deepEqual(refusals(one, replace), []);
  });
  it('cannot be replaced when the VM is gone', () => {
    assert.deepEqual(refusals(facts({ point: point({ managed: 'yes' }) }), replace).includes('replace-vm-gone'), true);
  });
  it('gets cross-region restore explained, and goes to another subscription from the vault tier', () => {
    assert.deepEqual(refusals(one, otherRegion), ['other-region']);
    const fromVault = facts({ ...machines.pmk(), point: point({ tiers: [...vaultOnly.tiers] }) });
    assert.deepEqual(refusals(fromVault, otherSubscription), []);
  });
  it('goes to another zone from the vault tier of a zone-redundant vault', () => {
    const fresh = { ...machines.pmk(), point: point({ tiers: [{ tier: 'snapshot', status: 'valid' }] }) };
    assert.deepEqual(refusals(facts(fresh, zoned), otherZone), ['zone-snapshot-tier']);
    const plan = planned(facts({ ...machines.pmk(), point: point({ tiers: [...vaultOnly.tiers] }) }, zoned), otherZone);
    assert.deepEqual(plan.body.zones, ['2']);
    assert.equal(warningCodes(plan).includes('azure-decides-zone'), false);
  });
  it('takes a disk encryption set if the vault has a customer key', () => {
    assert.deepEqual(refusals(one, set), ['set-vault-key']);
    assert.equal(planned(facts(machines.pmk(), cmkVault), set).body.diskEncryptionSetId, encryptionSet);
  });
});

describe('the table of restores: a machine on a customer key', () => {
  const one = facts(machines.cmk());
  it('restores disks, creates a VM, replaces in place', () => {
    for (const choice of [disks, newVm, replace]) assert.deepEqual(refusals(one, choice), []);
  });
  it('goes to another subscription, and to no other zone', () => {
    const fromVault = facts({ ...machines.cmk(), point: point({ tiers: [...vaultOnly.tiers] }) }, zoned);
    assert.deepEqual(refusals(fromVault, otherSubscription), []);
    assert.deepEqual(refusals(fromVault, otherZone), ['zone-disks']);
  });
  it('takes a disk encryption set of the same region', () => {
    assert.deepEqual(refusals(facts(machines.cmk(), cmkVault), set), []);
    const elsewhere = facts(machines.cmk(), { ...cmkVault, locations: { diskEncryptionSet: 'North Europe' } });
    assert.deepEqual(refusals(elsewhere, set), ['set-other-region']);
  });
});

describe('the table of restores: encryption at host', () => {
  it('allows what a platform key allows, and leaves the last word to Azure', () => {
    for (const choice of [disks, newVm, replace]) {
      assert.ok(warningCodes(planned(facts(machines.host()), choice)).includes('azure-decides-machine'));
    }
  });
});

for (const kek of [true, false]) {
  for (const managed of [true, false]) {
    describe(`the table of restores: ADE ${kek ? 'BEK+KEK' : 'BEK'}, ${managed ? 'managed' : 'unmanaged'}`, () => {
      const one = facts(machines.ade(kek, managed));
      it('restores disks, and nothing else', () => {
        const plan = planned(one, disks);
        assert.equal(plan.body.recoveryType, 'RestoreDisks');
        assert.deepEqual(
          plan.steps.map((step) => step.kind),
          managed ? ['restore-disks', 'tag-made'] : ['restore-disks'],
        );
        assert.ok(refusals(one, newVm).includes('new-vm-ade'));
        assert.ok(refusals(one, replace).includes('replace-ade'));
      });
      it('comes back as it was: managed disks in the target group, unmanaged ones as files', () => {
        const plan = planned(one, disks);
        assert.equal(plan.effects.target.form, managed ? 'managed' : 'vhd');
        assert.equal(plan.body.targetResourceGroupId === undefined, !managed);
        assert.equal(warningCodes(plan).includes('unmanaged-as-vhd'), !managed);
      });
      it('goes to no other subscription, no other zone, and takes no disk encryption set', () => {
        assert.deepEqual(refusals(one, otherSubscription), ['other-subscription-impossible']);
        assert.ok(refusals(one, otherZone).includes('zone-disks'));
        assert.ok(refusals(facts(machines.ade(kek, managed), cmkVault), set).includes('set-disks'));
      });
      it('gets cross-region restore explained', () => {
        assert.deepEqual(refusals(one, otherRegion), ['other-region']);
      });
    });
  }
}

describe('the table of restores: trusted launch', () => {
  it('allows all three, and leaves the last word to Azure', () => {
    for (const choice of [disks, newVm, replace]) {
      assert.ok(warningCodes(planned(facts(machines.trusted()), choice)).includes('azure-decides-machine'));
    }
  });
  it('does not replace a machine that is not trusted launch any more', () => {
    const one = facts({ ...machines.pmk(), point: point({ securityType: 'TrustedLaunch' }) });
    assert.deepEqual(refusals(one, replace), ['replace-leaves-trusted-launch']);
  });
});

describe('the table of restores: confidential', () => {
  const one = facts(machines.confidential(), cmkVault);
  it('restores disks, creates a VM and replaces disks as a preview', () => {
    for (const choice of [disks, newVm, replace]) {
      assert.ok(warningCodes(planned(one, choice)).includes('azure-decides-confidential'));
    }
  });
  it('goes to no other region, subscription or zone', () => {
    assert.deepEqual(refusals(one, otherRegion), ['other-region-impossible']);
    assert.deepEqual(refusals(one, otherSubscription), ['other-subscription-impossible']);
    assert.ok(refusals(one, otherZone).includes('zone-disks'));
  });
  it('names its disk encryption set in the field of its own', () => {
    const { body } = planned(one, set);
    assert.deepEqual(body.securedVMDetails, { securedVMOsDiskEncryptionSetId: encryptionSet });
    assert.equal(body.diskEncryptionSetId, undefined);
  });
  it('takes a set after its key was lost: in any vault, and from the vault tier only', () => {
    const anyVault = facts(machines.confidential());
    assert.equal(planned(anyVault, set).body.securedVMDetails?.securedVMOsDiskEncryptionSetId, encryptionSet);
    const snapshot = point({ tiers: [{ tier: 'snapshot', status: 'valid' }] });
    assert.deepEqual(refusals({ ...anyVault, point: snapshot }, set), ['set-confidential-snapshot-only']);
  });
  it('is known by what its point really says', () => {
    const recorded = point({ securityType: 'ConfidentialVMDiskEncryptedWithCustomerKey' });
    const real = facts({ ...machines.pmk(), point: recorded });
    assert.equal(real.encryption.confidential.value, 'yes');
    assert.deepEqual(planned(real, set).body.securedVMDetails, { securedVMOsDiskEncryptionSetId: encryptionSet });
  });
});

describe('unmanaged disks without ADE', () => {
  it('are restored as files', () => {
    assert.equal(planned(facts(machines.unmanaged()), disks).body.targetResourceGroupId, undefined);
  });
  it('are not replaced in place', () => {
    assert.deepEqual(refusals(facts(machines.unmanaged()), replace), ['replace-unmanaged']);
  });
});

describe('unknown encryption counts as encrypted where it would be unsafe', () => {
  const one = facts(machines.unknown(), cmkVault);
  it('disks can be restored, with a warning', () => {
    assert.ok(warningCodes(planned(one, disks)).includes('encryption-unknown'));
  });
  it('all that ADE forbids is refused, and the reason is that it is unknown', () => {
    assert.deepEqual(refusals(one, newVm), ['new-vm-encryption-unknown']);
    assert.deepEqual(refusals(one, replace), ['replace-encryption-unknown']);
    assert.deepEqual(refusals(one, set), ['set-disks']);
    assert.ok(refusals(one, otherZone).includes('zone-disks'));
  });
});

it('a machine on unmanaged disks without encryption can go to no other zone, for its disks', () => {
  const { point: at, ...rest } = machines.unmanaged();
  const one = facts({ ...rest, point: { ...at, tiers: [...vaultOnly.tiers] } }, zoned);
  assert.deepEqual(refusals(one, { mode: 'disks', zone: '2' }), ['zone-disks']);
});
