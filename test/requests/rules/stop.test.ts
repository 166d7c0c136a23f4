import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  currentStep,
  isWhole,
  nextAfterStop,
  type StoppableStep,
  whyUnstoppable,
} from '../../../src/requests/rules/stop.ts';
import { releaseRequest } from '../../../src/restore/request-kinds/release.ts';

const states = ['waiting', 'running', 'done', 'failed', 'skipped'] as const;
const rules = ['left', 'follows', 'always', 'finishes', 'swaps'] as const;

/** Steps as they occur: only what runs has an attempt under way. */
const step = fc
  .record({ state: fc.constantFrom(...states), when: fc.constantFrom(...rules), underWay: fc.boolean() })
  .map((one): StoppableStep => ({ ...one, underWay: one.underWay && one.state === 'running' }));
const steps = fc.array(step, { maxLength: 8 });

const isOver = ({ state }: StoppableStep) => state !== 'waiting' && state !== 'running';

/** Carries a stopped request to its end, each step ending in the given way. */
function carriedOut(all: readonly StoppableStep[], end: 'done' | 'failed'): StoppableStep[] {
  const now = all.map((one) => ({ ...one }));
  for (let next = nextAfterStop(now); next; next = nextAfterStop(now))
    Object.assign(next, { state: end, underWay: false });
  return now;
}

describe('a stopped request', () => {
  it('sends nothing that may be left', () =>
    fc.assert(
      fc.property(steps, (all) => {
        const next = nextAfterStop(all);
        assert.ok(!next || next.underWay || next.when === 'always' || next.when === 'follows');
      }),
    ));

  it('ends, with nothing under way, every tidying step tried and no half-done pair, whatever fails', () =>
    fc.assert(
      fc.property(steps, fc.constantFrom('done' as const, 'failed' as const), (all, end) => {
        const over = carriedOut(all, end);
        for (const [index, one] of over.entries()) {
          assert.ok(!one.underWay);
          if (one.when === 'always') assert.ok(isOver(one));
          const before = over[index - 1];
          if (one.when === 'follows' && (before?.state === 'done' || before?.state === 'failed'))
            assert.ok(isOver(one));
        }
      }),
    ));

  it('leaves alone what had not begun and may be left', () =>
    fc.assert(
      fc.property(steps, (all) => {
        const over = carriedOut(all, 'done');
        for (const [index, { state, when }] of all.entries())
          if (state === 'waiting' && when !== 'always' && when !== 'follows')
            assert.equal(over[index]?.state, 'waiting');
      }),
    ));

  it('is whole only if none of its steps was left out or failed', () =>
    fc.assert(
      fc.property(steps, (all) =>
        assert.equal(
          isWhole(all),
          all.every(({ state }) => state === 'done' || state === 'skipped'),
        ),
      ),
    ));
});

it('a release that is stopped once its copy has moved still takes the mark of quarantine off', () => {
  const { stepKinds } = releaseRequest;
  const mark: StoppableStep = { state: 'waiting', when: stepKinds['release-tag'], underWay: false };
  assert.equal(nextAfterStop([{ state: 'done', when: stepKinds['release-move'], underWay: false }, mark]), mark);
});

it('a request cannot be stopped while a step is under way that has to finish, nor once disks are replaced, and can otherwise', () =>
  fc.assert(
    fc.property(steps, (all) => {
      const current = currentStep(all);
      const has = current?.underWay === true && (current.when === 'finishes' || current.when === 'swaps');
      const swapped = all.some(({ state, when }) => state === 'done' && when === 'swaps');
      assert.equal(whyUnstoppable(all), swapped ? 'swapped' : has ? current.when : undefined);
    }),
  ));
