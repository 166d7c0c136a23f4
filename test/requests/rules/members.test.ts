import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { effectsHash } from '../../../src/kernel/effects-hash.ts';
import type { RequestState } from '../../../src/kernel/request-state.ts';
import {
  directMembers,
  type MemberState,
  memberEffects,
  type ParentState,
  signsMember,
} from '../../../src/requests/rules/member-effects.ts';

const now = new Date('2026-11-24T09:00:00Z');
const later = new Date(now.getTime() + 3_600_000);
const parent: ParentState = { state: 'running', beginBy: later, retryBy: later };
const states: RequestState[] = [
  'approved',
  'running',
  'succeeded',
  'failed',
  'cancelled',
  'withdrawn',
  'expired',
  'void',
];

const anyMember = fc.record({
  id: fc.constantFrom('R-2222', 'R-3333', 'R-4444'),
  vm: fc.constantFrom('web-01', 'web-02'),
  state: fc.constantFrom(...states),
  begun: fc.boolean(),
});
const anyMembers = fc
  .array(anyMember, { minLength: 1, maxLength: 8 })
  .map((all): MemberState[] => all.map((member, index) => ({ ...member, id: `R-${index + 2}222` })));
const isAtWork = ({ state, begun }: MemberState) => state === 'running' || (state === 'approved' && begun);
const waits = ({ state, begun }: MemberState) => state === 'approved' && !begun;

describe('a request with members', () => {
  it('never has more at work than it was signed for, begins them in their order, and leaves no room unused', () => {
    fc.assert(
      fc.property(anyMembers, fc.integer({ min: 1, max: 4 }), (members, atOnce) => {
        const direction = directMembers(parent, members, atOnce, now);
        if (direction.kind !== 'go-on') return;
        const busy = members.filter(isAtWork).length;
        const waiting = members.filter(waits).map(({ id }) => id);
        assert.ok(direction.begin.length === 0 || busy + direction.begin.length <= atOnce);
        assert.deepEqual(direction.begin, waiting.slice(0, direction.begin.length));
        assert.ok(busy + direction.begin.length >= Math.min(atOnce, busy + waiting.length));
      }),
    );
  });

  it('ends when, and only when, all of its members have; well only if all of them did', () => {
    fc.assert(
      fc.property(anyMembers, fc.integer({ min: 1, max: 4 }), (members, atOnce) => {
        const direction = directMembers(parent, members, atOnce, now);
        const open = members.some((member) => isAtWork(member) || waits(member));
        assert.equal(direction.kind === 'end', !open);
        if (direction.kind !== 'end') return;
        assert.equal(
          direction.state === 'succeeded',
          members.every(({ state }) => state === 'succeeded'),
        );
        assert.equal(direction.failure === null, direction.state === 'succeeded');
      }),
    );
  });

  it('runs to its end whatever becomes of each, and begins every one that nobody leaves out', () => {
    const ends = fc.constantFrom<RequestState>('succeeded', 'failed', 'cancelled');
    fc.assert(
      fc.property(fc.array(ends, { minLength: 1, maxLength: 8 }), fc.integer({ min: 1, max: 4 }), (fates, atOnce) => {
        let members: MemberState[] = fates.map((_, n) => ({
          id: `R-${n + 2}222`,
          vm: `vm-${n}`,
          state: 'approved',
          begun: false,
        }));
        for (let round = 0; round <= fates.length; round += 1) {
          const direction = directMembers(parent, members, atOnce, now);
          if (direction.kind === 'end') {
            assert.deepEqual(
              members.map(({ state }) => state),
              fates,
            );
            return;
          }
          assert.equal(direction.kind, 'go-on');
          const begin = direction.kind === 'go-on' ? direction.begin : [];
          members = members.map((member) => (begin.includes(member.id) ? { ...member, begun: true } : member));
          const first = members.findIndex(isAtWork);
          members = members.map((member, n) => (n === first ? { ...member, state: fates[n] ?? 'failed' } : member));
        }
        assert.fail('it did not end');
      }),
    );
  });

  it('names those that did not end well, and says what was left out', () => {
    const members: MemberState[] = [
      { id: 'R-2222', vm: 'web-01', state: 'succeeded', begun: true },
      { id: 'R-3333', vm: 'web-02', state: 'failed', begun: true },
      { id: 'R-4444', vm: 'web-03', state: 'withdrawn', begun: false },
    ];
    const failed = directMembers(parent, members, 1, now);
    assert.deepEqual(failed, {
      kind: 'end',
      state: 'failed',
      failure: { code: 'members-failed', params: { done: 1, of: 3, members: 'web-02 (R-3333)' } },
    });
    const left = directMembers(
      parent,
      members.filter(({ state }) => state !== 'failed'),
      1,
      now,
    );
    assert.deepEqual(left, {
      kind: 'end',
      state: 'cancelled',
      failure: { code: 'members-left', params: { done: 1, of: 2, members: 'web-03 (R-4444)' } },
    });
  });

  it('begins nothing once its time is over: to begin, for the first; for further tries, for the rest', () => {
    const members: MemberState[] = [{ id: 'R-2222', vm: 'web-01', state: 'approved', begun: false }];
    const tooLate = new Date(later.getTime() + 1);
    assert.equal(directMembers({ ...parent, state: 'approved', retryBy: null }, members, 1, tooLate).kind, 'expire');
    assert.equal(directMembers({ ...parent, beginBy: now }, members, 1, later).kind, 'go-on');
    assert.equal(directMembers({ ...parent, beginBy: now }, members, 1, tooLate).kind, 'expire');
  });
});

describe('the effects of a request with members', () => {
  const planned = (hash: string) => ({ target: { vmId: `/vms/${hash}` }, plan: { hash } });
  const hashes = fc.uniqueArray(fc.stringMatching(/^[0-9a-f]{8}$/), {
    minLength: 2,
    maxLength: 6,
  });

  it('have another hash for another member, order or pace', () => {
    fc.assert(
      fc.property(hashes, fc.integer({ min: 1, max: 3 }), (all, atOnce) => {
        const plans = all.map(planned);
        const hash = effectsHash(memberEffects(plans, atOnce));
        assert.notEqual(hash, effectsHash(memberEffects(plans.toReversed(), atOnce)));
        assert.notEqual(hash, effectsHash(memberEffects(plans.slice(1), atOnce)));
        assert.notEqual(hash, effectsHash(memberEffects([...plans, planned('more')], atOnce)));
        assert.notEqual(hash, effectsHash(memberEffects(plans, atOnce + 1)));
      }),
    );
  });

  it('hold each member at its own place, and no other', () => {
    fc.assert(
      fc.property(hashes, (all) => {
        const effects = memberEffects(all.map(planned), 1);
        for (const [place, hash] of all.entries()) {
          assert.ok(signsMember(effects, place, hash));
          assert.ok(!signsMember(effects, place + 1, hash));
          assert.ok(!signsMember(effects, -1, hash));
        }
        assert.ok(!signsMember({}, 0, all[0] ?? ''));
      }),
    );
  });

  it('are none for no member, or for a pace at which nothing begins', () => {
    assert.throws(() => memberEffects([], 1), RangeError);
    for (const atOnce of [0, -1, 0.5, Number.NaN]) {
      assert.throws(() => memberEffects([planned('a')], atOnce), RangeError);
    }
  });
});
