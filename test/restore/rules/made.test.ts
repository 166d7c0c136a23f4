import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { DiskFacts, VmFacts } from '../../../src/kernel/facts.ts';
import type { Made } from '../../../src/requests/rules/stored-parts.ts';
import { deploymentName } from '../../../src/restore/rules/deployment.ts';
import {
  compareWithRecord,
  hasJobTag,
  madeTags,
  recordDisks,
  recordMachine,
  swappedDisks,
} from '../../../src/restore/rules/made.ts';
import { CleanUpModel, type Rules, rules } from './made-model.ts';

const tapes = fc.uint8Array({ maxLength: 120, size: 'max' });
/** Seldom come upon by chance: what is older is moved in once the drill's own is deleted, a disk, and a machine that gets its disks. */
const examples: [Uint8Array][] = [
  [Uint8Array.of(3, 1, 0, 0, 4, 0, 0, 6, 1, 0, 0, 0, 0, 0)],
  [Uint8Array.of(3, 1, 2, 0, 0, 0, 4, 0, 2, 6, 1, 2, 8, 0, 2, 0, 0)],
];

describe('what a clean-up deletes', () => {
  it('is never anything that the run did not make, whatever is made, tagged, moved, renamed, attached and made again meanwhile', () => {
    let own = 0;
    const plays = fc.property(tapes, (tape) => {
      const { found, deleted } = new CleanUpModel(tape).play();
      own += deleted;
      assert.equal(found, undefined);
    });
    fc.assert(plays, { numRuns: 20_000, examples });
    assert.ok(own > 1_000, `only ${own} things of its own were deleted`);
  });

  const always = new Date(0);
  const never = new Date(8.64e15);
  const ofDisks = (span: object): Partial<Rules> => ({
    recordDisks: (restored, before) => rules.recordDisks(restored, { ...before, ...span }),
  });
  const ofMachine = (span: object): Partial<Rules> => ({
    recordMachine: (vm, nic, known) => rules.recordMachine(vm, nic, { ...known, span: { ...known.span, ...span } }),
  });
  const guards: { guard: string; without: Partial<Rules> }[] = [
    {
      guard: 'the id that Azure gave',
      without: { standingOf: (_, found) => (found ? 'same' : 'gone') },
    },
    { guard: 'the end of the job', without: ofDisks({ to: never }) },
    { guard: 'the send of the restore', without: ofDisks({ from: always }) },
    { guard: 'the end of the deployment', without: ofMachine({ to: never }) },
    { guard: 'the send of the deployment', without: ofMachine({ from: always }) },
    {
      guard: 'the time of the interface',
      without: {
        recordMachine: (vm, nic, known) => rules.recordMachine(vm, nic && { ...nic, createdAt: known.span.to }, known),
      },
    },
  ];
  for (const { guard, without } of guards) {
    it(`is something of a stranger without ${guard}`, () => {
      const plays = fc.property(tapes, (tape) => new CleanUpModel(tape, without).play().found === undefined);
      assert.ok(fc.check(plays, { numRuns: 200_000, examples }).failed, guard);
    });
  }

  const vmMade: Made = { what: 'vm', id: '/vm', immutableId: 'A-1' };
  it('is told by the id that Azure gave, in any case, and by nothing else', () => {
    assert.equal(compareWithRecord(vmMade, { immutableId: 'a-1' }), 'same');
    assert.equal(compareWithRecord(vmMade, { immutableId: 'a-2' }), 'other');
    assert.equal(compareWithRecord(vmMade, {}), 'other', 'without one nobody can tell');
    assert.equal(compareWithRecord(vmMade, undefined), 'gone');
  });
});

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 24, 12, minutes));
const disk = (more: Partial<DiskFacts> = {}): { facts: DiskFacts } => ({
  facts: { id: '/rg/os', name: 'os', immutableId: 'd-1', createdAt: at(10), encryptionType: 'unknown', ...more },
});

