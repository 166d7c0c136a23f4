import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { heldSeconds } from '../../../src/kernel/attempt-times.ts';
import {
  afterDecision,
  type Clearance,
  isLate,
  isLateSend,
  needsPreflight,
  type Observation,
  reconcile,
} from '../../../src/saga/rules/reconcile.ts';
import { isSameAttempt, type OpenAttempt } from '../../../src/store/rules/open-attempt.ts';

const sentAt = new Date('2026-11-24T02:00:00Z');
const believable = new Date('2026-11-24T02:05:00Z');
const later = new Date('2026-11-24T02:10:00Z');
const timeoutMs = 60_000;
const before = new Date('2026-11-24T02:07:00Z');
const open: OpenAttempt = { sentAt, sends: 1, emptyLooks: 1, lookedAt: before, held: false };
const absent = { observation: 'absent' as const, now: later, pollBegan: later, timeoutMs };
const held = { ...open, held: true, emptyLooks: 0 };

describe('an attempt whose answer was lost', () => {
  it('whose effect is seen is taken, whatever the preflight would say', () => {
    assert.deepEqual(reconcile({ ...absent, attempt: held, observation: 'seen', clearance: 'stop' }), { kind: 'take' });
  });

  it('is looked for again until its absence may be believed, and at that moment at the latest', () => {
    const now = new Date(believable.getTime() - 10_000);
    assert.deepEqual(reconcile({ ...absent, attempt: open, now, pollBegan: now }), { kind: 'wait', until: believable });
  });

  it('is sent once more when two looks agree and the preflight has nothing against it', () => {
    assert.equal(reconcile({ ...absent, attempt: { ...open, emptyLooks: 0 } }).kind, 'wait');
    assert.deepEqual(reconcile({ ...absent, attempt: open, clearance: 'go' }), { kind: 'send' });
  });

  it('is not believed by a second look too soon after the first, which a wake-up of somebody else may bring', () => {
    const attempt = { ...open, lookedAt: new Date(later.getTime() - 30_000) };
    assert.equal(needsPreflight({ ...absent, attempt }), false);
    const next = { kind: 'wait', until: new Date(later.getTime() + 120_000) };
    assert.deepEqual(reconcile({ ...absent, attempt, clearance: 'go' }), next);
  });

  it('is not believed by a look that began too early, however long the process stood still after it', () => {
    const pollBegan = new Date(believable.getTime() - 1_000);
    assert.deepEqual(reconcile({ ...absent, attempt: open, pollBegan }), { kind: 'wait', until: later });
  });

  it('may be believed absent from that very moment on', () => {
    const found = reconcile({
      ...absent,
      attempt: { ...open, lookedAt: null },
      pollBegan: believable,
      clearance: 'go',
    });
    assert.deepEqual(found, { kind: 'send' });
  });

  it('waits a little, and is not sent, where nobody asked the preflight', () => {
    const found = reconcile({ ...absent, attempt: open });
    assert.deepEqual(found, { kind: 'wait', until: new Date(later.getTime() + 20_000) });
  });

  it('is held where the preflight refuses, and ends after two more looks that see nothing', () => {
    assert.equal(reconcile({ ...absent, attempt: open, clearance: 'stop' }).kind, 'hold');
    const first = reconcile({ ...absent, attempt: held, clearance: 'stop' });
    assert.equal(first.kind === 'wait' && first.counted, true);
    const end = reconcile({ ...absent, attempt: { ...held, emptyLooks: 1 }, clearance: 'stop' });
    assert.deepEqual(end, { kind: 'end', why: 'refused' });
  });

  it('that is held is sent as soon as what stood in the way is gone', () => {
    assert.deepEqual(reconcile({ ...absent, attempt: held, clearance: 'go' }), { kind: 'send' });
  });

  it('waits where Azure does not answer the preflight, and counts nothing', () => {
    const waiting = reconcile({ ...absent, attempt: { ...held, emptyLooks: 1 }, clearance: 'later' });
    assert.equal(waiting.kind === 'wait' && waiting.counted, undefined);
  });

  it('is not sent a fourth time', () => {
    const attempt = { ...open, sends: 3 };
    assert.equal(needsPreflight({ ...absent, attempt }), false);
    assert.deepEqual(reconcile({ ...absent, attempt, clearance: 'go' }), { kind: 'end', why: 'unanswered' });
  });

  it('that has nothing left to do ends without another send', () => {
    assert.deepEqual(reconcile({ ...absent, attempt: open, clearance: 'unneeded' }), { kind: 'end', why: 'unneeded' });
  });
});

