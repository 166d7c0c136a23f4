import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  endOfMute,
  heldBack,
  type Mute,
  mutes,
  unreportedFailures,
  withoutMachine,
} from '../../../src/jobs/rules/mute.ts';
import type { News } from '../../../src/jobs/rules/news.ts';
import { unexplainedError } from '../../../src/jobs/rules/trouble.ts';

const now = new Date('2026-11-24T12:00:00Z');
const later = new Date('2026-11-24T16:00:00Z');

const failed = (container: string, title = 'SomeError'): News => ({
  trouble: { kind: 'failed', operation: 'Backup', error: { title, message: '' } },
  container,
  vm: container,
  jobId: 'job',
  startedAt: now,
  at: now,
  ended: true,
});

const byCode: Mute = { kind: 'code', subject: 'someerror', until: null, machines: [], created_at: now };

describe('a mute', () => {
  it('holds back its machine or its error until it ends, and nothing else', () => {
    const byVm: Mute = { kind: 'vm', subject: 'a', until: later, machines: [], created_at: now };
    assert.equal(mutes(byVm, failed('a'), now), true);
    assert.equal(mutes(byVm, failed('b'), now), false);
    assert.equal(mutes(byVm, failed('a'), later), false);
    assert.equal(mutes(byCode, failed('b'), later), true);
    assert.equal(mutes(byCode, failed('b', 'Other'), now), false);
    assert.equal(mutes(byCode, { ...failed('b'), trouble: { kind: 'cancelled', operation: 'Backup' } }, now), false);
  });

  it('until fixed ends with the last good backup of those that it held back, in any order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1 }), (machines) => {
        const holding = machines.reduce((mute, machine) => heldBack(mute, failed(machine)), byCode);
        let left: Mute | undefined = holding;
        for (const [index, machine] of machines.toReversed().entries()) {
          assert.ok(left, `still there after ${index} of ${machines.length}`);
          left = withoutMachine(left, failed(machine));
        }
        assert.equal(left, undefined);
      }),
    );
  });

  it('of failures without a reason holds back those, and none that has one', () => {
    const nameless: Mute = { kind: 'code', subject: unexplainedError, until: later, machines: [], created_at: now };
    assert.equal(mutes(nameless, { ...failed('a'), trouble: { kind: 'failed', operation: 'Backup' } }, now), true);
    assert.equal(mutes(nameless, failed('a', ''), now), true);
    assert.equal(mutes(nameless, failed('a'), now), false);
  });

  it('until fixed waits for what a good backup mends, and ends by itself after 30 days', () => {
    const restore = { ...failed('a'), trouble: { ...failed('a').trouble, operation: 'Restore' } };
    assert.equal(heldBack(byCode, restore), byCode);
    const after = (days: number) => new Date(now.getTime() + days * 24 * 3_600_000);
    assert.equal(mutes(byCode, failed('a'), after(29.9)), true);
    assert.equal(mutes(byCode, failed('a'), after(30)), false);
    assert.deepEqual(endOfMute(byCode), after(30));
    assert.deepEqual(endOfMute({ ...byCode, until: later }), later);
  });

  it('for a while ends by its time alone, and knows what it held back that had no good backup since', () => {
    const timed: Mute = { ...byCode, until: later };
    const held = ['a', 'b', 'c'].reduce((mute, machine) => heldBack(mute, failed(machine)), timed);
    const left = withoutMachine(held, failed('a'));
    assert.deepEqual(left?.machines, ['b', 'c']);
    const machines = [{ container: 'b', vm: 'b', jobId: 'job', at: '', times: 1 }];
    const { trouble } = failed('b');
    assert.deepEqual(left && unreportedFailures(left, [{ trouble, machines }]), ['c']);
    assert.deepEqual(left && unreportedFailures(left, [{ trouble: failed('b', 'Other').trouble, machines }]), [
      'b',
      'c',
    ]);
    const emptied = withoutMachine(heldBack(timed, failed('a')), failed('a'));
    assert.deepEqual(emptied?.machines, []);
  });

  it('of a machine until fixed does not say that it failed', () =>
    assert.deepEqual(unreportedFailures({ ...byCode, kind: 'vm', subject: 'a', machines: ['a'] }, []), []));

  it('until fixed does not end before anything failed', () =>
    assert.equal(withoutMachine(byCode, failed('a')), byCode));
});
