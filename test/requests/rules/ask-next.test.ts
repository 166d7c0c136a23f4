import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { askAgainAt, type Candidate, nextAsk } from '../../../src/requests/rules/ask-next.ts';
import type { ApproverTurn } from '../../../src/store/rules/decision.ts';

const minute = (count: number) => new Date(Date.UTC(2026, 10, 24, 1, count));
const candidate = (oid: string, more: Partial<Candidate> = {}): Candidate => ({
  oid,
  onCall: false,
  reachable: true,
  from: minute(0),
  ...more,
});
const crowd = fc
  .uniqueArray(
    fc.record({
      oid: fc.stringMatching(/^[a-h]$/),
      onCall: fc.boolean(),
      decidedAt: fc.integer({ min: -90, max: -1 }).map(minute),
      reachable: fc.boolean(),
      from: fc.integer({ min: 0, max: 40 }).map(minute),
    }),
    { selector: ({ oid }) => oid },
  )
  .map((people): Candidate[] => people);

/** Everything asked in two hours, if the bot looks at these minutes and somebody looks at the request from others on. */
function askedOver(people: readonly Candidate[], looks: readonly number[], lookingUntil: Date | null): ApproverTurn[] {
  const asked: ApproverTurn[] = [];
  for (const at of looks.toSorted((a, b) => a - b).map(minute)) {
    const next = nextAsk(people, asked, lookingUntil, at);
    if (next.kind === 'ask') asked.push(...next.people.map((approver) => ({ approver, at })));
  }
  return asked;
}

const looks = fc.array(fc.integer({ min: 0, max: 120 }), { maxLength: 60 });
const lookingUntil = fc.option(fc.integer({ min: 1, max: 60 }).map(minute));

describe('whom to ask next', () => {
  it('is who is on call, and where nobody is the two who decided here last', () => {
    const people = [
      candidate('anton', { decidedAt: minute(-60) }),
      candidate('bea'),
      candidate('dana', { decidedAt: minute(-10) }),
      candidate('petra', { onCall: true }),
    ];
    const first = nextAsk(people, [], null, minute(0));
    assert.deepEqual(first, { kind: 'ask', people: ['petra'] });
    const asked = [{ approver: 'petra', at: minute(0) }];
    assert.deepEqual(nextAsk(people, asked, null, minute(4)), { kind: 'wait', until: minute(5) });
    assert.deepEqual(nextAsk(people, asked, null, minute(5)), { kind: 'ask', people: ['dana', 'anton'] });
    assert.deepEqual(nextAsk(people, asked, minute(12), minute(5)), { kind: 'wait', until: minute(12) });
  });

  it('is nobody twice, never more than two within five minutes, and nobody while somebody looks', () => {
    fc.assert(
      fc.property(crowd, looks, lookingUntil, (people, at, until) => {
        const asked = askedOver(people, at, until);
        assert.equal(new Set(asked.map(({ approver }) => approver)).size, asked.length);
        for (const { at: begin } of asked) {
          const near = asked.filter((one) => one.at >= begin && one.at.getTime() < begin.getTime() + 5 * 60_000);
          assert.ok(near.length <= 2);
        }
        assert.ok(asked.every((one) => !until || one.at >= until));
      }),
    );
  });

  it('is only who can be reached and has room, and somebody on call before anybody else', () => {
    fc.assert(
      fc.property(crowd, looks, (people, at) => {
        const asked = askedOver(people, at, null);
        for (const { approver, at: when } of asked) {
          const one = people.find(({ oid }) => oid === approver);
          assert.ok(one?.reachable && one.from <= when);
          const waits = people.some(
            (other) =>
              other.onCall &&
              other.reachable &&
              other.from <= when &&
              !asked.some((turn) => turn.approver === other.oid && turn.at <= when),
          );
          assert.ok(one.onCall || !waits);
        }
      }),
    );
  });

  it('leaves out nobody who can be reached, if it is looked at whenever it says', () => {
    fc.assert(
      fc.property(crowd, lookingUntil, (people, until) => {
        const asked: ApproverTurn[] = [];
        let now = minute(0);
        for (let step = 0; step < 100; step += 1) {
          const next = nextAsk(people, asked, until, now);
          if (next.kind === 'done' || next.kind === 'unreached') break;
          if (next.kind === 'ask') asked.push(...next.people.map((approver) => ({ approver, at: now })));
          now = 'until' in next ? next.until : (askAgainAt(asked, until) ?? now);
        }
        const reachable = people.filter((one) => one.reachable).map(({ oid }) => oid);
        assert.deepEqual(asked.map(({ approver }) => approver).sort(), reachable.sort());
      }),
    );
  });
});
