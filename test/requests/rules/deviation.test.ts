import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  deviation,
  deviationsToApprove,
  sameDeviations,
  segmentsOf,
  sortedDeviations,
} from '../../../src/requests/rules/addendum.ts';

const licence = deviation(['virtualMachines', 'properties', 'licenseType'], 'RHEL_BYOS');
const tag = deviation(['virtualMachines', 'tags', 'cost'], '1');
const anyDeviations = fc.array(fc.record({ path: fc.string(), value: fc.string() }, { noNullPrototype: true }), {
  maxLength: 6,
});

describe('what was agreed to', () => {
  it('is just that, in any order and however often it was found', () => {
    assert.ok(sameDeviations([licence, tag], [tag, licence, tag]));
    assert.deepEqual(deviationsToApprove([licence, tag], [tag, licence]), []);
    assert.ok(sameDeviations([], []));
  });

  it('is not less, not more, no other value and no other place', () => {
    for (const agreed of [[], [licence], [licence, tag, deviation(['x'], 1)], [licence, { ...tag, value: '"2"' }]]) {
      assert.deepEqual(deviationsToApprove([licence, tag], agreed), [licence, tag]);
    }
    assert.ok(!sameDeviations([licence], [{ ...licence, path: tag.path }]));
    assert.ok(!sameDeviations([{ path: 'a', value: 'b' }], [{ path: 'b', value: 'a' }]));
    assert.ok(!sameDeviations([licence], []), 'nothing was agreed to');
  });

  it('stays the same once the database has kept it, which takes neither zeros nor halves of characters', () => {
    fc.assert(
      fc.property(anyDeviations, fc.array(fc.constantFrom('\0', '\ud800', 'x'), { maxLength: 4 }), (some, odd) => {
        const found = [...some, { path: odd.join(''), value: odd.toReversed().join('') }];
        const kept = sortedDeviations(found);
        for (const { path, value } of kept)
          assert.ok(`${path}${value}`.isWellFormed() && !`${path}${value}`.includes('\0'));
        assert.deepEqual(sortedDeviations(kept), kept);
        assert.ok(sameDeviations(found, kept));
      }),
    );
    const odd = sortedDeviations([{ path: 'a\0', value: '\0\ud800' }]);
    assert.deepEqual(odd, [{ path: 'a\ufffd', value: '\ufffd\ufffd' }]);
  });

  it('has one order, by place and then by value, and each once', () => {
    const [first, second, third] = [
      { path: 'a', value: '1' },
      { path: 'a', value: '2' },
      { path: 'b', value: '0' },
    ];
    assert.deepEqual(sortedDeviations([third, second, first, second]), [first, second, third]);
    fc.assert(
      fc.property(anyDeviations, (found) => {
        assert.deepEqual(sortedDeviations(found.toReversed()), sortedDeviations(found));
      }),
    );
  });
});

it('a value that is nothing is written as nothing', () => {
  assert.deepEqual([deviation(['x'], undefined).value, deviation(['x'], null).value], ['null', 'null']);
  assert.equal(deviation(['x'], { b: 1, a: [2] }).value, '{"a":[2],"b":1}', 'in one spelling');
});

it('a path of a deviation says every name', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1 }), fc.jsonValue(), (names, value) => {
      assert.deepEqual(segmentsOf(deviation(names, value)), names);
    }),
  );
});
