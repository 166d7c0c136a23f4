import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { describe, test } from 'node:test';
import { createHttpHeaders, createPipelineRequest } from '@azure/core-rest-pipeline';
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { startTurnTally } from '../../src/app/ops/measures.ts';
import { throttleGate } from '../../src/azure/boundary.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { createLog, type Log } from '../../src/kernel/telemetry/log.ts';
import { CommittedHead } from '../../src/store/append-audit.ts';
import { putConversation } from '../../src/store/conversations.ts';
import { startCleanUp } from '../../src/store/retention.ts';
import type { Schema } from '../../src/store/schema.ts';
import { followClock } from '../../src/store/server/follow-clock.ts';
import { Timekeeper } from '../../src/store/timekeeper.ts';
import { createDelivery } from '../../src/teams/delivery.ts';
import { createSigningKeys } from '../../src/teams/signing-keys.ts';
import { createRefusalLog } from '../../src/teams/strict-auth.ts';
import { TeamsError } from '../../src/teams/teams-error.ts';
import { paged } from '../requests/paged.ts';
import { standIn } from '../requests/stand-ins.ts';
import { freshPlace, freshStore, sharedStore, until } from '../store/engines.ts';
import { app, botPrincipal, fires, rules } from './alert-rules.ts';
import { attempt, recordedAzure, samples } from './calls.ts';
import type { Row } from './kql.ts';

const root = path.join(import.meta.dirname, '../..');
const minute = 60_000;
const hour = 60 * minute;
const now = new Date('2026-11-24T09:00:00Z');

/** A log of the bot, and its lines as the workspace stores them: a second apart, the last a minute ago. */
function logged(group = `${app}--1-abc`) {
  const lines: string[] = [];
  const log: Log = createLog('info', { write: (line) => void lines.push(line) });
  return { log, lines, rows: (agoMs = minute) => rowsOf(lines, group, agoMs) };
}

function rowsOf(lines: readonly string[], group = `${app}--1-abc`, agoMs = minute): Row[] {
  return lines.map((line, index) => ({
    TimeGenerated: new Date(now.getTime() - agoMs - (lines.length - 1 - index) * 1000),
    ContainerAppName_s: group.startsWith(`${app}--`) ? app : '',
    ContainerGroupName_s: group,
    Log_s: line,
  }));
}

const saw = new Set<string>();

/** Requires a rule to fire for some lines, and not for others. */
function requireFires(key: string, rows: Row[], quiet: Row[], AzureActivity: Row[] = []): void {
  saw.add(key);
  assert.equal(fires(key, { ContainerAppConsoleLogs_CL: quiet }, now), false, `${key} is quiet`);
  assert.equal(fires(key, { ContainerAppConsoleLogs_CL: rows, AzureActivity }, now), true, `${key} fires`);
}

