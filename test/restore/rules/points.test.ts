import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { RecoveryPointFacts, ThreatFacts } from '../../../src/kernel/facts.ts';
import { trialsOfMachine } from '../../../src/machines/rules/score.ts';
import {
  choosable,
  findRehydration,
  isOfOneBefore,
  machineOfPoint,
  type PointSelector,
  pointEnd,
  pointThreat,
  recommend,
  rehydrationHours,
  selectPoint,
  threatTitles,
  worseThreat,
} from '../../../src/restore/rules/points.ts';
import { point } from '../../machines/rules/machines.ts';

const now = new Date('2026-11-24T10:00:00Z');
const snapshot = { tier: 'snapshot', status: 'valid' } as const;
const vault = { tier: 'vault-standard', status: 'valid' } as const;
const archive = { tier: 'vault-archive', status: 'valid' } as const;

/** A point of a night in November, at 01:00 UTC unless said otherwise. */
function night(day: number, tiers: RecoveryPointFacts['tiers'] = [vault], over: Partial<RecoveryPointFacts> = {}) {
  const at = new Date(Date.UTC(2026, 10, day, 1));
  return point({ name: String(9_000_000_000_000_000_000n + BigInt(day)), at, tiers, ...over });
}

const nights = [night(22), night(24, [snapshot, vault]), night(20, [archive]), night(23, [snapshot, vault])];
const days = (points: RecoveryPointFacts[]) => points.map((one) => one.at.getUTCDate());
const chosenDay = (selector: PointSelector, points = nights) => {
  const selection = selectPoint(points, selector);
  return selection.kind === 'one' ? selection.point.at.getUTCDate() : selection.kind;
};
const span = (from: string, to: string): PointSelector => ({ kind: 'between', from: new Date(from), to: new Date(to) });

describe('the points to choose from', () => {
  it('are listed newest first, and those past their expiry or deleted too: Azure restores what it lists', () => {
    const ending = [night(21, [vault], { softDeleted: true }), night(19, [vault], { expiresAt: now })];
    const all = choosable([...ending, ...nights]);
    assert.deepEqual(days(all), [24, 23, 22, 21, 20, 19]);
    assert.deepEqual(
      all.map((one) => pointEnd(one, now)),
      [undefined, undefined, undefined, 'soft-deleted', undefined, 'past-expiry'],
    );
  });

  it('stay while their expiry is ahead', () => {
    assert.equal(pointEnd(night(19, [vault], { expiresAt: new Date(now.getTime() + 1) }), now), undefined);
  });

  it('of the same moment are in one order, whatever order they came in', () => {
    const at = night(1).at;
    const twins = ['9', '10', '9223372036854775807', '9223372036854775806'].map((name) => point({ name, at }));
    fc.assert(
      fc.property(fc.shuffledSubarray(twins, { minLength: 4 }), (shuffled) => {
        assert.deepEqual(
          choosable(shuffled).map((one) => one.name),
          ['9223372036854775807', '9223372036854775806', '10', '9'],
        );
      }),
    );
  });
});

