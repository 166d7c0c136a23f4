import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { DiskFacts, VmFacts } from '../../../src/kernel/facts.ts';
import { type Made, recordDisks, recordMachine, standingOf } from '../../../src/restore/rules/made.ts';

/** Something in a group, by the name that it stands under. The immutable id is Azure's: nobody chooses it. */
type Thing = { immutableId: string; tags: Record<string, string>; byRun: boolean };
type Group = Map<string, Thing>;

const names = ['vm', 'nic', 'os-disk', 'data-disk'];
const groups = ['rg-drill', 'rg-other'];
const whats: Record<string, Made['what']> = { vm: 'vm', nic: 'interface' };

/** What strangers do: whoever may write to the group, with every tag and name that the run has. */
const strangers = fc.oneof(
  fc.record({ act: fc.constant('make' as const), name: fc.constantFrom(...names), group: fc.constantFrom(...groups) }),
  fc.record({
    act: fc.constant('delete' as const),
    name: fc.constantFrom(...names),
    group: fc.constantFrom(...groups),
  }),
  fc.record({ act: fc.constant('tag' as const), name: fc.constantFrom(...names), group: fc.constantFrom(...groups) }),
  fc.record({ act: fc.constant('move' as const), name: fc.constantFrom(...names), group: fc.constantFrom(...groups) }),
  fc.record({
    act: fc.constant('rename' as const),
    name: fc.constantFrom(...names),
    group: fc.constantFrom(...groups),
  }),
);
/** The run itself: it makes each once, writes it down at once, and cleans up, perhaps several times. */
const run = fc.oneof(
  fc.record({ act: fc.constant('run-makes' as const), name: fc.constantFrom(...names) }),
  fc.record({ act: fc.constant('clean' as const), name: fc.constantFrom(...names) }),
);

describe('what a clean-up deletes', () => {
  it('is never anything that the run did not make, whatever is made, tagged, moved, renamed and made again meanwhile', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(strangers, run), { maxLength: 40 }), (acts) => {
        const world = new Map<string, Group>(groups.map((name) => [name, new Map()]));
        const record: Made[] = [];
        let count = 0;
        const here = (group: string) => world.get(group) ?? assert.fail();
        const make = (group: string, name: string, byRun: boolean): Thing => {
          count += 1;
          const made: Thing = {
            immutableId: `id-${count}`,
            tags: byRun ? { 'strongroom-request': 'R-7K2M' } : {},
            byRun,
          };
          here(group).set(name, made);
          return made;
        };
        for (const one of acts) {
          const group = 'group' in one ? one.group : 'rg-drill';
          const found = here(group).get(one.name);
          switch (one.act) {
            case 'make':
              if (!found) make(group, one.name, false).tags = { 'strongroom-request': 'R-7K2M', RSVaultBackup: 'job' };
              break;
            case 'delete':
              here(group).delete(one.name);
              break;
            case 'tag':
              if (found) found.tags = { 'strongroom-request': 'R-7K2M' };
              break;
            case 'move':
            case 'rename': {
              const [to, name] =
                one.act === 'move'
                  ? [group === 'rg-drill' ? 'rg-other' : 'rg-drill', one.name]
                  : [group, names.at(names.indexOf(one.name) - 1) ?? ''];
              if (!found || here(to).has(name)) break;
              here(group).delete(one.name);
              here(to).set(name, found);
              break;
            }
            case 'run-makes':
              if (!found)
                record.push({
                  what: whats[one.name] ?? 'disk',
                  id: `/rg-drill/${one.name}`,
                  immutableId: make(group, one.name, true).immutableId,
                });
              break;
            case 'clean':
              for (const made of record.filter(({ id }) => id === `/rg-drill/${one.name}`)) {
                const now = here('rg-drill').get(one.name);
                if (standingOf(made, now) !== 'same') continue;
                assert.ok(now?.byRun, 'it deletes what the run did not make');
                here('rg-drill').delete(one.name);
              }
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  const vmMade: Made = { what: 'vm', id: '/vm', immutableId: 'A-1' };
  it('is told by the id that Azure gave, in any case, and by nothing else', () => {
    assert.equal(standingOf(vmMade, { immutableId: 'a-1' }), 'same');
    assert.equal(standingOf(vmMade, { immutableId: 'a-2' }), 'other');
    assert.equal(standingOf(vmMade, {}), 'other', 'without one nobody can tell');
    assert.equal(standingOf(vmMade, undefined), 'gone');
  });
});

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 24, 12, minutes));
const disk = (more: Partial<DiskFacts> = {}): { facts: DiskFacts } => ({
  facts: { id: '/rg/os', name: 'os', immutableId: 'd-1', createdAt: at(10), encryptionType: 'unknown', ...more },
});

describe('what goes into the record', () => {
  it('are disks that Azure gave an id and a time after the restore was sent; the others are told', () => {
    assert.deepEqual(recordDisks([disk()], at(5)), {
      made: [{ what: 'disk', id: '/rg/os', immutableId: 'd-1' }],
      unproven: [],
    });
    const { immutableId: _, ...bare } = disk().facts;
    assert.deepEqual(recordDisks([{ facts: bare }, disk({ createdAt: at(-60) })], at(5)), {
      made: [],
      unproven: ['os', 'os'],
    });
    const { createdAt: __, ...timeless } = disk().facts;
    assert.deepEqual(recordDisks([{ facts: timeless }], at(5)), { made: [], unproven: ['os'] });
  });
  it('are disks within five minutes before it too: a clock of Azure may be behind', () => {
    const made = (minutes: number) => recordDisks([disk({ createdAt: at(minutes) })], at(30)).made.length;
    assert.deepEqual([made(24), made(25), made(26)], [0, 0, 1]);
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
  const nic = { id: '/rg/nic', immutableId: 'n-1', tags: { 'strongroom-request': 'R-7K2M' }, privateAddresses: [] };
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
  it('is no interface of another machine, nor a second one', () => {
    assert.deepEqual(kinds(vm, { ...nic, id: '/rg/other' }), ['vm']);
    assert.deepEqual(kinds({ ...vm, networkInterfaceIds: ['/rg/nic', '/rg/more'] }), ['vm']);
    assert.deepEqual(kinds(undefined), []);
  });
});
