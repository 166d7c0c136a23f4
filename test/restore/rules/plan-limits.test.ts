import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RestoreChoice, RestoreFacts } from '../../../src/restore/rules/plan.ts';
import { planTarget } from '../../../src/restore/rules/target.ts';
import { placeRules } from '../../../src/restore/rules/violations.ts';
import { adeMachine, disk, encryptedPoint, keys, listed, point, vm } from '../../machines/rules/machines.ts';
import {
  facts,
  item,
  machines,
  newVm,
  now,
  planned,
  refusals,
  subscription2,
  vault,
  warningCodes,
} from './plan-facts.ts';

const ade = machines.ade();

const writesSettings = ({ steps }: ReturnType<typeof planned>) =>
  steps.some(({ kind }) => kind === 'apply-ade-settings');

describe('limits of Azure Disk Encryption', () => {
  it('more than 16 disks: a step of its own for the settings', () => {
    const wide = Array.from({ length: 17 }, (_, at) => ({ lun: at - 1, name: `disk-${at}` }));
    const plan = planned(facts({ ...ade, point: encryptedPoint(true, { disks: wide }) }));
    assert.deepEqual(
      plan.steps.map((step) => [step.kind, step.byHand]),
      [
        ['restore-disks', false],
        ['tag-made', false],
        ['apply-ade-settings', false],
      ],
    );
    const exactly = planned(facts({ ...ade, point: encryptedPoint(true, { disks: wide.slice(1) }) }));
    assert.ok(!writesSettings(exactly));
  });

  it('a disk above 4,097 GB: likewise, and the next backups will fail', () => {
    const huge = (sizeGb: number) =>
      planned(facts({ ...ade, disks: (ade.disks ?? []).map((one) => ({ ...one, sizeGb })) }));
    assert.deepEqual(
      warningCodes(huge(4098)).filter((code) => code.startsWith('ade-')),
      ['ade-stays-encrypted', 'ade-next-backup-size', 'ade-next-backup-size'],
    );
    assert.ok(writesSettings(huge(4098)));
    assert.ok(!writesSettings(huge(4097)));
    assert.ok(warningCodes(huge(4097)).includes('ade-next-backup-size'));
    assert.ok(!warningCodes(huge(4096)).includes('ade-next-backup-size'));
  });

  it('neither limit concerns a machine without ADE', () => {
    const disks = [disk('os', { sizeGb: 8000 }), disk('data', { sizeGb: 8000 })];
    const plan = planned(facts({ ...machines.pmk(), disks }));
    assert.deepEqual(plan.warnings, []);
    assert.ok(!writesSettings(plan));
  });

  it('a KEK that belongs to a certificate is warned about: it stops the next backup, not the restore of a point', () => {
    const one = facts(ade, { keys: { kekCertificateBacked: 'yes', rotatedSincePoint: 'no' } });
    assert.deepEqual(refusals(one, { mode: 'disks' }), []);
    assert.ok(warningCodes(planned(one, { mode: 'disks' })).includes('kek-certificate'));
    const open = planned(facts(ade, { keys: { kekCertificateBacked: 'unknown', rotatedSincePoint: 'no' } }));
    assert.ok(warningCodes(open).includes('kek-certificate-unknown'));
  });

  it('a snapshot from before a key rotation: the vault tier is advised; from the vault tier nothing is said', () => {
    const old = encryptedPoint(true, { keys: keys(true, 'a571b984') });
    assert.ok(warningCodes(planned(facts({ ...ade, point: old }))).includes('snapshot-after-rotation'));
    const vaulted = { ...old, tiers: [{ tier: 'vault-standard' as const, status: 'valid' as const }] };
    assert.ok(!warningCodes(planned(facts({ ...ade, point: vaulted }))).includes('snapshot-after-rotation'));
    const told = facts(ade, { keys: { kekCertificateBacked: 'no', rotatedSincePoint: 'yes' } });
    assert.ok(warningCodes(planned(told)).includes('snapshot-after-rotation'));
    const dual = adeMachine({ kek: true, managed: true, pass: 'dual' });
    const dualPoint = { ...old, mechanism: 'double-pass' as const };
    assert.ok(!warningCodes(planned(facts({ ...dual, point: dualPoint }))).includes('snapshot-after-rotation'));
  });

  it('after its retirement a restore is warned about', () => {
    const after = planned(
      facts({ ...ade, point: encryptedPoint(true) }),
      { mode: 'disks' },
      new Date('2028-09-15T00:00:00Z'),
    );
    assert.ok(warningCodes(after).includes('ade-retired'));
    assert.ok(!warningCodes(planned(facts(ade))).includes('ade-retired'));
  });
});

