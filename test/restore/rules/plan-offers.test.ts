import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { optionsOf, planOffers, proposedChanges, proposedOf, whyNothing } from '../../../src/restore/rules/offers.ts';
import { planRestore } from '../../../src/restore/rules/plan-restore.ts';
import { choiceOf, restoreKinds } from '../../../src/restore/rules/restore-kinds.ts';
import { anyMachine, anyPoint } from '../../machines/rules/any-machine.ts';
import { deallocated, point, vm } from '../../machines/rules/machines.ts';
import { encryptionSet, facts, machines, now, staging, subnet, targetGroup, vault } from './plan-facts.ts';

const context = { now };
const name = 'sql-01-r1124';
const originalSubnetId = '/subscriptions/a/resourceGroups/b/providers/Microsoft.Network/virtualNetworks/c/subnets/app';
const own = { originalSubnetId };

function offered(...given: Parameters<typeof facts>): string[] {
  return planOffers(facts(...given), name, context).offered.map(({ make }) => make);
}

const place = {
  resourceGroupId: `${targetGroup}-q`,
  stagingStorageAccountId: `${targetGroup}-q/providers/Microsoft.Storage/storageAccounts/q`,
  subnetId: `${targetGroup}-q/providers/Microsoft.Network/virtualNetworks/v/subnets/held`,
  openings: ['Storage', 'AzureKeyVault'],
};

const placed = {
  targetResourceGroupId: targetGroup,
  stagingStorageAccountId: staging,
  isolatedSubnetId: subnet,
  quarantine: place,
};

