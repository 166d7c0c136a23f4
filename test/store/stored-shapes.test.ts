import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { z } from 'zod/v4';
import { defineStored } from '../../src/kernel/stored.ts';
import { signed } from '../../src/requests/rules/stored-parts.ts';
import {
  agreedOn,
  changedWithoutVersion,
  parseShapes,
  type Shape,
  shapesFile,
  shapesOf,
  toldShapes,
  writeShapes,
} from './stored-shapes.ts';

const agreed = parseShapes(readFileSync(shapesFile, 'utf8'));
const today = toldShapes();

describe('what may stand in stored JSON', () => {
  it('changes with a new version only: an older process drops or refuses what it does not know of its own version', () => {
    assert.deepEqual(
      changedWithoutVersion(agreed, today),
      [],
      'These take a new version: see "A change of what is stored as JSON" in docs/recipes/stored-data.md.',
    );
  });

  it('is what the file says, which `npx node test/store/write-shapes.ts` writes', () => {
    assert.equal(readFileSync(shapesFile, 'utf8'), writeShapes(today));
  });

  it('is told of each that the code defines, and of the effects of each kind of request that has some', () => {
    const names = today.map(({ name }) => name);
    for (const name of [
      'plan restore',
      'form ask',
      'result verify',
      'setting digest-told',
      'effects drill-definition',
    ]) {
      assert.ok(names.includes(name), name);
    }
    // A quarantine signs the restore.
    const plans = names.filter((name) => name.startsWith('plan ') && name !== 'plan quarantine');
    for (const name of plans) assert.ok(names.includes(name.replace('plan', 'effects')), name);
  });
});

describe('a change of a shape', () => {
  const inner = defineStored('inner', z.object({ name: z.string() }));
  const effects = (shape: z.ZodRawShape, known = 1) => signed('thing', shape, known);
  const before = z.object({
    kind: z.literal('thing'),
    size: z.enum(['small', 'large']),
    inner: inner.schema.optional(),
    plan: z.object({ effects: effects({ vm: z.string() }) }),
  });
  const of = (schema: z.ZodType, version = 1): Shape[] => shapesOf('thing', version, schema);
  const changed = (schema: z.ZodType, version = 1) =>
    changedWithoutVersion(of(before).map(agreedOn), of(schema, version));

  it('is told by name while the version is the same, however small', () => {
    assert.deepEqual(changed(before), []);
    assert.deepEqual(changed(before.extend({ color: z.string().optional() })), ['thing']);
    assert.deepEqual(changed(before.extend({ size: z.enum(['small', 'large', 'huge']) })), ['thing']);
    assert.deepEqual(changed(before.extend({ size: z.string() })), ['thing']);
    assert.deepEqual(changed(before.omit({ size: true })), ['thing']);
    assert.deepEqual(changed(before.partial({ size: true })), ['thing']);
  });

  it('is agreed on with a new version, and no version goes back', () => {
    const grown = before.extend({ color: z.string().optional() });
    assert.deepEqual(changed(grown, 2), []);
    assert.deepEqual(changedWithoutVersion(of(grown, 2).map(agreedOn), of(before)), ['thing']);
  });

  it('of effects is told of the effects, unless they or all that hold them have a new version', () => {
    const grown = (known: number) =>
      before.extend({ plan: z.object({ effects: effects({ vm: z.string(), zone: z.string().optional() }, known) }) });
    assert.deepEqual(changed(grown(1)), ['effects thing']);
    assert.deepEqual(changed(grown(2)), []);
    assert.deepEqual(changed(grown(1), 2), []);
    const form = (schema: z.ZodType) => shapesOf('form', 1, z.object({ thing: schema }));
    assert.deepEqual(
      changedWithoutVersion([...of(before), ...form(before)].map(agreedOn), [...of(grown(1), 2), ...form(grown(1))]),
      ['effects thing', 'effects thing'],
    );
  });

  it('of what keeps a version of its own there is none of what holds it; where none is looked for, it is', () => {
    const grown = defineStored('inner', z.object({ name: z.string(), at: z.string().optional() }), [(json) => json]);
    assert.deepEqual(changed(before.extend({ inner: grown.schema.optional() })), []);
    const listing = (one: z.ZodType) => of(z.object({ several: z.array(one) }));
    assert.deepEqual(changedWithoutVersion(listing(inner.schema).map(agreedOn), listing(grown.schema)), ['thing']);
  });
});