describe('a threat that was known', () => {
  const ill = { threat: { status: 'unhealthy', findings: [] } } as const;
  const warned = { threat: { status: 'warning', findings: [] } } as const;
  const well = { threat: { status: 'healthy', findings: [] } } as const;
  const reasonsOf = (points: RecoveryPointFacts[]) => {
    const advice = recommend(points, () => 'unknown');
    return advice && [advice.point.at.getUTCDate(), ...advice.reasons];
  };

  it('has the newest point recommended against which nothing was known, and says why', () => {
    const points = [night(24, [vault], ill), night(23, [vault], warned), night(22), night(21)];
    assert.deepEqual(reasonsOf(points), [22, 'recommend-before-threat']);
    assert.deepEqual(reasonsOf([night(22, [vault], well), night(21, [vault], ill)]), [22, 'recommend-newest']);
  });

  it('hangs over newer points of which Defender says nothing, until it calls one healthy: its word comes late', () => {
    const silent = [night(24), night(23, [vault], { threat: { status: 'unknown', findings: [] } })];
    const points = [...silent, night(22, [vault], ill), night(21)];
    assert.deepEqual(reasonsOf(points), [21, 'recommend-before-threat']);
    assert.deepEqual(reasonsOf([night(24), night(23, [vault], well), ...points.slice(2)]), [24, 'recommend-newest']);
    assert.deepEqual(reasonsOf(points.slice(0, 3)), [24, 'recommend-despite-threat']);
  });

  it('at every point leaves the newest, and says so', () => {
    assert.deepEqual(reasonsOf([night(24, [vault], ill), night(23, [vault], warned)]), [
      24,
      'recommend-despite-threat',
    ]);
  });

  it('counts as known only where Defender says so: healthy, unknown and silent points are no threat', () => {
    for (const status of ['healthy', 'unknown', 'not-available'] as const) {
      assert.equal(pointThreat(point({ threat: { status, findings: [] } })), undefined);
    }
    assert.equal(pointThreat(point()), undefined);
    assert.equal(pointThreat(point(ill)), 'unhealthy');
    assert.equal(pointThreat(point(warned)), 'warning');
  });

  it('is called by its worst findings, each once', () => {
    const found = (title: string, severity: 'critical' | 'high' | 'informational') => ({ title, severity });
    const findings = [found('c', 'informational'), found('a', 'critical'), found('b', 'high'), found('a', 'high')];
    assert.deepEqual(threatTitles(point({ threat: { status: 'unhealthy', findings } })), ['a', 'b', 'c']);
  });
});

describe('choosing a point', () => {
  it('latest is the newest, and passes over one that must be rehydrated first', () => {
    assert.equal(chosenDay({ kind: 'latest' }), 24);
    assert.equal(chosenDay({ kind: 'latest' }, [night(24, [archive]), night(23)]), 23);
    assert.equal(chosenDay({ kind: 'latest' }, [night(24, [archive])]), 24);
  });

  it('a number counts from the newest', () => {
    assert.equal(chosenDay({ kind: 'number', number: 1 }), 24);
    assert.equal(chosenDay({ kind: 'number', number: 4 }), 20);
    const selection = selectPoint(nights, { kind: 'number', number: 5 });
    assert.deepEqual(selection.kind === 'none' && [selection.why, days(selection.nearest)], ['no-such-number', [20]]);
    assert.equal(chosenDay({ kind: 'number', number: 0 }), 'none');
  });

  it('a time finds the one point in it', () => {
    assert.equal(chosenDay(span('2026-11-22T00:00:00Z', '2026-11-23T00:00:00Z')), 22);
    assert.equal(chosenDay(span('2026-11-22T01:00:00Z', '2026-11-22T01:01:00Z')), 22);
  });

  it('a time begins at its first moment and ends before its last', () => {
    assert.equal(chosenDay(span('2026-11-22T01:00:00Z', '2026-11-23T01:00:00Z')), 22);
    const at = selectPoint(nights, span('2026-11-21T02:00:00Z', '2026-11-22T01:00:00Z'));
    assert.deepEqual(at.kind === 'none' && days(at.nearest), [22, 20], 'what begins when it ends is the next');
  });

  it('a time before or after all points names the one that is nearest', () => {
    const before = selectPoint(nights, span('2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z'));
    assert.deepEqual(before.kind === 'none' && days(before.nearest), [20]);
    const after = selectPoint(nights, span('2026-11-25T00:00:00Z', '2026-11-26T00:00:00Z'));
    assert.deepEqual(after.kind === 'none' && days(after.nearest), [24]);
  });

  it('tells the number by which it can be asked for again', () => {
    const selection = selectPoint(nights, { kind: 'latest' });
    assert.equal(selection.kind === 'one' && selection.number, 1);
  });

  it('latest passes over one that has no tier any more', () => {
    assert.equal(
      chosenDay({ kind: 'latest' }, [night(24, [{ tier: 'vault-standard', status: 'deleted' }]), night(23)]),
      23,
    );
  });

  it('a time with several points lists them and guesses none', () => {
    const selection = selectPoint(nights, span('2026-11-22T00:00:00Z', '2026-11-24T00:00:00Z'));
    assert.equal(selection.kind, 'several');
    assert.deepEqual(selection.kind === 'several' && days(selection.points), [23, 22]);
  });

  it('a time without a point names the nearest on both sides', () => {
    const selection = selectPoint(nights, span('2026-11-22T14:00:00Z', '2026-11-22T15:00:00Z'));
    assert.deepEqual(selection.kind === 'none' && [selection.why, ...days(selection.nearest)], ['none-then', 23, 22]);
  });

  it('from nothing gives nothing', () => {
    assert.deepEqual(selectPoint([], { kind: 'latest' }), { kind: 'none', why: 'no-points', nearest: [] });
  });
});

