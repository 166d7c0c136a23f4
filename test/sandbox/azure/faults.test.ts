import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FaultSpec } from '../../../sandbox/azure/faults.ts';
import type { TappedCall } from '../../../sandbox/world/tap.ts';
import { all, pointsOf, restoreDisks, type Setting, setting, startRestore } from './setting.ts';

const match = { method: 'POST', path: '/restore' };
const restores = (s: Setting) => s.azure.requests().filter((one) => one.effect.startsWith('restore accepted'));

async function tryRestore(s: Setting, fault: FaultSpec) {
  const [point = ''] = await pointsOf(s, 'sql-01');
  s.azure.faults.add(fault);
  return startRestore(s, 'sql-01', point, restoreDisks(point));
}

test('alter acts, and answers with other headers or another body', async (t) => {
  const s = await setting(t);
  const elsewhere = 'https://management.azure.com/elsewhere';
  await assert.rejects(
    tryRestore(s, { match, times: 1, do: 'alter', headers: { 'azure-asyncoperation': elsewhere, location: null } }),
    /elsewhere|not found/i,
  );
  assert.equal(restores(s).length, 1);
  s.azure.faults.add({ match: { path: '/recoveryPoints?' }, times: 1, do: 'alter', body: { value: [] } });
  assert.deepEqual(await pointsOf(s, 'sql-01'), []);
});

test('truncate sends half of the JSON', async (t) => {
  const s = await setting(t);
  s.azure.faults.add({ match: { action: 'microsoft.recoveryservices/vaults/backupJobs/read' }, do: 'truncate' });
  await assert.rejects(all(s.backup.backupJobs.list('rsv-prod', 'rg-backup')), { code: 'PARSE_ERROR' });
});

test('a fault matches by method, by part of the path or an expression for it, and by action; it can be cleared', async (t) => {
  const { azure, compute } = await setting(t);
  const read = () => compute.disks.get('rg-app', 'sql-01_DataDisk_0');
  for (const by of [
    { path: 'DISKS/sql-01' },
    { path: 'disks/sql-0[0-9]_Data' },
    { method: 'get' },
    { action: 'Microsoft.Compute/disks/read' },
  ]) {
    const { id } = azure.faults.add({ match: by, do: 'error', status: 418 });
    await assert.rejects(read(), { statusCode: 418 }, JSON.stringify(by));
    azure.faults.clear(id);
  }
  azure.faults.add({ match: { method: 'POST' }, do: 'error' });
  azure.faults.add({ match: { path: 'virtualMachines' }, do: 'error' });
  azure.faults.add({ match: { action: 'Microsoft.Compute/disks/write' }, do: 'error' });
  await read();
  assert.equal(azure.faults.list().length, 3);
  assert.throws(() => azure.faults.add({ match: {}, do: 'explode' as 'error' }), RangeError);
});

test('a caller swallowed at arrival has done nothing; at the answer it has', async (t) => {
  const s = await setting(t);
  for (const [moment, done] of [
    ['arrival', 0],
    ['answer', 1],
  ] as const) {
    const [point = ''] = await pointsOf(s, 'sql-01');
    s.azure.tap = (call: TappedCall) => (call.moment === moment && call.method === 'POST' ? 'swallow' : 'go on');
    await assert.rejects(startRestore(s, 'sql-01', point, restoreDisks(point)));
    s.azure.tap = undefined;
    assert.equal(restores(s).length, done, moment);
  }
});

test('the hook sees each call twice, in order, sign-in too', async (t) => {
  const s = await setting(t);
  const seen: string[] = [];
  s.azure.tap = ({ moment, host, status }) => {
    seen.push(`${host} ${moment} ${status ?? ''}`.trim());
    return 'go on';
  };
  await s.compute.disks.get('rg-app', 'sql-01_DataDisk_0');
  assert.deepEqual(seen.slice(-2), ['management.azure.com arrival', 'management.azure.com answer 200']);
  assert.ok(seen.includes('login.microsoftonline.com answer 200'));
  assert.equal(s.azure.requests().length, 1);
});

test('the loopback client reaches no other host', async (t) => {
  const { httpClient } = await setting(t);
  const { createPipelineRequest } = await import('@azure/core-rest-pipeline');
  await assert.rejects(
    httpClient.sendRequest(createPipelineRequest({ url: 'https://example.org/' })),
    /reaches no example\.org/,
  );
});
