import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Azure } from '../../src/azure/open.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import {
  azureOn,
  itemId,
  pointId,
  startWire,
  subscription,
  timeOut,
  vaultId,
  type WireAnswer,
  type WireRequest,
} from './wire-fixture.ts';

const rg = `/subscriptions/${subscription}/resourceGroups`;
const vmId = `${rg}/rg-app/providers/Microsoft.Compute/virtualMachines/sql-01`;

async function withAzure<T>(
  answer: (request: WireRequest) => WireAnswer,
  read: (azure: Azure) => Promise<T>,
  options: Parameters<typeof azureOn>[1] = {},
): Promise<{ result: T; requests: WireRequest[] }> {
  const wire = await startWire(answer);
  try {
    return { result: await read(azureOn(wire.port, options).azure), requests: wire.requests };
  } finally {
    await wire.close();
  }
}

const codeOf = (error: unknown) => (error instanceof CodedError ? { code: error.code, ...error.params } : error);

test('lists have all pages', async () => {
  const page = (from: number) =>
    [from, from + 1].map((n) => ({
      id: `${rg}/rg-backup/providers/Microsoft.RecoveryServices/vaults/v${n}`,
      name: `v${n}`,
      location: 'westeurope',
      properties: { securitySettings: { multiUserAuthorization: 'Enabled' } },
    }));
  const { result, requests } = await withAzure(
    ({ query, path }) =>
      query.has('$skipToken')
        ? { status: 200, json: { value: page(3) } }
        : {
            status: 200,
            json: { value: page(1), nextLink: `https://management.azure.com${path}?$skipToken=x&api-version=1` },
          },
    (azure) => azure.vaults.list(),
  );
  assert.deepEqual(
    result.map(({ name }) => name),
    ['v1', 'v2', 'v3', 'v4'],
  );
  assert.equal(result[0]?.multiUserAuthorization, 'yes');
  assert.equal(result[0]?.customerManagedKey, 'no');
  assert.equal(result[0]?.crossRegionRestore, 'unknown');
  assert.equal(result[0]?.redundancy, 'unknown');
  assert.equal(result[0]?.crossSubscriptionRestore, 'yes', 'as for Azure’s own tools, which ask no more');
  assert.equal(requests.length, 2);
});

test('older clients page as well', async () => {
  const job = (n: number) => ({
    id: `${vaultId}/backupJobs/j${n}`,
    name: `j${n}`,
    properties: {
      jobType: 'AzureIaaSVMJob',
      status: 'InProgress',
      startTime: '2026-11-24T01:00:00Z',
      actionsInfo: [1],
    },
  });
  const { result, requests } = await withAzure(
    ({ query, path }) => ({
      status: 200,
      json: query.has('$skipToken')
        ? { value: [job(2)] }
        : { value: [job(1)], nextLink: `https://management.azure.com${path}?$skipToken=x&api-version=1` },
    }),
    (azure) =>
      azure.jobs.list(vaultId, { status: 'InProgress', operation: 'Restore', since: new Date('2026-11-24T00:45:00Z') }),
  );
  assert.deepEqual(
    result.map(({ id }) => id),
    ['j1', 'j2'],
  );
  assert.match(
    requests[0]?.query.get('$filter') ?? '',
    /^backupManagementType eq 'AzureIaasVM' and status eq 'InProgress' and operation eq 'Restore' and startTime eq '2026-11-24 12:45:00 AM' and endTime eq '/,
  );
});

test('a point is asked for by its digits and leaves its key material behind', async () => {
  const { result, requests } = await withAzure(
    () => ({
      status: 200,
      json: {
        id: pointId,
        name: '2261018173779283322',
        properties: {
          objectType: 'IaasVMRecoveryPoint',
          recoveryPointTime: '2026-11-24T01:00:00Z',
          isSourceVMEncrypted: true,
          keyAndSecret: {
            bekDetails: { secretUrl: 'https://kv/secrets/b/1', secretVaultId: 'kv', secretData: 'PLANTED-SECRET' },
            kekDetails: { keyUrl: 'https://kv/keys/k/1', keyVaultId: 'kv', keyBackupData: 'PLANTED-KEY' },
          },
        },
      },
    }),
    (azure) => azure.points.get(itemId, '2261018173779283322'),
  );
  assert.equal(requests[0]?.path, pointId);
  assert.equal(result?.name, '2261018173779283322');
  assert.equal(result?.detailed, true);
  assert.doesNotMatch(JSON.stringify(result), /PLANTED/);
});

