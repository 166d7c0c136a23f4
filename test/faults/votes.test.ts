import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { verifyAudit } from '../../src/store/audit.ts';
import type { Db } from '../../src/store/schema.ts';
import { createDatabase } from '../store/engines.ts';
import { startBench, working } from './bench.ts';
import { chosen, full } from './extent.ts';
import { fleetFor } from './fleet-machines.ts';
import { readData } from './read-data.ts';
import { endSeconds, until } from './until.ts';
import { askMany, storm, votesEach, votesFor, type Waiting } from './vote-storm.ts';

/** A few requests in `npm run test:long`; 200, with 3,200 votes, in `npm run faults` and `npm run faults:votes`. */
const requests = Number(process.env.VOTE_REQUESTS ?? (full ? 200 : 5));

for (const engine of ['embedded', 'server'] as const) {
  const where = engine === 'embedded' ? 'the embedded database' : 'PostgreSQL with two bots';
  describe(`racing and redelivered votes on ${where}`, () => {
    test(`${requests * votesEach} votes over ${requests} requests: each is decided once and carried out once`, async (t) => {
      const random = chosen();
      t.diagnostic(`SEED=${random.seed}`);
      const database = engine === 'server' ? await createDatabase() : undefined;
      const options = { world: { fleetSize: fleetFor(requests) }, azureTimeoutMs: 60_000 };
      const bench = await startBench({
        ...options,
        ...(database && { databaseUrl: database.url, ownerDatabaseUrl: database.ownerUrl }),
      });
      let replica: Awaited<ReturnType<typeof bench.startReplica>> | undefined;
      try {
        replica = database && (await bench.startReplica());
        const asked = await askMany(bench, requests);
        const since = new Date().toISOString();
        const { address } = await bench.api.bot();
        const addresses = [address, replica?.address].filter((each): each is string => typeof each === 'string');
        assert.equal(addresses.length, database ? 2 : 1);
        const statuses = await storm(bench, votesFor(bench, asked, random), addresses, random);
        assert.equal(statuses.length, requests * votesEach);
        assert.deepEqual([...new Set(statuses)], [200], 'every vote was answered');

        const accepted = async () =>
          (await bench.api.requests(since)).filter(({ effect }) => effect.startsWith('restore accepted'));
        await until('as many restores as requests', async () => (await accepted()).length >= requests, endSeconds);
        // Not earlier: the hour in which an approved restore must start would pass in 15 s.
        await bench.api.speed(working);
        await until('their ends', async () => (await ended(bench, asked)) === requests, endSeconds);
        assert.equal((await accepted()).length, requests, 'Azure accepted one restore for each');
        await replica?.stop();
        await bench.stopBot();
        const place = { dataDir: bench.dataDir, ...(database && { databaseUrl: database.url }) };
        await readData(place, (db) => decidedOnce(db, asked));
      } finally {
        await replica?.stop();
        await bench.close();
        await database?.drop();
      }
    });
  });
}

/** Number of requests that have a reply that ends them. */
async function ended(bench: Awaited<ReturnType<typeof startBench>>, asked: Waiting[]): Promise<number> {
  const texts = (await bench.api.messages('ops')).filter(({ mentions }) => mentions.length > 0).map(({ text }) => text);
  return asked.filter(({ id }) => texts.some((text) => text.includes(`${id} is done`))).length;
}

async function decidedOnce(db: Db, asked: Waiting[]): Promise<void> {
  const ids = asked.map(({ id }) => id);
  const states = await db.selectFrom('requests').select('state').where('id', 'in', ids).execute();
  assert.deepEqual([...new Set(states.map(({ state }) => state))], ['succeeded']);
  const votes = await db.selectFrom('votes').selectAll().where('request_id', 'in', ids).execute();
  assert.equal(votes.length, ids.length, 'one vote each');
  assert.equal(new Set(votes.map(({ request_id }) => request_id)).size, ids.length);
  const decisions = await db.selectFrom('audit').select('request_id').where('event', '=', 'vote.approve').execute();
  assert.equal(decisions.length, ids.length, 'one decision each in the audit');
  const steps = await db.selectFrom('steps').select('id').where('request_id', 'in', ids).execute();
  const attempts = await db
    .selectFrom('attempts')
    .select('step_id')
    .where(
      'step_id',
      'in',
      steps.map(({ id }) => id),
    )
    .execute();
  assert.equal(new Set(attempts.map(({ step_id }) => step_id)).size, attempts.length, 'no step was attempted twice');
  assert.deepEqual(await verifyAudit(db).then(({ whole }) => whole), true, 'the audit chain is unbroken');
}
