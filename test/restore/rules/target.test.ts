import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { regionKey } from '../../../src/kernel/arm-id.ts';
import type { RestoreChoice, RestoreFacts } from '../../../src/restore/rules/plan.ts';
import { placesOf, planTarget, subnetOf } from '../../../src/restore/rules/target.ts';
import { point, vm } from '../../machines/rules/machines.ts';
import {
  facts,
  item,
  machines,
  newVm,
  signedAs,
  staging,
  subnet,
  subscription2,
  targetGroup,
  vault,
} from './plan-facts.ts';

const base = facts(machines.pmk());
const rebuild: RestoreChoice = { ...newVm, mode: 'rebuild' };
const both = {
  tiers: [{ tier: 'snapshot', status: 'valid' } as const, { tier: 'vault-standard', status: 'valid' } as const],
};
const at = (over: Parameters<typeof point>[0], more: Partial<RestoreFacts> = {}) =>
  facts({ ...machines.pmk(), point: point(over) }, more);

describe('where a restore goes', () => {
  it('is the group that was chosen, else that of the profile, in the region of the vault', () => {
    const { resourceGroupId, region } = planTarget({ ...base, vault: { ...vault, location: 'West  Europe' } }, rebuild);
    assert.deepEqual([resourceGroupId, region], [targetGroup, 'westeurope']);
    const chosen = `${targetGroup}-b`;
    assert.equal(planTarget(base, { ...rebuild, targetResourceGroupId: chosen }).resourceGroupId, chosen);
  });

  it('is the original itself where its disks are replaced, whatever else was chosen', () => {
    const { resourceGroupId, vmId, subnetId, security } = planTarget(facts(machines.host()), {
      ...newVm,
      mode: 'replace',
      subnetId: subnet,
      targetResourceGroupId: targetGroup,
    });
    assert.deepEqual([resourceGroupId, vmId], [item.vmId.split('/providers')[0], item.vmId]);
    assert.deepEqual([subnetId, security], [undefined, undefined]);
  });

  it('is a machine by the name that was chosen, where one is made', () => {
    const made = `${targetGroup}/providers/Microsoft.Compute/virtualMachines/sql-01-restored`;
    for (const mode of ['rebuild', 'new-vm'] as const) {
      const { vmId, subnetId } = planTarget(base, { ...newVm, mode });
      assert.deepEqual([vmId, subnetId], [made, subnet], mode);
    }
    assert.ok(!('vmId' in planTarget(base, { mode: 'rebuild' })), 'without a name it is none yet');
    const disks = planTarget(facts(machines.host()), { ...newVm, mode: 'disks', subnetId: subnet });
    for (const member of ['vmId', 'subnetId', 'security']) assert.ok(!(member in disks), member);
  });

  it('is managed disks only where they surely are', () => {
    const form = (managed: 'yes' | 'no' | 'unknown') => {
      const encryption = { ...base.encryption, managed: { value: managed } };
      return planTarget({ ...base, encryption }, { mode: 'disks' }).form;
    };
    assert.deepEqual([form('yes'), form('no'), form('unknown')], ['managed', 'vhd', 'vhd']);
  });
});

describe('the tier of a restore', () => {
  const tier = (one: RestoreFacts, choice: RestoreChoice) => planTarget(one, choice).tier.tier;
  const away = { targetResourceGroupId: `${subscription2}/resourceGroups/rg-b` };

  it('is the snapshot, unless it goes to another zone or subscription', () => {
    const one = at({ ...both, zones: ['1'] });
    assert.equal(tier(one, rebuild), 'snapshot');
    assert.equal(tier(one, { ...rebuild, zone: '1' }), 'snapshot');
    assert.equal(tier(one, { ...rebuild, zone: '2' }), 'vault-standard');
    assert.equal(tier(one, { ...rebuild, ...away }), 'vault-standard');
    const spelled = { ...vault, subscriptionId: vault.subscriptionId.toUpperCase() };
    assert.equal(tier({ ...one, vault: spelled }, rebuild), 'snapshot');
  });

  it('is the snapshot where an original in another subscription gets its disks replaced: nothing leaves it', () => {
    const vmId = item.vmId.replace(/^\/subscriptions\/[^/]+/, subscription2);
    assert.equal(tier(at(both, { item: { ...item, vmId } }), { mode: 'replace' }), 'snapshot');
  });

  it('is that of files for disks that come back as files', () => {
    const unmanaged = machines.unmanaged();
    assert.equal(
      tier(facts({ ...unmanaged, point: { ...unmanaged.point, ...both } }), { mode: 'disks' }),
      'vault-standard',
    );
  });

  it('is the archive that was signed, though the point may be back by now', () => {
    assert.equal(
      tier(at(both, { signed: signedAs({ rehydration: { priority: 'Standard', days: 15 } }) }), rebuild),
      'vault-archive',
    );
    assert.equal(tier(at(both, { signed: signedAs() }), rebuild), 'snapshot');
  });
});

