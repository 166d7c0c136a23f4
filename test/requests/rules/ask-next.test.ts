import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  askAgainAt,
  askApproversAt,
  type Candidate,
  machineShare,
  nextAsk,
} from '../../../src/requests/rules/ask-next.ts';
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

const start = Date.parse('2026-11-24T03:00:00Z');
const minutes = (count: number) => new Date(start + count * 60_000);
const gaps = fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 1, maxLength: 60 });
const perHour = fc.integer({ min: 2, max: 60 });

/** Times at which approvers are asked about each request of a person who pauses this long (minutes). */
function asked(pauses: readonly number[], rate: number): { asked: Date; put: Date }[] {
  let at = 0;
  const before: Date[] = [];
  return pauses.map((pause) => {
    at += pause;
    const put = askApproversAt(before, minutes(at), rate);
    before.push(minutes(at));
    return { asked: minutes(at), put };
  });
}

describe('what one person asks approvers for', () => {
  it('is put to them at once for a few in a row, then one after another', () => {
    const all = asked(Array(8).fill(0), 12);
    assert.deepEqual(
      all.map(({ put }) => (put.getTime() - start) / 60_000),
      [0, 0, 0, 0, 0, 0, 5, 10],
    );
  });

  it('is put to them at once for whoever asks no faster than the rate', () => {
    fc.assert(
      fc.property(perHour, fc.integer({ min: 1, max: 100 }), (rate, count) => {
        const all = asked(Array(count).fill(Math.ceil(60 / rate)), rate);
        assert.ok(all.every((one) => one.put.getTime() === one.asked.getTime()));
      }),
    );
  });

  it('never reaches them more often than the rate allows in any hour, in order, and never too early', () => {
    fc.assert(
      fc.property(gaps, perHour, (pauses, rate) => {
        const all = asked(pauses, rate);
        assert.ok(all.every((one, index) => one.put >= one.asked && one.put >= (all[index - 1]?.put ?? one.asked)));
        for (const { put } of all) {
          const hour = all.filter((one) => one.put >= put && one.put.getTime() < put.getTime() + 3_600_000);
          assert.ok(hour.length <= Math.max(1, Math.floor(rate / 2)) + rate);
        }
      }),
    );
  });

  it('keeps its turns when they are counted anew from what was given', () => {
    fc.assert(
      fc.property(gaps, perHour, fc.integer({ min: 0, max: 90 }), (pauses, rate, pause) => {
        const all = asked(pauses, rate);
        const next = new Date((all.at(-1)?.asked.getTime() ?? start) + pause * 60_000);
        const from = (times: Date[]) => askApproversAt(times, next, rate).getTime();
        // Turns are stored to the millisecond.
        assert.ok(Math.abs(from(all.map((one) => one.put)) - from(all.map((one) => one.asked))) <= all.length);
      }),
    );
  });

  it('is less for one machine than for all', () => {
    assert.deepEqual([2, 6, 12, 60].map(machineShare), [2, 2, 4, 20]);
  });
});
