import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Azure } from '../../src/azure/open.ts';
import type { RestoreBody } from '../../src/azure/rules/restore-body.ts';
import { parseDeleted, parseKeyPage, parseVersion } from '../../src/azure/stored-keys.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import {
  azureOn,
  pointId,
  startWire,
  subscription,
  vaultId,
  type WireAnswer,
  type WireRequest,
} from './wire-fixture.ts';

async function on<T>(
  answer: (request: WireRequest) => WireAnswer,
  read: (azure: Azure) => Promise<T>,
): Promise<{ result: T; requests: WireRequest[]; lines: string[] }> {
  const wire = await startWire(answer);
  try {
    const { azure, lines } = azureOn(wire.port);
    return { result: await read(azure), requests: wire.requests, lines };
  } finally {
    await wire.close();
  }
}

const ok = (json: unknown): WireAnswer => ({ status: 200, json });
const kv = 'https://kv-prod.vault.azure.net';
const secret = `${kv}/secrets/EB07E81D-0000-4000-8000-000000000001/c49cc945`;

describe("Key Vault's data plane", () => {
  it('is asked for versions only, at the host of the address', async () => {
    const { result, requests } = await on(
      ({ query }) =>
        query.has('$skiptoken')
          ? ok({
              value: [
                {
                  id: `${kv}/secrets/x/v2`,
                  attributes: { enabled: false, created: 1_790_000_000, exp: 1_800_000_000 },
                },
              ],
            })
          : ok({
              value: [{ id: `${kv}/secrets/x/v1`, attributes: { enabled: true } }],
              nextLink: `${kv}/secrets/x/versions?$skiptoken=2`,
            }),
      (azure) => azure.storedKeys.inspect(secret),
    );
    assert.deepEqual(
      requests.map(({ method, path }) => `${method} ${path}`),
      Array(2).fill('GET /secrets/eb07e81d-0000-4000-8000-000000000001/versions').with(1, 'GET /secrets/x/versions'),
    );
    assert.equal(requests[0]?.headers['x-emulated-host'], 'kv-prod.vault.azure.net');
    assert.equal(requests[0]?.headers.authorization, 'Bearer test-token');
    assert.deepEqual(result, {
      kind: 'present',
      versions: [
        { version: 'v1', enabled: true },
        {
          version: 'v2',
          enabled: false,
          createdAt: new Date(1_790_000_000_000),
          expiresAt: new Date(1_800_000_000_000),
        },
      ],
      certificateBacked: false,
    });
  });

  it('says of a key that it belongs to a certificate', async () => {
    const { result } = await on(
      () => ok({ value: [{ kid: `${kv}/keys/k/1`, managed: true }] }),
      (azure) => azure.storedKeys.inspect(`${kv}:443/keys/k/1`),
    );
    assert.equal(result.kind === 'present' && result.certificateBacked, true);
  });

  for (const [name, versions] of [
    ['404', { status: 404, json: { error: { code: 'SecretNotFound', message: '' } } }],
    ['an empty list', ok({ value: [], nextLink: null })],
  ] as const) {
    it(`after ${name}, looks among the deleted without reading one`, async () => {
      const deleted = [
        { id: `${kv}/secrets/other`, recoveryId: `${kv}/deletedsecrets/other`, scheduledPurgeDate: 1_800_000_000 },
        { id: `${kv}/secrets/EB07E81D-0000-4000-8000-000000000001`, scheduledPurgeDate: 1_800_000_000 },
      ];
      const { result, requests } = await on(
        ({ path }) => (path === '/deletedsecrets' ? ok({ value: deleted }) : versions),
        (azure) => azure.storedKeys.inspect(secret),
      );
      assert.deepEqual(result, {
        kind: 'deleted',
        certificateBacked: false,
        purgedAt: new Date(1_800_000_000_000),
      });
      assert.deepEqual(requests.map(({ path }) => path).at(-1), '/deletedsecrets');
      const gone = await on(
        ({ path }) => (path === '/deletedsecrets' ? ok({ value: [] }) : versions),
        (azure) => azure.storedKeys.inspect(secret),
      );
      assert.deepEqual(gone.result, { kind: 'gone' });
    });
  }

  it('is not sent a token elsewhere: neither to another host nor along a link', async () => {
    for (const url of ['https://kv.vault.azure.net.evil.example/secrets/x/1', 'https://evil.example/secrets/x', 'x']) {
      const { result, requests } = await on(
        () => ok({ value: [] }),
        (azure) => azure.storedKeys.inspect(url).catch((error: CodedError) => error.code),
      );
      assert.equal(result, 'bad-key-url');
      assert.deepEqual(requests, []);
    }
    const { result, requests } = await on(
      () => ok({ value: [], nextLink: 'https://kv-other.vault.azure.net/secrets/x/versions' }),
      (azure) => azure.storedKeys.inspect(secret).catch((error: CodedError) => error.params),
    );
    assert.partialDeepStrictEqual(result, { expected: 'pages' });
    assert.equal(requests.length, 1);
    const moved = await on(
      () => ({ status: 302, headers: { location: 'https://kv-other.vault.azure.net/' } }),
      (azure) => azure.storedKeys.inspect(secret).catch((error: CodedError) => error.code),
    );
    assert.equal(moved.requests.length, 1);
  });

  it('tells secrets that unlock no disk from those that do, on every page', async () => {
    const keyVault = '/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/KV-prod';
    const disks = [
      { id: `${kv}/secrets/a`, contentType: 'Wrapped BEK' },
      { id: `${kv}/secrets/b`, contentType: 'BEK' },
      { id: `${kv}/secrets/c`, tags: { DiskEncryptionKeyFileName: 'LinuxPassPhraseFileName' } },
    ];
    for (const [others, expected] of [
      [[], false],
      [[{ id: `${kv}/secrets/d`, contentType: 'application/x-pkcs12', managed: true }], true],
      [[{ id: `${kv}/secrets/bek` }], true],
    ] as const) {
      const { result, requests } = await on(
        ({ query }) =>
          query.has('$skiptoken')
            ? ok({ value: others })
            : ok({ value: disks, nextLink: `${kv}/secrets?$skiptoken=2` }),
        (azure) => azure.storedKeys.holdsOtherSecrets(keyVault),
      );
      assert.equal(result, expected);
      assert.deepEqual(new Set(requests.map(({ path }) => path)), new Set(['/secrets']));
    }
  });

  it('is not asked at a host that the name of a key vault was made to lead to', async () => {
    const { requests } = await on(
      () => ok({ value: [] }),
      async (azure) => {
        for (const name of ['evil.example#', 'evil.example?', 'kv:1@evil.example', 'kv.evil.example'])
          await assert.rejects(azure.storedKeys.holdsOtherSecrets(`/vaults/${name}`), { code: 'bad-key-url' });
      },
    );
    assert.deepEqual(requests, []);
  });

  it('is refused with the right that was missing, without a word of the body', async () => {
    const error = await on(
      () => ({ status: 403, json: { error: { code: 'Forbidden', message: 'PLANTED value=abc' } } }),
      (azure) => azure.storedKeys.inspect(secret).catch((thrown: CodedError) => thrown),
    );
    assert.ok(error.result instanceof CodedError);
    assert.deepEqual(
      { code: error.result.code, ...error.result.params },
      {
        code: 'azure.forbidden',
        action: 'Microsoft.KeyVault/vaults/secrets/readMetadata/action',
        scope: 'kv-prod.vault.azure.net',
        azureCode: 'Forbidden',
      },
    );
    assert.doesNotMatch(error.lines.join(), /PLANTED/);
  });

  it('never lets a value through, whatever a list carries', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (attributes, value) => {
        const entry = { id: `${kv}/secrets/x/1`, attributes, value: 'PLANTED', contentType: value };
        assert.doesNotMatch(JSON.stringify([parseVersion(entry), parseDeleted(entry)]), /PLANTED/);
      }),
    );
  });

  it('is read whatever shape it has', () => {
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        parseVersion(anything);
        parseDeleted(anything);
        parseKeyPage(anything);
      }),
    );
  });

  it('counts a throttle per key vault', async () => {
    const { result, requests } = await on(
      ({ headers }) =>
        headers['x-emulated-host'] === 'kv-prod.vault.azure.net'
          ? { status: 429, headers: { 'retry-after': '30' } }
          : ok({ value: [{ id: 'https://kv-b.vault.azure.net/secrets/x/1' }] }),
      async (azure) => {
        const first = await azure.storedKeys.inspect(secret).catch((error: CodedError) => error.code);
        const second = await azure.storedKeys.inspect(secret).catch((error: CodedError) => error.code);
        const other = await azure.storedKeys.inspect('https://kv-b.vault.azure.net/secrets/x/1');
        return [first, second, other.kind];
      },
    );
    assert.deepEqual(result, ['azure.throttled', 'azure.throttled', 'present']);
    assert.equal(requests.length, 2);
  });
});

