import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ps, sh, word } from '../../src/kernel/quote.ts';
import { restLine } from '../../src/requests/rules/change-lines.ts';

/** Arguments of a program that bash starts with these words. */
const inBash = (words: string): string[] =>
  execFileSync('bash', ['-c', `printf '%s\\0' ${words}`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1);

/** Programs can't receive a NUL, and a lone surrogate has no bytes. */
const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .filter((one) => !one.includes('\0') && one.isWellFormed());

describe('a value in a line for bash', () => {
  it('is one word that nothing in it changes', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 10 }), (values) => {
        assert.deepEqual(inBash(values.map(word).join(' ')), values);
      }),
      { numRuns: 40 },
    );
  });

  it('is left bare where it can be, which is easier to read', () => {
    assert.equal(sh('/subscriptions/a/resourceGroups/rg-app'), '/subscriptions/a/resourceGroups/rg-app');
    assert.equal(sh('VM;iaasvmcontainerv2;rg;vm'), "'VM;iaasvmcontainerv2;rg;vm'");
    assert.equal(sh("$(rm -rf ~)'"), `'$(rm -rf ~)'\\'''`);
  });
});

describe('an argument of az', () => {
  it('that az would take for the name of a file is given as a file of bash that holds it', () => {
    for (const value of ["@it's", 'tag=@a b', '@@', '=@x']) {
      const [given = ''] = inBash(sh(value));
      const [, before, file] = /^([^=]*=)?@(\/dev\/fd\/\d+)$/.exec(given) ?? [];
      assert.ok(file, given);
      const held = execFileSync('bash', ['-c', `read() { printf %s "$(< "\${1#*@}")"; }; read ${sh(value)}`]);
      assert.equal(`${before ?? ''}${held}`, value);
    }
  });

  it('that holds an @ elsewhere is left as it is', () => {
    for (const value of ['a@b', 'a=b=@c', '@', 'x@=y']) assert.deepEqual(inBash(sh(value)), [value]);
  });
});

describe('a value in a line for PowerShell', () => {
  it('is quoted, with its quotes doubled, so that nothing in it is read', () => {
    assert.equal(ps("O'Brien $(x)"), "'O''Brien $(x)'");
    assert.equal(ps('a\u2019; rm'), "'a\u2019\u2019; rm'");
    fc.assert(
      fc.property(text, (value) => {
        assert.equal(
          ps(value)
            .slice(1, -1)
            .replace(/(['\u2018-\u201b])\1/g, '$1'),
          value,
        );
      }),
    );
  });
});

describe('a request as az rest', () => {
  it('carries its body as one word of JSON', () => {
    const body = { properties: { name: "it's; $HOME", list: [1, null] } };
    const words = inBash(
      restLine({ method: 'put', url: '/subscriptions/s?api-version=1', body, resource: 'https://x' }),
    );
    assert.deepEqual(words.slice(0, 4), ['az', 'rest', '--method', 'put']);
    assert.deepEqual(JSON.parse(words.at(-1) ?? ''), body);
  });
});
