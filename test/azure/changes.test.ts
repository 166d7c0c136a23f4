import assert from 'node:assert/strict';
import { test } from 'node:test';
import { prod } from '../../sandbox/world/places.ts';
import type { SendOutcome } from '../../src/azure/calls.ts';
import type { Azure } from '../../src/azure/open.ts';
import { groupId, type RestoredSetting, restoredSetting } from './restored-setting.ts';
import { timeOutAtAnswer } from './wire-fixture.ts';

const clientRequestId = 'c0ffee00-0000-5000-8000-000000000003';
const compute = `/subscriptions/${prod.id}/resourceGroups/rg-app/providers/Microsoft.Compute`;
const vmId = `${compute}/virtualMachines/sql-01`;
const keys = { bek: { secretUrl: 'https://kv-prod.vault.azure.net/secrets/a/1', keyVaultId: '/kv' } };

type Change = { path: string; method: string; send: (azure: Azure) => Promise<SendOutcome> };

const changes: Record<string, Change> = {
  'a deployment': {
    path: '/deployments/',
    method: 'PUT',
    send: (azure) =>
      azure.deployments.send({
        groupId,
        name: 'empty',
        template: { resources: [] },
        parameters: {},
        tags: {},
        clientRequestId,
      }),
  },
  'an extension': {
    path: '/extensions/',
    method: 'PUT',
    send: (azure) =>
      azure.extensions.sendAde({ vmId, location: 'westeurope', osType: 'Windows', keys, clientRequestId }),
  },
  'settings of a disk': {
    path: '/disks/',
    method: 'PATCH',
    send: (azure) =>
      azure.disks.applyAde({ diskId: `${compute}/disks/off-01_DataDisk_0`, keys, version: '1.1', clientRequestId }),
  },
  'a start': { path: '/start', method: 'POST', send: (azure) => azure.power.start({ vmId, clientRequestId }) },
  'a deallocation': {
    path: '/deallocate',
    method: 'POST',
    send: (azure) => azure.power.deallocate({ vmId, clientRequestId }),
  },
};

const faults = [
  { fault: { do: 'reset-before' }, kind: 'unclear', acted: false },
  { fault: { do: 'reset-after' }, kind: 'unclear', acted: true },
  { fault: { do: 'error', status: 500 }, kind: 'unclear', acted: false },
  { fault: { do: 'error', status: 409, code: 'Conflict' }, kind: 'refused', acted: false },
  { fault: { do: 'throttle', seconds: 7 }, kind: 'refused', acted: false },
] as const;

const calls = (s: RestoredSetting) => s.local.requests().filter((call) => call.clientRequestId === clientRequestId);

for (const [name, { path, method, send }] of Object.entries(changes)) {
  test(`${name} is accepted by one call with our request id, and nothing is polled`, async (t) => {
    const s = await restoredSetting(t);
    assert.equal((await send(s.azure)).kind, 'accepted');
    assert.deepEqual(
      calls(s).map((call) => call.method),
      [method],
    );
    assert.deepEqual(s.local.requests().length, 1);
  });

  for (const { fault, kind, acted } of faults) {
    test(`${JSON.stringify(fault)} on ${name}: ${kind}, sent once`, async (t) => {
      const s = await restoredSetting(t);
      s.local.faults.add({ match: { method, path }, ...fault });
      assert.equal((await send(s.azure)).kind, kind);
      assert.equal(calls(s).length, 1);
      assert.equal(calls(s)[0]?.effect !== '', acted);
    });
  }
}

test('no answer in time to a deployment: unclear, and it is there', async (t) => {
  const s = await restoredSetting(t);
  const match = { method: 'PUT', path: '/deployments/' };
  s.local.faults.add({ match, do: 'drop-answer' });
  timeOutAtAnswer(t, s.local, match);
  assert.equal((await changes['a deployment']?.send(s.azure))?.kind, 'unclear');
  assert.ok(await s.azure.deployments.get(groupId, 'empty'));
});
