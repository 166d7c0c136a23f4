import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Sandbox, startSandbox } from '../../../sandbox/start-sandbox.ts';
import { type Shown, until } from './local-teams.ts';

let sandbox: Sandbox;
let dataDir: string;
before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sandbox-'));
  const botScript = join(import.meta.dirname, 'echo-bot.ts');
  sandbox = await startSandbox({
    port: 0,
    dataDir,
    botScript,
    world: { fleetSize: 3 },
    // For longer than a bot takes to start on a machine that is busy.
    times: { redeliverMs: Array<number>(3600).fill(50) },
  });
});
after(async () => {
  await sandbox.close();
  await rm(dataDir, { recursive: true });
});

test('a message reaches the bot as its own process and the answer comes back through the connector', async () => {
  await api('POST', '/api/say', { as: 'oncall', in: 'ops', text: '@Strongroom hello' });
  const echo = await answer('ops');
  assert.match(echo.summary ?? '', /^Echo at/);
});

test('the clock of the bot follows that of the world', async () => {
  const { now } = await api<{ now: string }>('POST', '/api/clock', { speed: 60, advanceSeconds: 30 * 86_400 });
  await api('POST', '/api/say', { as: 'oncall', in: 'personal-oncall', text: 'what time is it' });
  const echo = await answer('personal-oncall');
  assert.ok(Date.parse((echo.summary ?? '').replace('Echo at ', '')) >= Date.parse(now));
  await api('POST', '/api/clock', { speed: 1 });
});

test('a killed bot leaves the world and the chat; what was said meanwhile reaches it when it is back', async () => {
  const { pid } = await api<{ pid: number }>('GET', '/api/bot');
  assert.deepEqual(await api('POST', '/api/bot/kill', { signal: 'SIGKILL' }), {
    state: 'stopped',
    pid: null,
    address: null,
  });
  const count = (await messages('ops')).length;
  assert.ok(count > 0);
  await api('POST', '/api/say', { as: 'oncall', in: 'ops', text: '@Strongroom still there?' });
  const started = await api<{ pid: number; state: string }>('POST', '/api/bot/start');
  assert.equal(started.state, 'running');
  assert.notEqual(started.pid, pid);
  await until(async () => ((await messages('ops')).length === count + 2 ? true : undefined));
});

test('the tap counts calls to Azure and Teams and kills at the one asked for', async () => {
  await api('POST', '/api/bot/tap', { at: 'arrival', call: 1, signal: 'SIGKILL' });
  await api('POST', '/api/say', { as: 'oncall', in: 'personal-oncall', text: 'and now' });
  await until(async () => ((await api<{ state: string }>('GET', '/api/bot')).state === 'stopped' ? true : undefined));
  assert.equal((await api<{ calls: number; fired: boolean }>('GET', '/api/bot/tap')).fired, true);
  await api('DELETE', '/api/bot/tap');
  await api('POST', '/api/bot/start');
});

test('Azure can be read, disturbed and reset', async () => {
  const world = await api<{ machines: { id: string; name: string; encryption: string }[]; vaults: { name: string }[] }>(
    'GET',
    '/api/world',
  );
  const sql = world.machines.find((one) => one.name === 'sql-01');
  assert.equal(sql?.encryption, 'ADE');
  assert.equal((await api<{ name: string }>('GET', `/api/azure/resources${sql?.id}`)).name, 'sql-01');
  const fault = await api<{ id: string }>('POST', '/api/azure/faults', {
    match: { path: 'backupJobs' },
    do: 'throttle',
    seconds: 30,
  });
  assert.equal((await api<unknown[]>('GET', '/api/azure/faults')).length, 1);
  await api('DELETE', `/api/azure/faults/${fault.id}`);
  assert.ok(Array.isArray(await api('GET', '/api/azure/requests')));
  await api('POST', '/api/world/reset');
  assert.deepEqual(await messages('ops'), []);
  assert.equal((await api<{ state: string }>('GET', '/api/bot')).state, 'running');
});

test('sizes run out and quotas shrink until the world is made new', async () => {
  const size = 'Standard_E4s_v5';
  await api('POST', '/api/azure/capacity', { size, times: 1 });
  await api('POST', '/api/azure/capacity', { size: 'Standard_B2ms', lack: 'permission' });
  assert.deepEqual(await api('GET', '/api/azure/capacity'), [
    { size: size.toLowerCase(), times: 1, lack: 'hosts' },
    { size: 'standard_b2ms', times: null, lack: 'permission' },
  ]);
  await api('DELETE', '/api/azure/capacity');
  assert.deepEqual(await api('GET', '/api/azure/capacity'), []);
  const { cores } = await api<{ cores: number }>('POST', '/api/azure/quota', {
    subscription: 'contoso-prod',
    cores: 4,
  });
  assert.equal(cores, 4);
  for (const [path, body] of [
    ['capacity', { size: 'Standard_None' }],
    ['capacity', { size, times: 0 }],
    ['quota', { subscription: 'nobody', cores: 4 }],
    ['quota', { subscription: 'contoso-prod', cores: -1 }],
  ] as const) {
    const init = { method: 'POST', body: JSON.stringify(body) };
    const refused = await fetch(`${sandbox.address}/api/azure/${path}`, init);
    assert.equal(refused.status, 400);
    assert.ok(((await refused.json()) as { remedy?: string }).remedy);
  }
});

async function api<T = Record<string, unknown>>(method: string, path: string, body?: object): Promise<T> {
  const response = await fetch(`${sandbox.address}${path}`, { method, ...(body && { body: JSON.stringify(body) }) });
  const answered = (await response.json()) as T;
  assert.equal(response.status, 200, JSON.stringify(answered));
  return answered;
}

function messages(conversation: string): Promise<Shown[]> {
  return api<Shown[]>('GET', `/api/conversations/${conversation}/messages`);
}

function answer(conversation: string): Promise<Shown> {
  return until(async () => (await messages(conversation)).find((one) => one.from === 'bot'));
}
