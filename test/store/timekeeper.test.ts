import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';
import { Clock } from '../../src/kernel/clock.ts';
import { CommittedHead } from '../../src/store/append-audit.ts';
import type { Schema } from '../../src/store/schema.ts';
import { Timekeeper } from '../../src/store/timekeeper.ts';
import { quiet } from './quiet.ts';

const start = Date.UTC(2026, 10, 26, 9);
const minute = 60_000;

/** A timekeeper over a database that answers every look with what is due first, and counts the looks. */
function setUp(t: TestContext, longestSleepMs: number) {
  const real = { passed: 0, setBack: 0 };
  t.mock.timers.enable({ apis: ['setTimeout'] });
  t.mock.method(performance, 'now', () => real.passed);
  t.mock.method(Date, 'now', () => start + real.passed - real.setBack);
  const seen = { looks: 0, taken: 0, supervised: 0, due: [] as string[], said: [] as string[] };
  const place: { dueAt?: Date; away?: 'fails' | 'says nothing' | undefined } = {};
  const answer = ({ sql }: CompiledQuery) => {
    if (sql.startsWith('with')) seen.taken += 1;
    if (!sql.startsWith('select')) return [];
    seen.looks += 1;
    if (place.away === 'fails') throw new Error('away');
    const earliest = place.dueAt ? [{ queue: 'timer', due_at: place.dueAt.toISOString(), to_take: true }] : [];
    return [{ answer: { earliest, head: [] } }];
  };
  class Driver extends DummyDriver {
    override async acquireConnection() {
      const connection = await super.acquireConnection();
      const executeQuery = async (query: CompiledQuery) => {
        while (place.away === 'says nothing') await new Promise(setImmediate);
        return { rows: answer(query) };
      };
      return Object.assign(connection, { executeQuery });
    }
  }
  const db = new Kysely<Schema>({
    dialect: {
      createDriver: () => new Driver(),
      createAdapter: () => new PostgresAdapter(),
      createIntrospector: (of) => new PostgresIntrospector(of),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
  const clock = new Clock();
  const say = (_: object, message: string) => void seen.said.push(message);
  const queue = {
    async send() {},
    async supervise() {
      seen.supervised += 1;
    },
  };
  const timekeeper = new Timekeeper(
    {
      db,
      queue,
      committed: new CommittedHead(quiet, () => undefined),
      clock,
      log: { ...quiet, info: say, error: say },
    },
    { longestSleepMs, onDue: (name) => void seen.due.push(name) },
  );
  t.after(() => timekeeper.stop());
  timekeeper.start();
  /** Lets real time pass, a little at a time, and each look end. */
  async function pass(ms: number): Promise<void> {
    const step = 100;
    for (let passed = 0; passed < ms; passed += step) {
      real.passed += step;
      t.mock.timers.tick(step);
      for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
    }
  }
  /** Sets the machine's clock back. */
  const setBack = (ms: number) => {
    real.setBack += ms;
  };
  return { timekeeper, clock, place, seen, pass, setBack };
}

test('looks once a sleep while nothing is due', async (t) => {
  const { seen, pass } = setUp(t, 2_000);
  await pass(minute);
  assert.ok(seen.looks >= 25 && seen.looks <= 31, `${seen.looks} looks`);
  assert.deepEqual({ taken: seen.taken, supervised: seen.supervised }, { taken: 0, supervised: 0 });
});

for (const away of ['fails', 'says nothing'] as const)
  test(`a database that ${away} is told of after a minute, every five minutes, as the alert ends once nothing is, and when it is back`, async (t) => {
    const { seen, place, pass } = setUp(t, 2_000);
    place.away = away;
    await pass(50_000);
    assert.deepEqual(seen.said, []);
    await pass(16 * minute);
    place.away = undefined;
    await pass(2_000);
    const lost = 'this process is without its database; what is due is kept';
    assert.deepEqual(seen.said, [lost, lost, lost, lost, 'the database answers again']);
  });

test('a database that is away for less than a minute is told of by whoever asked it', async (t) => {
  const { seen, place, pass } = setUp(t, 2_000);
  place.away = 'fails';
  await pass(50_000);
  place.away = undefined;
  await pass(2 * minute);
  assert.deepEqual(seen.said, []);
});

test('sleeps until the first key is due', async (t) => {
  const { seen, place, pass } = setUp(t, 60 * minute);
  place.dueAt = new Date(start + 10 * minute);
  await pass(10 * minute - 1000);
  assert.deepEqual({ looks: seen.looks, taken: seen.taken }, { looks: 1, taken: 0 });
  await pass(1500);
  assert.ok(seen.taken > 0);
  assert.equal(seen.due[0], 'timer');
});

test('is told of what is due sooner than it would wake', async (t) => {
  const { timekeeper, seen, place, pass } = setUp(t, 60 * minute);
  await pass(minute);
  assert.equal(seen.looks, 1);
  place.dueAt = new Date(Date.now() + 3_000);
  timekeeper.expect(place.dueAt);
  await pass(3_500);
  assert.ok(seen.taken > 0);
});

test('sees soon whether what was due at once has been begun', async (t) => {
  const { timekeeper, clock, seen, pass } = setUp(t, 60 * minute);
  await pass(minute);
  for (let keys = 0; keys < 5; keys++) timekeeper.expect(clock.now());
  await pass(minute);
  assert.equal(seen.looks, 2);
});

test('wakes when the clock is set', async (t) => {
  const { clock, seen, place, pass } = setUp(t, 60 * minute);
  place.dueAt = new Date(start + 30 * minute);
  await pass(minute);
  assert.equal(seen.taken, 0);
  clock.set({ realOrigin: Date.now(), worldOrigin: start + 31 * minute, rate: 1 });
  await pass(100);
  assert.ok(seen.taken > 0);
});

test('sees what is due also after the clock of the machine was set back', async (t) => {
  const { timekeeper, seen, place, pass, setBack } = setUp(t, 2_000);
  await pass(minute);
  setBack(60 * minute);
  place.dueAt = new Date(Date.now() + 1_000);
  timekeeper.expect(place.dueAt);
  await pass(1_500);
  assert.ok(seen.taken > 0);
});

test('has the jobs of killed processes looked for while something stays due, and not before', async (t) => {
  const { seen, place, pass } = setUp(t, 60 * minute);
  place.dueAt = new Date(start);
  await pass(4_000);
  assert.equal(seen.supervised, 0);
  await pass(20_000);
  assert.ok(seen.supervised >= 6 && seen.supervised <= 10, `${seen.supervised} times`);
});
