import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SendOutcome } from '../../src/azure/calls.ts';
import type { RestoreBody } from '../../src/azure/rules/restore-body.ts';
import { azureOn, item, itemId, pointId, startWire, timeOut, vaultId, type WireAnswer } from './wire-fixture.ts';

const clientRequestId = '5f0c2a8e-6f6b-5c1d-9a55-0d3c5b1e7a01';
const operation = '8c8e3d5a-0a4d-4c0e-8c39-6d9c1b6f2a11';
const accepted: WireAnswer = {
  status: 202,
  headers: {
    'azure-asyncoperation': `https://management.azure.com/Subscriptions/x/backupOperations/${operation}?api-version=2023-06-01`,
    location: 'https://management.azure.com/Subscriptions/x/operationResults/other?api-version=2023-06-01',
    'retry-after': '60',
  },
};

const request: RestoreBody = {
  objectType: 'IaasVMRestoreRequest',
  recoveryPointId: '2261018173779283322',
  recoveryType: 'RestoreDisks',
  storageAccountId: '/subscriptions/s/resourceGroups/rg-backup/providers/Microsoft.Storage/storageAccounts/ststaging',
  createNewCloudService: true,
  originalStorageAccountOption: false,
  sourceResourceId: '/subscriptions/s/resourceGroups/rg-app/providers/Microsoft.Compute/virtualMachines/sql-01',
  region: 'westeurope',
  restoreDiskLunList: [],
  targetDiskNetworkAccessSettings: { targetDiskNetworkAccessOption: 'SameAsOnSourceDisks' },
};

async function restoreWith(answer: WireAnswer | (() => WireAnswer)) {
  const answers = typeof answer === 'function' ? answer : () => answer;
  const wire = await startWire((call) => (call.method === 'POST' ? answers() : { status: 429 }));
  const { azure, throttles } = azureOn(wire.port);
  const outcome = await azure.restores.send({
    vault: vaultId,
    item,
    pointName: request.recoveryPointId,
    body: request,
    clientRequestId,
  });
  await wire.close();
  return { outcome, requests: wire.requests, throttles };
}

test('a restore is one POST with our request id, and nothing is polled after it', async () => {
  const { outcome, requests } = await restoreWith(accepted);
  assert.deepEqual(outcome, { kind: 'accepted', operationId: operation, retryAfterSeconds: 60 } satisfies SendOutcome);
  assert.equal(requests.length, 1);
  assert.equal(requests[0]?.method, 'POST');
  assert.equal(requests[0]?.path, `${pointId}/restore`);
  assert.equal(requests[0]?.headers['x-ms-client-request-id'], clientRequestId);
  assert.deepEqual(JSON.parse(requests[0]?.body ?? ''), {
    properties: { ...request, objectType: 'IaasVMRestoreRequest' },
  });
});

for (const [name, answer, expected] of [
  ['400', { status: 400, json: { error: { code: 'BMSUserErrorInvalidInput', message: 'no' } } }, 'refused'],
  ['403', { status: 403, json: { error: { code: 'AuthorizationFailed', message: 'no' } } }, 'refused'],
  ['409', { status: 409, json: { error: { code: 'Conflict', message: 'busy' } } }, 'refused'],
  ['429', { status: 429 }, 'refused'],
  ['408', { status: 408 }, 'unclear'],
  ['500', { status: 500 }, 'unclear'],
  ['HTML 502', { status: 502, headers: { 'content-type': 'text/html' }, text: '<html>bad gateway</html>' }, 'unclear'],
  ['503 with Retry-After', { status: 503, headers: { 'retry-after': '0' } }, 'unclear'],
  ['202 without a header', { status: 202 }, 'unclear'],
  ['reset', 'reset', 'unclear'],
] as const satisfies [string, WireAnswer, SendOutcome['kind']][]) {
  test(`${name} makes a restore ${expected}, sent once`, async () => {
    const { outcome, requests } = await restoreWith(answer);
    assert.equal(outcome.kind, expected);
    assert.equal(requests.length, 1);
    assert.doesNotMatch(JSON.stringify(outcome), /gateway/);
  });
}

