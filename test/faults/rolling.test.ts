import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { botScript as now } from '../../sandbox/start-sandbox.ts';
import { migrate } from '../../sandbox/wipe-data.ts';
import { allSent } from './all-sent.ts';
import { type Course, listen, type Wish, work } from './at-work.ts';
import { startBench } from './bench.ts';
import { checkStorm } from './check-storm.ts';
import { chosen, full } from './extent.ts';
import { fleetFor, fleetMachines } from './fleet-machines.ts';
import { startIngress } from './ingress.ts';
import { olderVersion } from './older-version.ts';
import { startOwnPostgres } from './own-postgres.ts';
import { readData } from './read-data.ts';
import { settle } from './settle.ts';
import { restOfStorm } from './storm-rest.ts';
import { until } from './until.ts';

const older = full ? olderVersion() : { missing: 'it is part of npm run faults' };

const requests = 50;
/** Number of people who ask at the same time. */
const atOnce = 4;
/** World seconds per real second, as in the storm. */
const speed = 15;
const wishes: Wish[] = [
  'approve',
  'fail',
  'reject',
  'approve',
  'cancel',
  'withdraw',
  'approve',
  'void',
  'leave',
  'approve',
];
const ends = ['succeeded', 'failed', 'rejected', 'cancelled', 'withdrawn', 'void', 'expired'];

describe('two replicas that are replaced one by one, while people work', {
  skip: 'missing' in older && older.missing,
}, () => {
  test(`forward, back and forward again: ${requests} requests in all states, nothing lost, nothing twice, nobody turned away`, async (t) => {
    if ('missing' in older) return;
    const random = chosen();
    t.diagnostic(`SEED=${random.seed}, code of then: ${older.name}`);
    const database = await startOwnPostgres();
    const ingress = await startIngress();
    // As deployed: in other modes a text that older code lacks ends the turn.
    process.env.NODE_ENV = 'production';
    const bench = await startBench({ databaseUrl: database.url, world: { fleetSize: fleetFor(requests) } });
    const { bot, teams } = bench.sandbox;
    const place = { dataDir: bench.dataDir, databaseUrl: database.url };
    const stopped = new AbortController();
    const atWork: Promise<unknown>[] = [];
    // Teams goes through the ingress, whatever happens to a replica.
    bot.on('changed', () => {
      teams.delivery.botAddress = ingress.address;
    });
    let replica: Awaited<ReturnType<typeof bench.startReplica>> | undefined;

    /** Starts each new replica before the old one is told to stop; the old one gets no more requests from then on. */
    async function roll(script: string): Promise<void> {
      const next = await bench.startReplica(script);
      ingress.add(next.address);
      const { address } = bot.state;
      ingress.remove(address);
      await bot.stop();
      bot.script = script;
      ingress.add((await bot.start()).address);
      ingress.remove(replica?.address ?? null);
      await replica?.stop();
      replica = next;
    }

    try {
      await bot.stop();
      await makeTables(database.url, older.script);
      bot.script = older.script;
      ingress.add((await bot.start()).address);
      replica = await bench.startReplica(older.script);
      ingress.add(replica.address);
      await teams.teamsEvents.install('add-upgrade');
      await bench.api.speed(speed);

      const heard = listen(bench);
      const turnedAway = noteTurnedAway(bench);
      const machines = fleetMachines(bench, requests);
      const courses: Course[] = [];
      let mayBegin = 0;
      let begun = 0;
      const person = async () => {
        for (;;) {
          await until('the next request', () => begun >= requests || stopped.signal.aborted || begun < mayBegin, 600);
          if (begun >= requests || stopped.signal.aborted) return;
          const number = begun;
          begun += 1;
          const [vm = '', wish = 'approve'] = [machines[number], wishes[number % wishes.length]];
          courses.push(await work(bench, heard, { vm, wish, random, stopped: stopped.signal }));
        }
      };
      atWork.push(...Array.from({ length: atOnce }, person));
      // Failures are reported below, once the starting replicas are up; until then they must not count as unhandled.
      for (const one of atWork) one.catch(() => undefined);
      const versions = [now, older.script, now];
      for (const [index, script] of versions.entries()) {
        // People continue while replicas are replaced.
        mayBegin = Math.round((requests * (index + 1)) / (versions.length + 1));
        await until('requests under way', () => courses.length >= mayBegin - atOnce);
        mayBegin = index === versions.length - 1 ? requests : mayBegin + atOnce * 2;
        if (script === now && index === 0) await migrate(database.url);
        t.diagnostic(`${script === now ? 'forward' : 'back'}, with ${await statesNow(place)}`);
        await roll(script);
      }
      await Promise.all(atWork);
      await settle(bench, heard, courses);
      await allSent(bot);
      await replica.stop();
      await bench.stopBot();
      assert.equal(courses.length, requests);
      const ended = await checkStorm(bench, place, courses, 0);
      t.diagnostic(ended);
      for (const state of ends) assert.match(ended, new RegExp(` ${state}\\b`));
      assert.deepEqual(turnedAway, []);
    } catch (error) {
      stopped.abort();
      await Promise.allSettled([...atWork, replica?.stop(), bench.stopBot()]);
      throw new Error(`SEED=${random.seed} ${error}\n${await restOfStorm(bench, place)}`, { cause: error });
    } finally {
      await replica?.stop();
      await bench.close();
      ingress.close();
      await database.close();
      older.remove();
    }
  });
});

/** Creates tables in an empty database, as that version's `npm run migrate` does. */
async function makeTables(databaseUrl: string, script: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('drop schema if exists pgboss cascade; drop schema public cascade; create schema public');
  await client.end();
  await promisify(execFile)(process.execPath, [join(script, '../../src/app/cli/migrate.ts')], {
    env: { ...process.env, DATABASE_URL: databaseUrl, DATABASE_AUTH: 'password' },
  });
}

async function statesNow(place: { dataDir: string; databaseUrl: string }): Promise<string> {
  const rows = await readData(place, (db) =>
    db
      .selectFrom('requests')
      .select(['state', (eb) => eb.fn.countAll<number>().as('count')])
      .groupBy('state')
      .execute(),
  );
  return rows.map(({ state, count }) => `${count} ${state}`).join(', ');
}

/**
 * Notes people who are told to try again or get no answer to a click, and what they were told. Older code cannot read
 * what newer code wrote, says so, and leaves it to the newer one.
 */
function noteTurnedAway({ api, sandbox }: Awaited<ReturnType<typeof startBench>>): string[] {
  const noted: string[] = [];
  const note = (text: string) => {
    if (/try (it )?again/i.test(text) && !/newer version of Strongroom wrote this/.test(text))
      noted.push(`${new Date().toISOString()} ${text}`);
  };
  sandbox.teams.chat.on('posted', ({ from, said }) => {
    if (from === 'bot') note(said);
  });
  const { click } = api;
  api.click = async (...asked) => {
    const answered = await click(...asked);
    note(answered.shown === 'error' ? `an error, try again: ${JSON.stringify(answered)}` : (answered.text ?? ''));
    return answered;
  };
  return noted;
}
