import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod/v4';
import { asSigned, effectsHash, sameEffects } from '../../src/kernel/request.ts';
import {
  asObject,
  defineStored,
  failure,
  momentSchema,
  NewerStoredError,
  readEach,
  StoredError,
} from '../../src/kernel/stored.ts';
import { signed } from '../../src/requests/rules/stored-parts.ts';

const one = defineStored('thing', z.object({ name: z.string() }));
/** The same thing three versions later: it got a size, which was then split. */
const three = defineStored('thing', z.object({ name: z.string(), width: z.number(), height: z.number() }), [
  (json) => ({ ...asObject(json), size: 1 }),
  (json) => {
    const { size, ...rest } = asObject(json);
    return { ...rest, width: size, height: size };
  },
]);

const codeOf = (work: () => unknown) => {
  try {
    work();
    return 'none';
  } catch (error) {
    assert.ok(error instanceof StoredError);
    return { code: error.code, params: error.params };
  }
};

describe('what is stored', () => {
  it('is version 1 where it names none, and goes through each upgrade once', () => {
    assert.deepEqual([one.version, three.version], [1, 3]);
    assert.deepEqual(one.parse({ name: 'a' }), { name: 'a' });
    assert.deepEqual(three.parse({ name: 'a' }), { name: 'a', width: 1, height: 1 });
    assert.deepEqual(three.parse({ version: 2, name: 'a', size: 7 }), { name: 'a', width: 7, height: 7 });
    assert.deepEqual(three.parse({ version: 3, name: 'a', width: 2, height: 3 }), { name: 'a', width: 2, height: 3 });
  });

  it('comes back as it was written, by this version', () => {
    const anything = fc.record(
      { name: fc.string(), width: fc.integer(), height: fc.integer() },
      { noNullPrototype: true },
    );
    fc.assert(
      fc.property(anything, (value) => {
        const json = JSON.parse(JSON.stringify(three.write(value)));
        assert.equal(json.version, 3);
        assert.deepEqual(three.parse(json), value);
      }),
    );
    assert.deepEqual(one.write({ name: 'a' }), { name: 'a' }, 'version 1 names none: older processes read it too');
  });

  it('by a newer version is told from what is broken', () => {
    assert.throws(() => one.parse({ version: 2, name: 'a' }), NewerStoredError);
    assert.deepEqual(
      codeOf(() => one.parse({ version: 2 })),
      {
        code: 'stored.newer',
        params: { name: 'thing', found: 2, known: 1 },
      },
    );
    for (const broken of [null, 7, [], {}, { name: 7 }, { version: 0 }, { version: 1.5 }, { version: 'x' }]) {
      assert.equal(asObject(codeOf(() => one.parse(broken))).code, 'stored.unreadable', JSON.stringify(broken));
    }
  });

  it('has a place for its version, or takes no upgrade: a list and a text would be lost, a record gain an entry', () => {
    const object = z.object({ kind: z.literal('a') });
    const other = z.object({ kind: z.literal('b') });
    const same = [(json: unknown) => json];
    for (const schema of [
      z.array(z.string()),
      z.string(),
      z.record(z.string(), z.string()),
      z.union([object, z.null()]),
    ]) {
      assert.equal(defineStored('thing', schema).version, 1);
      assert.throws(() => defineStored('thing', schema, same), /no place for a version: thing/);
    }
    for (const schema of [object, z.union([object, other]), z.discriminatedUnion('kind', [object, other])]) {
      assert.deepEqual(defineStored('thing', schema, same).write({ kind: 'a' }), { kind: 'a', version: 2 });
    }
  });

  it('may have been a list, a text or a record: version 2 is an object that has it as a member', () => {
    const of = <Schema extends z.ZodType>(value: Schema) =>
      [
        defineStored('things', value),
        defineStored('things', z.object({ value, more: z.string().optional() }), [(json) => ({ value: json })]),
      ] as const;
    const grows = <Schema extends z.ZodType>(schema: Schema, value: z.output<Schema>) => {
      const [before, today] = of(schema);
      const left = before.write(value);
      assert.deepEqual(left, value);
      assert.deepEqual(today.parse(left), { value });
      const written = today.write({ value, more: 'x' } as never);
      assert.deepEqual(written, { value, more: 'x', version: 2 });
      assert.deepEqual(today.parse(written), { value, more: 'x' });
      assert.throws(() => before.parse(written), NewerStoredError);
    };
    grows(z.array(z.object({ by: z.string() })), [{ by: 'a' }, { by: 'b' }]);
    grows(z.array(z.string()), []);
    grows(z.string(), '19:ops');
    grows(z.record(z.string(), z.number()), { '/vault': 7 });
  });

  it('never has what stands in it told by an error', () => {
    const secret = 'c2VjcmV0';
    const stored = defineStored('thing', z.object({ keys: z.array(z.object({ url: z.literal('x') })) }));
    const told = codeOf(() => stored.parse({ keys: [{ url: secret }] }));
    assert.deepEqual(told, { code: 'stored.unreadable', params: { name: 'thing', path: 'keys.0.url' } });
    assert.doesNotMatch(JSON.stringify(told), new RegExp(secret));
  });

  it('stands in nobody’s way: of many rows the others are read', () => {
    const told: unknown[] = [];
    const read = readEach(
      [{ name: 'a' }, { name: 7 }, { version: 9 }, { name: 'b' }],
      one.parse,
      ({ code }, row) => void told.push([code, row]),
    );
    assert.deepEqual(read, [{ name: 'a' }, { name: 'b' }]);
    assert.deepEqual(told, [
      ['stored.unreadable', { name: 7 }],
      ['stored.newer', { version: 9 }],
    ]);
    const defect = () => {
      throw new TypeError('a defect');
    };
    assert.throws(() => readEach([1], defect, () => undefined), TypeError, 'a defect of ours is none of a row');
  });

  it('has its moments as dates, whether it was stored in between or not', () => {
    const at = new Date('2026-11-24T09:00:00.123Z');
    assert.deepEqual(momentSchema.parse(at.toISOString()), at);
    assert.deepEqual(momentSchema.parse(at), at);
    for (const none of [null, 0, '', 'soon', '2026-11-24', new Date(Number.NaN)]) {
      assert.equal(momentSchema.safeParse(none).success, false, String(none));
    }
    assert.ok(failure.safeParse({ code: 'x', params: { a: 1, b: 'c' } }).success);
  });
});

