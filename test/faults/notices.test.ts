import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { scheduledBackup } from '../../sandbox/world/history.ts';
import { createDatabase } from '../store/engines.ts';
import { allSent } from './all-sent.ts';
import { type Bench, startBench } from './bench.ts';
import { readData } from './read-data.ts';
import { until } from './until.ts';

type Bot = { databaseUrl?: string; ownerDatabaseUrl?: string };

/** Both databases: tests between a look at a vault's jobs and the post of a failure. */
const engines: [name: string, database: () => Promise<{ url?: string; ownerUrl?: string; drop(): Promise<void> }>][] = [
  ['the embedded database', async () => ({ drop: async () => undefined })],
  ['a PostgreSQL server', createDatabase],
];

for (const [name, create] of engines) {
  describe(`a channel hears of a failed backup once, on ${name}`, () => {
    let bench: Bench;
    let database: Awaited<ReturnType<typeof create>>;
    let options: Bot;
    before(async () => {
      database = await create();
      const { url: databaseUrl, ownerUrl: ownerDatabaseUrl } = database;
      options = databaseUrl && ownerDatabaseUrl ? { databaseUrl, ownerDatabaseUrl } : {};
      // Longer than another process needs to take over from a frozen one.
      bench = await startBench({ ...options, azureTimeoutMs: 60_000 });
      await bench.api.say('oncall', 'ops', 'alerts app-01');
      await until('the subscription', async () => (await posts(/From now on I post here what fails/)).length > 0);
    });
    after(async () => {
      await bench?.close();
      await database?.drop();
    });

    async function posts(fits: RegExp) {
      const all = await bench.api.messages('ops');
      return all.filter(({ from, text, card }) => from === 'bot' && fits.test(`${text} ${JSON.stringify(card)}`));
    }

    /** A scheduled backup that Azure reports as failed a minute after its start. */
    function fails(title: string): void {
      const { world } = bench.sandbox;
      const now = world.settle();
      const items = [...world.vaults.values()].flatMap(({ items }) => [...items.values()]);
      const item = items.find(({ vmName }) => vmName === 'app-01');
      assert.ok(item);
      const error = { errorTitle: title, errorString: 'As Azure words it.', recommendations: [] };
      const night = { startedAt: now, pointAt: now, failure: { result: 'Failed' as const, minutes: 1, error } };
      item.vault.jobs.push({ ...scheduledBackup(item, night, { name: title }), activityId: title });
    }

    /** Before time passes, the bot does what is due; a frozen bot, or one that may be, does not. */
    async function passes(what: string, seen: () => unknown, settle = bench.api.settle): Promise<void> {
      await until(what, async () => {
        await settle();
        if (await seen()) return true;
        await bench.api.advance(60);
        return false;
      });
    }

    const noSettling = async () => undefined;

    /** Checks for a single post after half an hour and more looks. */
    async function toldOnce(title: string): Promise<void> {
      const fits = new RegExp(title);
      await passes('the post', async () => (await posts(fits)).length > 0);
      const looks = () => bench.sandbox.azure.requests().filter(({ path }) => path.includes('backupJobs')).length;
      const before = looks();
      await passes('three more looks', () => looks() >= before + 3);
      const cards = (await posts(fits)).filter(({ card }) => card);
      assert.equal(cards.length, 1, `"${title}" is told once`);
    }

    const kills = [
      { when: 'when Azure has listed it', at: 'answer', only: { method: 'GET', path: 'backupJobs' } },
      { when: 'when it is about to tell', at: 'arrival', only: { method: 'POST', path: 'activities' } },
    ];
    for (const { when, ...tap } of kills) {
      test(`killed ${when}`, async () => {
        const title = `The agent broke ${when}`;
        fails(title);
        // The backup has failed before anybody looks.
        await bench.api.advance(120);
        await bench.api.tap({ ...tap, call: 1 });
        await passes('the kill', async () => (await bench.api.tapState()).fired);
        await bench.restart();
        await toldOnce(title);
      });
    }

    if (name !== 'the embedded database') {
      test('frozen with the list on the way: another process tells, and the first one does not tell again', async () => {
        const title = 'The disk broke';
        fails(title);
        await bench.api.advance(120);
        await bench.api.tap({ at: 'answer', call: 1, signal: 'SIGSTOP', only: { method: 'GET', path: 'backupJobs' } });
        await passes('the frost', async () => (await bench.api.tapState()).fired, noSettling);
        const replica = await bench.startReplica();
        try {
          await passes('the post', async () => (await posts(new RegExp(title))).length > 0, noSettling);
          await bench.api.kill('SIGCONT');
          // A bot that is asked to stop first finishes its work.
          await bench.stopBot();
          await toldOnce(title);
        } finally {
          await replica.stop();
          await bench.api.start();
        }
      });

      test('two processes watch', async () => {
        const replica = await bench.startReplica();
        try {
          fails('The network broke');
          await toldOnce('The network broke');
        } finally {
          await replica.stop();
        }
      });
    }

    test('no message is lost', async () => {
      await allSent(bench.sandbox.bot);
      await bench.stopBot();
      const place = { dataDir: bench.dataDir, ...options };
      const states = await readData(place, (db) => db.selectFrom('messages').select('state').distinct().execute());
      assert.deepEqual(
        states.filter(({ state }) => state !== 'sent' && state !== 'replaced'),
        [],
      );
    });
  });
}
