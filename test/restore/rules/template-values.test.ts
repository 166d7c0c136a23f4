import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type Expression,
  expressionIn,
  givenParameters,
  parseExpression,
  templateValues,
  Unresolved,
} from '../../../src/restore/rules/template-values.ts';

const groupId = '/subscriptions/aaaa/resourceGroups/rg-restore';
type Template = { parameters?: Record<string, unknown>; variables?: Record<string, unknown> };

const value = (text: unknown, template: Template = {}, given: Record<string, string> = {}) =>
  templateValues(template, { groupId, region: 'westeurope', given })(text);
/** Why a value is unknown before the deployment. */
const unresolved = (text: unknown, template: Template = {}) => {
  const found = value(text, template);
  assert.ok(found instanceof Unresolved, JSON.stringify(found));
  return [found.kind, found.source];
};

describe('a value of a template', () => {
  it('is what stands there, in lists and objects too', () => {
    const plain = { a: [1, 'x', null, true, { b: "it's" }] };
    assert.deepEqual(value(plain), plain);
    assert.deepEqual(value({ a: ["[concat('x', 'y')]"] }), { a: ['xy'] });
  });

  it('that begins with two brackets is text with one', () => {
    assert.equal(value('[[x]'), '[x]');
    assert.equal(value('a[[x]'), 'a[[x]');
    assert.equal(value('[x'), '[x', 'without an end it is no expression');
  });

  it('whatever it is: without an expression it stays as it is', () => {
    const calm = fc.jsonValue().filter((one) => !/"\[/.test(JSON.stringify(one)));
    fc.assert(fc.property(calm, (one) => assert.deepEqual(value(one), one)));
  });
});

describe('a parameter', () => {
  const template = {
    parameters: { Name: { defaultValue: 'own' }, Other: { defaultValue: "[parameters('NAME')]" }, Open: {} },
  };

  it('is what the plan gives, else its default, by its name in any case', () => {
    assert.equal(value("[parameters('Name')]", template), 'own');
    assert.equal(value("[PARAMETERS('name')]", template, { name: 'plan' }), 'plan');
    assert.equal(value("[parameters('other')]", template, { name: 'plan' }), 'plan', 'a default may name another');
  });

  it('is open without a default, and where it is not declared', () => {
    assert.deepEqual(unresolved("[parameters('Open')]", template), ['open', 'open']);
    assert.deepEqual(unresolved("[parameters('None')]", template), ['open', 'none']);
    assert.deepEqual(unresolved("[parameters('toString')]", template), ['open', 'tostring']);
  });
});

describe('a variable', () => {
  const template = { variables: { Group: 'rg', Deep: { Inner: "[variables('group')]" } } };

  it('is worked out, by its name in any case, with its members', () => {
    assert.equal(value("[variables('GROUP')]", template), 'rg');
    assert.equal(value("[variables('deep').inner]", template), 'rg');
    assert.equal(value("[variables('deep')['INNER']]", template), 'rg');
  });

  it('that is missing is known only at run time, and so is a member that is', () => {
    assert.deepEqual(unresolved("[variables('None')]", template), ['runtime', "variables('None')"]);
    assert.deepEqual(unresolved("[variables('deep').none]", template), ['runtime', 'none']);
    assert.deepEqual(unresolved("[variables('group').none]", template), ['runtime', 'none']);
    assert.deepEqual(unresolved("[parameters('open').none]"), ['open', 'open'], 'of what is open it is open');
  });
});

describe('a function', () => {
  it('joins texts and numbers, and writes in lower case', () => {
    assert.equal(value("[concat('a', 1, concat('B'))]"), 'a1B');
    assert.equal(value("[toLower(concat('A', 'b'))]"), 'ab');
  });

  it('does not join what is no text, nor more than anybody reads', () => {
    const list = { variables: { list: ['a'], long: 'x'.repeat(5_000), more: 'x' } };
    assert.deepEqual(unresolved("[concat(variables('list'), 'b')]", list), ['runtime', 'concat']);
    assert.equal(String(value("[concat(variables('long'), variables('long'))]", list)).length, 10_000);
    assert.deepEqual(unresolved("[concat(variables('long'), variables('long'), 'x')]", list), ['runtime', 'concat']);
  });

  it('says where the deployment goes', () => {
    assert.equal(value('[resourceGroup().location]'), 'westeurope');
    assert.equal(value('[resourceGroup().name]'), 'rg-restore');
    assert.equal(value('[resourceGroup().id]'), groupId);
    assert.equal(value('[subscription().subscriptionId]'), 'aaaa');
    assert.equal(value('[subscription().id]'), '/subscriptions/aaaa');
  });

  it('names a resource: of this group, of another, of another subscription, and one within another', () => {
    const disks = `${groupId}/providers/Microsoft.Compute/disks`;
    assert.equal(value("[resourceId('Microsoft.Compute/disks', 'os')]"), `${disks}/os`);
    assert.equal(
      value("[resourceId('rg-b', 'Microsoft.Compute/disks', 'os')]"),
      `${disks}/os`.replace('rg-restore', 'rg-b'),
    );
    const away = '/subscriptions/bbbb/resourceGroups/rg-b/providers/Microsoft.Network/virtualNetworks/v/subnets/s';
    assert.equal(value("[resourceId('bbbb', 'rg-b', 'Microsoft.Network/virtualNetworks/subnets', 'v', 's')]"), away);
  });

  for (const args of [
    "'Microsoft.Compute/disks'",
    "'Microsoft.Compute/disks', 'a', 'b'",
    "'disks', 'os'",
    "'x', 'y', 'z', 'M.C/disks', 'os'",
  ]) {
    it(`names no resource by ${args}`, () => {
      assert.deepEqual(unresolved(`[resourceId(${args})]`), ['runtime', 'resourceId']);
    });
  }

  it('that nobody here knows is known only at run time, and so is what is made of it', () => {
    assert.deepEqual(unresolved("[reference('x')]"), ['runtime', 'reference']);
    assert.deepEqual(unresolved("[concat('a', listKeys('x').key)]"), ['runtime', 'listkeys']);
    assert.deepEqual(unresolved("[toLower(parameters('open'))]"), ['open', 'open']);
    assert.deepEqual(unresolved("[resourceId('Microsoft.Compute/disks', parameters('open'))]"), ['open', 'open']);
  });

  it('that is spelled wrong is known by nobody', () => {
    assert.deepEqual(unresolved('[concat(]'), ['runtime', 'concat(']);
  });
});

describe('what has no end', () => {
  const chain = (length: number) => ({
    variables: Object.fromEntries(
      Array.from({ length }, (_, at) => [`v${at}`, at === length - 1 ? 'end' : `[variables('v${at + 1}')]`]),
    ),
  });

  it('is given up, and a chain as long as any template has is not', () => {
    assert.equal(value("[variables('v0')]", chain(15)), 'end');
    assert.deepEqual(unresolved("[variables('v0')]", chain(60)), ['runtime', 'too deep']);
    assert.deepEqual(unresolved("[variables('v')]", { variables: { v: "[variables('v')]" } }), ['runtime', 'too deep']);
    assert.deepEqual(unresolved("[parameters('p')]", { parameters: { p: { defaultValue: "[parameters('p')]" } } }), [
      'runtime',
      'too deep',
    ]);
  });

  it('is given up however it goes on: within itself, side by side, in one text, or doubled again and again', () => {
    const nested = (around: (one: unknown) => unknown) => Array.from({ length: 60 }).reduce(around, 'x');
    for (const around of [(one: unknown) => [one], (one: unknown) => ({ one })]) {
      const deepest = JSON.stringify(value(nested(around)));
      assert.ok(deepest.includes('too deep') && !deepest.includes('"x"'));
    }
    const wide = value(Array.from({ length: 60_000 }, () => 'x')) as unknown[];
    assert.deepEqual([wide[0], wide.at(-1)], ['x', new Unresolved('runtime', 'too deep')]);
    assert.deepEqual(unresolved(`[concat(${'1,'.repeat(60_000)}1)]`), ['runtime', 'too deep']);
    const doubled = Array.from({ length: 30 }, (_, at) => {
      const next = `variables('v${at + 1}')`;
      return [`v${at}`, at === 29 ? '' : `[concat(${next}, ${next})]`];
    });
    assert.deepEqual(unresolved("[variables('v0')]", { variables: Object.fromEntries(doubled) }), [
      'runtime',
      'too deep',
    ]);
  });
});

describe('what the plan gives', () => {
  const network = `${groupId.replace('rg-restore', 'rg-net')}/providers/Microsoft.Network/virtualNetworks/vnet`;
  it('is told under the names that generated templates ask for', () => {
    const named = {
      virtualmachinename: 'copy',
      virtualnetwork: 'vnet',
      virtualnetworkresourcegroup: 'rg-net',
      subnet: 'isolated',
      networkinterfacename: 'copy-nic',
      networkinterfaceprefixname: 'copy',
    };
    const machine = { name: 'copy', nic: 'copy-nic' };
    assert.deepEqual(givenParameters({ ...machine, subnetId: `${network}/subnets/isolated` }), named);
    assert.deepEqual(givenParameters({ ...machine, subnetId: `${network}/SUBNETS/isolated/` }), named);
  });
});

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