describe('encryptionDetails', () => {
  it("are the addresses of the point's own GET, without KEK members for BEK only", () => {
    const pair = keys(true);
    assert.deepEqual(planned(facts(ade)).body.encryptionDetails, {
      encryptionEnabled: true,
      kekUrl: pair.kek?.keyUrl,
      kekVaultId: pair.kek?.keyVaultId,
      secretKeyUrl: pair.bek.secretUrl,
      secretKeyVaultId: pair.bek.keyVaultId,
    });
    const bekOnly = planned(facts(machines.ade(false))).body.encryptionDetails;
    assert.deepEqual(Object.keys(bekOnly ?? {}).sort(), ['encryptionEnabled', 'secretKeyUrl', 'secretKeyVaultId']);
  });

  it('are absent for a modern point without keyAndSecret', () => {
    const { keys: _none, ...modern } = encryptedPoint(true, { hasKeyAndSecret: false });
    assert.equal(planned(facts({ ...ade, point: modern })).body.encryptionDetails, undefined);
  });
});

describe('the recovery point', () => {
  it('must have been read by its own GET', () => {
    assert.deepEqual(refusals(facts({ ...ade, point: listed(encryptedPoint(true)) }), { mode: 'disks' }), [
      'point-not-read',
    ]);
  });

  it('may be deleted or past its expiry: it is warned of, since it may be the only one left', () => {
    const warned = (over: Parameters<typeof point>[0]) =>
      planned(facts({ ...machines.pmk(), point: point(over) }), { mode: 'disks' }).warnings.map(({ code }) => code);
    assert.ok(warned({ softDeleted: true }).includes('point-soft-deleted'));
    assert.ok(warned({ expiresAt: now }).includes('point-past-expiry'));
    assert.ok(!warned({ expiresAt: new Date(now.getTime() + 1) }).some((code) => code.startsWith('point-')));
  });

  it('must be in a tier that Azure can restore from', () => {
    const refused = (...tiers: Parameters<typeof point>[0][]) =>
      tiers.flatMap((over) => refusals(facts({ ...machines.pmk(), point: point(over) }), { mode: 'disks' }));
    assert.deepEqual(refused({ tiers: [{ tier: 'vault-archive', status: 'valid' }] }), []);
    assert.deepEqual(refused({ tiers: [{ tier: 'snapshot', status: 'deleted' }] }), ['point-no-usable-tier']);
    const rehydrated = point({ tiers: [{ tier: 'vault-archive', status: 'rehydrated' }] });
    assert.equal(planned(facts({ ...machines.pmk(), point: rehydrated })).effects.point.tier, 'vault-standard');
  });

  it('of a soft-deleted item needs the item undeleted first', () => {
    const one = facts(machines.pmk(), { item: { ...item, softDeleted: true } });
    assert.deepEqual(refusals(one, { mode: 'disks' }), ['item-soft-deleted']);
  });
});

