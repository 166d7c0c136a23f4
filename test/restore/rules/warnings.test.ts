import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DiskFacts, RecoveryPointFacts, VmFacts } from '../../../src/kernel/facts.ts';
import type { RestoreChoice, RestoreContext, RestoreFacts } from '../../../src/restore/rules/plan.ts';
import { adeSettingsStep } from '../../../src/restore/rules/steps.ts';
import { planTarget } from '../../../src/restore/rules/target.ts';
import {
  isPastAdeLimits,
  needsAdeSettings,
  restoreWarnings,
  sentencesOf,
} from '../../../src/restore/rules/warnings.ts';
import { deallocated, disk, diskId, encryptedPoint, keys, point, vm } from '../../machines/rules/machines.ts';
import {
  encryptionSet,
  facts,
  item,
  type Machine,
  machines,
  newVm,
  now,
  signedAs,
  staging,
  subnet,
  subscription2,
  targetGroup,
  vault,
} from './plan-facts.ts';

const disks: RestoreChoice = { mode: 'disks' };
const copy: RestoreChoice = { mode: 'rebuild', names: { vm: 'copy' } };
const replace: RestoreChoice = { mode: 'replace' };
const source = { vm: 'sql-01' };
const away = `${subscription2}/resourceGroups/rg-away`;

function told(one: RestoreFacts, choice = disks, context: Partial<RestoreContext> = {}) {
  const found = restoreWarnings(one, choice, planTarget(one, choice), { now, ...context });
  return found.map(({ code, params }) => [code, params]);
}

const plain = (at: Partial<RecoveryPointFacts> = {}, over: Partial<RestoreFacts> = {}) =>
  facts({ ...machines.pmk(), point: point(at) }, over);
const withVault = (over: Partial<typeof vault>) => plain({}, { vault: { ...vault, ...over } });

