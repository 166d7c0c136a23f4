import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isForeignMember, isForeignValue } from '../../../src/restore/rules/compare-template.ts';
import { Unresolved } from '../../../src/restore/rules/template-values.ts';

/** Effects of members of a machine, a disk or an interface, by Resource Manager's names. */
const foreign: Record<string, string[]> = {
  'hands a right': ['identity'],
  'makes more, or makes it elsewhere': ['resources', 'copy', 'scope', 'subscriptionId', 'resourceGroup'],
  'runs something on the machine, or gives it a password': [
    'osProfile',
    'customData',
    'userData',
    'applicationProfile',
  ],
  'takes a secret, or shows one': ['secrets', 'protectedSettings', 'keyVault', 'reference', 'outputs'],
  'says who made it': ['strongroom-request', 'RSVaultBackup'],
  'is none that an object has': ['__proto__'],
};

describe('a member that nobody may add', () => {
  for (const [what, names] of Object.entries(foreign)) {
    it(`is one that ${what}, in any case and however deep`, () => {
      for (const name of names) {
        for (const spelled of [name, name.toUpperCase(), name.toLowerCase()]) {
          assert.ok(isForeignMember(spelled), spelled);
          assert.ok(isForeignValue({ x: [{ y: JSON.parse(`{ "${spelled}": 1 }`) }] }), spelled);
        }
      }
    });
  }

  it('is none of the others, though their names begin alike', () => {
    for (const name of ['identityType', 'osProfiles', 'copyMode', 'tag', '']) assert.ok(!isForeignMember(name), name);
  });
});

describe('a value that nobody may add', () => {
  const foreignTexts = [
    "[reference('x')]",
    '[',
    '/subscriptions/x',
    'x/SUBSCRIPTIONS/y',
    '/providers/Microsoft.Compute',
    'https://evil.example',
    'FILE://x',
  ];
  for (const text of foreignTexts) {
    it(`names a resource or an address, or is worked out later: ${text}`, () => {
      assert.ok(isForeignValue(text) && isForeignValue([text]) && isForeignValue({ a: { b: [text] } }));
      assert.ok(isForeignValue({ [text]: 1 }), 'as a name too');
    });
  }

  it('is one that is known only at run time', () => {
    assert.ok(isForeignValue({ a: [new Unresolved('runtime', 'reference')] }));
    assert.ok(isForeignValue(new Unresolved('open', 'name')));
  });

  it('is no number, word or list of them, nor nothing', () => {
    for (const value of [
      1,
      true,
      null,
      undefined,
      '',
      'x[0]',
      'a:/b',
      'subscriptions',
      [],
      {},
      [1, 'x', { a: null }],
    ]) {
      assert.ok(!isForeignValue(value), JSON.stringify(value));
    }
  });

  it('is found wherever it stands in another', () => {
    const any = fc.jsonValue({ maxDepth: 3 });
    const around = fc.array(fc.oneof(fc.constant(undefined), fc.string()), { maxLength: 5 });
    const text = fc.constantFrom(...foreignTexts);
    fc.assert(
      fc.property(any, around, text, (beside, path, found) => {
        const inner = path.reduce<unknown>(
          (made, name) => (name === undefined ? [beside, made] : { x: beside, ...Object.fromEntries([[name, made]]) }),
          found,
        );
        assert.ok(isForeignValue(inner));
      }),
    );
  });
});
