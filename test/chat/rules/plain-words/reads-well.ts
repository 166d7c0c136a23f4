import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluate, readSamples } from '../../../../sentences/evaluate.ts';
import { figuresOf } from '../../../../sentences/figures.ts';

/** Holds what is read of these sets to its limits. */
export function readsWell(name: string, sets: readonly string[]): void {
  test(name, () => {
    const { answered, firstRight, wrongRead, wrongForm, done, otherPoint, spoken } = figuresOf(
      sets.flatMap((each) => evaluate(readSamples(each))),
    );
    const share = ({ count, of }: typeof answered) => (of === 0 ? 0 : count / of);
    assert.deepEqual([wrongForm, done], [0, 0]);
    assert.ok(share(answered) >= 0.85, `answered ${share(answered)}`);
    assert.ok(share(firstRight) >= 0.8, `first choice right ${share(firstRight)}`);
    assert.ok(share(wrongRead) <= 0.01, `read wrong ${share(wrongRead)}`);
    assert.ok(share(otherPoint) <= 0.005, `other point ${share(otherPoint)}`);
    assert.ok(share(spoken) <= 0.1, `spoke to what wants nothing ${share(spoken)}`);
  });
}