describe('effects that were signed', () => {
  const effects = signed('thing', { vm: z.string(), size: z.string().nullable() });
  const plan = defineStored('plan thing', z.object({ plan: z.object({ effects, hash: z.string() }) }), [
    // The rest of the plan has changed since.
    (json) => ({ ...asObject(json), renamed: true }),
  ]);

  it('keep their hash through every upgrade of the plan around them', () => {
    const before = { vm: '/vm', size: null };
    const { plan: after } = plan.parse({ plan: { effects: before, hash: effectsHash(before) } });
    assert.equal(effectsHash(after.effects), after.hash);
  });

  it('that a newer version made are left to it, though the plan around them is known', () => {
    const newer = { plan: { effects: { version: 2, vm: '/vm', size: null, placement: 'x' }, hash: 'h' } };
    assert.deepEqual(
      codeOf(() => plan.parse(newer)),
      { code: 'stored.newer', params: { name: 'effects thing', found: 2, known: 1 } },
    );
  });

  it('are refused with a member that nobody knows: it was signed too, and may not be dropped', () => {
    const unknown = { plan: { effects: { vm: '/vm', size: null, placement: 'x' }, hash: 'h' } };
    assert.equal(asObject(codeOf(() => plan.parse(unknown))).code, 'stored.unreadable');
  });

  type Today = { version: number; vm: string; zone: string; placement: string };
  /** Version 2 added the zone, version 3 the placement. */
  const earlier = [
    (today: object) => {
      const { version: _, zone: __, ...rest } = today as Today;
      return rest;
    },
    (today: object) => {
      const { placement: _, ...rest } = today as Today;
      return { ...rest, version: 2 };
    },
  ];
  const today = (more: object = {}) => ({ version: 3, vm: '/vm', zone: '1', placement: 'p', ...more });

  it('are compared in the version that was signed: what came since is no change, all else is', () => {
    const [v1, v2, v3] = [{ vm: '/vm' }, { version: 2, vm: '/vm', zone: '1' }, today()];
    for (const old of [v1, v2, v3]) assert.ok(sameEffects(old, today(), earlier), JSON.stringify(old));
    assert.ok(sameEffects(v1, today({ zone: '2', placement: 'q' }), earlier));
    assert.ok(!sameEffects(v2, today({ zone: '2' }), earlier));
    assert.ok(!sameEffects(v3, today({ placement: 'q' }), earlier));
    for (const old of [v1, v2, v3]) assert.ok(!sameEffects(old, today({ vm: '/other' }), earlier));
    assert.deepEqual(asSigned(v1, today(), earlier), v1);
    assert.ok(sameEffects(v2, today(), earlier.slice(1)), 'where the first were of version 2');
  });
});