describe('what is warned of before a restore', () => {
  it('is nothing where there is nothing', () => {
    for (const choice of [disks, copy, newVm]) assert.deepEqual(told(plain(), choice), []);
  });

  it('is that a point may be gone soon, with the minute of its expiry where that is known', () => {
    const expiresAt = new Date('2026-11-24T09:59:58.765Z');
    assert.deepEqual(told(plain({ expiresAt })), [['point-past-expiry', { ...source, at: '2026-11-24T09:59Z' }]]);
    assert.deepEqual(told(plain({ softDeleted: true })), [['point-soft-deleted', source]]);
    assert.deepEqual(told(plain({ softDeleted: true }), disks, { restored: true }), [], 'its disks are out of it');
  });

  it('is what was known against the machine when the point was taken', () => {
    const findings = [
      { title: 'Miner', severity: 'warning' as const },
      { title: 'Ransomware', severity: 'critical' as const },
    ];
    assert.deepEqual(told(plain({ threat: { status: 'unhealthy', findings } })), [
      ['point-unhealthy', { ...source, titles: 'Ransomware; Miner' }],
    ]);
    assert.deepEqual(told(plain({ threat: { status: 'warning', findings: [] } })), [
      ['point-warning', { ...source, titles: '-' }],
    ]);
    assert.deepEqual(told(plain({ threat: { status: 'healthy', findings: [] } })), []);
  });

  it('is how long a point takes to come back from the archive, until it has', () => {
    const archived = plain({ tiers: [{ tier: 'vault-archive', status: 'valid' }] });
    assert.deepEqual(told(archived), [['point-archived-standard', { ...source, hours: 15, days: 15 }]]);
    assert.deepEqual(told(archived, { ...disks, urgent: true }), [
      ['point-archived-high', { ...source, hours: 1, days: 15 }],
    ]);
    assert.deepEqual(told(archived, disks, { restored: true }), []);
  });

  it('is as whom the vault gets into a staging account that takes no keys', () => {
    const given = `${targetGroup}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-backup`;
    const by = (...ids: (string | undefined)[]) => {
      const identities = ids.map((id) => ({ ...(id !== undefined && { id }), principalId: 'p' }));
      return told(plain({}, { stagingTakesKeys: 'no', vault: { ...vault, identities } }));
    };
    const where = { ...source, vault: 'rsv-prod', account: 'ststagingprod' };
    assert.deepEqual(by(undefined), [['staging-by-identity', { ...where, identity: 'rsv-prod' }]]);
    assert.deepEqual(by(given), [['staging-by-identity', { ...where, identity: 'id-backup' }]]);
    assert.deepEqual(by(), [], 'that is refused');
    assert.deepEqual(told(plain({}, { stagingTakesKeys: 'yes', vault: { ...vault, identities: [] } })), []);
  });

  it('is that the vault is guarded, by its name', () => {
    assert.deepEqual(told(withVault({ multiUserAuthorization: 'yes' })), [
      ['vault-guarded', { ...source, vault: 'rsv-prod' }],
    ]);
  });

  it('is that Azure decides on the set of disks that are replaced', () => {
    assert.deepEqual(told(plain(), replace), []);
    const withSet = { diskEncryptionSetId: encryptionSet };
    assert.deepEqual(told(plain(), { ...replace, ...withSet }), [
      ['set-chosen', { ...source, set: 'des-app (rg-app)' }],
      ['azure-decides-set-replace', source],
    ]);
  });

  it('is what the original is placed in, where Strongroom makes the copy', () => {
    const placement = ['availabilitySets/as-app', 'hostGroups/hg'].map(
      (one) => `${targetGroup}/providers/Microsoft.Compute/${one}`,
    );
    const placed = facts({ ...machines.pmk(), vm: vm({ placement }) });
    assert.deepEqual(told(placed, copy), [['placement-left', { ...source, names: 'as-app, hg' }]]);
    for (const choice of [disks, newVm]) assert.deepEqual(told(placed, choice), []);
  });

  it('is that nobody knows what protected a machine that is gone, where one is made and no plan says it', () => {
    const gone = (over: Partial<RestoreFacts> = {}) => facts({ ...machines.pmk(), vm: undefined }, over);
    for (const choice of [copy, newVm]) {
      assert.deepEqual(told(gone(), choice), [['security-unknown', source]]);
      assert.deepEqual(told(gone({ signed: signedAs() }), choice), []);
    }
    assert.deepEqual(told(gone()), []);
  });
});

describe('what is warned of where not all disks come back', () => {
  const partial = { diskCounts: { included: 2, attached: 4 } };
  const counts = { ...source, included: 2, attached: 4 };

  it('is that the backup left some out, by their names where it tells them', () => {
    assert.deepEqual(told(plain(partial)), [['selective-backup', counts]]);
    const leftOut = [-1, 0, 3].map((lun) => ({ lun, name: `disk${lun}` }));
    assert.deepEqual(told(plain({ ...partial, leftOut })), [
      ['selective-backup-named', { ...counts, names: 'disk-1, disk0 (LUN 0), disk3 (LUN 3)' }],
    ]);
  });

  it('is that the OS disk comes along unless it was chosen, and that ADE stands in the way', () => {
    const chosen = (machine: Machine, ...luns: number[]) =>
      told(facts({ ...machine, point: { ...machine.point, ...partial } }), { ...disks, luns })
        .map(([code]) => code)
        .filter((code) => code !== 'selective-backup');
    assert.deepEqual(chosen(machines.pmk(), 0), ['selective-os-disk']);
    assert.deepEqual(chosen(machines.pmk(), 1), ['selective-os-disk']);
    assert.deepEqual(chosen(machines.pmk(), 0, -1), []);
    assert.deepEqual(chosen(machines.ade(), -1), ['ade-stays-encrypted', 'selective-ade']);
    assert.deepEqual(chosen(machines.unknown(), -1), ['encryption-unknown', 'selective-ade']);
  });
});