describe('where a restore goes', () => {
  it('staging account and subnet must be in the region of the vault', () => {
    const one = facts(machines.pmk(), { locations: { staging: 'North Europe', subnet: 'northeurope' } });
    assert.deepEqual(refusals(one, newVm), ['staging-other-region', 'subnet-other-region']);
    const fine = { staging: 'West Europe', subnet: 'West Europe' };
    assert.deepEqual(refusals(facts(machines.pmk(), { locations: fine }), newVm), []);
    const unused = facts(machines.pmk(), { locations: { ...fine, subnet: 'northeurope' } });
    assert.deepEqual(refusals(unused, { mode: 'disks' }), [], 'disks alone go into no subnet');
  });

  it('that is refused says which vault, account, subnet and region', () => {
    const told = (one: RestoreFacts, choice: RestoreChoice) =>
      placeRules(one, choice, planTarget(one, choice)).map(({ code, params }) => [code, params]);
    const [vm, wanted, home] = ['sql-01', vault.location, vault.name];
    const away = facts(machines.pmk(), { locations: { staging: 'northeurope', subnet: 'northeurope' } });
    assert.deepEqual(told(away, newVm), [
      ['staging-other-region', { account: 'ststagingprod', region: 'northeurope', wanted }],
      ['subnet-other-region', { subnet: 'isolated', region: 'northeurope', wanted }],
    ]);
    const off = facts(ade, { vault: { ...vault, crossRegionRestore: 'no' } });
    assert.deepEqual(told(off, { mode: 'disks', region: 'northeurope' }), [
      ['other-region-off', { vm, vault: home, region: 'northeurope', home: vault.location }],
    ]);
    assert.deepEqual(told(off, { mode: 'replace', zone: '1' }), [['zone-with-replace', { vm, zone: '1' }]]);
    const elsewhere = {
      item: { ...item, vmId: `${subscription2}/resourceGroups/r/providers/Microsoft.Compute/virtualMachines/sql-01` },
    };
    assert.deepEqual(told(facts(ade, elsewhere), { mode: 'disks' }), [
      ['vm-other-subscription-ade', { vm, vault: home }],
    ]);
    const base = facts(machines.pmk());
    const stagingStorageAccountId = `${subscription2}/resourceGroups/r/providers/Microsoft.Storage/storageAccounts/s`;
    assert.deepEqual(told({ ...base, profile: { ...base.profile, stagingStorageAccountId } }, { mode: 'disks' }), [
      ['staging-other-subscription', { account: 's', vault: home }],
    ]);
    const unshared = facts(machines.pmk(), { vault: { ...vault, crossSubscriptionRestore: 'no' } });
    const inGroup = (targetResourceGroupId: string): RestoreChoice => ({ mode: 'disks', targetResourceGroupId });
    assert.deepEqual(told(unshared, inGroup(`${subscription2}/resourceGroups/rg-away`)), [
      ['other-subscription-off', { vm, group: 'rg-away', vault: home }],
    ]);
    assert.deepEqual(told(unshared, inGroup('')), [], 'no group is none of another subscription');
    const untold = facts(
      { ...machines.pmk(), point: point({ tiers: [] }) },
      { vault: { ...vault, redundancy: 'zone' } },
    );
    assert.deepEqual(told(untold, { mode: 'disks', zone: '1' }), [], 'a point of before tiers tells none');
    const local = facts(machines.pmk(), { vault: { ...vault, redundancy: 'local' } });
    assert.deepEqual(told(local, { mode: 'disks', zone: '1' }), [
      ['zone-vault-redundancy', { vm, zone: '1', vault: home }],
    ]);
  });

  it('the staging account must be in the subscription of the vault, or in that of the target', () => {
    const stagingStorageAccountId = `${subscription2}/resourceGroups/r/providers/Microsoft.Storage/storageAccounts/s`;
    const base = facts(machines.pmk());
    const one = { ...base, profile: { ...base.profile, stagingStorageAccountId } };
    assert.deepEqual(refusals(one, { mode: 'disks' }), ['staging-other-subscription']);
    const away: RestoreChoice = { mode: 'disks', targetResourceGroupId: `${subscription2}/resourceGroups/rg-away` };
    assert.ok(!refusals(one, away).includes('staging-other-subscription'));
    assert.ok(!refusals(base, away).includes('staging-other-subscription'));
    const vmId = `${subscription2}/resourceGroups/r/providers/Microsoft.Compute/virtualMachines/sql-01`;
    const apart = { ...one, item: { ...item, vmId } };
    const said = refusals(apart, { mode: 'replace' });
    assert.ok(said.includes('staging-other-subscription-replace'), 'that of the machine does not help there');
    assert.ok(!said.includes('staging-other-subscription'));
  });

  it('an encrypted VM must be in the subscription of the vault; another is left to Azure', () => {
    const elsewhere = {
      item: { ...item, vmId: `${subscription2}/resourceGroups/r/providers/Microsoft.Compute/virtualMachines/sql-01` },
    };
    assert.deepEqual(refusals(facts(ade, elsewhere), { mode: 'disks' }), ['vm-other-subscription-ade']);
    const plan = planned(facts(machines.pmk(), elsewhere));
    assert.ok(warningCodes(plan).includes('azure-decides-other-subscription-vm'));
  });

  it('cross-region restore needs to be on in the vault', () => {
    const one = facts(ade, { vault: { ...vault, crossRegionRestore: 'no' } });
    assert.deepEqual(refusals(one, { mode: 'disks', region: 'northeurope' }), ['other-region-off']);
    assert.deepEqual(refusals(one, { mode: 'disks', region: 'West Europe' }), []);
  });

  it('the zone of the original is no cross-zonal restore', () => {
    const zoned = facts({ ...ade, point: encryptedPoint(true, { zones: ['1'] }) });
    assert.equal(planned(zoned, { mode: 'disks', zone: '1' }).body.zones, undefined);
    assert.deepEqual(refusals(facts(machines.pmk()), { mode: 'replace', zone: '1' }), ['zone-with-replace']);
  });

  it('a guarded vault is explained, not refused', () => {
    const one = facts(machines.pmk(), { vault: { ...vault, multiUserAuthorization: 'yes' } });
    assert.ok(warningCodes(planned(one)).includes('vault-guarded'));
  });
});

