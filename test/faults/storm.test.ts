import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { describe, test } from 'node:test';
import { allSent } from './all-sent.ts';
import { type Course, listen, type Wish, work } from './at-work.ts';
import { startBench } from './bench.ts';
import { checkStorm } from './check-storm.ts';
import { chosen, full } from './extent.ts';
import { fleetFor, fleetMachines } from './fleet-machines.ts';
import { killOn } from './killer.ts';
import { startOwnPostgres } from './own-postgres.ts';
import type { Random } from './seeded.ts';
import { settle } from './settle.ts';
import { restOfStorm } from './storm-rest.ts';
import { shortAzureMs, until } from './until.ts';
import { startWeather, type Weather } from './weather.ts';

const requests = Number(process.env.STORM_REQUESTS ?? (full ? 500 : 8));
const kills = Number(process.env.STORM_KILLS ?? (full ? 200 : 3));
/** Number of people who ask at the same time. */
const atOnce = 6;
/** World seconds per real second: a form stays open for a real minute, long enough to repeat a lost confirmation. */
const speed = 15;
/** Intentions for ten requests. */
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
    azureTimeoutMs: shortAzureMs,
    ...(database && { databaseUrl: database.url }),
  });
  const place = { dataDir: bench.dataDir, ...(database && { databaseUrl: database.url }) };
  let replica: Awaited<ReturnType<typeof bench.startReplica>> | undefined;
  const stopped = new AbortController();
  const atWork: Promise<unknown>[] = [];
  let weather: Weather | undefined;
  try {
    // Started in here, so that the first bot is stopped even if this one doesn't start.
    replica = database && (await bench.startReplica());
    const heard = listen(bench);
    await bench.api.speed(speed);
    const machines = fleetMachines(bench, requests);
    weather = startWeather(bench, random);
    const courses: Course[] = [];
    let [killed, crashed] = [0, 0];
    let left = requests;
    // Spreads kills and requests evenly: neither gets far ahead.
    const mayBegin = () => requests - left < atOnce + (killed / kills) * requests;
    const mayKill = (kill: number) => courses.length >= ((kill - 1) / kills) * requests - atOnce;
    const person = async () => {
      for (;;) {
        // Waits however long a kill takes: a failed one stops all of this.
        const over = () => left <= 0 || stopped.signal.aborted;
        await until('the next request', () => over() || mayBegin(), Number.POSITIVE_INFINITY);
        if (over()) return;
        const vm = machines[--left] ?? '';
        const wish = wishes[random.below(wishes.length)] ?? 'approve';
        courses.push(await work(bench, heard, { vm, wish, random, stopped: stopped.signal }));
      }
    };
    const afterKill = async (count: number) => {
      killed = count;
      if (database && count % 3 === 1) {
        crashed += 1;
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
    // A database crash loses, for each of the two processes, one post that Teams had just accepted.
    const ends = await checkStorm(bench, place, courses, kills + 2 * crashed + weather.repeatsAllowed());
    assert.equal(courses.length, requests);
    t.diagnostic(`${requests} requests, ${kills} kills, ${weather.blows} faults in ${seconds} s: ${ends}`);
  } catch (error) {
    await calm();
    if (process.env.KEEP) cpSync(bench.dataDir, process.env.KEEP, { recursive: true });
    const rest = await restOfStorm(bench, place).catch((unread: unknown) => `what it left cannot be read: ${unread}`);
    // Printed at once, because the error itself only shows when the other storm is over.
    t.diagnostic(String(error));
    throw new Error(`SEED=${random.seed} ${error}\n${rest}`, { cause: error });
  } finally {
    await calm();
    await bench.close();
  }

  /** Waits until nothing moves any more. */
  async function calm(): Promise<void> {
    stopped.abort();
    await Promise.allSettled([...atWork, weather?.end(), replica?.stop()]);
    await bench.stopBot();
  }
}