describe('what is warned of where Azure has the last word', () => {
  it('is by what protects the machine, as it is restored', () => {
    const decided = (machine: Machine, choice: RestoreChoice) =>
      told(facts(machine), choice).filter(([code]) => String(code).startsWith('azure-decides'));
    for (const choice of [disks, copy, newVm]) {
      assert.deepEqual(decided(machines.host(), choice), [['azure-decides-machine', source]]);
      assert.deepEqual(decided(machines.trusted(), choice), [['azure-decides-machine', source]]);
      assert.deepEqual(decided(machines.confidential(), choice), [['azure-decides-confidential', source]]);
    }
    assert.deepEqual(decided(machines.unmanaged(), newVm), [['azure-decides-machine', source]]);
    for (const choice of [disks, copy]) assert.deepEqual(decided(machines.unmanaged(), choice), []);
  });

  it('is another zone, where nobody knows how the vault is copied', () => {
    const unknown = withVault({ redundancy: 'unknown' });
    const inZone = { ...disks, zone: '2' };
    assert.deepEqual(told(unknown, inZone), [['azure-decides-zone', { ...source, zone: '2' }]]);
    assert.deepEqual(told(unknown), []);
    assert.deepEqual(told(withVault({ redundancy: 'zone' }), inZone), []);
  });

  it('is another subscription, that of the group or that of the machine', () => {
    assert.deepEqual(told(plain(), { ...disks, targetResourceGroupId: away }), [
      ['azure-decides-other-subscription', { ...source, group: 'rg-away', vault: 'rsv-prod' }],
    ]);
    const elsewhere = { item: { ...item, vmId: `${away}/providers/Microsoft.Compute/virtualMachines/sql-01` } };
    const ofMachine = ['azure-decides-other-subscription-vm', { ...source, vault: 'rsv-prod' }];
    assert.deepEqual(told(plain({}, elsewhere)), [ofMachine]);
    assert.deepEqual(told(plain({}, elsewhere), replace), [ofMachine]);
    assert.deepEqual(told(withVault({ subscriptionId: vault.subscriptionId.toUpperCase() })), []);
  });
});

describe('what is warned of where disks come back as files', () => {
  it('is why: they are unmanaged, or nobody knows', () => {
    const unread = plain();
    const unknown = {
      ...unread,
      encryption: { ...unread.encryption, managed: { value: 'unknown' as const } },
    };
    assert.deepEqual(told(facts(machines.unmanaged())), [['unmanaged-as-vhd', source]]);
    assert.deepEqual(told(unknown), [['managed-unknown', source]]);
  });
});

describe('what is warned of the network of a copy', () => {
  const { vm: running = vm(), ...rest } = machines.pmk();
  const at = { originalSubnetId: subnet };
  const original = (one: typeof running | undefined) => facts({ vm: one, ...rest }, { ...at, signed: signedAs() });

  it('is that it meets the original, unless that is deallocated or gone', () => {
    const beside = { ...copy, network: 'beside' as const };
    for (const power of ['running', 'stopped', 'changing', 'unknown'] as const) {
      assert.deepEqual(told(original({ ...running, power }), beside), [['beside-original', source]]);
    }
    for (const one of [deallocated(running), undefined]) assert.deepEqual(told(original(one), beside), []);
    assert.deepEqual(told(original(running), { ...newVm, network: 'beside' }), [['beside-original', source]]);
    assert.deepEqual(told(original(running), { ...disks, network: 'beside' }), [], 'disks have none');
  });

  it('is that it takes the place of an original that is still there', () => {
    const inPlace = { ...copy, network: 'in-place' as const };
    assert.deepEqual(told(original(deallocated(running)), inPlace), [['in-place-original-deallocated', source]]);
    assert.deepEqual(told(original(undefined), inPlace), []);
  });

  it('is which subnet it joins, where the original no longer tells its own', () => {
    const { profile } = plain();
    const listed = { profile: { ...profile, subnetIds: [subnet.replace(/[^/]+$/, 'app')] } };
    const joins = { ...source, subnet: 'app', network: 'vnet-restore' };
    const of = (one: typeof running, network: 'beside' | 'isolated') =>
      told(facts({ vm: one, ...rest }, listed), { ...copy, network });
    assert.deepEqual(of(deallocated(running), 'beside'), [['subnet-of-profile', joins]]);
    assert.deepEqual(of(running, 'beside'), [
      ['beside-original', source],
      ['subnet-of-profile', joins],
    ]);
    assert.deepEqual(of(running, 'isolated'), []);
  });
});

