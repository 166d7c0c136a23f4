import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { describe, test } from 'node:test';
import { allSent } from './all-sent.ts';
import { type Course, type Heard, listen, type Wish, work } from './at-work.ts';
import { type Bench, startBench } from './bench.ts';
import { checkStorm } from './check-storm.ts';
import { chosen, full } from './extent.ts';
import { fleetFor, fleetMachines } from './fleet-machines.ts';
import { killOn } from './killer.ts';
import { startOwnPostgres } from './own-postgres.ts';
import type { Random } from './seeded.ts';
import { restOfStorm } from './storm-rest.ts';
import { until } from './until.ts';
import { startWeather, type Weather } from './weather.ts';

const requests = Number(process.env.STORM_REQUESTS ?? (full ? 500 : 8));
const kills = Number(process.env.STORM_KILLS ?? (full ? 200 : 3));
/** So many people ask at once. */
const atOnce = 6;
/** World seconds a second: a form stays open for a minute, long enough for a confirmation that has to be said again. */
const speed = 15;
/** The deadline of a decision (world seconds). */
const decided = 4 * 3600;

/** How many of ten requests are meant for what. */
const wishes: Wish[] = [
  'approve',
  'approve',
  'approve',
  'approve',
  'approve',
  'approve',
  'approve',
  'reject',
  'withdraw',
  'leave',
];

describe('a storm of kills and faults', () => {
  test(`the embedded database: ${requests} requests through ${kills} kills`, async (t) => {
    await storm(t, { requests, kills, random: chosen() });
  });

  test('PostgreSQL, two processes and a database that crashes', async (t) => {
    const database = await startOwnPostgres();
    try {
      const few = { requests: Math.ceil(requests / 5), kills: Math.ceil(kills / 5) };
      await storm(t, { ...few, random: chosen(), database });
    } finally {
      await database.close();
    }
  });
});

type Said = { diagnostic(message: string): void };
type Setting = {
  requests: number;
  kills: number;
  random: Random;
  database?: Awaited<ReturnType<typeof startOwnPostgres>>;
};

async function storm(t: Said, { requests, kills, random, database }: Setting): Promise<void> {
  t.diagnostic(`SEED=${random.seed}`);
  const began = Date.now();
  const bench = await startBench({
    world: { fleetSize: fleetFor(requests) },
    ...(database && { databaseUrl: database.url }),
  });
  const place = { dataDir: bench.dataDir, ...(database && { databaseUrl: database.url }) };
  const replica = database && (await bench.startReplica());
  const stopped = new AbortController();
  const atWork: Promise<unknown>[] = [];
  let weather: Weather | undefined;
  try {
    const heard = listen(bench);
    await bench.api.speed(speed);
    const machines = fleetMachines(bench, requests);
    weather = startWeather(bench, random);
    const courses: Course[] = [];
    let killed = 0;
    let left = requests;
    // Kills and requests are spread over each other: neither gets far ahead.
    const mayBegin = () => requests - left < atOnce + (killed / kills) * requests;
    const mayKill = (kill: number) => courses.length >= ((kill - 1) / kills) * requests - atOnce;
    const person = async () => {
      for (;;) {
        await until('the next request', () => left <= 0 || stopped.signal.aborted || mayBegin(), 300);
        if (left <= 0 || stopped.signal.aborted) return;
        const vm = machines[--left] ?? '';
        const wish = wishes[random.below(wishes.length)] ?? 'approve';
        courses.push(await work(bench, heard, { vm, wish, random, stopped: stopped.signal }));
      }
    };
    const afterKill = async (count: number) => {
      killed = count;
      if (database && count % 3 === 1) {
        await database.crash();
        await database.start();
      }
    };
    atWork.push(
      killOn(bench, kills, random, mayKill, afterKill, stopped.signal),
      ...Array.from({ length: atOnce }, person),
    );
    await Promise.all(atWork);
    await weather.end();
    await settle(bench, heard, courses);
    await allSent(bench.sandbox.bot);
    const seconds = Math.round((Date.now() - began) / 1000);
    await replica?.stop();
    await bench.stopBot();
    const ends = await checkStorm(bench, place, courses, kills + weather.repeatsAllowed());
    assert.equal(courses.length, requests);
    t.diagnostic(`${requests} requests, ${kills} kills, ${weather.blows} faults in ${seconds} s: ${ends}`);
  } catch (error) {
    await calm();
    if (process.env.KEEP) cpSync(bench.dataDir, process.env.KEEP, { recursive: true });
    const rest = await restOfStorm(bench, place).catch((unread: unknown) => `what it left cannot be read: ${unread}`);
    // Shown at once; the error itself only when the other storm is over.
    t.diagnostic(String(error));
    throw new Error(`SEED=${random.seed} ${error}\n${rest}`, { cause: error });
  } finally {
    await calm();
    await bench.close();
  }

  /** Nothing moves any more. */
  async function calm(): Promise<void> {
    stopped.abort();
    await Promise.allSettled([...atWork, weather?.end(), replica?.stop()]);
    await bench.stopBot();
  }
}