describe('the recommended point', () => {
  const never = () => 'no' as const;
  const advice = (points: RecoveryPointFacts[], rotated: Parameters<typeof recommend>[1] = never) => {
    const found = recommend(points, rotated);
    return found && [found.point.at.getUTCDate(), found.number, ...found.reasons];
  };

  it('is the newest, and a snapshot is quick', () => {
    assert.deepEqual(advice(nights), [24, 1, 'recommend-snapshot-quick']);
    assert.deepEqual(advice([night(22), night(20)]), [22, 1, 'recommend-newest']);
  });

  it('of unmanaged disks is read from the vault, and not called quick', () => {
    const unmanaged = night(24, [snapshot, vault], { managed: 'no' });
    assert.deepEqual(advice([unmanaged, night(23)]), [24, 1, 'recommend-newest']);
    assert.deepEqual(
      advice([unmanaged, night(23)], () => 'yes'),
      [24, 1, 'recommend-newest'],
    );
  });

  it('after a key rotation is the newest of the vault tier', () => {
    assert.deepEqual(
      advice(nights, () => 'yes'),
      [22, 3, 'recommend-vault-after-rotation'],
    );
  });

  it('after a rotation between two snapshots is the snapshot that came after it', () => {
    const rotatedOn23 = (one: RecoveryPointFacts) => (one.at.getUTCDate() <= 23 ? 'yes' : 'no');
    assert.deepEqual(advice(nights, rotatedOn23), [24, 1, 'recommend-snapshot-quick']);
  });

  it('after a rotation is no older snapshot whose keys nobody looked at: what changed after a newer one did so after it too', () => {
    const snapshots = [24, 23, 22, 21].map((day) => night(day, [snapshot, vault]));
    const readOf = (one: RecoveryPointFacts) => (one.at.getUTCDate() >= 23 ? 'yes' : 'unknown');
    assert.deepEqual(advice([...snapshots, night(20)], readOf), [20, 5, 'recommend-vault-after-rotation']);
    assert.deepEqual(advice(snapshots, readOf), [24, 1, 'recommend-despite-rotation']);
    const backSince = (one: RecoveryPointFacts) => (one.at.getUTCDate() === 22 ? 'no' : 'yes');
    assert.deepEqual(advice(snapshots, backSince)?.slice(0, 2), [22, 3], 'the keys of that time are in use again');
  });

  it('after a rotation with nothing in the vault tier is the newest, and the risk is said', () => {
    assert.deepEqual(
      advice([night(24, [snapshot])], () => 'yes'),
      [24, 1, 'recommend-despite-rotation'],
    );
  });

  it('does not change while a rotation is not known', () => {
    assert.deepEqual(
      advice(nights, () => 'unknown'),
      [24, 1, 'recommend-snapshot-quick'],
    );
  });

  it('is never one that must be rehydrated', () => {
    assert.equal(advice([night(24, [archive])]), undefined);
  });

  it('is the newest even past its expiry or deleted: each older one loses more', () => {
    const expired = night(24, [vault], { expiresAt: now });
    assert.deepEqual(advice([expired, night(23)]), [24, 1, 'recommend-newest']);
    const deleted = night(24, [vault], { softDeleted: true });
    assert.deepEqual(advice([deleted, night(23)]), [24, 1, 'recommend-newest']);
  });

  it('says so when it is only crash-consistent', () => {
    assert.deepEqual(advice([night(24, [vault], { consistency: 'crash' })]), [
      24,
      1,
      'recommend-newest',
      'recommend-crash-consistent',
    ]);
  });
});

type Finding = ThreatFacts['findings'][number];
const finding = (title: string, severity: Finding['severity']): Finding => ({ title, severity });
const titles = (...findings: Finding[]) => threatTitles({ threat: { status: 'unhealthy', findings } });