describe('what is warned of a set that was chosen', () => {
  it('is which one, and of which resource group: one elsewhere may have the name of the own', () => {
    const mine = encryptionSet.replace('rg-app', 'rg-mine');
    const one = facts(machines.pmk());
    for (const choice of [disks, copy]) {
      assert.deepEqual(told(one, { ...choice, diskEncryptionSetId: mine }), [
        ['set-chosen', { ...source, set: 'des-app (rg-mine)' }],
      ]);
      assert.deepEqual(told(one, choice), []);
    }
  });
});

describe('what is warned of a confidential machine', () => {
  const machine = machines.confidential();
  const own = [encryptionSet, encryptionSet.replace('des-app', 'des-data')];
  const withSets = machine.vm?.disks.map(({ name }, at) => disk(name, { secureEncryptionSetId: own[at] ?? '' })) ?? [];
  const inPoint = (...luns: number[]) => ({
    ...machine,
    disks: withSets,
    point: point({ confidentialDisks: luns.map((lun) => ({ lun, name: `data${lun}` })) }),
  });
  const another = { ...disks, diskEncryptionSetId: encryptionSet.replace('des-app', 'des-new') };
  const sets = (one: Machine, choice: RestoreChoice) =>
    told(facts(one), choice).filter(([code]) => String(code).startsWith('sets-'));

  it('is the set that each of its disks comes back with, where another is chosen', () => {
    assert.equal(withSets[1]?.id, diskId('data'));
    assert.deepEqual(sets(inPoint(), another), [['sets-os-disk', { ...source, set: 'des-new (rg-app)' }]]);
    assert.deepEqual(sets(inPoint(1, 0), another), [
      ['sets-each-disk', { ...source, set: 'des-new (rg-app)', list: 'LUN 0 des-data, LUN 1 des-new' }],
    ]);
    assert.deepEqual(sets(inPoint(1, 0), disks), []);
  });

  it('is that its key is lost, until the plan is signed', () => {
    const setKey = { url: 'https://kv-prod.vault.azure.net/keys/cmk/1', state: 'missing' } as const;
    const one = facts(machine, { setKey });
    assert.ok(told(one).some(([code]) => code === 'set-key-lost'));
    assert.ok(!told(one, disks, { signed: true }).some(([code]) => code === 'set-key-lost'));
  });
});

it('what is accepted before anybody is asked: that disks are overwritten, that the point is ill', () => {
  const at = { name: 'p', at: '2026-11-24T01:00:00Z', tier: 'snapshot' as const, threat: null };
  const ill = { ...at, threat: 'warning' as const };
  assert.deepEqual(sentencesOf({ mode: 'rebuild', point: at }), []);
  assert.deepEqual(sentencesOf({ mode: 'replace', point: at }), ['replace']);
  assert.deepEqual(sentencesOf({ mode: 'disks', point: ill }), ['threat']);
  assert.deepEqual(sentencesOf({ mode: 'replace', point: ill }), ['replace', 'threat']);
});

const ade = machines.ade();
const listedDisks = (count: number) => Array.from({ length: count }, (_, at) => ({ lun: at - 1, name: `disk-${at}` }));

type Over = { vm?: VmFacts | undefined; disks?: DiskFacts[] };

function limitsOf(
  at: Partial<RecoveryPointFacts>,
  over: Over = {},
  machine = { ...ade, point: encryptedPoint(true, at) },
) {
  const one = facts({ ...machine, ...over });
  const choice = { mode: 'disks' } as const;
  const warned = restoreWarnings(one, choice, planTarget(one, choice), { now })
    .filter(({ code }) => code === 'ade-next-backup-size')
    .map(({ params }) => [params.disk, params.gb]);
  return { settings: needsAdeSettings(one), warned };
}

