import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseRelaxedJson } from '../../../sandbox/azure/read-call.ts';

test('JSON means the same as ever, however it is laid out', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2, '\t'), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      assert.deepEqual(parseRelaxedJson(text), JSON.parse(text));
    }),
  );
});

test('comments, names without quotes, quotes of either kind, lines in a string and a last comma are read', () => {
  const text = `{
    // "not": read,
    "address": "https://aka.ms/x", /* nor
    this */ name: 'it''s' ,
    list: [1, -2.5e3, true, null,],
    text: "one
two",
  }`.replace("it''s", 'a "word"');
  assert.deepEqual(parseRelaxedJson(text), {
    address: 'https://aka.ms/x',
    name: 'a "word"',
    list: [1, -2500, true, null],
    text: 'one\ntwo',
  });
});

test('what is no JSON even so is refused', () => {
  for (const text of ['a=b&c=d', '{', '{"a" "b"}', 'publisher: x', '[1 2]', '']) {
    assert.throws(() => parseRelaxedJson(text), SyntaxError, text);
  }
});
