import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { RecoveryPointFacts, Tier } from '../../../src/kernel/facts.ts';
import {
  mended,
  mendKindOf,
  optionsOf,
  otherZonesOf,
  planOffers,
  proposedChanges,
  proposedKind,
  whyNothing,
} from '../../../src/restore/rules/offers.ts';
import type { RestoreFacts } from '../../../src/restore/rules/plan.ts';
import { planRestore } from '../../../src/restore/rules/plan-restore.ts';
import { type RestoreKind, restoreKinds, toRestoreChoice } from '../../../src/restore/rules/restore-kinds.ts';
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
    const wish = toRestoreChoice({ make: 'quarantine', name });
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
    assert.equal(proposedKind([...restoreKinds]), 'isolated');
    const { profile } = facts({ point: point() });
    const without = { ...own, profile: { ...profile, isolatedSubnetId: undefined } };
    assert.equal(
      proposedKind(offered({ vm: vm(), point: point() }, without) as (typeof restoreKinds)[number][]),
      'disks',
    );
  });

  it('is exactly what the rules take, with the rule that stands against each of the others', () => {
    fc.assert(
      fc.property(anyMachine, anyPoint, (machine, at) => {
        const all = facts({ ...machine, point: at }, own);
        const offers = planOffers(all, name, context);
        for (const { make, plan } of offers.offered) {
          const again = planRestore(all, toRestoreChoice({ make, name }), context);
          assert.ok(again.kind === 'plan' && again.plan.hash === plan.hash);
        }
        for (const { make, why } of offers.refused) {
          const again = planRestore(all, toRestoreChoice({ make, name }), context);
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
    assert.equal(planRestore(one, toRestoreChoice(wish), context).kind, 'plan');
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

  it('knows the other zones that a chosen machine could be made in, its own among them where another is chosen', () => {
    const deep = point({ tiers: [{ tier: 'vault-standard', status: 'valid' }], zones: ['1'] });
    const zones = (choice: Parameters<typeof toRestoreChoice>[0], redundancy: 'zone' | 'geo' = 'zone') => {
      const there = { ...own, vault: { ...vault, redundancy } };
      return otherZonesOf(facts({ ...machines.pmk(), point: deep }, there), toRestoreChoice(choice), context);
    };
    assert.deepEqual(zones({ make: 'isolated', name }), ['2', '3']);
    assert.deepEqual(zones({ make: 'isolated', name, zone: '2' }), ['1', '3']);
    assert.deepEqual(zones({ make: 'disks' }), []);
    assert.deepEqual(zones({ make: 'isolated', name }, 'geo'), []);
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

describe('what else a form asks', () => {
  const asked = (one: RestoreFacts, offered: RestoreKind[] = ['isolated', 'disks']) =>
    optionsOf(one, offered, name, context);
  const { profile } = facts({ point: point() });
  const gone = { ...machines.pmk(), vm: undefined };

  it('names the size that the point had, else that of the machine, else none', () => {
    const sized = { ...machines.pmk(), point: point({ vmSize: 'Standard_E4s_v5' }) };
    assert.equal(asked(facts(sized)).ownSize, 'Standard_E4s_v5');
    assert.equal(asked(facts(machines.pmk())).ownSize, 'Standard_D4s_v5');
    assert.equal(Object.hasOwn(asked(facts(gone)), 'ownSize'), false);
  });

  it('lists sizes of the profile, its proposed one first, each once and never the own', () => {
    const sizes = (over: Partial<RestoreFacts['profile']>, machine: Parameters<typeof facts>[0] = machines.pmk()) =>
      asked(facts(machine, { profile: { ...profile, ...over } })).sizes;
    const vmSizes = ['Standard_D8s_v5', 'standard_b2S', 'STANDARD_D4S_V5'];
    assert.deepEqual(sizes({ vmSize: 'Standard_B2s', vmSizes }), ['Standard_B2s', 'Standard_D8s_v5']);
    assert.deepEqual(sizes({ vmSizes }, gone), vmSizes);
    assert.deepEqual(sizes({ vmSize: 'Standard_B2s' }), ['Standard_B2s']);
    assert.deepEqual(sizes({}), []);
  });

  it('lists zones that one of the ways takes, and not that of the point', () => {
    const tiers = [{ tier: 'vault-standard', status: 'valid' } as const];
    const zones = (own: string[]) =>
      asked(
        facts({ ...machines.pmk(), point: point({ tiers, zones: own }) }, { vault: { ...vault, redundancy: 'zone' } }),
        ['disks', 'replace'],
      ).zones;
    assert.deepEqual(zones(['1']), ['2', '3']);
    assert.deepEqual(zones(['2']), ['1', '3']);
  });

  it('lists data disks by LUN, and not the OS disk', () => {
    const disks = [3, -1, 0, 1].map((lun) => ({ lun, name: `disk${lun}` }));
    const partial = point({ disks, diskCounts: { included: 4, attached: 5 } });
    assert.deepEqual(
      asked(facts({ ...machines.pmk(), point: partial })).disks.map(({ lun }) => lun),
      [0, 1, 3],
    );
  });

  it('asks for the extension where Strongroom makes a Windows machine that may be encrypted with ADE', () => {
    const { point: windows, ...ade } = machines.ade();
    const of = (osType: 'Windows' | 'Linux') => facts({ ...ade, point: { ...windows, osType } });
    assert.equal(asked(of('Windows')).extension, true);
    assert.equal(asked(facts(machines.unknown())).extension, true);
    assert.equal(asked(of('Windows'), ['disks']).extension, false);
    assert.equal(asked(of('Linux')).extension, false);
    assert.equal(asked(facts(machines.pmk())).extension, false);
  });

  it('lists subnets of the profile, by network and name, where the copy joins an original that no longer tells its own', () => {
    const subnetIds = ['app', 'db'].map((one) => subnet.replace(/[^/]+$/, one));
    const listing = { profile: { ...profile, subnetIds } };
    const subnets = (over: Partial<RestoreFacts>, ...kinds: RestoreKind[]) => asked(facts(gone, over), kinds).subnets;
    assert.deepEqual(subnets(listing, 'isolated', 'beside'), [
      { id: subnetIds[0], name: 'vnet-restore/app' },
      { id: subnetIds[1], name: 'vnet-restore/db' },
    ]);
    assert.deepEqual(subnets({ ...listing, ...own }, 'isolated', 'beside'), []);
    assert.deepEqual(subnets(listing, 'isolated', 'disks'), []);
    assert.deepEqual(subnets({}, 'beside'), []);
  });

  it('lists sets of the machine and of its disks, where the vault lets another be named', () => {
    const other = encryptionSet.replace('des-app', 'des-data');
    const disks = vm().disks.map((one) => ({ ...one, diskEncryptionSetId: other }));
    const machine = { ...machines.cmk(), vm: vm({ disks }) };
    const keyed = { vault: { ...vault, customerManagedKey: 'yes' } } as const;
    const sets = (...given: Parameters<typeof facts>) => asked(facts(...given)).sets.map((one) => one.name);
    assert.deepEqual(sets(machine, keyed), ['des-data', 'des-app']);
    assert.deepEqual(sets({ ...machine, vm: undefined }, keyed), ['des-app']);
    assert.deepEqual(sets({ ...machine, disks: undefined }, { ...keyed, disks: undefined }), ['des-data']);
    assert.deepEqual(sets(machine), []);
  });
});

describe('what stands against a restore', () => {
  it('is told of each way, by the first rule', () => {
    const { refused } = planOffers(facts(machines.ade(), own), name, context);
    assert.deepEqual(
      refused.map(({ make, why }) => [make, why.code]),
      [
        ['quarantine', 'quarantine-no-place'],
        ['in-place', 'in-place-running'],
        ['new-vm', 'new-vm-ade'],
        ['replace', 'replace-ade'],
      ],
    );
  });

  it('is, of every way, what stands against the disks', () => {
    const why = (code: 'item-soft-deleted' | 'rebuild-unmanaged') => ({ code, params: {} });
    const refused = [
      { make: 'isolated' as const, why: why('rebuild-unmanaged') },
      { make: 'disks' as const, why: why('item-soft-deleted') },
    ];
    assert.deepEqual(whyNothing({ offered: [], refused }), why('item-soft-deleted'));
    assert.deepEqual(whyNothing({ offered: [], refused: [] }), { code: 'point-not-read', params: {} });
  });
});

describe('a wish', () => {
  it('leaves out what another way of restoring would have taken', () => {
    const wish = { name, size: 'Standard_D4s_v5', zone: '2', luns: [0], extension: true, set: encryptionSet };
    assert.deepEqual(toRestoreChoice({ make: 'replace', ...wish }), {
      mode: 'replace',
      diskEncryptionSetId: encryptionSet,
    });
    assert.deepEqual(toRestoreChoice({ make: 'disks', ...wish }), {
      mode: 'disks',
      zone: '2',
      luns: [0],
      diskEncryptionSetId: encryptionSet,
    });
    assert.deepEqual(toRestoreChoice({ make: 'beside', name, extension: true }), {
      mode: 'rebuild',
      network: 'beside',
      names: { vm: name },
      adeExtension: true,
    });
    assert.deepEqual(toRestoreChoice({ make: 'new-vm', name, size: 'x', extension: true }), {
      mode: 'new-vm',
      network: 'isolated',
      names: { vm: name },
    });
  });
});

function pointOf(name: string, tier: Tier, more: Partial<RecoveryPointFacts> = {}): RecoveryPointFacts {
  const at = new Date(`2026-11-${name}T01:00:00Z`);
  return { name, at, tiers: [{ tier, status: 'valid' }], ...more } as RecoveryPointFacts;
}

const points = [
  pointOf('20', 'vault-standard'),
  pointOf('21', 'vault-standard', { threat: { status: 'unhealthy', findings: [] } } as Partial<RecoveryPointFacts>),
  pointOf('22', 'snapshot'),
  pointOf('23', 'vault-standard'),
];
const wish = { make: 'beside' as const, name: 'sql-01-copy', zone: '2', size: 'Standard_D4s_v5' };
const from = { offered: ['isolated' as const, 'beside' as const, 'disks' as const], points, name: 'sql-01-r1' };

const kindOf = (code: string, params = {}) => mendKindOf({ code, params });

describe('what mends a restore that would stop', () => {
  it('is one of its own options, told by the reason', () => {
    assert.equal(kindOf('plan.point-no-usable-tier'), 'point');
    assert.equal(kindOf('plan.set-key-snapshot-only'), 'point');
    assert.equal(kindOf('check.azure-known', { known: 'snapshot-gone' }), 'point');
    assert.equal(kindOf('plan.new-vm-name-wanted'), 'name');
    assert.equal(kindOf('plan.zone-snapshot-tier'), 'original');
    assert.equal(kindOf('plan.set-disks'), 'original');
    assert.equal(kindOf('plan.new-vm-ade'), 'make');
    assert.equal(kindOf('plan.subnet-other-region'), 'make');
    for (const elsewhere of ['check.guarded', 'plan.item-soft-deleted', 'check.bot-lacks', 'check.azure-says'])
      assert.equal(kindOf(elsewhere), undefined, elsewhere);
  });

  it('changes that option alone', () => {
    const chosen = { point: '22', wish };
    assert.deepEqual(mended('name', chosen, from), { point: '22', wish: { ...wish, name: 'sql-01-r1' } });
    assert.deepEqual(mended('make', chosen, from), { point: '22', wish: { ...wish, make: 'isolated' } });
    assert.deepEqual(mended('original', chosen, from)?.wish, { make: 'beside', name: 'sql-01-copy' });
  });

  it('is the next older point that the vault has and nothing speaks against, else a newer one', () => {
    assert.equal(mended('point', { point: '22', wish }, from)?.point, '20');
    assert.equal(mended('point', { point: '20', wish }, from)?.point, '23');
  });

  it('is nothing where that option is as it would be', () => {
    const plain = { make: 'isolated' as const, name: 'sql-01-copy' };
    assert.equal(mended('make', { point: '22', wish: plain }, from), undefined);
    assert.equal(mended('original', { point: '22', wish: plain }, from), undefined);
    assert.equal(mended('point', { point: '23', wish }, { ...from, points: points.slice(3) }), undefined);
  });
});