test('silence makes a restore unclear after the time-out', async (t) => {
  const { pass } = timeOut(t);
  const { outcome, requests } = await restoreWith(() => {
    pass();
    return 'silence';
  });
  assert.equal(outcome.kind, 'unclear');
  assert.equal(outcome.kind === 'unclear' && outcome.failure.code, 'azure.timeout');
  assert.equal(requests.length, 1);
});

test('a backup carries its expiry and our request id', async () => {
  const wire = await startWire(() => accepted);
  const { azure } = azureOn(wire.port);
  const outcome = await azure.backups.send({
    vault: vaultId,
    item,
    keepUntil: new Date('2026-12-24T00:00:00Z'),
    clientRequestId,
  });
  await wire.close();
  assert.equal(outcome.kind, 'accepted');
  assert.equal(wire.requests.length, 1);
  assert.equal(wire.requests[0]?.path, `${itemId}/backup`);
  assert.equal(wire.requests[0]?.headers['x-ms-client-request-id'], clientRequestId);
  assert.deepEqual(JSON.parse(wire.requests[0]?.body ?? ''), {
    properties: { objectType: 'IaasVMBackupRequest', recoveryPointExpiryTimeInUTC: '2026-12-24T00:00:00.000Z' },
  });
});

test('a cancellation is followed by its Location', async () => {
  const location = `https://management.azure.com${vaultId}/backupJobs/j/operationResults/${operation}?api-version=1`;
  const wire = await startWire(() => ({ status: 202, headers: { location } }));
  const { azure } = azureOn(wire.port);
  const outcome = await azure.jobCancellations.send({ vault: vaultId, jobId: 'j', clientRequestId });
  await wire.close();
  assert.deepEqual(outcome, { kind: 'accepted', operationId: operation });
  assert.equal(wire.requests[0]?.path, `${vaultId}/backupJobs/j/cancel`);
});

test('a credential that hangs refuses the send, and a late token sends nothing', async () => {
  const wire = await startWire(() => accepted);
  const late = Promise.withResolvers<{ token: string; expiresOnTimestamp: number }>();
  const { azure } = azureOn(wire.port, { timeoutMs: 50, credential: { getToken: () => late.promise } });
  const outcome = await azure.backups.send({ vault: vaultId, item, clientRequestId });
  assert.equal(outcome.kind, 'refused');
  late.resolve({ token: 'late', expiresOnTimestamp: Date.now() + 3_600_000 });
  await new Promise((resolve) => setImmediate(resolve));
  // A second call goes the same way in the same process, so the first one would have arrived before it.
  await azureOn(wire.port).azure.backups.send({ vault: vaultId, item, clientRequestId: 'second' });
  await wire.close();
  assert.deepEqual(
    wire.requests.map(({ headers }) => headers['x-ms-client-request-id']),
    ['second'],
  );
});

test('a sign-in that is refused refuses the send without its words', async () => {
  const wire = await startWire(() => accepted);
  const credential = {
    getToken: () => {
      const error = new Error('AADSTS7000215: Invalid client secret provided: PLANTED');
      error.name = 'AuthenticationRequiredError';
      return Promise.reject(error);
    },
  };
  const outcome = await azureOn(wire.port, { credential }).azure.backups.send({
    vault: vaultId,
    item,
    clientRequestId,
  });
  await wire.close();
  assert.deepEqual(outcome, {
    kind: 'refused',
    failure: { code: 'azure.failed', params: { status: 401, azureCode: 'AADSTS7000215', message: 'sign-in failed' } },
  });
  assert.equal(wire.requests.length, 0);
});

test('nobody listening refuses the send', async () => {
  const wire = await startWire(() => accepted);
  await wire.close();
  const outcome = await azureOn(wire.port).azure.backups.send({ vault: vaultId, item, clientRequestId });
  assert.deepEqual(outcome, {
    kind: 'refused',
    failure: { code: 'azure.unreachable', params: { reason: 'ECONNREFUSED' } },
  });
});