/** Fair weather, until every request has a reply that ends it. Those that nobody decided are left to expire. */
async function settle(bench: Bench, heard: Heard, courses: Course[]): Promise<void> {
  const { chat } = bench.sandbox.teams;
  // Nobody is told of a withdrawal but by the card; one that a kill repeated is edited in one of its places.
  const over = ({ id, wish, thread, card }: Pick<Course, 'id' | 'wish' | 'thread' | 'card'>) =>
    (heard.get(thread) ?? [])
      .filter(({ said }) => said.includes(id))
      .some(({ id: message, mentions, said }) =>
        wish === 'withdraw' ? /withdrawn/i.test(said) : message > card && mentions.length > 0,
      );
  const waiting = (wish: (one: Wish) => boolean) => courses.filter((one) => wish(one.wish) && !over(one));
  const named = (some: Course[]) => some.map(({ id, wish }) => `${id} (${wish})`).join(', ');
  await bench.api.speed(240);
  await until('the ends', () => waiting((wish) => wish !== 'leave').length === 0, 240).catch(() => undefined);
  assert.equal(named(waiting((wish) => wish !== 'leave')), '', 'every decided request came to its end');
  await retryFailed(bench, heard, courses);
  await bench.api.advance(decided);
  await until('the expiries', () => waiting(() => true).length === 0, 120).catch(() => undefined);
  assert.equal(named(waiting(() => true)), '', 'every request came to its end');
  // Somebody whose word got lost may have asked twice. A card that a kill repeated is never edited: the reply counts, or
  // what the other card says.
  const cards = chat.list('19:ops@thread.tacv2').filter(({ said, card }) => card && /reject R-/.test(said));
  const asked = cards.map(({ id: card, said: text, threadId }) => ({
    id: /reject (R-[A-Z0-9]+)/.exec(text)?.[1] ?? '',
    thread: threadId ?? '',
    card,
  }));
  const open = () => asked.filter((one) => !over({ ...one, wish: 'leave' }) && !over({ ...one, wish: 'withdraw' }));
  await until('the end of those that were asked for twice', () => open().length === 0, 120);
}

/**
 * Three unclear answers of Azure to one restore end its step: nothing was made, and the message says to try again. Whoever
 * asked does it.
 */
async function retryFailed({ api }: Bench, heard: Heard, courses: Course[]): Promise<void> {
  const ends = ({ id, thread, card }: Course) =>
    (heard.get(thread) ?? []).filter(
      ({ id: message, mentions, said }) => message > card && mentions.length > 0 && said.includes(id),
    );
  const failed = courses.filter((course) => / failed: /.test(ends(course).at(-1)?.said ?? ''));
  for (const course of failed) {
    const before = ends(course).length;
    await api.say('oncall', 'ops', `retry ${course.id}`, course.thread);
    await until(`the end of ${course.id}, tried again`, () => ends(course).length > before, 120);
  }
}
