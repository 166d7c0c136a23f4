import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Sandbox } from '../../../sandbox/start-sandbox.ts';
import { openSandbox } from '../../open-sandbox.ts';
import { type Shown, until } from './local-teams.ts';

let sandbox: Sandbox;
let close: (() => Promise<void>) | undefined;
before(async () => {
  ({ sandbox, close } = await openSandbox({ world: { fleetSize: 3 } }));
});
after(() => close?.());

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
