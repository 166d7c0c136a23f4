import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { inputOfFailure } from '../../../src/drills/rules/drill-entries.ts';
import {
  ceilingsOf,
  drillExtent,
  drillScope,
  findLowCeiling,
  judgeMachine,
  renewedCeilings,
  usualCeilings,
} from '../../../src/drills/rules/drill-scope.ts';
import { probeHash } from '../../../src/drills/rules/probe.ts';
import { outsideScope } from '../../../src/requests/rules/definition-scope.ts';

const place = { groupId: '/g/Drill', stagingId: '/s', subnetId: '/n', openings: ['Storage', 'AzureKeyVault'] };
const machines = [
  { id: '/vms/a', size: 'Standard_D2s_v5', cores: 2, gb: 100 },
  { id: '/vms/b', size: 'Standard_D8s_v5', cores: 8, gb: 400 },
];
const month = { lifeHours: 4, days: 92 };
const scope = drillScope(machines, { place, sizes: ['Standard_D4s_v5'] }, usualCeilings(machines, 'month', 4), month);
const run = {
  vmId: '/VMS/A',
  place: { ...place, groupId: '/G/drill', openings: ['AzureKeyVault', 'Storage'] },
  size: 'standard_d2s_v5',
  probe: probeHash('Linux'),
  measured: { cores: 2, gb: 100 },
};
const outside = (change: Partial<typeof run>, spent = {}) =>
  outsideScope(scope, drillExtent({ ...run, ...change }), spent).map(({ what, name }) => `${what} ${name}`);

describe('a drill under a definition', () => {
  it('lies inside, in whatever spelling Azure gives its ids', () => assert.deepEqual(outside({}), []));

  it('lies outside with another machine, place, opening, size or probe', () => {
    assert.deepEqual(outside({ vmId: '/vms/c' }), ['machine /vms/c']);
    assert.deepEqual(outside({ place: { ...place, subnetId: '/other' } }), ['fixed subnet']);
    assert.deepEqual(outside({ place: { ...place, openings: [...place.openings, 'Internet'] } }), ['fixed openings']);
    assert.deepEqual(outside({ size: 'Standard_M128s' }), ['use sizes']);
    assert.deepEqual(outside({ probe: 'other' }), ['use probes']);
  });

  it('lies outside with more cores or disks than the largest machine has, or where nobody tells how many', () => {
    assert.deepEqual(outside({ measured: { cores: 9, gb: 401 } }), ['run cores', 'run gb']);
    const { measured: _, ...untold } = run;
    assert.deepEqual(
      outsideScope(scope, drillExtent(untold), {}).map(({ name }) => name),
      ['cores', 'gb'],
    );
  });

  it('lies outside once the month is used up', () => {
    // Two runs of each machine.
    assert.deepEqual(outside({}, { cores: 18, gb: 900 }), []);
    assert.deepEqual(outside({}, { cores: 19, gb: 901 }), ['month cores', 'month gb']);
  });
});

describe('a ceiling that somebody names', () => {
  const low = (named: { coreHours?: number; gbHours?: number }) => findLowCeiling(machines, named, 4);

  it('must leave room for one drill of the largest machine', () => {
    assert.deepEqual(low({ coreHours: 31 }), {
      code: 'drill-few-core-hours',
      params: { given: 31, least: 32, hours: 4 },
    });
    assert.deepEqual(low({ coreHours: 32, gbHours: 1599 })?.code, 'drill-few-gb-hours');
    assert.equal(low({ coreHours: 32, gbHours: 1600 }), undefined);
    assert.equal(low({}), undefined);
    assert.equal(low(usualCeilings(machines, 'month', 4)), undefined);
  });

  it('is said to be too low where it was filled in', () => {
    assert.equal(inputOfFailure({ code: 'drill-few-core-hours', params: {} }), 'core-hours');
    assert.equal(inputOfFailure({ code: 'drill-few-gb-hours', params: {} }), 'gb-hours');
  });
});

describe('the ceilings of a definition that is asked for anew', () => {
  const [a, b] = machines;
  const before = (ceilings: { coreHours: number; gbHours: number }) => ({
    ...drillScope(a ? [a] : [], { place, sizes: [] }, ceilings, month),
    every: 'month' as const,
    lifeHours: 4,
  });
  const of = (...ids: typeof machines) => renewedCeilings(before({ coreHours: 40, gbHours: 4000 }), ids);

  it('are those that it has, in whatever spelling Azure gives its ids', () => {
    assert.deepEqual(ceilingsOf(before({ coreHours: 40, gbHours: 4000 })), { coreHours: 40, gbHours: 4000 });
    assert.deepEqual(a && of({ ...a, id: '/VMS/A', cores: 64 }), { coreHours: 40, gbHours: 4000 });
  });

  it('have room for machines that it gained, and are the usual ones where those were asked for', () => {
    assert.ok(a && b);
    assert.deepEqual(of(a, b), { coreHours: 40 + 8 * 2 * 4, gbHours: 4000 + 400 * 2 * 4 });
    const usual = before(usualCeilings([a], 'month', 4));
    assert.deepEqual(renewedCeilings(usual, [a, b]), usualCeilings([a, b], 'month', 4));
  });
});

const askedAt = new Date(Date.UTC(2026, 10, 24, 9));
const later = new Date(askedAt.getTime() + 1);
const earlier = new Date(askedAt.getTime() - 1);

describe('what has the name of a machine whose drills were approved', () => {
  it('is that machine where Azure gives it the same id, in whatever case, and another where it gives one of its own', () => {
    const asked = { immutableId: 'aaaa', askedAt };
    assert.equal(judgeMachine(asked, { immutableId: 'AAAA', createdAt: later }), 'same');
    assert.equal(judgeMachine(asked, { immutableId: 'bbbb', createdAt: earlier }), 'another');
  });

  it('goes by when it was made where the id was not kept, or is not told any more', () => {
    for (const asked of [{ askedAt }, { immutableId: 'aaaa', askedAt }]) {
      const vm = asked.immutableId === undefined ? { immutableId: 'aaaa' } : {};
      assert.equal(judgeMachine(asked, { ...vm, createdAt: earlier }), 'same');
      assert.equal(judgeMachine(asked, { ...vm, createdAt: later }), 'another');
      assert.equal(judgeMachine(asked, vm), 'unknown');
    }
  });

  it('is nobody where nothing has the name', () => {
    assert.equal(judgeMachine({ immutableId: 'aaaa', askedAt }, undefined), 'gone');
  });

  it('is never taken for it on another id, nor made since without the same id, nor on nothing at all', () => {
    const id = fc.option(fc.constantFrom('aaaa', 'AAAA', 'bbbb'), { nil: undefined });
    const at = fc.option(fc.constantFrom(earlier, askedAt, later), { nil: undefined });
    fc.assert(
      fc.property(id, id, at, (immutableId, now, createdAt) => {
        const vm = { ...(now !== undefined && { immutableId: now }), ...(createdAt && { createdAt }) };
        if (judgeMachine({ immutableId, askedAt }, vm) !== 'same') return;
        const areKnown = immutableId !== undefined && now !== undefined;
        assert.ok(areKnown ? immutableId.toLowerCase() === now.toLowerCase() : createdAt && createdAt <= askedAt);
      }),
    );
  });
});
