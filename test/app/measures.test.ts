import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { people } from '../../sandbox/world/people.ts';
import { measuredRuns, measuredTurns, measureStore, startTurnTally } from '../../src/app/ops/measures.ts';
import type { Incoming } from '../../src/kernel/chat.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { createLog, currentTraceParent, linkTrace } from '../../src/kernel/telemetry/log.ts';
import { createTelemetry, figures } from '../../src/kernel/telemetry/telemetry.ts';
import { collector, patientTelemetry, spansOf } from '../collector.ts';
import { until } from '../faults/until.ts';
import { quiet } from '../store/quiet.ts';
import { startTalk } from '../talk.ts';

const typed: Incoming = {
  kind: 'text',
  text: 'vms',
  activityId: 'activity-1',
  from: { objectId: 'person-1', tenantId: 'tenant-1', name: 'Olivia Novak', teamsId: '29:1' },
  place: { conversationId: '19:ops', kind: 'channel' },
};

/** A log that keeps its lines. */
function keptLines() {
  const lines: Record<string, unknown>[] = [];
  return { lines, log: createLog('debug', { write: (line) => void lines.push(JSON.parse(line)) }) };
}

test('every line of a turn carries its activity id, and none after it', async () => {
  const { lines, log } = keptLines();
  const handle = measuredTurns(await createTelemetry({ version: '1' }), async () => {
    await new Promise(setImmediate);
    log.info({ step: 'restore-disks' }, 'in the turn');
    return { kind: 'nothing' };
  });
  await handle(typed);
  log.info({}, 'after it');
  assert.deepEqual(
    lines.map(({ activity, msg }) => [activity, msg]),
    [
      ['activity-1', 'in the turn'],
      [undefined, 'after it'],
    ],
  );
});

test('a bot that stops reads no figures of a store that is closed: its last ones go without, and no warning is logged', async (t) => {
  patientTelemetry(t);
  const { lines, log } = keptLines();
  const { posted, address } = await collector();
  const telemetry = await createTelemetry({ version: '1', otlpEndpoint: address });
  const closed = {
    get db(): never {
      throw new Error('closed');
    },
  };
  measureStore(telemetry, closed, new Clock(), log, () => false);
  telemetry.count('turns_total');
  await telemetry.stop();
  assert.deepEqual(lines, []);
  assert.ok(posted.some(({ path, body }) => path === '/v1/metrics' && body.includes('strongroom_turns_total')));
});

test('a turn that goes on with what was kept says so to its handler', async () => {
  const told: unknown[] = [];
  const handle = measuredTurns(
    await createTelemetry({ version: '1' }),
    async (_: Incoming, how?: { deferred: boolean }) => {
      told.push(how);
      return { kind: 'nothing' };
    },
  );
  await handle(typed, { deferred: true });
  await handle(typed);
  assert.deepEqual(told, [{ deferred: true }, undefined]);
});

test('a run that a turn wakes carries its own queue and key, and nothing of the turn', async () => {
  const { lines, log } = keptLines();
  const telemetry = await createTelemetry({ version: '1' });
  const run = measuredRuns(telemetry, 'step', async () => log.info({}, 'in the run'));
  let running: Promise<void> | undefined;
  await measuredTurns(telemetry, async () => {
    running = run('R-7K2M');
    return { kind: 'nothing' };
  })(typed);
  await running;
  const [line] = lines;
  assert.deepEqual([line?.queue, line?.key, line?.activity], ['step', 'R-7K2M', undefined]);
});

test('a run of a request goes on with the trace that it was asked in, after a restart too; its turn of a vote leads there', async (t) => {
  patientTelemetry(t);
  const { posted, address } = await collector();
  const asking = await createTelemetry({ version: '1', otlpEndpoint: address });
  let kept: string | null = null;
  await measuredTurns(asking, async () => {
    kept = currentTraceParent();
    return { kind: 'nothing' };
  })(typed);
  await asking.stop();

  const { lines, log } = keptLines();
  const later = await createTelemetry({ version: '1', otlpEndpoint: address });
  await measuredRuns(
    later,
    'step',
    async () => log.info({}, 'in the run'),
    async () => kept,
  )('R-7K2M');
  await measuredTurns(later, async () => {
    linkTrace(kept);
    return { kind: 'nothing' };
  })({ ...typed, activityId: 'activity-2' });
  await later.stop();

  const [asked, run, voted] = spansOf(posted);
  assert.equal(run?.traceId, asked?.traceId);
  assert.equal(run?.parentSpanId, asked?.spanId);
  assert.notEqual(voted?.traceId, asked?.traceId);
  assert.deepEqual(
    voted?.links?.map(({ spanId }) => spanId),
    [asked?.spanId],
  );
  assert.deepEqual([lines[0]?.trace_id, lines[0]?.span_id], [run?.traceId, run?.spanId]);
});

