import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RecoveryPointFacts, VaultFacts } from '../../../src/kernel/facts.ts';
import type { RestoreChoice, RestoreFacts } from '../../../src/restore/rules/plan.ts';
import { planChanged } from '../../../src/restore/rules/plan-restore.ts';
import { encryptedPoint, point } from '../../machines/rules/machines.ts';
import {
  encryptionSet,
  facts,
  item,
  type Machine,
  machines,
  newVm,
  planned,
  refusals,
  subscription2,
  vault,
} from './plan-facts.ts';

/** Every cell of the table of restores: what Azure allows for which machine, and what is said where it does not. */
const columns = {
  'restore disks': { mode: 'disks' },
  'create a new VM': newVm,
  'replace existing': { mode: 'replace' },
  'cross-region': { mode: 'disks', region: 'northeurope' },
  'cross-subscription': { mode: 'disks', targetResourceGroupId: `${subscription2}/resourceGroups/rg-b` },
  'cross-zonal': { mode: 'disks', zone: '2' },
  'a disk encryption set': { mode: 'disks', diskEncryptionSetId: encryptionSet },
} satisfies Record<string, RestoreChoice>;

const snapshotOnly = { tiers: [{ tier: 'snapshot', status: 'valid' }] } satisfies Partial<RecoveryPointFacts>;

type Cells = Record<keyof typeof columns, string>;

/** Explained and left to other tools, though Azure could: cross-region. */
const explained = {
  'cross-region': 'other-region',
  'cross-subscription': 'plan',
};
const asPlatform: Cells = {
  'restore disks': 'plan',
  'create a new VM': 'plan',
  'replace existing': 'plan',
  ...explained,
  'cross-zonal': 'plan',
  'a disk encryption set': 'plan',
};
const ade: Cells = {
  'restore disks': 'plan',
  'create a new VM': 'new-vm-ade',
  'replace existing': 'replace-ade',
  'cross-region': 'other-region',
  'cross-subscription': 'other-subscription-impossible',
  'cross-zonal': 'zone-disks',
  'a disk encryption set': 'set-disks',
};

const fromVault = { tiers: [{ tier: 'vault-standard' as const, status: 'valid' as const }] };
const atVaultTier = (machine: Machine): Machine => ({ ...machine, point: { ...machine.point, ...fromVault } });

const rows: [name: string, machine: () => Machine, cells: Cells][] = [
  ['platform-managed key', machines.pmk, asPlatform],
  ['customer-managed key', machines.cmk, { ...asPlatform, 'cross-zonal': 'zone-disks' }],
  ['encryption at host', machines.host, asPlatform],
  ['trusted launch', machines.trusted, asPlatform],
  [
    'confidential VM',
    machines.confidential,
    {
      ...asPlatform,
      'cross-region': 'other-region-impossible',
      'cross-subscription': 'other-subscription-impossible',
      'cross-zonal': 'zone-disks',
    },
  ],
  ['ADE, BEK, managed', () => machines.ade(false, true), ade],
  ['ADE, BEK+KEK, managed', () => machines.ade(true, true), ade],
  ['ADE, BEK, unmanaged', () => machines.ade(false, false), ade],
  ['ADE, BEK+KEK, unmanaged', () => machines.ade(true, false), ade],
];

for (const [name, machine, cells] of rows) {
  describe(`${name}, from the vault tier of a vault with a customer's key`, () => {
    for (const [column, expected] of Object.entries(cells) as [keyof Cells, string][]) {
      it(`${column}: ${expected}`, () => {
        const zoned = { ...vault, customerManagedKey: 'yes', redundancy: 'zone' } as const;
        const one = facts(atVaultTier(machine()), { vault: zoned });
        const found = refusals(one, columns[column]);
        if (expected === 'plan') assert.deepEqual(found, []);
        else assert.ok(found.includes(expected), found.join(', '));
      });
    }
  });
}