test('points come newest first, within the range asked for', async () => {
  const point = (name: string, at: string) => ({
    id: `${itemId}/recoveryPoints/${name}`,
    name,
    properties: { objectType: 'IaasVMRecoveryPoint', recoveryPointTime: at },
  });
  const { result, requests } = await withAzure(
    () => ({ status: 200, json: { value: [point('1', '2026-11-22T01:00:00Z'), point('2', '2026-11-23T01:00:00Z')] } }),
    (azure) =>
      azure.points.list(itemId, { from: new Date('2026-11-20T00:00:00Z'), to: new Date('2026-11-24T13:00:00Z') }),
  );
  assert.deepEqual(
    result.map(({ name }) => name),
    ['2', '1'],
  );
  assert.equal(
    requests[0]?.query.get('$filter'),
    "startDate eq '2026-11-20 12:00:00 AM' and endDate eq '2026-11-24 01:00:00 PM' and includeSoftDeletedRP eq 'True'",
  );
});

test('what does not exist is undefined', async () => {
  const notFound: WireAnswer = { status: 404, json: { error: { code: 'ResourceNotFound', message: 'gone' } } };
  const { result } = await withAzure(
    () => notFound,
    (azure) =>
      Promise.all([
        azure.vms.get(vmId),
        azure.vaults.get(vaultId),
        azure.items.get(itemId),
        azure.points.get(itemId, '1'),
        azure.jobs.get(vaultId, 'j'),
        azure.disks.get(`${rg}/rg/providers/Microsoft.Compute/disks/d`),
        azure.keyVaults.get(`${rg}/rg/providers/Microsoft.KeyVault/vaults/kv`),
      ]),
  );
  assert.deepEqual(result, Array(7).fill(undefined));
});

test('existence is yes, no, or unknown when it cannot be read', async () => {
  const answers: Record<string, WireAnswer> = {
    here: { status: 200, json: { id: 'x' } },
    gone: { status: 404, json: { error: { code: 'ResourceNotFound', message: '' } } },
    hidden: { status: 403, json: { error: { code: 'AuthorizationFailed', message: '' } } },
    odd: { status: 404, json: { error: { code: 'InvalidResourceType', message: '' } } },
  };
  const { result } = await withAzure(
    ({ path }) => answers[path.split('/').at(-1) ?? ''] ?? { status: 500 },
    (azure) =>
      Promise.all(
        Object.keys(answers).map((name) => azure.resources.exists(`${rg}/rg/providers/A/b/${name}`, '2024-01-01')),
      ),
  );
  assert.deepEqual(result, ['yes', 'no', 'unknown', 'unknown']);
});

for (const [name, answer, expected] of [
  [
    'truncated JSON',
    { status: 200, text: '{"id":"PLANTED", "na' },
    { code: 'azure.unreadable', expected: 'documented' },
  ],
  ['an odd shape', { status: 200, json: { value: 'PLANTED' } }, undefined],
  [
    'an HTML 502',
    { status: 502, headers: { 'content-type': 'text/html' }, text: '<html>PLANTED</html>' },
    { code: 'azure.failed', status: 502, azureCode: '', message: '' },
  ],
  [
    'a 400 that quotes a SAS',
    {
      status: 400,
      json: { error: { code: 'Bad', message: 'cannot read https://st.blob.core.windows.net/c/b?sig=PLANTED' } },
    },
    {
      code: 'azure.failed',
      status: 400,
      azureCode: 'Bad',
      message: 'cannot read https://st.blob.core.windows.net/c/b',
    },
  ],
  ['a reset', 'reset', { code: 'azure.unreachable', reason: 'ECONNRESET' }],
  ['a connection lost half-way', { cut: '{"value":["PLANTED"' }, undefined],
] as const satisfies [string, WireAnswer, object | undefined][]) {
  test(`${name} becomes a coded error without the body`, async () => {
    for (const read of [
      (azure: Azure): Promise<unknown> => azure.vms.list(subscription),
      (azure: Azure): Promise<unknown> => azure.jobs.list(vaultId),
    ]) {
      const error = await withAzure(() => answer, read).then(
        ({ result }) => assert.deepEqual(result, []),
        (thrown: unknown) => thrown,
      );
      if (expected) assert.partialDeepStrictEqual(codeOf(error), expected);
      if (error instanceof Error) {
        assert.ok(error instanceof CodedError, String(error));
        if (error.code === 'azure.unreadable')
          assert.match(String(error.params.action), /^Microsoft\..*\/(virtualMachines|backupJobs)\/read$/);
        assert.match(error.code, /^azure\./);
        assert.doesNotMatch(`${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`, /PLANTED/);
      }
    }
  });
}