describe('whatever happens', () => {
  const observations = fc.constantFrom<Observation>('seen', 'absent', 'unknown');
  const clearances = fc.constantFrom<Clearance>('go', 'later', 'unneeded', 'stop');
  const events = fc.array(fc.tuple(observations, clearances, fc.integer({ min: 1, max: 400 })), { maxLength: 60 });

  /** Plays looks in sequence and returns the decisions, with what was known each time. */
  function play(looks: [Observation, Clearance, number][]) {
    let attempt: OpenAttempt = { sentAt, sends: 1, emptyLooks: 0, lookedAt: null, held: false };
    let now = sentAt;
    const told = [];
    for (const [observation, clearance, seconds] of looks) {
      now = new Date(now.getTime() + seconds * 1000);
      const situation = { attempt, observation, now, pollBegan: now, timeoutMs };
      const asked = needsPreflight(situation);
      const decision = reconcile({ ...situation, ...(asked && { clearance }) });
      told.push({ situation, clearance: asked ? clearance : undefined, decision });
      if (decision.kind === 'take' || decision.kind === 'end') return told;
      attempt = afterDecision(attempt, decision, situation);
    }
    return told;
  }

  /** Time from which "not there" may be believed. */
  const from = (attempt: OpenAttempt) => new Date(attempt.sentAt.getTime() + 5 * 60_000);

  it('nothing is sent without a preflight that lets it, nor before its absence may be believed', () => {
    fc.assert(
      fc.property(events, (looks) => {
        for (const { situation, clearance, decision } of play(looks)) {
          if (decision.kind !== 'send') continue;
          assert.equal(clearance, 'go');
          assert.equal(situation.observation, 'absent');
          assert.ok(situation.now >= from(situation.attempt) && situation.attempt.sends < 3);
        }
      }),
    );
  });

  it('an attempt ends only after two looks in a row that saw nothing since its last send or hold', () => {
    fc.assert(
      fc.property(events, (looks) => {
        const told = play(looks);
        const last = told.at(-1);
        if (last?.decision.kind !== 'end') return;
        const since = told.findLastIndex(({ decision }) => decision.kind === 'send' || decision.kind === 'hold');
        const counted = told
          .slice(since + 1)
          .filter(({ situation: { observation, now, attempt } }) => observation === 'absent' && now >= from(attempt));
        assert.ok(counted.length >= (last.decision.why === 'unneeded' && since >= 0 ? 1 : 2));
        assert.equal(last.situation.observation, 'absent');
      }),
    );
  });

  it('the thread is told once of what stands in the way, until it is sent again', () => {
    fc.assert(
      fc.property(events, (looks) => {
        const kinds = play(looks).flatMap(({ decision: { kind } }) =>
          kind === 'hold' || kind === 'send' ? [kind] : [],
        );
        assert.ok(kinds.every((kind, at) => kind !== 'hold' || kinds[at - 1] !== 'hold'));
      }),
    );
  });
});

describe('what the preflight is asked for', () => {
  const asked = (change: Partial<Parameters<typeof needsPreflight>[0]>) =>
    needsPreflight({ ...absent, attempt: open, ...change });

  it('is an absence that two looks agree on, or any that may be believed once the attempt is held', () => {
    assert.equal(asked({}), true);
    assert.equal(asked({ attempt: { ...open, emptyLooks: 0 } }), false);
    assert.equal(asked({ attempt: held }), true);
    assert.equal(asked({ attempt: { ...open, emptyLooks: 2 } }), true);
  });

  it('is nothing that was seen, or not told, or that may not be believed yet', () => {
    for (const observation of ['seen', 'unknown'] as const) {
      for (const attempt of [open, held]) assert.equal(asked({ observation, attempt }), false, observation);
    }
    const first = { ...held, lookedAt: null };
    assert.equal(asked({ attempt: first, pollBegan: believable }), true);
    assert.equal(asked({ attempt: first, pollBegan: new Date(believable.getTime() - 1) }), false);
  });

  it('is nothing after the third send', () => {
    assert.equal(asked({ attempt: { ...open, sends: 2 } }), true);
    assert.equal(asked({ attempt: { ...open, sends: 3 } }), false);
  });
});

