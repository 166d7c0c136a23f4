import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { TemplateError } from '../../../sandbox/arm/expression.ts';
import { evaluateTemplate } from '../../../sandbox/arm/template.ts';

const scope = { subscriptionId: 's', group: 'rg', location: 'westeurope' };

/** What an expression comes to, as a property of the only resource. */
function evaluated(
  expression: unknown,
  more: Record<string, unknown> = {},
  given: Record<string, unknown> = {},
): unknown {
  const resource = { type: 'A.B/c', name: 'n', apiVersion: '2023-01-01', value: expression };
  const { resources } = evaluateTemplate({ ...more, resources: [resource] }, given, scope);
  return resources[0]?.value;
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

test('text is itself, whatever is in it, quoted in an expression or plain', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      assert.equal(evaluated(`[concat(${quoted(one)}, ${quoted(other)})]`), one + other);
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '[', ']', "'", ' ') }), (text) => {
      fc.pre(!text.startsWith('['));
      assert.equal(evaluated(text), text);
    }),
  );
  assert.equal(evaluated('[[escaped]'), '[escaped]');
});

test('a value that is given, or the default, is what the parameter is; names compare without case', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (value, standard) => {
      const parameters = { Name: { type: 'string', defaultValue: `x${standard}` } };
      assert.equal(evaluated("[parameters('name')]", { parameters }, { NAME: value }), value);
      assert.equal(evaluated("[parameters('name')]", { parameters }), `x${standard}`);
    }),
  );
});

test('ids of resources: here, in another group, in another subscription, and of children', () => {
  const at = (group: string, subscription = 's') => `/subscriptions/${subscription}/resourceGroups/${group}/providers`;
  assert.equal(evaluated("[resourceId('A.B/c', 'd')]"), `${at('rg')}/A.B/c/d`);
  assert.equal(evaluated("[resourceId('other', 'A.B/c/e', 'd', 'f')]"), `${at('other')}/A.B/c/d/e/f`);
  assert.equal(evaluated("[resourceId('t', 'other', 'A.B/c', 'd')]"), `${at('other', 't')}/A.B/c/d`);
  assert.throws(() => evaluated("[resourceId('A.B/c')]"), TemplateError);
});

test('members, elements, variables, conditions', () => {
  const variables = { list: ['a', "[concat('b', 'c')]"], map: { Key: 'v' } };
  assert.equal(evaluated("[variables('list')[1]]", { variables }), 'bc');
  assert.equal(evaluated("[variables('map').key]", { variables }), 'v');
  assert.equal(evaluated('[resourceGroup().location]'), 'westeurope');
  assert.equal(evaluated("[if(equals('a', 'b'), parameters('none'), 'no')]"), 'no');
  assert.deepEqual(evaluated({ a: ["[toUpper('x')]", 1, true] }), { a: ['X', 1, true] });
});

test('a resource whose condition is false is left out', () => {
  const resource = { type: 'A.B/c', name: 'n', apiVersion: '2023-01-01' };
  const template = {
    resources: [
      { ...resource, condition: "[equals('a', 'b')]" },
      { ...resource, condition: true },
    ],
  };
  assert.equal(evaluateTemplate(template, {}, scope).resources.length, 1);
});

test('what Resource Manager refuses', () => {
  const parameters = { a: { type: 'string' }, n: { type: 'int', defaultValue: 1 } };
  assert.throws(() => evaluated('x', { parameters }), /'a' is not provided/);
  assert.throws(() => evaluated('x', { parameters }, { a: 'b', other: 1 }), /'other'.*not present/);
  assert.throws(() => evaluated('x', { parameters }, { a: 'b', n: 'text' }), /'n' is not valid/);
  assert.throws(() => evaluated("[variables('v')]", { variables: { v: "[variables('v')]" } }), /Circular/);
  assert.throws(() => evaluated("[reference('x')]"), /'reference' is not valid/);
  const twoNames = { resources: [{ type: 'A.B/c', name: 'n/m', apiVersion: '2023-01-01' }] };
  assert.throws(() => evaluateTemplate(twoNames, {}, scope), /segment lengths/);
});
