import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { judgeMachine } from '../../../src/drills/rules/approved-machine.ts';

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
