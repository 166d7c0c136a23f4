import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { longestTimeoutSeconds } from '../../../src/kernel/attempt-times.ts';
import type { Situation } from '../../../src/saga/rules/reconcile.ts';
import { type Rules, rules, SagaModel } from './saga-model.ts';

const tapes = fc.uint8Array({ maxLength: 80, size: 'max' });

describe('a send whose answer may be lost, between two workers and a late Azure', () => {
  it('has no second effect, is not forgotten and never goes against the preflight, in 100,000 interleavings', () => {
    const plays = fc.property(tapes, (tape) => new SagaModel(tape).play());
    fc.assert(plays, { numRuns: 100_000 });
  });
});

describe('each rule is needed: without it the same interleavings find', () => {
  const { needsPreflight, reconcile, isLate } = rules;
  /** Both functions see the situation as if the rule said nothing. */
  const seeing = (change: (situation: Omit<Situation, 'now'>) => Partial<Situation>): Partial<Rules> => ({
    needsPreflight: (situation) => needsPreflight({ ...situation, ...change(situation) }),
    reconcile: (situation) => reconcile({ ...situation, ...change(situation) }),
  });
  const attemptSeen = (change: (attempt: Situation['attempt']) => Partial<Situation['attempt']>) =>
    seeing(({ attempt }) => ({ attempt: { ...attempt, ...change(attempt) } }));

  const cases: { rule: string; without: Partial<Rules>; finds: string }[] = [
    {
      rule: 'the wait until "not there" may be believed',
      without: attemptSeen(() => ({ sentAt: new Date(-86_400_000) })),
      finds: 'two effects',
    },
    {
      rule: 'the second look',
      without: attemptSeen(({ emptyLooks }) => ({ emptyLooks: emptyLooks + 1 })),
      finds: 'two effects',
    },
    {
      rule: 'the distance between the looks',
      without: attemptSeen(() => ({ lookedAt: null })),
      finds: 'two effects',
    },
    {
      rule: 'the look that counts from its beginning',
      without: { reconcile: (situation) => reconcile({ ...situation, lookBegan: situation.now }) },
      finds: 'two effects',
    },
    {
      rule: 'the unreadable answer that proves nothing',
      without: seeing(({ sight }) => ({ sight: sight === 'unknown' ? 'absent' : sight })),
      finds: 'two effects',
    },
    { rule: 'the send that comes too late', without: { isLateSend: () => false }, finds: 'two effects' },
    {
      rule: 'the clock that was set back',
      without: { isLateSend: (since, now, timeoutMs) => now >= since && isLate(since, now, timeoutMs) },
      finds: 'two effects',
    },
    { rule: 'the row that is read again under its lock', without: { isSameAttempt: () => true }, finds: 'two effects' },
    { rule: 'one attempt of each number', without: { isTaken: () => false }, finds: 'two effects' },
    {
      rule: 'the preflight of each further send',
      without: { reconcile: (situation) => reconcile({ ...situation, clearance: 'go' }) },
      finds: 'sent although the preflight says no',
    },
    {
      rule: 'the verdict that is too old',
      without: { isLate: () => false },
      finds: 'sent although the preflight says no',
    },
    {
      rule: 'the end of what never answers',
      without: attemptSeen(({ sends }) => ({ sends: Math.min(sends, 1) })),
      finds: 'sent more often than a person should wait for',
    },
  ];
  for (const { rule, without, finds } of cases) {
    it(`${finds}: ${rule}`, () => {
      assert.equal(firstFound(finds, without), finds);
    });
  }

  it('two effects: the longest time-out that may be set', () => {
    assert.equal(firstFound('two effects', {}, 2 * longestTimeoutSeconds), 'two effects');
  });
});

/** The first interleaving that ends in this. */
function firstFound(finds: string, without: Partial<Rules>, timeout?: number): string {
  // The seed keeps what is found, and that it is found, the same from run to run.
  const plays = fc.property(tapes, (tape) => outcome(tape, without, timeout) !== finds);
  const { counterexample, numRuns } = fc.check(plays, { numRuns: 100_000, seed: 1, endOnFailure: true });
  if (!counterexample) return `nothing in ${numRuns} interleavings`;
  return outcome(counterexample[0], without, timeout);
}

function outcome(tape: Uint8Array, without: Partial<Rules>, timeout?: number): string {
  try {
    new SagaModel(tape, without, timeout).play();
    return 'nothing';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
