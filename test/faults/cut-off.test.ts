import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createDatabase } from '../store/engines.ts';
import { type Asked, type Bench, startBench } from './bench.ts';
import { checkData } from './check-data.ts';
import { type DatabaseGate, startDatabaseGate } from './gate.ts';
import { patienceMs, until } from './until.ts';

const unsaved = "I couldn't save that. Nothing was done; try again in a minute.";

describe('two processes on one PostgreSQL, cut off from it', () => {
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let gates: [DatabaseGate, DatabaseGate];
  let bench: Bench;
  let replica: Awaited<ReturnType<Bench['startReplica']>>;
  const restored: Asked[] = [];
  before(async () => {
    database = await createDatabase();
    gates = await Promise.all([startDatabaseGate(database.url), startDatabaseGate(database.url)]);
    bench = await startBench({
      databaseUrl: gates[0].url,
      ownerDatabaseUrl: database.ownerUrl,
      // Each answer here waits for the whole patience, and must be out well before the door closes a silent connection.
      patienceMs: patienceMs / 2,
      azureTimeoutMs: 60_000,
    });
    // It keeps people waiting no longer than bots do.
    replica = await bench.startReplica(undefined, { databaseUrl: gates[1].url });
  });
  after(async () => {
    for (const gate of gates) gate.way = 'open';
    await replica?.stop();
    await bench?.close();
    for (const gate of gates) gate.close();
    await database?.drop();
  });

  function speakTo(address: string | null | undefined): void {
    assert.ok(address);
    bench.sandbox.teams.delivery.botAddress = address;
  }

  /** Sends a command, a click and a dialog; none of them promises a later answer. */
  async function isRefused(asked: Asked, typed: string): Promise<void> {
    const { api } = bench;
    const answers = await Promise.all([
      api.click('approver-1', asked.card, 'approve'),
      api.inDialog('approver-2', 'approve'),
    ]);
    for (const answer of answers) {
      assert.equal(answer.status, 200);
      assert.deepEqual([answer.shown, answer.text], ['message', unsaved]);
    }
    const { message: thread } = await api.say('oncall', 'ops', typed);
    await until('the answer to a command', async () =>
      (await bench.thread({ thread })).some(({ text }) => text === unsaved),
    );
  }

  /** Refused actions had no effect, and work when they are repeated. */
  async function isDoneOnce(asked: Asked): Promise<void> {
    const { api } = bench;
    const before = (await api.messages('personal-oncall')).length;
    await until('an answer from the database', async () => {
      await api.say('oncall', 'personal-oncall', 'whoami');
      const since = (await api.messages('personal-oncall')).slice(before);
      return since.some(({ text }) => text.includes('You are Olivia Novak'));
    });
    const [card] = (await bench.thread(asked)).filter(({ id }) => id === asked.card);
    assert.match(card?.text ?? '', /Approve or reject/);
    await bench.approve(asked);
    await bench.ended(asked);
    assert.equal((await bench.accepted(asked)).length, 1);
    assert.equal((await bench.closings(asked)).length, 1);
    restored.push(asked);
  }

  test('one of them: it stays in service, promises nothing, and what it was asked is not done later', async () => {
    const asked = await bench.ask('sql-01');
    speakTo(replica.address);
    assert.equal((await bench.api.click('approver-2', asked.card, 'Approve')).shown, 'dialog');
    gates[1].way = 'silent';
    await isRefused(asked, 'backup app-01 keep 30d');
    assert.equal((await fetch(replica.process.health?.replace('healthz', 'readyz') ?? '')).status, 200);
    gates[1].way = 'open';
    await isDoneOnce(asked);
    const begun = (await bench.api.requests(asked.since)).filter(
      ({ method, path }) => method === 'POST' && /app-01\/backup\b/i.test(path),
    );
    assert.deepEqual(begun, []);
  });

  test('all of them: each answers, and goes on when the database is back', async () => {
    const asked = await bench.ask('web-01');
    assert.equal((await bench.api.click('approver-2', asked.card, 'Approve')).shown, 'dialog');
    for (const gate of gates) gate.way = 'silent';
    for (const address of [replica.address, bench.sandbox.bot.state.address]) {
      speakTo(address);
      await isRefused(asked, 'backup app-01 keep 30d');
    }
    for (const gate of gates) gate.way = 'open';
    await isDoneOnce(asked);
  });

  test('nothing is lost, every job was followed, the audit chain is whole', () =>
    checkData(bench, restored, { databaseUrl: database.url }));
});