describe('what goes into the record', () => {
  const span = { from: at(5), to: at(20) };
  it('are disks that Azure gave an id and a time between the send of the restore and its end; the others are told', () => {
    assert.deepEqual(recordDisks([disk()], span), {
      made: [{ what: 'disk', id: '/rg/os', immutableId: 'd-1' }],
      unproven: [],
    });
    const { immutableId: _, ...bare } = disk().facts;
    assert.deepEqual(recordDisks([{ facts: bare }, disk({ createdAt: at(-60) })], span), {
      made: [],
      unproven: ['os', 'os'],
    });
    const { createdAt: __, ...timeless } = disk().facts;
    assert.deepEqual(recordDisks([{ facts: timeless }], span), { made: [], unproven: ['os'] });
  });
  it('are disks within five minutes before it too, as a clock of Azure may be behind, and none of after its end', () => {
    const made = (minutes: number) =>
      recordDisks([disk({ createdAt: at(minutes) })], { from: at(30), to: at(40) }).made.length;
    assert.deepEqual([made(24), made(25), made(26), made(40), made(41)], [0, 0, 1, 1, 0]);
  });

  const vm = {
    id: '/rg/vm',
    name: 'vm',
    immutableId: 'v-1',
    createdAt: at(21),
    tags: { 'strongroom-request': 'R-7K2M' },
    disks: [{ name: 'os', lun: -1, diskId: '/RG/os' }],
    networkInterfaceIds: ['/rg/nic'],
  } as unknown as VmFacts;
  const nic = {
    id: '/rg/nic',
    immutableId: 'n-1',
    createdAt: at(21),
    tags: { 'strongroom-request': 'R-7K2M' },
    privateAddresses: [],
  };
  const deployed = {
    requestId: 'R-7K2M',
    span: { from: at(20), to: at(23) },
    disks: [{ what: 'disk' as const, id: '/rg/os', immutableId: 'd-1' }],
  };
  const kinds = (one: VmFacts | undefined, other: typeof nic | undefined = nic) =>
    recordMachine(one, other, deployed).made.map(({ what }) => what);

  it('is the machine that the deployment made with the disks of the drill, and its one interface', () =>
    assert.deepEqual(kinds(vm), ['vm', 'interface']));
  it('is no machine that was made after the deployment ended, before it began, with other disks or without the tag', () => {
    assert.deepEqual(kinds({ ...vm, createdAt: at(24) }), []);
    assert.deepEqual(kinds({ ...vm, createdAt: at(2) }), []);
    assert.deepEqual(kinds({ ...vm, disks: [{ name: 'x', lun: -1, diskId: '/rg/other' }] }), []);
    assert.deepEqual(kinds({ ...vm, disks: [] }), []);
    assert.deepEqual(kinds({ ...vm, tags: {} }), []);
  });
  it("is no machine without an id of Azure's or a time, nor one with one disk of somebody else", () => {
    const { immutableId: _, ...bare } = vm;
    const { createdAt: __, ...timeless } = vm;
    const [os] = vm.disks;
    assert.ok(os);
    assert.deepEqual(kinds(bare), []);
    assert.deepEqual(kinds(timeless), []);
    assert.deepEqual(kinds({ ...vm, disks: [os, { ...os, diskId: '/rg/other' }] }), []);
    const { diskId: ___, ...unmanaged } = os;
    assert.deepEqual(kinds({ ...vm, disks: [os, unmanaged] }), []);
  });
  it('is a machine of up to five minutes before, and of the moment in which the deployment was seen to have ended', () => {
    const made = (minutes: number) => kinds({ ...vm, createdAt: at(minutes) }).length > 0;
    assert.deepEqual([made(15), made(16), made(23)], [false, true, true]);
  });
  it('is also what the deployment says it made, whoever took the tags off', () => {
    const bare = { ...vm, tags: {} };
    const bareNic = { ...nic, tags: {} };
    const outputs = ['/RG/vm', '/rg/nic'];
    const of = (one: VmFacts, more: object) =>
      recordMachine(one, bareNic as unknown as typeof nic, { ...deployed, ...more }).made.map(({ what }) => what);
    assert.deepEqual(of(bare, { outputs }), ['vm', 'interface']);
    assert.deepEqual(of(bare, { outputs: ['/rg/vm'] }), ['vm']);
    assert.deepEqual(of(bare, { outputs: ['/rg/other'] }), []);
    assert.deepEqual(of({ ...bare, createdAt: at(24) }, { outputs }), [], 'made anew since');
    assert.deepEqual(of({ ...bare, disks: [{ name: 'x', lun: -1, diskId: '/rg/other' }] }, { outputs }), []);
  });
  it('tells the names of what it does not take', () => {
    const foreign = { ...nic, id: '/rg/other' };
    assert.deepEqual(recordMachine({ ...vm, tags: {} }, foreign, deployed), { made: [], unproven: ['vm', 'other'] });
    assert.deepEqual(recordMachine(vm, undefined, deployed), {
      made: [{ what: 'vm', id: '/rg/vm', immutableId: 'v-1' }],
      unproven: [],
    });
    assert.deepEqual(recordMachine(undefined, nic, deployed), { made: [], unproven: ['nic'] });
  });
  it("is no interface without the tag or an id of Azure's", () => {
    const { immutableId: _, ...bare } = nic;
    assert.deepEqual(kinds(vm, { ...nic, tags: {} } as unknown as typeof nic), ['vm']);
    assert.deepEqual(kinds(vm, bare as typeof nic), ['vm']);
  });
  it('is no interface that was made before the deployment, after it, or nobody knows when', () => {
    const made = (createdAt: Date | undefined) => kinds(vm, { ...nic, createdAt } as typeof nic);
    assert.deepEqual([at(2), at(24), undefined].map(made), [['vm'], ['vm'], ['vm']]);
  });
  it('is no interface of another machine, nor a second one', () => {
    assert.deepEqual(kinds(vm, { ...nic, id: '/rg/other' }), ['vm']);
    assert.deepEqual(kinds({ ...vm, networkInterfaceIds: ['/rg/nic', '/rg/more'] }), ['vm']);
    assert.deepEqual(kinds(undefined), []);
  });
});