describe('the directory', () => {
  it('tells the object id of an application, or that the tenant has none', async () => {
    const { result, requests } = await on(
      ({ query }) => ok({ value: query.get('$filter') === "appId eq 'a1'" ? [{ id: 'AAAA', appId: 'a1' }] : [] }),
      (azure) => Promise.all([azure.directory.servicePrincipal('a1'), azure.directory.servicePrincipal('a2')]),
    );
    assert.deepEqual(result, ['aaaa', undefined]);
    assert.equal(requests[0]?.headers['x-emulated-host'], 'graph.microsoft.com');
  });

  it('an answer without a list is none', async () => {
    const { result } = await on(
      () => ok({}),
      (azure) => azure.directory.servicePrincipal('a1').catch((error: CodedError) => error.params),
    );
    assert.deepEqual(result, { action: 'Microsoft.Graph/servicePrincipals/read', expected: 'list' });
  });
});

describe('places', () => {
  const group = `/subscriptions/${subscription}/resourceGroups/rg-backup`;
  const account = `${group}/providers/Microsoft.Storage/storageAccounts/st`;
  const subnet = `${group}/providers/Microsoft.Network/virtualNetworks/vnet/subnets/Isolated`;

  it('a staging account as it is, and none as undefined', async () => {
    const { result } = await on(
      ({ path }) =>
        path.endsWith('/st')
          ? ok({
              id: account,
              location: 'westeurope',
              kind: 'StorageV2',
              sku: { name: 'Standard_LRS' },
              properties: { statusOfPrimary: 'Unavailable', isHnsEnabled: true },
            })
          : { status: 404, json: { error: { code: 'ResourceNotFound', message: '' } } },
      (azure) => Promise.all([azure.places.storageAccount(account), azure.places.storageAccount(`${account}x`)]),
    );
    assert.deepEqual(result, [
      {
        location: 'westeurope',
        kind: 'StorageV2',
        sku: 'Standard_LRS',
        available: 'no',
        hierarchical: true,
        takesKeys: true,
      },
      undefined,
    ]);
  });

  it('a subnet by its network, names without case; a network that lists none leaves it unknown', async () => {
    const network = (properties: unknown) =>
      on(
        () => ok({ location: 'westeurope', properties }),
        (azure) => azure.places.network(subnet),
      );
    const subnets = async (properties: unknown) => (await network(properties)).result?.subnet;
    assert.equal(await subnets({ subnets: [{ name: 'isolated' }] }), 'yes');
    assert.equal(await subnets({ subnets: [{ name: 'app' }] }), 'no');
    assert.equal(await subnets({}), 'unknown');
  });

  it('quotas; what has another shape is left out', async () => {
    const { result } = await on(
      () => ok({ value: [{ name: { value: 'cores' }, currentValue: 3, limit: 10, unit: 'Count' }, { name: {} }] }),
      (azure) => azure.places.usages(subscription, 'westeurope'),
    );
    assert.deepEqual(result, [{ name: 'cores', used: 3, limit: 10 }]);
  });
});