describe('limits of restores', () => {
  it('cross-zonal reads the vault tier only, of a zone-redundant vault only', () => {
    const of = (redundancy: VaultFacts['redundancy'], at = point()) =>
      facts({ ...machines.pmk(), point: at }, { vault: { ...vault, redundancy } });
    assert.deepEqual(refusals(of('zone', point(snapshotOnly)), columns['cross-zonal']), ['zone-snapshot-tier']);
    assert.equal(planned(of('zone'), columns['cross-zonal']).effects.point.tier, 'vault-standard');
    const back = point({ tiers: [{ tier: 'vault-archive', status: 'rehydrated' }] });
    assert.deepEqual(
      refusals(of('zone', back), columns['cross-zonal']),
      ['zone-snapshot-tier'],
      'az does not count it',
    );
    for (const redundancy of ['geo', 'local'] as const) {
      assert.deepEqual(refusals(of(redundancy), columns['cross-zonal']), ['zone-vault-redundancy']);
    }
    const untold = planned(of('unknown'), columns['cross-zonal']);
    assert.ok(untold.warnings.some(({ code }) => code === 'azure-decides-zone'));
  });

  it('cross-subscription reads the vault tier only, and not where a vault has it off', () => {
    const elsewhere = columns['cross-subscription'];
    const fresh = { ...machines.pmk(), point: point(snapshotOnly) };
    assert.deepEqual(refusals(facts(fresh), elsewhere), ['other-subscription-snapshot']);
    const plan = planned(facts(machines.pmk()), elsewhere);
    assert.equal(plan.effects.point.tier, 'vault-standard');
    assert.equal(plan.body.targetResourceGroupId, elsewhere.targetResourceGroupId);
    assert.ok(plan.warnings.some(({ code }) => code === 'azure-decides-other-subscription'));
    const off = facts(machines.pmk(), { vault: { ...vault, crossSubscriptionRestore: 'no' } });
    assert.deepEqual(refusals(off, elsewhere), ['other-subscription-off']);
    const moved = { ...item, vmId: item.vmId.replace(/^\/subscriptions\/[^/]+/, subscription2) };
    assert.deepEqual(refusals(facts(machines.pmk(), { item: moved }), { mode: 'replace' }), [], 'it goes nowhere');
  });

  it('cross-region needs a vault that has it switched on', () => {
    const one = facts(machines.pmk(), { vault: { ...vault, crossRegionRestore: 'no' } });
    assert.deepEqual(refusals(one, columns['cross-region']), ['other-region-off']);
  });

  it('a disk encryption set needs a vault with a customer key, managed disks and no ADE', () => {
    assert.deepEqual(refusals(facts(machines.pmk()), columns['a disk encryption set']), ['set-vault-key']);
    const open = { vault: { ...vault, customerManagedKey: 'yes' as const } };
    assert.ok(refusals(facts(machines.unmanaged(), open), columns['a disk encryption set']).includes('set-disks'));
  });

  it('selective disk backup allows neither a new VM nor replacing the existing one', () => {
    const partial = facts({ ...machines.pmk(), point: point({ diskCounts: { included: 1, attached: 2 } }) });
    for (const column of ['create a new VM', 'replace existing'] as const) {
      assert.deepEqual(refusals(partial, columns[column]), ['selective-backup-only-disks']);
    }
    assert.deepEqual(refusals(partial, columns['restore disks']), []);
  });

  it('a trusted launch point does not go back onto a machine without trusted launch', () => {
    const one = facts({ ...machines.pmk(), point: point({ securityType: 'TrustedLaunch' }) });
    assert.deepEqual(refusals(one, columns['replace existing']), ['replace-leaves-trusted-launch']);
  });

  it('an encrypted VM in another subscription than its vault is not restored', () => {
    const base = facts(machines.ade());
    const vmId = `${subscription2}/resourceGroups/r/providers/Microsoft.Compute/virtualMachines/sql-01`;
    assert.deepEqual(refusals({ ...base, item: { ...base.item, vmId } }, columns['restore disks']), [
      'vm-other-subscription-ade',
    ]);
  });

  it('a KEK of a certificate is a limit of backups, not of the restore of a point', () => {
    const keys = { kekCertificateBacked: 'yes', rotatedSincePoint: 'no' } as const;
    assert.deepEqual(refusals(facts(machines.ade(), { keys }), columns['restore disks']), []);
  });

  it('a point in the archive is brought back first, and the plan says for how long and how urgently', () => {
    const archived = encryptedPoint(true, { tiers: [{ tier: 'vault-archive', status: 'valid' }] });
    const of = (more: Partial<RestoreFacts> = {}, urgent = false) =>
      planned(facts({ ...machines.ade(), point: archived }, more), { ...columns['restore disks'], urgent });
    const { body, effects, warnings } = of();
    assert.equal(body.objectType, 'IaasVMRestoreWithRehydrationRequest');
    assert.deepEqual(body.recoveryPointRehydrationInfo, {
      rehydrationRetentionDuration: 'P15D',
      rehydrationPriority: 'Standard',
    });
    assert.deepEqual(effects.rehydration, { priority: 'Standard', days: 15 });
    assert.equal(effects.point.tier, 'vault-archive');
    assert.deepEqual(warnings.find(({ code }) => code.startsWith('point-archived'))?.params, {
      vm: 'sql-01',
      hours: 15,
      days: 15,
    });
    assert.equal(of({}, true).effects.rehydration?.priority, 'High');
  });

  it('a point that came back from the archive since is no other plan, and needs no bringing back for a new one', () => {
    const archived = encryptedPoint(true, { tiers: [{ tier: 'vault-archive', status: 'valid' }] });
    const back = encryptedPoint(true, { tiers: [{ tier: 'vault-archive', status: 'rehydrated' }] });
    const at = (point: RecoveryPointFacts, more: Partial<RestoreFacts> = {}) =>
      planned(facts({ ...machines.ade(), point }, more), columns['restore disks']);
    const signed = { ...at(archived), stands: false };
    assert.deepEqual(planChanged(signed.effects, at(back, { signed }).effects), []);
    assert.equal(at(back).body.objectType, 'IaasVMRestoreRequest');
    assert.equal(at(back).body.recoveryPointRehydrationInfo, undefined);
  });
});
