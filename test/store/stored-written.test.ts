import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { product } from '../../src/app/product.ts';
import { asObject, type Stored } from '../../src/kernel/stored.ts';
import { fixturesOf } from './fixtures.ts';
import { toldShapes } from './stored-shapes.ts';

const src = path.join(import.meta.dirname, '../../src');
const files = globSync('**/*.ts', { cwd: src }).map((file) => readFileSync(path.join(src, file), 'utf8'));
const names = toldShapes()
  .map(({ name }) => name)
  .filter((name) => !name.startsWith('effects '));

/** Values that are written through the lists of features. */
const listed = [
  ...product.requestKinds.map(({ stored }) => stored),
  ...product.forms.map(({ stored }) => stored),
  ...Object.values(product.steps).map(({ result }) => result),
].flatMap((stored) => (stored ? [(stored as Stored<unknown>).name] : []));

/** Each value that has a constant, and the files that may write it. */
const constants = files.flatMap((text) =>
  [...text.matchAll(/(export )?const (\w+) = defineStored\(\s*'([^']+)'/g)].map(
    ([, isExported, constant = '', name = '']) => ({ name, constant, within: isExported ? files : [text] }),
  ),
);
const called = constants
  .filter(({ constant, within }) => within.some((text) => new RegExp(`\\b${constant}\\.write\\(`).test(text)))
  .map(({ name }) => name);

describe('what is stored as JSON', () => {
  it('is written by what gives it its version, wherever it is read by that: its next version would not be told', () => {
    const written = new Set([...listed, ...called]);
    assert.deepEqual(
      names.filter((name) => !written.has(name)),
      [],
    );
  });

  it('has a schema of its own, by which it is found', () => {
    const defined = files.flatMap((text) =>
      [...text.matchAll(/defineStored\(\s*'([^']+)'/g)].map(([, name = '']) => name),
    );
    assert.ok(defined.length > 50);
    assert.deepEqual(defined.filter((name) => !names.includes(name)).toSorted(), []);
  });
});

describe('what a step has left', () => {
  const left = fixturesOf('steps').filter(({ state, result }) => (state === 'done' || state === 'skipped') && result);

  it('is read by what its handler writes it with, and comes back as it was', () => {
    assert.ok(left.length > 0);
    for (const { kind, result } of left) {
      const stored = product.steps[String(kind)]?.result as Stored<unknown> | undefined;
      assert.ok(stored, String(kind));
      stored.parse(result);
      assert.deepEqual(JSON.parse(JSON.stringify(stored.write(result))), result);
    }
  });

  it('names the version that is written', () => {
    const confirm = product.steps['drill-confirm']?.result as Stored<unknown>;
    assert.equal(asObject(confirm.write({ live: 0, foreign: [] })).version, undefined);
    assert.throws(() => confirm.parse({ live: 0, foreign: [], version: 2 }), { code: 'stored.newer' });
    assert.throws(() => confirm.parse({ live: 0 }), { code: 'stored.unreadable' });
  });
});