describe('what was known against a machine when a point was taken', () => {
  it('is a warning or worse; that it was well, or that nothing is told, is none', () => {
    const threatOf = (status: ThreatFacts['status']) => pointThreat({ threat: { status, findings: [] } });
    assert.deepEqual([threatOf('warning'), threatOf('unhealthy')], ['warning', 'unhealthy']);
    assert.equal(threatOf('healthy'), undefined);
    assert.equal(pointThreat({}), undefined);
  });

  it('is the worse of two, whichever was told first', () => {
    const both = ['warning', 'unhealthy', undefined] as const;
    const worse = both.map((a) => both.map((b) => worseThreat(a, b)));
    assert.deepEqual(worse, [
      ['warning', 'unhealthy', 'warning'],
      ['unhealthy', 'unhealthy', 'unhealthy'],
      ['warning', 'unhealthy', undefined],
    ]);
  });

  it('is told by three names at most, each once, the worst first', () => {
    assert.deepEqual(threatTitles({}), []);
    assert.deepEqual(
      titles(finding('seen', 'informational'), finding('odd', 'warning'), finding('Petya', 'critical')),
      ['Petya', 'odd', 'seen'],
    );
    assert.deepEqual(
      titles(finding('?', 'unknown'), finding('low', 'informational'), finding('bad', 'high'), finding('bad', 'high')),
      ['bad', 'low', '?'],
    );
    assert.deepEqual(titles(finding('bad', 'high'), finding('Petya', 'critical')), ['Petya', 'bad']);
    const four = ['a', 'b', 'c', 'd'].map((title) => finding(title, 'high'));
    assert.deepEqual(titles(...four), ['a', 'b', 'c']);
  });
});

describe('bringing a point back from the archive', () => {
  const archived = { tier: { tier: 'vault-archive' } } as const;

  it('is asked for at the priority that was chosen, for as long as az does', () => {
    assert.deepEqual(findRehydration(archived, {}), { priority: 'Standard', days: 15 });
    assert.deepEqual(findRehydration(archived, { urgent: false }), { priority: 'Standard', days: 15 });
    assert.deepEqual(findRehydration(archived, { urgent: true }), { priority: 'High', days: 15 });
  });

  it('is asked for nothing that lies elsewhere', () => {
    for (const tier of ['snapshot', 'vault-standard', 'unknown', 'none'] as const) {
      assert.equal(findRehydration({ tier: { tier } }, { urgent: true }), undefined);
    }
  });

  it('takes up to 15 hours, or one where it is urgent', () => {
    assert.deepEqual([rehydrationHours({ priority: 'Standard' }), rehydrationHours({ priority: 'High' })], [15, 1]);
  });
});

const day = (date: number) => new Date(Date.UTC(2026, 10, date));
const vm = { immutableId: 'id-now', createdAt: day(10) };

describe('which machine a point is of', () => {
  it('is the one that has the name, where that is no younger than the point', () => {
    assert.equal(machineOfPoint({ at: day(10) }, vm), 'id-now');
    assert.equal(machineOfPoint({ at: day(11) }, vm), 'id-now');
    assert.equal(machineOfPoint({ at: day(1) }, { immutableId: 'id-now' }), 'id-now');
  });

  it('is another before that was made, whose restore proves nothing of it', () => {
    const immutableId = machineOfPoint({ at: day(9) }, vm);
    assert.ok(immutableId !== undefined);
    assert.equal(isOfOneBefore(immutableId), true);
    assert.deepEqual(trialsOfMachine([{ immutableId }], vm.immutableId), []);
  });

  it('is told apart from one that goes on, and from one that nobody knows', () => {
    assert.equal(isOfOneBefore(machineOfPoint({ at: day(10) }, vm)), false);
    assert.equal(isOfOneBefore('id-before'), false);
    assert.equal(isOfOneBefore(undefined), false);
  });

  it('is not known of a machine that is not there, or of which Azure does not tell', () => {
    assert.equal(machineOfPoint({ at: day(9) }, undefined), undefined);
    assert.equal(machineOfPoint({ at: day(9) }, { createdAt: day(10) }), undefined);
  });
});