describe('what a form offers', () => {
  it('has a quarantine where the profile has a place for it, to which everything of it goes', () => {
    const all = { ...own, profile: placed };
    const wish = choiceOf({ make: 'quarantine', name });
    const made = planRestore(facts({ vm: vm(), point: point() }, all), wish, context);
    assert.ok(made.kind === 'plan');
    const { target, body, effects } = made.plan;
    assert.equal(target.resourceGroupId, place.resourceGroupId);
    assert.equal(target.subnetId, place.subnetId);
    assert.equal(body.storageAccountId, place.stagingStorageAccountId);
    assert.deepEqual(effects.quarantine, { openings: ['AzureKeyVault', 'Storage'] });
    const none = planRestore(facts({ vm: vm(), point: point() }, own), wish, context);
    assert.ok(none.kind === 'refused');
    assert.deepEqual(
      none.violations.map(({ code }) => code),
      ['quarantine-no-place'],
    );
  });

  it('follows how the machine is encrypted and whether the original runs', () => {
    const plain = { vm: vm(), point: point() };
    assert.deepEqual(offered(plain, own), ['isolated', 'beside', 'new-vm', 'replace', 'disks']);
    const all = { ...own, profile: placed };
    assert.deepEqual(offered({ vm: deallocated(vm()), point: point() }, all), [...restoreKinds]);
    const ade = machines.ade();
    assert.deepEqual(offered(ade, own), ['isolated', 'beside', 'disks']);
    assert.deepEqual(offered({ point: point() }, own), ['isolated', 'beside', 'in-place', 'new-vm', 'disks']);
  });

  it('proposes what touches nothing: isolated, and the disks where no subnet is isolated', () => {
    assert.equal(proposedOf([...restoreKinds]), 'isolated');
    const { profile } = facts({ point: point() });
    const without = { ...own, profile: { ...profile, isolatedSubnetId: undefined } };
    assert.equal(
      proposedOf(offered({ vm: vm(), point: point() }, without) as (typeof restoreKinds)[number][]),
      'disks',
    );
  });

  it('is exactly what the rules take, with the rule that stands against each of the others', () => {
    fc.assert(
      fc.property(anyMachine, anyPoint, (machine, at) => {
        const all = facts({ ...machine, point: at }, own);
        const offers = planOffers(all, name, context);
        for (const { make, plan } of offers.offered) {
          const again = planRestore(all, choiceOf({ make, name }), context);
          assert.ok(again.kind === 'plan' && again.plan.hash === plan.hash);
        }
        for (const { make, why } of offers.refused) {
          const again = planRestore(all, choiceOf({ make, name }), context);
          assert.ok(again.kind === 'refused' && again.violations.some(({ code }) => code === why.code));
        }
        assert.equal(offers.offered.length + offers.refused.length, restoreKinds.length);
        if (offers.offered.length === 0) assert.ok(whyNothing(offers).code);
      }),
    );
  });

  it('proposes the size of the profile, which then is one that may be chosen, and else the own', () => {
    const { profile } = facts({ point: point() });
    const small = { ...own, profile: { ...profile, vmSize: 'Standard_B2s', vmSizes: ['Standard_D8s_v5'] } };
    const one = facts({ vm: vm(), point: point() }, small);
    const options = optionsOf(one, ['isolated', 'disks'], name, context);
    assert.deepEqual(options.sizes, ['Standard_B2s', 'Standard_D8s_v5']);
    assert.deepEqual(proposedChanges({ vmSize: 'Standard_B2s' }, options), { size: 'Standard_B2s' });
    assert.deepEqual(proposedChanges({ vmSize: options.ownSize }, options), {});
    assert.deepEqual(proposedChanges({ vmSize: 'Standard_B2s' }, optionsOf(one, ['disks'], name, context)), {});
    const wish = { make: 'isolated', name, size: 'Standard_B2s' } as const;
    assert.equal(planRestore(one, choiceOf(wish), context).kind, 'plan');
  });

  it('proposes the zone of the profile where Azure can restore into it, never where the machine is encrypted', () => {
    const deep = point({ tiers: [{ tier: 'vault-standard', status: 'valid' }], zones: ['1'] });
    const zoned = { ...own, vault: { ...vault, redundancy: 'zone' } } as const;
    const options = optionsOf(facts({ ...machines.pmk(), point: deep }, zoned), ['isolated', 'disks'], name, context);
    const geo = optionsOf(facts({ ...machines.pmk(), point: deep }, own), ['isolated', 'disks'], name, context);
    assert.deepEqual(geo.zones, [], 'only a zone-redundant vault restores into another zone');
    assert.deepEqual(proposedChanges({ zone: '2' }, options), { zone: '2' });
    assert.deepEqual(proposedChanges({ zone: '1' }, options), {}, 'the own one');
    const ade = optionsOf(facts(machines.ade(), own), ['isolated', 'disks'], name, context);
    assert.deepEqual(proposedChanges({ zone: '2' }, ade), {});
  });

  it('asks for sizes, zones, disks and sets only where some way of restoring takes them', () => {
    const { profile } = facts({ point: point() });
    const sized = { ...own, profile: { ...profile, vmSizes: ['Standard_D4s_v5', 'Standard_D8s_v5'] } };
    const plain = optionsOf(facts({ vm: vm(), point: point() }, sized), ['isolated', 'disks'], name, context);
    assert.deepEqual(plain.sets, [], 'the vault has no key of its own');
    assert.equal(plain.sizes.includes(plain.ownSize ?? ''), false, 'the own size is not offered twice');
    assert.deepEqual(
      optionsOf(facts({ vm: vm(), point: point() }, sized), ['disks'], name, context).sizes,
      [],
      'disks have no size',
    );
    assert.deepEqual(plain.disks, [], 'of a point that holds all disks Azure restores them all');
    const partial = facts({ ...machines.pmk(), point: point({ diskCounts: { included: 2, attached: 3 } }) }, sized);
    assert.deepEqual(
      optionsOf(partial, ['isolated', 'disks'], name, context).disks.map(({ lun }) => lun),
      [0],
    );
    const keyed = { ...sized, vault: { ...vault, customerManagedKey: 'yes' } } as const;
    const [os, data] = machines.cmk().disks ?? [];
    assert.ok(os && data);
    const loud = { ...data, diskEncryptionSetId: encryptionSet.toUpperCase() };
    const sets = facts({ ...machines.cmk(), disks: [os, loud] }, keyed);
    assert.deepEqual(
      optionsOf(sets, ['disks'], name, context).sets,
      [{ id: encryptionSet, name: 'des-app' }],
      'one set, however its disks spell it',
    );
    assert.equal(plain.archived, undefined);
    const old = point({ tiers: [{ tier: 'vault-archive', status: 'valid' }] });
    assert.equal(optionsOf(facts({ ...machines.pmk(), point: old }, sized), ['disks'], name, context).archived, true);
    const ade = facts(machines.ade(), sized);
    assert.deepEqual(optionsOf(ade, ['isolated', 'disks'], name, context).zones, [], 'never for encrypted machines');
  });
});

describe('a wish', () => {
  it('leaves out what another way of restoring would have taken', () => {
    const wish = { name, size: 'Standard_D4s_v5', zone: '2', luns: [0], extension: true, set: encryptionSet };
    assert.deepEqual(choiceOf({ make: 'replace', ...wish }), { mode: 'replace', diskEncryptionSetId: encryptionSet });
    assert.deepEqual(choiceOf({ make: 'disks', ...wish }), {
      mode: 'disks',
      zone: '2',
      luns: [0],
      diskEncryptionSetId: encryptionSet,
    });
    assert.deepEqual(choiceOf({ make: 'beside', name, extension: true }), {
      mode: 'rebuild',
      network: 'beside',
      names: { vm: name },
      adeExtension: true,
    });
    assert.deepEqual(choiceOf({ make: 'new-vm', name, size: 'x', extension: true }), {
      mode: 'new-vm',
      network: 'isolated',
      names: { vm: name },
    });
  });
});