describe('an attempt that was looked for', () => {
  it('in vain counts nothing where Azure did not tell, and is looked for again soon', () => {
    const decision = reconcile({ ...absent, attempt: open, observation: 'unknown', clearance: 'go' });
    assert.deepEqual(decision, { kind: 'wait', until: new Date(later.getTime() + 20_000) });
    assert.deepEqual(afterDecision(open, decision as { kind: 'wait'; until: Date }, absent), open);
  });

  it('for the first time counts that look, however long ago it was sent', () => {
    const attempt = { ...open, emptyLooks: 0, lookedAt: null };
    const decision = reconcile({ ...absent, attempt });
    assert.deepEqual(decision, { kind: 'wait', until: new Date(later.getTime() + 150_000), counted: true });
    assert.deepEqual(afterDecision(attempt, decision as { kind: 'wait'; until: Date }, absent), {
      ...attempt,
      emptyLooks: 1,
      lookedAt: later,
    });
  });

  it('at the very moment from which a second look counts is believed', () => {
    const attempt = { ...open, lookedAt: new Date(later.getTime() - 150_000) };
    assert.deepEqual(reconcile({ ...absent, attempt, clearance: 'go' }), { kind: 'send' });
  });

  it('and is sent begins anew; held, it counts anew', () => {
    const sent = afterDecision({ ...held, emptyLooks: 1 }, { kind: 'send' }, absent);
    assert.deepEqual(sent, { sentAt: later, sends: 2, emptyLooks: 0, lookedAt: null, held: false });
    const stopped = afterDecision(open, { kind: 'hold', until: later }, absent);
    assert.deepEqual(stopped, { ...open, emptyLooks: 0, lookedAt: later, held: true });
  });

  it('leaves five minutes to mend what stands in the way', () => assert.equal(heldSeconds, 300));

  it('and is held leaves them from then on, however long ago that look began', () => {
    const now = new Date(later.getTime() + 200_000);
    const stopped = afterDecision(open, { kind: 'hold', until: now }, { now, pollBegan: later });
    assert.deepEqual(reconcile({ ...absent, attempt: stopped, now, pollBegan: now, clearance: 'stop' }), {
      kind: 'wait',
      until: new Date(now.getTime() + 150_000),
    });
  });
});

describe('a process that may have stood still', () => {
  it('is late after the time that a call may take, and where the clock was set back', () => {
    const late = (ms: number) => isLate(sentAt, new Date(sentAt.getTime() + ms), timeoutMs);
    assert.deepEqual([0, timeoutMs, timeoutMs + 1, -1].map(late), [false, false, true, true]);
  });

  it('changes nothing any more once its step has read for a minute and a half beyond that', () => {
    const late = (ms: number) => isLateSend(sentAt, new Date(sentAt.getTime() + ms), timeoutMs);
    assert.deepEqual([0, timeoutMs + 90_000, timeoutMs + 90_001, -1].map(late), [false, false, true, true]);
  });

  it('knows an attempt that another process has gone on with', () => {
    const read = { state: 'open', sentAt: before, emptyLooks: 1, lookedAt: before };
    assert.equal(isSameAttempt(read, { ...read, lookedAt: new Date(before) }), true);
    assert.equal(isSameAttempt({ ...read, lookedAt: null }, { ...read, lookedAt: null }), true);
    for (const change of [
      { state: 'accepted' },
      { sentAt: later },
      { emptyLooks: 0 },
      { lookedAt: later },
      { lookedAt: null },
    ]) {
      assert.equal(isSameAttempt(read, { ...read, ...change }), false, JSON.stringify(change));
    }
    assert.equal(isSameAttempt({ ...read, lookedAt: null }, read), false);
  });
});