describe('the disks of a copy', () => {
  const recorded: Made[] = [
    { what: 'disk', id: '/rg/os', immutableId: 'd-1' },
    { what: 'disk', id: '/rg/data', immutableId: 'd-2' },
  ];
  const found = (...ids: (string | undefined)[]) =>
    ids.map((immutableId) => (immutableId ? disk({ immutableId }).facts : undefined));
  const holding = (...names: string[]) =>
    ({ disks: names.map((name, lun) => ({ name, lun, diskId: `/RG/${name}` })) }) as unknown as VmFacts;

  it('are as they were recorded, or each that is not is named once', () => {
    assert.deepEqual(swappedDisks(holding('os', 'data'), recorded, found('d-1', 'D-2')), []);
    assert.deepEqual(swappedDisks(undefined, recorded, found('d-1', 'd-2')), []);
    assert.deepEqual(swappedDisks(holding('os', 'data'), recorded, found('d-9', 'd-2')), ['os']);
    assert.deepEqual(swappedDisks(holding('os'), recorded, found('d-1', undefined)), ['data']);
    assert.deepEqual(swappedDisks(holding('evil', 'data'), recorded, found('d-1', 'd-2')), ['evil']);
    const unmanaged = { disks: [{ name: 'vhd', lun: -1 }] } as unknown as VmFacts;
    assert.deepEqual(swappedDisks(unmanaged, recorded, found('d-1', 'd-2')), ['vhd']);
  });
});

describe('the tags of what a request makes', () => {
  it('are its id, and that it is held where it is in quarantine', () => {
    for (const networkMode of ['isolated', 'beside', 'in-place', null] as const) {
      assert.deepEqual(madeTags('R-7K2M', { networkMode }), { 'strongroom-request': 'R-7K2M' });
    }
    assert.deepEqual(madeTags('R-7K2M', { networkMode: 'quarantine' }), {
      'strongroom-request': 'R-7K2M',
      'strongroom-quarantine': 'held',
    });
  });
});

describe('the tag of what Azure Backup restored', () => {
  it('is the id of its job, in whatever case, and no other', () => {
    assert.equal(hasJobTag({ tags: { RSVaultBackup: 'ABC' } }, 'abc'), true);
    assert.equal(hasJobTag({ tags: { RSVaultBackup: 'abc' } }, 'ABC'), true);
    assert.equal(hasJobTag({ tags: { RSVaultBackup: 'abcd' } }, 'abc'), false);
    assert.equal(hasJobTag({ tags: { other: 'abc' } }, 'abc'), false);
    assert.equal(hasJobTag({ tags: {} }, 'abc'), false);
    assert.equal(hasJobTag({}, 'abc'), false);
  });
});

describe('the name of a deployment', () => {
  const attempt = { number: 2, id: '5f0c1e2d-0000-4000-8000-00000000a1b2' };

  it('ends in what nobody can guess: the end of the id of its attempt', () => {
    assert.equal(deploymentName('R-7K2M', 'deploy-vm', attempt), 'strongroom-R-7K2M-deploy-vm-2-00000000a1b2');
  });

  it('is another one for each step, number and attempt', () => {
    const names = [
      deploymentName('R-7K2M', 'deploy-vm', attempt),
      deploymentName('R-7K2M', 'release', attempt),
      deploymentName('R-7K2M', 'deploy-vm', { ...attempt, number: 3 }),
      deploymentName('R-7K2M', 'deploy-vm', { ...attempt, id: '5f0c1e2d-0000-4000-8000-00000000a1b3' }),
    ];
    assert.equal(new Set(names).size, names.length);
  });
});