test('what was kept and is no trace begins a new one', async (t) => {
  patientTelemetry(t);
  const { posted, address } = await collector();
  const telemetry = await createTelemetry({ version: '1', otlpEndpoint: address });
  for (const kept of [null, '', 'a-b-c-d', `00-${'0'.repeat(32)}-${'0'.repeat(16)}-01`]) {
    await measuredRuns(
      telemetry,
      'step',
      async () => undefined,
      async () => kept,
    )('R-7K2M');
  }
  await telemetry.stop();
  const spans = spansOf(posted);
  assert.equal(spans.length, 4);
  assert.equal(new Set(spans.map(({ traceId }) => traceId)).size, 4);
  assert.ok(spans.every(({ parentSpanId }) => !parentSpanId));
});

test('docs/operations.md has every figure, and no other', () => {
  const page = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
  const rows = page.split('\n').filter((line) => line.startsWith('| `strongroom_'));
  const named = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`strongroom_(\w+)`/g)]);
  assert.deepEqual(named.map(([, name]) => name).sort(), Object.keys(figures).sort());
});

test('a bot at work gives its figures, whose labels name nobody and nothing of anybody', async () => {
  const talk = await startTalk();
  try {
    await talk.ask('oncall', 'ops', 'vm sql-01', /sql-01/);
    await talk.ask('oncall', 'ops', 'backup sql-01 keep 30d', /Backup of sql-01/);
    await talk.settled();
    const sent = talk.sandbox.bot.log.find((line) => line.includes('a change is sent to Azure')) ?? assert.fail();
    const { level, time, waitedSeconds } = JSON.parse(sent);
    assert.equal(level, 'info');
    assert.match(time, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    assert.ok(waitedSeconds >= 0, 'since it was asked for, as nobody approves a backup');
    const listening = talk.sandbox.bot.log.map((line) => /"ops":"([^"]+)"/.exec(line)?.[1]).find(Boolean);
    for (const probe of ['healthz', 'readyz'])
      await until(`${probe} without fault`, async () => (await fetch(`${listening}/${probe}`)).status === 200);
    const scraped = await (await fetch(`${listening}/metrics`)).text();
    for (const name of ['turns_total', 'turn_seconds', 'run_seconds', 'azure_call_seconds', 'requests']) {
      assert.match(scraped, new RegExp(`^# HELP strongroom_${name} ${figures[name as keyof typeof figures]}$`, 'm'));
    }
    // About the process as a whole: its version, and an id of its own.
    const figuresOnly = scraped.replace(/^target_info.*$/m, '');
    const labels = new Set([...figuresOnly.matchAll(/(\w+)="/g)].map(([, label]) => label));
    const known = ['action', 'kind', 'le', 'otel_scope_name', 'outcome', 'queue', 'state', 'status'];
    assert.deepEqual([...labels].sort(), known);
    const values = [...figuresOnly.matchAll(/="([^"]*)"/g)].map(([, value]) => value).join('\n');
    const somebody = Object.values(people).flatMap(({ objectId, name }) => [objectId, name]);
    for (const word of ['sql-01', 'rsv-prod', 'kv-prod', 'rg-app', ...somebody])
      assert.ok(!values.includes(word), word);
    assert.doesNotMatch(values, /[0-9a-f]{8}-[0-9a-f]{4}|R-[2-9A-HJKMNP-Z]{4}/);
  } finally {
    await talk.close();
  }
});

function tally() {
  const said: object[] = [];
  return { said, ...startTurnTally({ ...quiet, info: (fields, msg) => void said.push({ ...fields, msg }) }) };
}

test('turns are told once a minute, with how many came late; a minute without turns says nothing', (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const { said, add } = tally();
  for (const seconds of [0.1, 2, 2.1]) add(seconds, true);
  add(0.1, false);
  assert.deepEqual(said, []);
  t.mock.timers.tick(60_000);
  assert.deepEqual(said, [{ turns: 4, late: 2, msg: 'turns are answered' }]);
  t.mock.timers.tick(120_000);
  assert.equal(said.length, 1);
});

test('what was not told yet is told at the end', () => {
  const { said, add, stop } = tally();
  add(0.1, true);
  stop();
  assert.deepEqual(said, [{ turns: 1, late: 0, msg: 'turns are answered' }]);
});

test('a turn that ends with an error of the bot is as good as late', async () => {
  const { said, add, stop } = tally();
  const typed = { kind: 'text', activityId: 'a' } as Incoming;
  const telemetry = await createTelemetry({ version: '1' });
  await measuredTurns(telemetry, async () => ({ kind: 'nothing' }), { add })(typed);
  const broken = measuredTurns(telemetry, () => Promise.reject(new Error('broken')), { add });
  await assert.rejects(broken(typed), /broken/);
  stop();
  assert.deepEqual(said, [{ turns: 2, late: 1, msg: 'turns are answered' }]);
});
