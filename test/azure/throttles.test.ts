import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cutWaits } from '../../src/azure/http-client.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { asFailure } from '../../src/kernel/errors.ts';
import { azureOn, item, startWire, subscription, vaultId, type WireAnswer } from './wire-fixture.ts';

const jobsRead = `${subscription}|Microsoft.RecoveryServices/vaults/backupJobs/read`;
const worldNow = Date.parse('2026-11-24T01:00:00Z');
const still = () => new Clock({ realOrigin: 0, worldOrigin: worldNow, rate: 1 }, () => 0);

async function throttledBy(answer: WireAnswer, times = 1) {
  const wire = await startWire(() => answer);
  let now = 0;
  const clock = new Clock({ realOrigin: 0, worldOrigin: worldNow, rate: 1 }, () => now);
  const { azure, throttles } = azureOn(wire.port, { clock });
  const errors: unknown[] = [];
  for (let time = 0; time < times; time += 1) {
    errors.push(await azure.jobs.list(vaultId).catch((error: unknown) => error));
    now += 3_600_000;
  }
  await wire.close();
  return { errors, throttles, requests: wire.requests };
}

test('a 429 is asked once, whatever Retry-After says, and stored in world time', async () => {
  const { errors, throttles, requests } = await throttledBy({ status: 429, headers: { 'retry-after': '300' } });
  assert.equal(requests.length, 1);
  assert.deepEqual(asFailure(errors[0]), {
    code: 'azure.throttled',
    params: { seconds: 300, action: 'Microsoft.RecoveryServices/vaults/backupJobs/read' },
  });
  assert.deepEqual(throttles.rows.get(jobsRead), { until: new Date(worldNow + 300_000), reason: 'Retry-After' });
});

test('without Retry-After the seconds in the text count', async () => {
  const message = "Number of requests exceeded the limit of '150'. Please try again after '324' seconds.";
  const { throttles } = await throttledBy({
    status: 429,
    json: { error: { code: 'ResourceRequestsThrottled', message } },
  });
  assert.deepEqual(throttles.rows.get(jobsRead), { until: new Date(worldNow + 324_000), reason: 'message' });
});

const tooLong: Record<string, WireAnswer> = {
  'in seconds': { status: 429, headers: { 'retry-after': '1000000000' } },
  'as a date': { status: 429, headers: { 'retry-after': 'Fri, 31 Dec 9999 23:59:59 GMT' } },
  'in its text': {
    status: 429,
    json: { error: { code: 'x', message: "Please try again after '1000000000' seconds." } },
  },
};
for (const [how, answer] of Object.entries(tooLong)) {
  test(`a wait of more than an hour is an hour, and is told: ${how}`, async () => {
    const told: unknown[] = [];
    const note = (cut: unknown) => told.push(cut);
    cutWaits.subscribe(note);
    const { errors, throttles } = await throttledBy(answer);
    cutWaits.unsubscribe(note);
    assert.equal((errors[0] as { params: { seconds: number } }).params.seconds, 3600);
    assert.equal(throttles.rows.get(jobsRead)?.until.getTime(), worldNow + 3_600_000);
    assert.equal(told.length, 1);
    assert.partialDeepStrictEqual(told[0], { host: 'management.azure.com', action: jobsRead.split('|')[1] });
  });
}

test('a wait that is none is no reason to ask again at once', async () => {
  for (const header of ['0', '-5', 'Sat, 01 Jan 2000 00:00:00 GMT']) {
    const { errors } = await throttledBy({ status: 429, headers: { 'retry-after': header } });
    assert.equal((errors[0] as { params: { seconds: number } }).params.seconds, 15, header);
  }
});

test('an accepted change is looked at within the hour, whatever its answer asks for', async () => {
  const headers = { location: 'https://management.azure.com/x/o', 'retry-after': '1000000000' };
  const wire = await startWire((): WireAnswer => ({ status: 202, headers }));
  const { azure } = azureOn(wire.port, { clock: still() });
  const sent = await azure.backups.send({ vault: vaultId, item, clientRequestId: 'id' });
  await wire.close();
  assert.deepEqual(sent, { kind: 'accepted', operationId: 'o', retryAfterSeconds: 3600 });
});

test('without either the wait doubles', async () => {
  const { errors } = await throttledBy({ status: 429 }, 3);
  assert.deepEqual(
    errors.map((error) => (error as { params: { seconds: number } }).params.seconds),
    [15, 30, 60],
  );
});

test("the subscription's own bucket holds back all reads, but no change", async () => {
  const wire = await startWire(
    ({ method }): WireAnswer =>
      method === 'POST'
        ? { status: 202, headers: { location: 'https://management.azure.com/x/o' } }
        : {
            status: 429,
            headers: { 'retry-after': '20' },
            json: { error: { code: 'SubscriptionRequestsThrottled', message: '' } },
          },
  );
  const { azure } = azureOn(wire.port, { clock: still() });
  await assert.rejects(azure.jobs.list(vaultId), { code: 'azure.throttled' });
  await assert.rejects(azure.vms.list(subscription), {
    code: 'azure.throttled',
    params: { seconds: 20, action: 'Microsoft.Compute/virtualMachines/read' },
  });
  const sent = await azure.backups.send({ vault: vaultId, item, clientRequestId: 'id' });
  await wire.close();
  assert.equal(sent.kind, 'accepted');
  assert.equal(wire.requests.length, 2);
});

test('under a throttle nothing reaches Azure: reads fail at once, sends are refused', async () => {
  const wire = await startWire(() => ({ status: 500 }));
  const { azure, throttles } = azureOn(wire.port, { clock: still() });
  const backup = `${subscription}|Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/backup/action`;
  for (const key of [jobsRead, backup]) await throttles.set(key, new Date(worldNow + 42_000), 'test');
  await assert.rejects(azure.jobs.list(vaultId), {
    code: 'azure.throttled',
    params: { seconds: 42, action: jobsRead.split('|')[1] },
  });
  assert.partialDeepStrictEqual(await azure.backups.send({ vault: vaultId, item, clientRequestId: 'id' }), {
    kind: 'refused',
    retryAfterSeconds: 42,
    failure: { code: 'azure.throttled' },
  });
  assert.equal(wire.requests.length, 0);
  await wire.close();
});

test('a throttle ends, and another action or subscription never had it', async () => {
  const wire = await startWire(() => ({ status: 200, json: { value: [] } }));
  const { azure, throttles } = azureOn(wire.port, { clock: still() });
  await throttles.set(jobsRead, new Date(worldNow), 'over');
  assert.deepEqual(await azure.jobs.list(vaultId), []);
  await throttles.set(jobsRead, new Date(worldNow + 60_000), 'test');
  assert.deepEqual(await azure.items.list(vaultId), []);
  assert.deepEqual(await azure.jobs.list(vaultId.replace(subscription, 'other')), []);
  await wire.close();
});

test('a throttle that cannot be stored does not hide the refusal', async () => {
  const wire = await startWire(() => ({ status: 429, headers: { 'retry-after': '5' } }));
  const throttles = { until: async () => undefined, set: () => Promise.reject(new Error('database away')) };
  const { azure } = azureOn(wire.port, { throttles });
  const sent = await azure.backups.send({ vault: vaultId, item, clientRequestId: 'id' });
  await wire.close();
  assert.equal(sent.kind, 'refused');
});