/** Standard output of one of the bot's programs. */
async function linesOf(program: string, args: string[], env: Record<string, string>): Promise<string[]> {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, ['--liftoff-only', path.join(root, program), ...args], {
    env: { PATH, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) lines.push(line);
  return lines;
}

describe('each alert fires over the lines that the bot writes', () => {
  test('a change that the bot knows nothing of', async () => {
    const { azure, recorded, lines } = recordedAzure();
    const { log, rows } = logged();
    for (const { call } of Object.values(samples)) await call(azure).catch(() => undefined);
    for (const { fields, message } of lines) log.info(fields, message);
    log.info({ clientRequestId: attempt }, 'a change is sent to Azure');
    const activity = (clientRequestId: string, CorrelationId: string): Row => ({
      TimeGenerated: new Date(now.getTime() - hour),
      Caller: botPrincipal,
      ActivityStatusValue: 'Start',
      HTTPRequest: JSON.stringify({ clientRequestId }),
      CorrelationId,
    });
    const own = recorded.map(({ clientRequestId }, index) => activity(clientRequestId, `own-${index}`));
    // A deployment writes them too.
    own.push(activity('cccccccc-0000-4000-8000-000000000003', 'own-0'));
    const tables = { ContainerAppConsoleLogs_CL: rows(hour), AzureActivity: own };
    assert.equal(fires('unaudited-change', tables, now), false);
    requireFires('unaudited-change', rows(hour), rows(hour), [
      ...own,
      activity('dddddddd-0000-4000-8000-000000000004', 'another'),
    ]);
  });

  test('an audit that does not hold, and one that nobody verified', async (t) => {
    const place = await freshPlace(t, 'server');
    const store = await place.open();
    await store.transaction((tx) => tx.audit({ event: 'request.asked' }));
    const verify = () =>
      linesOf('src/app/cli/audit.ts', ['verify', '--json'], { DATABASE_URL: place.where.databaseUrl ?? '' });
    const whole = rowsOf(await verify(), `${app}-audit-verify-1`);
    await place.asOwner(async (db) => {
      await db.schema.alterTable('audit').addColumn('nothing', 'text').execute();
    });
    await place.asOwner((db) => db.updateTable('audit_head').set({ seq: 7 }).execute());
    const broken = rowsOf(await verify(), `${app}-audit-verify-1`);
    requireFires('audit-broken', broken, whole);
    const { log, rows } = logged();
    log.info({}, 'audit head');
    requireFires('audit-unverified', rows(40 * hour), [...rows(40 * hour), ...whole]);
  });

  test('no sign of life, and what waits too long', async (t) => {
    const store = await freshStore(t, 'embedded');
    await store.transaction((tx) => putConversation(tx, { id: '19:ops', kind: 'channel', reference: {} }));
    t.mock.timers.enable({ apis: ['setInterval'] });
    const heard = async (clock: Clock) => {
      const { log, lines, rows } = logged();
      const stop = startCleanUp(store.db, clock, log, 400);
      t.mock.timers.tick(10 * minute);
      await until(() => lines.length === 2);
      stop();
      return rows();
    };
    const well = await heard(new Clock());
    requireFires('silent', [], well);
    await store.transaction((tx) => void tx.post({ conversationId: '19:ops', body: { text: 'asked' } }));
    const later = new Clock({ realOrigin: Date.now(), worldOrigin: Date.now() + 11 * minute, rate: 1 });
    requireFires('waiting', await heard(later), well);
    // The store ends its own timers.
    t.mock.timers.reset();
  });

  test('a replica that does not start', async () => {
    const once = await linesOf('src/app/main.ts', [], { DATA_DIR: '/nowhere' });
    // The platform restarts it.
    requireFires('not-starting', rowsOf([...once, ...once]), rowsOf(once));
  });

  test('a replica that is without its database, until it has it again', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const { log, lines, rows } = logged();
    class Answering extends DummyDriver {
      override async acquireConnection() {
        const executeQuery = async () => ({ rows: [{ answer: { earliest: [], head: [] } }] });
        return Object.assign(await super.acquireConnection(), { executeQuery });
      }
    }
    const answering = new Kysely<Schema>({
      dialect: {
        createDriver: () => new Answering(),
        createAdapter: () => new PostgresAdapter(),
        createIntrospector: (of) => new PostgresIntrospector(of),
        createQueryCompiler: () => new PostgresQueryCompiler(),
      },
    });
    const silent = { selectFrom: () => assert.fail('connection terminated') };
    const parts = {
      db: silent as unknown as typeof answering,
      queue: { async send() {}, async supervise() {} },
      committed: new CommittedHead(log, () => undefined),
      clock: new Clock(),
      log,
    };
    const timekeeper = new Timekeeper(parts, { longestSleepMs: 2_000, onDue() {} });
    timekeeper.start();
    t.mock.timers.tick(1);
    t.mock.timers.tick(50_000);
    const before = rows();
    t.mock.timers.tick(11_000);
    const during = rows();
    parts.db = answering;
    while (lines.length < 2) {
      t.mock.timers.tick(500);
      await new Promise(setImmediate);
    }
    await timekeeper.stop();
    requireFires('database-away', during, before);
    requireFires('database-away', during, rows());
    const other = logged(`${app}--1-xyz`);
    other.log.info({}, 'the database answers again');
    requireFires('database-away', [...during, ...other.rows()], other.rows());
  });

  test('a database that came back behind what was committed', () => {
    const { log, rows } = logged();
    const head = new CommittedHead(log, () => undefined);
    head.note({ seq: 7, hash: 'a' });
    assert.equal(head.holds({ seq: 6, hash: 'b', held: null }, head.seen), false);
    requireFires('database-behind', rows(), []);
  });

  test('a host whose clock is off', async () => {
    const { db } = await sharedStore('embedded');
    const [off, right] = [logged(), logged()];
    for (const [skew, { log }] of [
      [-10 * minute, off],
      [0, right],
    ] as const) {
      const end = await followClock(db, new Clock(undefined, () => Date.now() + skew), log);
      end();
    }
    requireFires('clock-off', off.rows(), right.rows());
  });

  test('work that fails again and again', async (t) => {
    const { log, lines, rows } = logged();
    const store = await (await freshPlace(t, 'embedded')).open({ log });
    await store.transaction((tx) => tx.wake('timer', 'request:R-7K2M'));
    const fail = async (tries: number) => {
      await store.transaction((tx) => tx.db.updateTable('wakeups').set({ tries }).execute());
      const failed = () => lines.filter((line) => line.includes('a run failed')).length;
      const before = failed();
      await until(() => failed() > before);
    };
    store.work('timer', () => Promise.reject(new Error('again')));
    await until(() => lines.some((line) => line.includes('a run failed')));
    const once = rows();
    await fail(4);
    requireFires('stuck', rows(), once);
  });

  test('a page that is given up, and one that is not taken for minutes', async (t) => {
    const service = await standIn('cloudevents');
    t.after(() => service.close());
    const { log, lines, rows } = logged();
    const { request, page, begin, idle } = await paged(t, service.pager, undefined, log);
    let busy = 5;
    service.fault = () => (busy-- > 0 ? { status: 503, headers: { 'retry-after': '1' } } : undefined);
    await request('R-7K2M');
    begin();
    await page('R-7K2M', 'asked');
    await idle();
    requireFires('pages', rows(), rowsOf(lines.slice(0, 4)));
    const before = lines.length;
    service.fault = () => ({ status: 400 });
    await page('R-7K2M', 'failed');
    await until(() => lines.length > before);
    requireFires('pages', rowsOf(lines.slice(before)), []);
  });

  test('messages that Teams does not take', async () => {
    const { log, lines, rows } = logged();
    const refused = new TeamsError({ call: 'POST', status: 413, code: '', dead: false, unclear: false });
    const delivery = createDelivery({
      sender: { send: async () => ({ refused }) } as unknown as Parameters<typeof createDelivery>[0]['sender'],
      texts: {} as Parameters<typeof createDelivery>[0]['texts'],
      remember: async () => {},
      findPersonalChat: async () => undefined,
      postLater: async () => {},
      log,
    });
    const turn = { contact: { reference: {}, place: {} } } as Parameters<typeof delivery.post>[0];
    for (let message = 0; message < 11; message++) await delivery.post(turn, { text: 'asked' });
    requireFires('messages', rows(), rowsOf(lines.slice(1)));
  });

  test('keys of Teams that cannot be read', async () => {
    const { log, lines, rows } = logged();
    let passed = 0;
    const find = createSigningKeys('http://127.0.0.1:1/', log, () => passed);
    for (let ask = 0; ask < 6; ask++) {
      await assert.rejects(async () => find({ alg: 'RS256', kid: 'key' }, {} as never));
      passed += 10 * minute;
    }
    requireFires('signing-keys', rows(), rowsOf(lines.slice(1)));
  });

  test('Azure that throttles', async () => {
    const { log, lines, rows } = logged();
    const throttles = { until: async () => undefined, set: async () => {} };
    const gate = throttleGate({ throttles, clock: new Clock(), log, sent: new WeakSet() as never });
    const url =
      'https://management.azure.com/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines';
    for (let call = 0; call < 31; call++) {
      const request = createPipelineRequest({ url });
      await assert.rejects(
        gate.sendRequest(request, async () => ({
          request,
          status: 429,
          headers: createHttpHeaders({ 'retry-after': '5' }),
          bodyAsText: '{}',
        })),
      );
    }
    requireFires('throttled', rows(), rowsOf(lines.slice(1)));
  });

  test('many requests that are not from Teams', () => {
    const turnedAway = (count: number) => {
      const { log, rows } = logged();
      let passed = 0;
      const refusals = createRefusalLog(log, () => passed);
      for (let request = 0; request < count; request++) refusals.add(new Error('forged'));
      passed = minute;
      refusals.add(new Error('forged'));
      return rows();
    };
    requireFires('forged', turnedAway(100), turnedAway(99));
  });

  test('people who wait too long', () => {
    const answered = (late: number, inTime: number) => {
      const { log, rows } = logged();
      const tally = startTurnTally(log);
      for (let turn = 0; turn < late; turn++) tally.add(3, true);
      for (let turn = 0; turn < inTime; turn++) tally.add(0.1, true);
      tally.stop();
      return rows();
    };
    requireFires('late-hour', answered(3, 15), answered(2, 15));
    requireFires('late-six-hours', answered(3, 40), answered(3, 60));
    requireFires('late-day', answered(3, 90), answered(3, 110));
  });

  test('all of them', () => {
    assert.deepEqual([...saw].toSorted(), rules.map(({ key }) => key).toSorted());
  });
});
