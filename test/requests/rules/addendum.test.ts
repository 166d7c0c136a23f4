import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  addendumHash,
  type Deviation,
  sameDeviations,
  sortedDeviations,
  storedAddendum,
} from '../../../src/requests/rules/addendum.ts';

const deviation = fc.record({ path: fc.string({ unit: 'binary' }), value: fc.json() });
const deviations = fc.array(deviation, { minLength: 1, maxLength: 6 });

const subject = (found: readonly Deviation[]) => ({
  requestId: 'R-7K2M',
  planHash: '4f9c',
  step: 'deploy-vm',
  content: { kind: 'deviations' as const, deviations: found },
});

describe('the hash of an addendum', () => {
  it('is the same in whatever order, and however often, something was found', () => {
    fc.assert(
      fc.property(deviations, fc.nat(), (found, at) => {
        const turned = [...found.slice(at % found.length), ...found.slice(0, at % found.length), ...found];
        assert.equal(addendumHash(subject(turned)), addendumHash(subject(found)));
        assert.ok(sameDeviations(turned, found));
      }),
    );
  });

  it('is that of what the database gives back', () => {
    fc.assert(
      fc.property(deviations, (found) => {
        const stored = sortedDeviations(found);
        assert.equal(addendumHash(subject(stored)), addendumHash(subject(found)));
        assert.ok(stored.every(({ path }) => path.isWellFormed() && !path.includes('\0')));
      }),
    );
  });

  it('differs by every value to its last character, by path, step, request and plan', () => {
    const long = `"${'a'.repeat(5_000)}`;
    const one = subject([{ path: 'p', value: `${long}b"` }]);
    const others = [
      subject([{ path: 'p', value: `${long}c"` }]),
      subject([{ path: 'q', value: `${long}b"` }]),
      subject([]),
      { ...one, step: 'verify' },
      { ...one, requestId: 'R-7K2N' },
      { ...one, planHash: '4f9d' },
    ];
    assert.equal(new Set([one, ...others].map(addendumHash)).size, 1 + others.length);
  });

  it('agreement to some of it, or to more, is none', () => {
    fc.assert(
      fc.property(deviations, deviation, (found, other) => {
        fc.pre(!sameDeviations([...found, other], found));
        assert.ok(!sameDeviations(found, [...found, other]));
        assert.ok(!sameDeviations(found, []));
      }),
    );
  });
});

describe('an addendum as it is stored', () => {
  const found = { path: 'virtualMachines/properties/priority', value: '"Spot"' };
  const content = { kind: 'deviations', deviations: [found] };
  const unreadable = (path: string) => ({ code: 'stored.unreadable', params: { name: 'addendum', path } });

  it('is read as it was put to the vote', () => {
    assert.deepEqual(storedAddendum.parse(content), content);
  });

  it('is not read with anything besides: what is agreed to has all that will be done in its hash', () => {
    assert.throws(() => storedAddendum.parse({ ...content, also: 'delete' }), unreadable('-'));
    const more = { ...content, deviations: [{ ...found, also: 'delete' }] };
    assert.throws(() => storedAddendum.parse(more), unreadable('deviations.0'));
  });

  it('is not read without one of its members, or of another kind', () => {
    assert.throws(() => storedAddendum.parse({ kind: 'deviations' }), unreadable('deviations'));
    assert.throws(() => storedAddendum.parse({ ...content, kind: 'reach' }), unreadable('kind'));
    for (const member of ['path', 'value'] as const) {
      const { [member]: _, ...less } = found;
      const broken = { ...content, deviations: [less] };
      assert.throws(() => storedAddendum.parse(broken), unreadable(`deviations.0.${member}`));
    }
  });
});