test('a read is repeated after a 5xx', async () => {
  let calls = 0;
  const { result } = await withAzure(
    () => (++calls === 1 ? { status: 500 } : { status: 200, json: { value: [] } }),
    (azure) => azure.jobs.list(vaultId),
  );
  assert.deepEqual(result, []);
  assert.equal(calls, 2);
});

test('a read that gets no answer ends at the time-out', async (t) => {
  const { pass } = timeOut(t);
  await assert.rejects(
    withAzure(
      () => {
        pass();
        return 'silence';
      },
      (azure) => azure.vms.get(vmId),
      { timeoutMs: 5000 },
    ),
    { code: 'azure.timeout', params: { seconds: 5, action: 'Microsoft.Compute/virtualMachines/read' } },
  );
});

test('a 403 names the missing action and scope', async () => {
  const message =
    "The client 'bot' with object id 'y' does not have authorization to perform action 'Microsoft.Compute/virtualMachines/read' over scope '/subscriptions/s' or the scope is invalid.";
  await assert.rejects(
    withAzure(
      () => ({ status: 403, json: { error: { code: 'AuthorizationFailed', message } } }),
      (azure) => azure.vms.get(vmId),
    ),
    {
      code: 'azure.forbidden',
      params: {
        action: 'Microsoft.Compute/virtualMachines/read',
        scope: '/subscriptions/s',
        azureCode: 'AuthorizationFailed',
      },
    },
  );
});

test('a 403 of another cause keeps the code and the words of Azure: no role would mend it', async () => {
  const refused = async (code: string, message: string, inner?: string) => {
    const answer = { status: 403, json: { error: { code, message, ...(inner && { innererror: { code: inner } }) } } };
    const { result } = await withAzure(
      () => answer,
      (azure) => azure.vms.get(vmId).catch((thrown: CodedError) => ({ code: thrown.code, params: thrown.params })),
    );
    return result;
  };
  const message = "Resource 'app-01' was disallowed by policy. Policy identifiers: 'no-public-disks'.";
  assert.deepEqual(await refused('RequestDisallowedByPolicy', message), {
    code: 'azure.failed',
    params: { status: 403, azureCode: 'RequestDisallowedByPolicy', message },
  });
  const firewall = 'Client address is not authorized and caller is not a trusted service.';
  assert.deepEqual(await refused('Forbidden', firewall, 'ForbiddenByFirewall'), {
    code: 'azure.failed',
    params: { status: 403, azureCode: 'ForbiddenByFirewall', message: firewall },
  });
});

test('an operation is in progress, then names its job; a forgotten one is unknown', async () => {
  const answers: WireAnswer[] = [
    {
      status: 200,
      headers: { 'retry-after': '30' },
      json: { id: 'o', name: 'o', status: 'InProgress', endTime: '0001-01-01T00:00:00' },
    },
    {
      status: 200,
      json: { status: 'Succeeded', properties: { objectType: 'OperationStatusJobExtendedInfo', jobId: 'j1' } },
    },
    { status: 200, json: { status: 'Failed', error: { code: 'UserErrorX', message: 'no' } } },
    { status: 404, json: { error: { code: 'NotFound', message: '' } } },
  ];
  const { result } = await withAzure(
    () => answers.shift() ?? { status: 500 },
    async (azure) => {
      const looks = [];
      for (let look = 0; look < 4; look += 1) looks.push(await azure.operations.get(vaultId, 'o'));
      return looks;
    },
  );
  assert.deepEqual(result, [
    { state: 'in-progress', retryAfterSeconds: 30 },
    { state: 'succeeded', jobId: 'j1' },
    {
      state: 'failed',
      failure: { code: 'azure.failed', params: { status: 'Failed', azureCode: 'UserErrorX', message: 'no' } },
    },
    { state: 'unknown' },
  ]);
});
