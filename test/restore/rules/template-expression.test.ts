import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type Expression, expressionIn, parseExpression } from '../../../src/restore/rules/template-expression.ts';

const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/);
const literal: fc.Arbitrary<Expression> = fc
  .oneof(fc.string(), fc.integer())
  .map((value) => ({ kind: 'literal', value }) as const);
const { any } = fc.letrec<{ any: Expression; call: Expression; member: Expression }>((tie) => ({
  any: fc.oneof({ maxDepth: 4 }, literal, tie('call'), tie('member')),
  call: fc.tuple(name, fc.array(tie('any'), { maxLength: 3 })).map(([called, args]) => {
    return { kind: 'call', name: called.toLowerCase(), args };
  }),
  member: fc.tuple(tie('call'), tie('any')).map(([of, key]) => ({ kind: 'member', of, key })),
}));

function written(one: Expression): string {
  if (one.kind === 'literal')
    return typeof one.value === 'number' ? `${one.value}` : `'${one.value.replaceAll("'", "''")}'`;
  if (one.kind === 'call') return `${one.name}(${one.args.map(written).join(', ')})`;
  const { key } = one;
  const plain = key.kind === 'literal' && typeof key.value === 'string' && /^[A-Za-z_]\w*$/.test(key.value);
  return `${written(one.of)}${plain ? `.${key.value}` : `[${written(key)}]`}`;
}

describe('an expression of a template', () => {
  it('is what stands between one bracket and its end', () => {
    assert.equal(expressionIn("[concat('a')]"), "concat('a')");
    for (const text of ['', 'x', '[x', 'x]', '[[x]', ' [x]']) assert.equal(expressionIn(text), undefined, text);
  });

  it('reads as it was written, however deep', () => {
    fc.assert(fc.property(any, (one) => assert.deepEqual(parseExpression(written(one)), one)));
  });

  it('is a call in any case, with or without spaces', () => {
    const wanted = {
      kind: 'call',
      name: 'concat',
      args: [
        { kind: 'literal', value: -12 },
        { kind: 'literal', value: "it's" },
      ],
    };
    for (const text of ["concat(-12,'it''s')", " CONCAT ( -12 , 'it''s' ) "])
      assert.deepEqual(parseExpression(text), wanted);
  });

  for (const text of [
    '',
    'x',
    'x(',
    'x(1',
    'x(1,',
    'x(1,)',
    'x(,1)',
    'x(1 2)',
    'x(1 2 3)',
    'x())',
    'x() y()',
    'x().',
    'x().1',
    "x().'a'",
    'x()[',
    'x()[1',
    'x()[]',
    'x()[1)',
    "'x",
    "'",
    '1x',
    '1 2',
    '+1',
    '.x',
    '[1]',
    'x$()',
    '$(1)',
  ]) {
    it(`is none: ${text}`, () => assert.equal(parseExpression(text), undefined));
  }

  it('nests no deeper than any template does, and is as long as it likes', () => {
    const nested = (depth: number) => `${'x('.repeat(depth)}1${')'.repeat(depth)}`;
    assert.ok(parseExpression(nested(29)));
    assert.equal(parseExpression(nested(30)), undefined);
    assert.equal(parseExpression(nested(10_000)), undefined);
    assert.ok(parseExpression(`x(${Array.from({ length: 200 }, () => 'y()').join(',')})`));
  });
});