describe('limits of Azure for machines encrypted with ADE', () => {
  it('count the disks of the point, else what it says of their number, else those of the machine', () => {
    assert.ok(limitsOf({ disks: listedDisks(17) }).settings);
    assert.ok(!limitsOf({ disks: listedDisks(16), diskCounts: { included: 20, attached: 20 } }).settings);
    assert.ok(limitsOf({ disks: [], diskCounts: { included: 18, attached: 30 } }).settings);
    const { diskCounts: _, ...uncounted } = encryptedPoint(true, { disks: [] });
    const machine = (one: VmFacts | undefined) => limitsOf({}, {}, { ...ade, vm: one, point: uncounted });
    assert.ok(machine({ ...ade.vm, disks: listedDisks(19) } as VmFacts).settings);
    assert.ok(!machine(undefined).settings);
  });

  it('measure each disk once, by its own size where the machine tells another', () => {
    const own = [disk('OS', { sizeGb: 5000 }), disk('data', { sizeGb: 100 })];
    const told = ade.vm?.disks.map((one) => ({ ...one, sizeGb: 9000 })) ?? [];
    assert.deepEqual(limitsOf({}, { vm: { ...ade.vm, disks: told } as VmFacts, disks: own }), {
      settings: true,
      warned: [['OS', 5000]],
    });
  });

  it('are passed by what is larger, by the size that the machine tells where the disk itself tells none', () => {
    const os = (sizeGb?: number) => ({ disks: [disk('os', { sizeGb })] });
    assert.deepEqual(limitsOf({}, os(4096)).warned, []);
    const passed = { settings: false, warned: [['os', 4097]] };
    assert.deepEqual(limitsOf({}, os(4097)), passed);
    const told = { ...ade.vm, disks: [{ lun: -1, name: 'os', sizeGb: 4097 }] } as VmFacts;
    assert.deepEqual(limitsOf({}, { vm: told, ...os() }), passed);
  });

  it('are those of machines that may be encrypted, too, and of no others', () => {
    const large = [disk('os', { sizeGb: 5000 })];
    assert.deepEqual(limitsOf({}, { disks: large }, machines.unknown()), { settings: true, warned: [['os', 5000]] });
    assert.deepEqual(limitsOf({}, { disks: large }, machines.pmk()), { settings: false, warned: [] });
  });

  it('leave the settings out on the OS disk of too many, and on each that is too large', () => {
    assert.deepEqual(
      [16, 17].map((count) => [-1, 0].map((lun) => isPastAdeLimits({ lun }, count))),
      [
        [false, false],
        [true, false],
      ],
    );
    assert.deepEqual(
      [4097, 4098].map((sizeGb) => isPastAdeLimits({ lun: 0, sizeGb }, 2)),
      [false, true],
    );
  });
});