describe('the vault', () => {
  it('names its guards and what they guard', async () => {
    const { result } = await on(
      () =>
        ok({
          value: [
            {
              properties: {
                resourceGuardResourceId: '/g',
                resourceGuardOperationDetails: [{ vaultCriticalOperation: 'a/restore/action' }, {}],
              },
            },
            { properties: {} },
          ],
        }),
      (azure) => azure.guards.list(vaultId),
    );
    assert.deepEqual(result, [{ guardId: '/g', operations: ['a/restore/action'] }]);
  });

  it('is asked to validate the very request, and its answer is cleaned', async () => {
    const body: RestoreBody = {
      objectType: 'IaasVMRestoreRequest',
      recoveryPointId: '1',
      recoveryType: 'RestoreDisks',
      sourceResourceId: '/vm',
      storageAccountId: '/st',
      region: 'westeurope',
      createNewCloudService: false,
      originalStorageAccountOption: false,
    };
    const message = 'cannot read https://st.blob.core.windows.net/c/b?sig=PLANTED';
    const { result, requests } = await on(
      () =>
        ok({
          validateOperationResponse: {
            validationResults: [{ code: 'UserErrorX', message, recommendations: ['Do this.'] }],
          },
        }),
      (azure) => azure.validations.restore(vaultId, pointId, body),
    );
    assert.deepEqual(result, [
      {
        code: 'UserErrorX',
        message: 'cannot read https://st.blob.core.windows.net/c/b',
        recommendations: ['Do this.'],
      },
    ]);
    assert.match(requests[0]?.path ?? '', /\/backupValidateOperation$/);
    const sent = JSON.parse(requests[0]?.body ?? '{}') as { id: string; properties: { restoreRequest: RestoreBody } };
    assert.equal(sent.id, pointId);
    assert.equal(sent.properties.restoreRequest.recoveryType, 'RestoreDisks');
  });
});
