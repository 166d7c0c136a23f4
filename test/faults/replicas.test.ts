import assert from 'node:assert/strict';
import { after, before, describe, type TestContext, test } from 'node:test';
import type { BotProcess } from '../../sandbox/bot-process.ts';
import { people } from '../../sandbox/world/people.ts';
import type { Db } from '../../src/store/schema.ts';
import { type Asked, type Bench, planIn, startBench } from './bench.ts';
import { checkData } from './check-data.ts';
import { startIngress } from './ingress.ts';
import { type OwnPostgres, startOwnPostgres } from './own-postgres.ts';
import { patienceMs, until } from './until.ts';

describe('several processes on one PostgreSQL, without sticky sessions', () => {
  let database: OwnPostgres;
  let bench: Bench;
  let first: string;
  let replica: Awaited<ReturnType<Bench['startReplica']>>;
  const restored: Asked[] = [];
  let stoppedId = '';
  before(async () => {
    database = await startOwnPostgres();
    bench = await startBench({ databaseUrl: database.url, patienceMs, azureTimeoutMs: 60_000 });
    first = bench.sandbox.bot.state.address ?? '';
    replica = await bench.startReplica();
  });
  after(async () => {
    await replica?.stop();
    await bench?.close();
    await database?.close();
  });

  /** Directs what people do from here on to this process. */
  function speakTo(address: string | null): void {
    assert.ok(address);
    bench.sandbox.teams.delivery.botAddress = address;
  }

  async function restoredOnce(asked: Asked): Promise<void> {
    const closing = await bench.ended(asked);
    assert.match(closing.text, /is done/);
    assert.equal((await bench.accepted(asked)).length, 1);
    assert.equal((await bench.closings(asked)).length, 1);
    restored.push(asked);
  }

  /**
   * Checks that a bot asked to stop exits without being killed. test/infra compares how soon it cuts off hanging work
   * with the platform's grace period.
   */
  async function endsByItself(bot: BotProcess, t: TestContext): Promise<void> {
    const began = Date.now();
    const exit = await until('the end of the process', () => bot.exit);
    assert.deepEqual(exit, { code: 0, signal: null });
    t.diagnostic(`it ended after ${Date.now() - began} ms`);
  }

  test('each word and each click reaches another process than the one before', async () => {
    const { api } = bench;
    const since = new Date().toISOString();
    speakTo(first);
    const { message: thread } = await api.say('oncall', 'ops', 'restore sql-01');
    const form = await until('the form', async () => (await bench.thread({ thread })).find(({ card }) => card));
    speakTo(replica.address);
    await api.view('oncall', form.id);
    await api.click('oncall', form.id, 'restore-plan', { inputs: { reason: 'INC0012345 table dropped' } });
    const id = await until('the plan', async () =>
      (await bench.thread({ thread })).map(({ text }) => planIn(text)).find(Boolean),
    );
    speakTo(first);
    await api.say('oncall', 'ops', `confirm ${id}`, thread);
    const card = await until('the card', async () =>
      (await bench.thread({ thread })).find(({ text, card: json }) => json && text.includes(`reject ${id}`)),
    );
    speakTo(replica.address);
    const { shown } = await api.click('approver-1', card.id, 'approve');
    assert.equal(shown, 'closed');
    await restoredOnce({ id, vm: 'sql-01', thread, card: card.id, piece: '', since });
  });

  test('equal requests at once: one is taken, and the others are told which', async () => {
    const { api } = bench;
    const ingress = await startIngress();
    ingress.add(first);
    ingress.add(replica.address);
    const plans = [];
    try {
      speakTo(first);
      // The most forms that one person may have open.
      for (let count = 0; count < 3; count++) {
        const { message: thread } = await api.say(
          'oncall',
          'ops',
          'restore web-01 latest as web-01-copy because INC0012345',
        );
        const id = await until('the plan', async () =>
          (await bench.thread({ thread })).map(({ text }) => planIn(text)).find(Boolean),
        );
        plans.push({ thread, id });
      }
      speakTo(ingress.address);
      await Promise.all(plans.map(({ thread, id }) => api.say('oncall', 'ops', `confirm ${id}`, thread)));
    } finally {
      speakTo(first);
      ingress.close();
    }
    const answers = await Promise.all(
      plans.map(({ thread, id }) =>
        until(`the answer to ${id}`, async () =>
          (await bench.thread({ thread }))
            .map(({ text }) => text)
            .find((text) => /Approve or reject|is about to create/.test(text)),
        ),
      ),
    );
    const taken = plans.filter((_, index) => /Approve or reject/.test(answers[index] ?? ''));
    assert.equal(taken.length, 1, answers.join('\n'));
    const [{ id = '', thread = '' } = {}] = taken;
    const refused = answers.filter((text) =>
      text.includes(`request ${id} is about to create a machine named web-01-copy`),
    );
    assert.equal(refused.length, 2, answers.join('\n'));
    await api.say('oncall', 'ops', `stop ${id}`, thread);
  });

  test('people stop a request at once, through both processes: it stops once, and Azure is asked once', async () => {
    const { api, sandbox } = bench;
    speakTo(first);
    // The restore must not end by itself meanwhile.
    sandbox.world.restoreSlowness = 20;
    const asked = await bench.ask('sql-01', 'latest as sql-stopped isolated');
    await bench.approve(asked);
    await until('the restore', async () => (await bench.accepted(asked)).length > 0);
    // However slow the machine is, Azure can still cancel it.
    const jobs = [...sandbox.world.vaults.values()].flatMap(({ jobs: all }) => all);
    const job = jobs.findLast(({ operation, item }) => operation === 'Restore' && item.vmName === asked.vm);
    assert.ok(job);
    job.cancellableUntil = job.endsAt;
    const ingress = await startIngress();
    ingress.add(first);
    ingress.add(replica.address);
    try {
      speakTo(ingress.address);
      // Of three, the ingress gives each process at least one.
      const stoppers = ['oncall', 'approver-1', 'approver-2'];
      await Promise.all(stoppers.map((as) => api.say(as, 'ops', `stop ${asked.id} now`)));
    } finally {
      speakTo(first);
      ingress.close();
    }
    assert.match((await bench.ended(asked)).text, /was cancelled/);
    sandbox.world.restoreSlowness = 1;
    assert.equal((await bench.closings(asked)).filter(({ text }) => /was cancelled/.test(text)).length, 1);
    const effects = (await api.requests(asked.since)).map(({ effect }) => effect);
    assert.equal(effects.filter((effect) => effect.startsWith('cancel accepted')).length, 1);
    assert.equal(effects.filter((effect) => effect.startsWith('deployment ')).length, 0);
    stoppedId = asked.id;
  });

  test('people stop a request at the call that ends it, through both processes: it has one end', async () => {
    const { api } = bench;
    speakTo(first);
    const asked = await bench.ask('web-01', 'latest disks');
    const ingress = await startIngress();
    ingress.add(first);
    ingress.add(replica.address);
    const said: Promise<unknown>[] = [];
    try {
      // The last step tags the disks.
      bench.atCall(/Microsoft\.Resources\/tags/i, () => {
        speakTo(ingress.address);
        for (const as of ['oncall', 'approver-1', 'approver-2']) said.push(api.say(as, 'ops', `stop ${asked.id} now`));
      });
      await bench.approve(asked);
      assert.match((await bench.ended(asked)).text, /is done|was cancelled/);
      assert.equal(said.length, 3, 'the call came');
      await Promise.all(said);
    } finally {
      speakTo(first);
      ingress.close();
    }
    assert.equal((await bench.accepted(asked)).length, 1);
    const closings = await bench.closings(asked);
    assert.equal(closings.filter(({ text }) => /is done|was cancelled/.test(text)).length, 1);
  });

  test('the database is gone: people are told to try again; it is back: everything goes on', async () => {
    const { api } = bench;
    speakTo(first);
    const [running, waiting] = [await bench.ask('web-01'), await bench.ask('app-01')];
    await api.click('approver-1', running.card, 'approve');
    await until('the restore', async () => (await bench.accepted(running)).length > 0);
    await database.crash();
    const lost = await api.click('approver-1', waiting.card, 'approve');
    assert.equal(lost.shown, 'message');
    assert.match(lost.text ?? '', /try again/i);
    await api.say('oncall', 'personal-oncall', `approve ${waiting.id} ${waiting.piece}`);
    await database.start();
    await bench.approve(waiting);
    await restoredOnce(running);
    await restoredOnce(waiting);
  });

  test('a process that is asked to stop answers what it was asked, hands on its work and ends', async (t) => {
    const { api, sandbox } = bench;
    const { bot } = sandbox;
    speakTo(first);
    const asked = await bench.ask('dev-01');
    assert.equal((await api.click('approver-1', asked.card, 'Approve')).shown, 'dialog');
    // An approval first reads rights; until then it is in progress.
    let reached = false;
    bench.atCall(new RegExp(`roleAssignments.*${people['approver-1'].objectId}`), () => {
      reached = true;
      return until('the process to stop', () => bot.log.some((line) => line.includes('Strongroom stops')));
    });
    const click = api.inDialog('approver-1', 'approve');
    await until('the click in the bot', () => reached);
    bot.signal('SIGTERM');
    const answer = await click;
    assert.equal(answer.status, 200);
    await endsByItself(bot, t);
    speakTo(replica.address);
    // Whether people are told to wait or not, accepted work is finished by this process or the other.
    await restoredOnce(asked);
    assert.deepEqual(
      bot.log.filter(
        (line) =>
          /"level":"(error|fatal)"/.test(line) && !/database|connection|store\.(unavailable|in-doubt)/i.test(line),
      ),
      [],
    );
  });

  test('a process that is asked to stop while the database does not answer ends, too', async (t) => {
    const { address, process: bot, stop } = await bench.startReplica();
    speakTo(address);
    const waiting = await bench.ask('rotated-01');
    database.freeze();
    try {
      // Answers without a database take some seconds; by then all background work of the process waits for it too.
      await bench.api.view('approver-1', waiting.card);
      bot.signal('SIGTERM');
      await endsByItself(bot, t);
    } finally {
      database.thaw();
      await stop();
    }
  });

  test('nothing is lost, every job was followed, the audit chain is whole', async () => {
    const stoppedOnce = async (db: Db) => {
      const rows = await db.selectFrom('audit').select('event').where('request_id', '=', stoppedId).execute();
      assert.equal(rows.filter(({ event }) => event === 'request.stopped').length, 1);
    };
    await checkData(bench, restored, { databaseUrl: database.url, bot: replica.process, more: [stoppedOnce] });
  });
});
