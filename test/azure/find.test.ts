import assert from 'node:assert/strict';
import { test } from 'node:test';
import { azureOn, item, startWire, vaultId, type WireAnswer } from './wire-fixture.ts';

const clientRequestId = '5f0c2a8e-6f6b-5c1d-9a55-0d3c5b1e7a01';
const sentAt = new Date('2026-11-24T01:00:00Z');

const job = (name: string, activityId: string, containerName: string, startTime = '2026-11-24T01:00:05Z') => ({
  id: `${vaultId}/backupJobs/${name}`,
  name,
  properties: {
    jobType: 'AzureIaaSVMJob',
    operation: 'Restore',
    status: 'InProgress',
    startTime,
    activityId,
    containerName,
  },
});
const ours = 'iaasvmcontainerv2;RG-APP;sql-01';

async function findIn(answer: WireAnswer) {
  const wire = await startWire(() => answer);
  const { azure } = azureOn(wire.port);
  const query = {
    vault: vaultId,
    containerName: item.containerName,
    clientRequestId,
    sentAt,
    operation: 'Restore' as const,
  };
  const found = await azure.restores.find(query);
  await wire.close();
  return { found, filter: wire.requests[0]?.query.get('$filter') ?? '' };
}
const list = (...value: unknown[]): WireAnswer => ({ status: 200, json: { value } });

test('the job with our activity id is found, in any casing, among others', async () => {
  const { found, filter } = await findIn(
    list(job('other', 'aaaaaaaa-6f6b-5c1d-9a55-0d3c5b1e7a01', ours), job('mine', clientRequestId.toUpperCase(), ours)),
  );
  assert.deepEqual(found, { kind: 'found', jobId: 'mine' });
  assert.match(filter, /operation eq 'Restore' and startTime eq '2026-11-23 01:00:00 AM'/);
});

test('no such job, or one of another VM, is absent', async () => {
  assert.deepEqual((await findIn(list())).found, { kind: 'absent' });
  assert.deepEqual((await findIn(list(job('x', clientRequestId, 'iaasvmcontainerv2;rg-app;web-01')))).found, {
    kind: 'absent',
  });
});

test('two jobs with one id are both named, the first one first', async () => {
  const { found } = await findIn(
    list(job('second', clientRequestId, ours, '2026-11-24T01:03:00Z'), job('first', clientRequestId, ours)),
  );
  assert.deepEqual(found, { kind: 'several', jobIds: ['first', 'second'] });
});

test('a job that is on two pages, as a new one moved it down while they were read, is one', async () => {
  const again = [job('mine', clientRequestId, ours), job('MINE', clientRequestId, ours)];
  assert.deepEqual((await findIn(list(...again))).found, { kind: 'found', jobId: 'mine' });
});

test('a list that cannot be read is unknown, never absent', async () => {
  for (const answer of [
    { status: 429 },
    { status: 200, text: '{"value":[' },
    { status: 200, json: {} },
  ] satisfies WireAnswer[]) {
    assert.equal((await findIn(answer)).found.kind, 'unknown');
  }
});
