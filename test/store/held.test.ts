import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod/v4';
import { storedDrill } from '../../src/drills/stored-drill.ts';
import { asObject, defineStored, NewerStoredError, type Stored, StoredError } from '../../src/kernel/stored.ts';
import { storedAskForm } from '../../src/protection/ask-for.ts';
import { storedGrant } from '../../src/protection/stored.ts';
import { storedRestoreForm } from '../../src/restore/restore-forms.ts';
import { storedQuarantine } from '../../src/restore/stored-restore.ts';
import { fixturesOf } from './fixtures.ts';

const codeOf = (work: () => unknown) => {
  try {
    work();
    return 'none';
  } catch (error) {
    assert.ok(error instanceof StoredError);
    return { code: error.code, params: error.params };
  }
};

describe('what is stored within something else', () => {
  const sized = z.object({ kind: z.literal('thing'), width: z.number() });
  const before = defineStored('thing', z.object({ kind: z.literal('thing') }));
  const today = defineStored('thing', sized, [(json) => ({ width: 1, ...asObject(json) })]);
  const later = defineStored('thing', sized.extend({ height: z.number() }), [
    (json) => json,
    (json) => ({ ...asObject(json), height: asObject(json).width }),
  ]);
  const other = defineStored('other', z.object({ kind: z.literal('other'), name: z.string() }));
  const boxOf = <Thing>({ schema }: Stored<Thing, z.ZodType<Thing>>) =>
    defineStored('box', z.object({ label: z.string(), thing: schema.optional() }));
  const eitherOf = <Thing extends typeof today | typeof later>({ schema }: Thing) =>
    defineStored('form', z.object({ plan: z.discriminatedUnion('kind', [schema, other.schema]) }));
  const thing = { kind: 'thing' as const, width: 2 };

  it('keeps the version of its own, so that what holds it needs none for it', () => {
    const box = boxOf(today);
    assert.equal(box.version, 1);
    assert.deepEqual(box.write({ label: 'a', thing }), { label: 'a', thing: { ...thing, version: 2 } });
    assert.deepEqual(box.write({ label: 'a' }), { label: 'a' });
    assert.deepEqual(box.parse({ label: 'a', thing: { ...thing, version: 2 } }), { label: 'a', thing });
    assert.deepEqual(box.parse({ label: 'a', thing: { kind: 'thing' } }), {
      label: 'a',
      thing: { ...thing, width: 1 },
    });
    assert.deepEqual(box.parse({ label: 'a' }), { label: 'a' });
    assert.deepEqual(boxOf(before).write({ label: 'a', thing: { kind: 'thing' } }), {
      label: 'a',
      thing: { kind: 'thing' },
    });
  });

  it('of a newer version is left to it, though all around it is known: nothing of it is dropped', () => {
    const written = boxOf(later).write({ label: 'a', thing: { ...thing, height: 3 } });
    assert.deepEqual(
      codeOf(() => boxOf(today).parse(written)),
      { code: 'stored.newer', params: { name: 'thing', found: 3, known: 2 } },
    );
  });

  it('may be one of several kinds, and each is read as its own', () => {
    const form = eitherOf(today);
    assert.deepEqual(form.parse({ plan: { kind: 'thing' } }), { plan: { ...thing, width: 1 } });
    assert.deepEqual(form.parse({ plan: { kind: 'other', name: 'x' } }), { plan: { kind: 'other', name: 'x' } });
    assert.deepEqual(form.write({ plan: thing }), { plan: { ...thing, version: 2 } });
    assert.throws(() => form.parse(eitherOf(later).write({ plan: { ...thing, height: 3 } })), NewerStoredError);
    for (const plan of [undefined, null, 7, {}, { kind: 'none' }, { kind: 'other' }]) {
      assert.equal(asObject(codeOf(() => form.parse({ plan }))).code, 'stored.unreadable', JSON.stringify(plan));
    }
  });

  it('comes back as it was written', () => {
    const values = fc.record(
      {
        label: fc.string(),
        thing: fc.option(
          fc.record({ kind: fc.constant('thing' as const), width: fc.integer() }, { noNullPrototype: true }),
          { nil: undefined },
        ),
      },
      { noNullPrototype: true },
    );
    const box = boxOf(today);
    fc.assert(
      fc.property(values, ({ label, thing }) => {
        const value = { label, ...(thing && { thing }) };
        assert.deepEqual(box.parse(JSON.parse(JSON.stringify(box.write(value)))), value);
      }),
    );
  });
});

const plans = fixturesOf('plans').map(({ body }) => asObject(body));
const forms = fixturesOf('forms').map(({ kind, data }) => ({ kind, ...asObject(data) }));

/** Members of a request or form that hold a plan, with the rows that runs have left. */
const holders: readonly [stored: Stored<never>, member: string, left: readonly object[]][] = [
  [storedRestoreForm, 'plan', forms.filter(({ kind }) => kind === 'restore')],
  [storedAskForm, 'plan', forms.filter(({ kind }) => kind === 'ask')],
  [storedGrant, 'next', plans.filter(({ kind }) => kind === 'grant-access')],
  [storedQuarantine, 'restore', plans.filter(({ kind }) => kind === 'quarantine')],
  [storedDrill, 'restore', plans.filter(({ kind }) => kind === 'drill')],
] as never;

describe('a plan within a form or another plan', () => {
  for (const [stored, member, left] of holders) {
    const filled = left.filter((json) => asObject(json)[member] !== undefined);
    const written = () => filled.map((json) => asObject(JSON.parse(JSON.stringify(stored.write(stored.parse(json))))));

    it(`is read and comes back as it was: ${stored.name}`, () => {
      assert.ok(filled.length > 0, 'there is a fixture');
      assert.deepEqual(written().map(stored.parse), filled.map(stored.parse));
    });

    it(`of a newer version is left to it, and loses none of its members: ${stored.name}`, () => {
      for (const json of written()) {
        const { version = 1, ...plan } = asObject(json[member]);
        const newer = { ...json, [member]: { ...plan, version: Number(version) + 1 } };
        assert.throws(() => stored.parse(newer), NewerStoredError);
      }
    });
  }
});