describe('the step that writes the settings', () => {
  const stepFor = (machine: Parameters<typeof facts>[0]) => {
    const one = facts(machine);
    return adeSettingsStep(one, planTarget(one, { mode: 'disks' }));
  };
  const wide = { disks: listedDisks(17) };

  it('writes a disk, or is left to people where disks come back as files', () => {
    assert.deepEqual(stepFor(ade), {
      kind: 'apply-ade-settings',
      action: 'Microsoft.Compute/disks/write',
      scope: targetGroup,
      conditional: true,
      byHand: false,
      carrier: 'requester',
      needs: [],
      keyNeeds: [],
    });
    const files = stepFor(machines.ade(true, false));
    assert.deepEqual([files.scope, files.byHand], [staging, true]);
    assert.match(files.action ?? '', /^Microsoft.Storage\//);
  });

  it('runs in any case only where the point is encrypted and past the limits', () => {
    assert.equal(stepFor({ ...ade, point: encryptedPoint(true, wide) }).conditional, false);
    assert.equal(stepFor({ ...machines.unknown(), point: { ...machines.unknown().point, ...wide } }).conditional, true);
    const large = facts({ ...ade, disks: [disk('os', { sizeGb: 4098 })] });
    const next = facts({ ...ade, disks: [disk('os', { sizeGb: 4097 })] });
    assert.deepEqual([needsAdeSettings(large), needsAdeSettings(next)], [true, false]);
  });
});

describe('what is warned of a machine with Azure Disk Encryption', () => {
  const stays = ['ade-stays-encrypted', source];

  it('is that its disks stay encrypted, unless a machine is made of them', () => {
    assert.deepEqual(told(facts(machines.ade())), [stays]);
    assert.deepEqual(told(facts(machines.ade()), copy), []);
    assert.deepEqual(told(facts(machines.unknown())), [['encryption-unknown', source]]);
  });

  it('is past which limits of Azure it is', () => {
    const large = facts({ ...machines.ade(), disks: [disk('os', { sizeGb: 4097 })] });
    const limit = ['ade-next-backup-size', { ...source, disk: 'os', gb: 4097, limit: 4096 }];
    assert.deepEqual(told(large), [stays, limit]);
  });

  it('is where machine and point contradict each other', () => {
    const since = facts({ ...machines.ade(), point: point() });
    const before = facts({ ...machines.pmk(), point: encryptedPoint(true) });
    const conflict = (one: RestoreFacts) => told(one).filter(([code]) => String(code).startsWith('conflict'));
    assert.deepEqual(conflict(since), [['conflict-vm-encrypted-since', source]]);
    assert.deepEqual(conflict(before), [['conflict-vm-no-longer-encrypted', source]]);
  });

  it('is that a snapshot of before a rotation may not be restored', () => {
    const rotated = facts({ ...machines.ade(), point: encryptedPoint(true, { keys: keys(true, 'a571b984') }) });
    assert.deepEqual(told(rotated), [stays, ['snapshot-after-rotation', source]]);
    const read = (rotatedSincePoint: 'yes' | 'no' | 'unknown') =>
      told(facts(machines.ade(), { keys: { rotatedSincePoint, kekCertificateBacked: 'no' } }));
    assert.deepEqual(read('yes'), [stays, ['snapshot-after-rotation', source]]);
    for (const untold of ['no', 'unknown'] as const) assert.deepEqual(read(untold), [stays]);
    const tiers = [{ tier: 'vault-standard', status: 'valid' } as const];
    assert.deepEqual(told({ ...rotated, point: { ...rotated.point, tiers } }), [stays], 'from the vault it may');
    const { ade } = rotated.encryption;
    const dual = { ...rotated, encryption: { ...rotated.encryption, ade: { ...ade, pass: 'dual' as const } } };
    assert.deepEqual(told(dual), [stays], 'its machine keeps its keys itself');
  });

  it('is what becomes of a key encryption key that a certificate holds, or may hold', () => {
    const held = (kekCertificateBacked: 'yes' | 'unknown', machine = machines.ade()) =>
      told(facts(machine, { keys: { kekCertificateBacked, rotatedSincePoint: 'no' } }));
    assert.deepEqual(held('yes'), [stays, ['kek-certificate', source]]);
    assert.deepEqual(held('unknown'), [stays, ['kek-certificate-unknown', source]]);
    assert.deepEqual(held('unknown', machines.ade(false)), [stays], 'it has none');
  });

  it('is its retirement, from the day on', () => {
    const on = (day: string, machine = machines.ade()) => told(facts(machine), disks, { now: new Date(day) });
    assert.deepEqual(on('2028-09-15T00:00:00Z'), [stays, ['ade-retired', { ...source, date: '2028-09-15' }]]);
    assert.deepEqual(on('2028-09-14T23:59:59.999Z'), [stays]);
  });

  it('is nothing of that for other machines', () => {
    const keys = { kekCertificateBacked: 'yes', rotatedSincePoint: 'yes' } as const;
    assert.deepEqual(told(facts(machines.pmk(), { keys }), disks, { now: new Date('2030-01-01') }), []);
  });
});