describe('the zone of a restore', () => {
  it('is told only where it is another than the source had', () => {
    const zone = (chosen: string | undefined, zones: string[]) =>
      planTarget(at({ zones }), { ...rebuild, zone: chosen }).otherZone;
    assert.deepEqual(
      [zone(undefined, ['1']), zone('1', ['1']), zone('2', ['1']), zone('1', [])],
      [undefined, undefined, '2', '1'],
    );
    assert.ok(!('otherZone' in planTarget(base, rebuild)));
  });
});

describe('the security of a machine that is made', () => {
  it('is that of the original as it is now, and once that is gone what was signed', () => {
    const security = (one: RestoreFacts) => planTarget(one, rebuild).security;
    const signed = signedAs({}, { security: ['trusted-launch'] });
    assert.deepEqual(security({ ...facts(machines.host()), signed }), ['encryption-at-host']);
    assert.deepEqual(security({ ...base, vm: undefined, signed }), ['trusted-launch']);
    assert.ok(!('security' in planTarget(base, rebuild)));
  });
});

describe('the subnet of a machine that is made', () => {
  const [own, isolated, first, apart, chosen] = ['own', 'isolated', 'first', 'apart', 'chosen'].map((name) =>
    subnet.replace(/[^/]+$/, name),
  ) as [string, string, string, string, string];
  const quarantine = { resourceGroupId: targetGroup, stagingStorageAccountId: 's', subnetId: apart, openings: [] };
  const profile = { ...base.profile, isolatedSubnetId: isolated, subnetIds: [first, own], quarantine };

  it('is the one that was named, else by its place in the network', () => {
    for (const network of ['isolated', 'quarantine', 'beside', 'in-place', undefined] as const) {
      assert.equal(subnetOf({ mode: 'rebuild', network, subnetId: chosen }, profile, own), chosen, network);
    }
    assert.equal(subnetOf({ mode: 'rebuild' }, profile, own), isolated);
    assert.equal(subnetOf({ mode: 'rebuild', network: 'isolated' }, profile, own), isolated);
    assert.equal(subnetOf({ mode: 'rebuild', network: 'quarantine' }, profile, own), apart);
  });

  it("is the original's, and where that no longer tells it the first of the profile", () => {
    for (const network of ['beside', 'in-place'] as const) {
      assert.equal(subnetOf({ mode: 'rebuild', network }, profile, own), own);
      assert.equal(subnetOf({ mode: 'rebuild', network }, profile, undefined), first);
    }
  });

  it('is none where the profile has none, and never one of another place', () => {
    const bare = { targetResourceGroupId: targetGroup, stagingStorageAccountId: 's' };
    for (const network of ['isolated', 'quarantine', undefined] as const) {
      assert.equal(subnetOf({ mode: 'rebuild', network }, { ...bare, subnetIds: [first] }, own), undefined, network);
    }
    assert.equal(subnetOf({ mode: 'rebuild', network: 'beside' }, bare, undefined), undefined);
  });
});

describe('a region', () => {
  it('is compared without blanks and case', () => {
    assert.equal(regionKey(' West \t Europe 2'), 'westeurope2');
    assert.equal(regionKey(vm().location), 'westeurope');
  });
});

const quarantine = {
  resourceGroupId: `${targetGroup}-q`,
  stagingStorageAccountId: `${targetGroup}-q/providers/Microsoft.Storage/storageAccounts/q`,
  subnetId: `${targetGroup}-q/providers/Microsoft.Network/virtualNetworks/v/subnets/held`,
  openings: [],
};
const profile = { targetResourceGroupId: targetGroup, stagingStorageAccountId: staging, isolatedSubnetId: subnet };

describe('where a restore goes', () => {
  it('is a group and a staging account of its own for a quarantine, and nothing else of the profile changes', () => {
    const { resourceGroupId: targetResourceGroupId, stagingStorageAccountId } = quarantine;
    assert.deepEqual(placesOf({ ...profile, quarantine }, { network: 'quarantine' }), {
      ...profile,
      quarantine,
      targetResourceGroupId,
      stagingStorageAccountId,
    });
  });

  it('is what the profile says for everything else, whatever place it has for quarantines', () => {
    const both = { ...profile, quarantine };
    for (const network of [undefined, 'isolated', 'beside', 'in-place'] as const) {
      assert.equal(placesOf(both, { network }), both);
    }
    assert.equal(placesOf(profile, { network: 'quarantine' }), profile, 'a rule refuses it');
  });
});