describe('selective disks', () => {
  const selective = { ...machines.pmk(), point: point({ diskCounts: { included: 2, attached: 3 } }) };

  it('are the chosen data disks, and the OS disk comes along', () => {
    const plan = planned(facts(selective), { mode: 'disks', luns: [0] });
    assert.deepEqual(plan.body.restoreDiskLunList, [0]);
    assert.deepEqual(
      plan.effects.disks.included.map((one) => one.lun),
      [-1, 0],
    );
    assert.ok(warningCodes(plan).includes('selective-os-disk'));
  });

  it('none means the OS disk alone', () => {
    const plan = planned(facts(selective), { mode: 'disks', luns: [-1] });
    assert.deepEqual(plan.body.restoreDiskLunList, []);
    assert.deepEqual(plan.effects.disks, { selection: [], included: [{ lun: -1, name: 'os' }] });
  });

  it('must be in the point, and are for restoring disks only', () => {
    assert.deepEqual(refusals(facts(selective), { mode: 'disks', luns: [0, 7] }), ['lun-not-in-point']);
    assert.deepEqual(refusals(facts(machines.pmk()), { ...newVm, luns: [0] }), ['luns-only-with-disks']);
  });

  it('cannot be chosen where the point holds every disk: Azure then restores all', () => {
    assert.deepEqual(refusals(facts(machines.pmk()), { mode: 'disks', luns: [0] }), ['luns-point-whole']);
    const counted = facts({ ...machines.pmk(), point: point({ diskCounts: { included: 2, attached: 2 } }) });
    assert.deepEqual(refusals(counted, { mode: 'disks', luns: [] }), ['luns-point-whole']);
  });

  it('of an encrypted machine are warned about', () => {
    const selectiveAde = { ...ade, point: encryptedPoint(true, { diskCounts: { included: 2, attached: 3 } }) };
    assert.ok(warningCodes(planned(facts(selectiveAde), { mode: 'disks', luns: [0] })).includes('selective-ade'));
  });

  it('left out by the backup allow restoring disks only', () => {
    const partial = point({ diskCounts: { included: 2, attached: 3 } });
    const one = facts({ ...machines.pmk(), point: partial });
    assert.deepEqual(refusals(one, newVm), ['selective-backup-only-disks']);
    assert.deepEqual(refusals(one, { mode: 'replace' }), ['selective-backup-only-disks']);
    assert.ok(warningCodes(planned(one)).includes('selective-backup'));
    const named = point({ diskCounts: { included: 2, attached: 3 }, leftOut: [{ lun: 2, name: 'app-01-logs' }] });
    const { warnings } = planned(facts({ ...machines.pmk(), point: named }));
    const told = warnings.find(({ code }) => code === 'selective-backup-named');
    assert.equal(told?.params.names, 'app-01-logs (LUN 2)');
  });
});

describe('a new machine', () => {
  const one = facts(machines.pmk());
  it('needs a name that Azure accepts and that the original does not have', () => {
    assert.deepEqual(refusals(one, { mode: 'new-vm' }), ['new-vm-name-missing']);
    assert.deepEqual(refusals(one, { mode: 'new-vm', names: { vm: 'a/b' } }), ['new-vm-name-invalid']);
    const sameGroup = {
      mode: 'new-vm',
      names: { vm: 'SQL-01' },
      targetResourceGroupId: vm().id.split('/providers')[0],
    } as const;
    assert.deepEqual(refusals(one, sameGroup), ['new-vm-name-taken']);
  });

  it('needs a network: the one chosen, else the isolated one of the profile', () => {
    const { isolatedSubnetId: _none, ...profile } = one.profile;
    assert.deepEqual(refusals({ ...one, profile }, newVm), ['new-vm-subnet-missing']);
    assert.equal(planned(one, newVm).body.subnetId, one.profile.isolatedSubnetId);
  });
});
