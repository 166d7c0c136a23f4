import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyBackupData, secretBackupData, secretData } from '../../sandbox/world/key-material.ts';
import { newest } from '../../sandbox/world/key-vault-contents.ts';
import type { AdeKeys } from '../../src/kernel/facts.ts';
import { type RestoredSetting, restoredSetting } from './restored-setting.ts';

async function recovery(s: RestoredSetting, vmName: string) {
  const restored = await s.restoreDisks(vmName);
  const { keys, encryptionInfoUri, item, point } = restored;
  const query = {
    keys,
    encryptionInfoUri,
    item,
    pointName: point.name,
    machineName: vmName,
    osType: 'Windows' as const,
  };
  const call = { ...query, clientRequestId: s.clientRequestId };
  return {
    ...restored,
    send: async () => s.seen(await s.azure.keyRecovery.send(call)),
    find: async () => s.seen(await s.azure.keyRecovery.find(query)),
    states: async () => (await s.azure.keyRecovery.inspect({ keys })).map(({ kind, state }) => `${kind} ${state}`),
  };
}

/** Lets all points expire. */
function takePoints(s: RestoredSetting): void {
  for (const vault of s.world.vaults.values()) for (const { points } of vault.items.values()) points.length = 0;
}

function purgeSecret(s: RestoredSetting, keys: readonly AdeKeys[]): void {
  const contents = s.world.keyVault('kv-prod');
  const name = keys[0]?.bek.secretUrl.split('/')[4] ?? '';
  const secret = contents.secrets.get(name);
  assert.ok(secret);
  contents.secrets.delete(name);
  contents.purged.secrets.push(secret);
}

type Details = Record<string, string>;
type Copy = { OsDiskKeyAndSecretDetails: Details; DataDiskKeyAndSecretDetails: Details[] };

/** Rewrites the copy of the keys, as anybody with write access to the staging account could. */
function rewrite(s: RestoredSetting, uri: string, change: (copy: Copy) => void): void {
  const [, container = '', name = ''] = new URL(uri).pathname.split('/');
  const account = new URL(uri).hostname.split('.')[0] ?? '';
  const blob = s.world.blobs.get(account, container, name);
  assert.ok(blob);
  const copy = JSON.parse(blob.content.toString()) as Copy;
  change(copy);
  s.world.blobs.put(account, container, name, { ...blob, content: Buffer.from(JSON.stringify(copy)) });
}

const changes = (s: RestoredSetting) =>
  s.local
    .requests()
    .filter(({ host, method }) => host.endsWith('.vault.azure.net') && method !== 'GET')
    .map(({ method, path }) => `${method} ${path.split('?')[0]?.replace(/[0-9A-F-]{36}/, '{guid}')}`);

test('softkey-01: key and secret are recovered, and keep their addresses', async (t) => {
  const s = await restoredSetting(t);
  const { send, find, states } = await recovery(s, 'softkey-01');
  assert.deepEqual(await states(), ['key soft-deleted', 'secret soft-deleted']);
  assert.deepEqual(await find(), { kind: 'absent' });
  assert.deepEqual(await send(), { kind: 'accepted' });
  s.pass(1);
  assert.deepEqual(await states(), ['key present', 'secret present']);
  assert.deepEqual(await find(), { kind: 'done', replaced: [] });
  const before = changes(s);
  assert.deepEqual(before, ['POST /deletedkeys/kek-softkey/recover', 'POST /deletedsecrets/{guid}/recover']);
  assert.deepEqual(await send(), { kind: 'accepted' });
  assert.deepEqual(changes(s), before, 'what is there is left alone');
});

test('a secret that is soft-deleted beside its key is absent, without a look into the blob', async (t) => {
  const s = await restoredSetting(t);
  const { states, find } = await recovery(s, 'softkey-01');
  for (const key of s.world.keyVault('kv-prod').keys.values()) delete key.deletedAt;
  assert.deepEqual(await states(), ['key present', 'secret soft-deleted']);
  const before = s.local.requests().length;
  assert.deepEqual(await find(), { kind: 'absent' });
  assert.deepEqual(
    s.local
      .requests()
      .slice(before)
      .filter(({ host }) => !host.endsWith('.vault.azure.net')),
    [],
  );
});

test('lostkey-01: the key is restored, the wrapped secret set anew with the documented tags', async (t) => {
  const s = await restoredSetting(t);
  const { send, find, states, keys, templateUri, item } = await recovery(s, 'lostkey-01');
  assert.deepEqual(await states(), ['key missing', 'secret missing']);
  assert.deepEqual(await send(), { kind: 'accepted' });
  assert.deepEqual(changes(s), ['POST /keys/restore', 'PUT /secrets/{guid}']);
  const found = await find();
  assert.equal(found.kind, 'done');
  const [first] = keys;
  const to = found.kind === 'done' ? found.replaced[0]?.to : undefined;
  assert.ok(first && to);
  assert.equal(to.kek?.keyUrl, first.kek?.keyUrl);
  assert.notEqual(to.bek.secretUrl, first.bek.secretUrl);
  const name = to.bek.secretUrl.split('/')[4] ?? '';
  const stored = s.world.keyVault('kv-prod').secrets.get(name);
  assert.ok(stored);
  assert.deepEqual(
    [newest(stored).contentType, newest(stored).tags],
    [
      'Wrapped BEK',
      {
        DiskEncryptionKeyEncryptionAlgorithm: 'RSA-OAEP',
        DiskEncryptionKeyFileName: `${name}.BEK`,
        DiskEncryptionKeyEncryptionKeyURL: first.kek?.keyUrl,
        MachineName: 'lostkey-01',
      },
    ],
  );

  // The disk still names the lost version: the machine is refused until the disk names the new one.
  const refused = await s.deploy(templateUri, 'lostkey-01-r1124');
  s.pass(5);
  const group = refused.vmId.split('/providers/')[0] ?? '';
  assert.equal((await s.azure.deployments.get(group, refused.name))?.failure?.params.azureCode, 'InvalidParameter');
  const disks = (await s.azure.disks.list(item.id.split('/')[2] ?? '')).filter((disk) =>
    /^lostkey-01-osdisk/.test(disk.name),
  );
  const [disk] = disks;
  assert.ok(disk);
  const apply = { diskId: disk.id, keys: to, version: '1.1' as const, clientRequestId: s.clientRequestId };
  assert.equal((await s.azure.disks.applyAde(apply)).kind, 'accepted');
  s.pass(1);
  assert.deepEqual((await s.azure.disks.get(disk.id))?.ade, { enabled: true, version: '1.1', keys: to });
  const { vmId } = await s.deploy(templateUri, 'lostkey-01-r1124');
  s.pass(6);
  const vm = await s.azure.vms.get(vmId);
  assert.deepEqual([vm?.power, vm?.agentReady], ['running', 'yes']);
});

test('rotated-01: nothing is missing, nothing is sent', async (t) => {
  const s = await restoredSetting(t);
  const { send, states } = await recovery(s, 'rotated-01');
  assert.deepEqual(await states(), ['secret present']);
  assert.deepEqual(await send(), { kind: 'accepted' });
  assert.deepEqual(changes(s), []);
});

test('a secret without a key comes back from its own backup, with its version', async (t) => {
  const s = await restoredSetting(t);
  const { send, find, keys } = await recovery(s, 'web-01');
  purgeSecret(s, keys);
  assert.deepEqual(await send(), { kind: 'accepted' });
  assert.deepEqual(changes(s), ['POST /secrets/restore']);
  assert.deepEqual(await find(), { kind: 'done', replaced: [] });
});

test('rights that are missing refuse it, and name the action', async (t) => {
  const s = await restoredSetting(t);
  const { send } = await recovery(s, 'lostkey-01');
  const vault = s.world.resources.get(s.world.keyVault('kv-prod').id);
  const policies = vault?.properties.accessPolicies as { permissions: { keys: string[]; secrets: string[] } }[];
  for (const { permissions } of policies) permissions.keys = ['Get', 'List'];
  const outcome = await send();
  assert.equal(outcome.kind === 'refused' && outcome.failure.code, 'azure.forbidden');
  assert.equal(
    outcome.kind === 'refused' && outcome.failure.params.action,
    'Microsoft.KeyVault/vaults/keys/restore/action',
  );
});

test('a lost answer: find decides, and what was done is not done again', async (t) => {
  const s = await restoredSetting(t);
  const { send, find } = await recovery(s, 'lostkey-01');
  s.local.faults.add({ match: { method: 'PUT', path: '/secrets/' }, do: 'reset-after', times: 1 });
  assert.equal((await send()).kind, 'unclear');
  assert.equal((await find()).kind, 'done');
  assert.deepEqual(changes(s), ['POST /keys/restore', 'PUT /secrets/{guid}']);
});

test('the blob with the keys is deleted, and gone means gone', async (t) => {
  const s = await restoredSetting(t);
  const { encryptionInfoUri: uri, send } = await recovery(s, 'lostkey-01');
  assert.equal(await s.azure.stagingBlobs.exists(uri), true);
  assert.deepEqual(await s.azure.stagingBlobs.delete({ uri, clientRequestId: s.clientRequestId }), {
    kind: 'accepted',
  });
  assert.equal(await s.azure.stagingBlobs.exists(uri), false);
  takePoints(s);
  const outcome = await send();
  assert.equal(outcome.kind === 'refused' && outcome.failure.code, 'azure.not-found');
  assert.equal(outcome.kind === 'refused' && outcome.failure.params.azureCode, 'BlobNotFound');
});

test('the blob is gone, and the point is of the kind that holds the keys: they come from there', async (t) => {
  const s = await restoredSetting(t);
  const { encryptionInfoUri: uri, send, find } = await recovery(s, 'lostkey-01');
  await s.azure.stagingBlobs.delete({ uri, clientRequestId: s.clientRequestId });
  assert.deepEqual(await send(), { kind: 'accepted' });
  assert.deepEqual(changes(s), ['POST /keys/restore', 'PUT /secrets/{guid}']);
  assert.equal((await find()).kind, 'done');
});

test('a point has no backup of a secret without a key: that is said', async (t) => {
  const s = await restoredSetting(t);
  const { encryptionInfoUri: uri, send, keys } = await recovery(s, 'web-01');
  await s.azure.stagingBlobs.delete({ uri, clientRequestId: s.clientRequestId });
  purgeSecret(s, keys);
  const outcome = await send();
  assert.equal(outcome.kind === 'refused' && outcome.failure.code, 'keys.no-material');
  assert.deepEqual(changes(s), []);
});

test('no token goes to an address that is no blob of this cloud', async (t) => {
  const s = await restoredSetting(t);
  for (const uri of [
    'https://evil.example/c/b',
    'http://st.blob.core.windows.net/c/b',
    'https://a.b.blob.core.windows.net/c/b',
    'nonsense',
  ]) {
    await assert.rejects(s.azure.stagingBlobs.readTemplate(uri), { code: 'bad-blob-address' });
  }
  assert.deepEqual(s.local.requests(), []);
});

test('the copy holds another key: it is not used, and said to lie in the vault', async (t) => {
  const s = await restoredSetting(t);
  const { encryptionInfoUri, send, find } = await recovery(s, 'lostkey-01');
  const contents = s.world.keyVault('kv-prod');
  const version = { version: 'e'.repeat(32), createdAt: s.world.clock.now(), enabled: true };
  contents.purged.keys.push({ name: 'kek-of-mallory', versions: [version] });
  rewrite(s, encryptionInfoUri, ({ OsDiskKeyAndSecretDetails: details }) => {
    details.KeyBackupData = keyBackupData(`${contents.uri}/keys/kek-of-mallory/${version.version}`);
  });
  const outcome = await send();
  assert.deepEqual(outcome.kind === 'refused' && outcome.failure, {
    code: 'keys.copy-foreign',
    params: {
      what: 'key',
      name: 'kek-lostkey',
      found: `kek-of-mallory/${version.version}`,
      vault: 'kv-prod',
    },
  });
  assert.deepEqual(changes(s), ['POST /keys/restore'], 'and the secret is not set under it');
  assert.deepEqual(await find(), { kind: 'absent' });
});

test('the copy holds the key of that name without the version that was signed: it is not used', async (t) => {
  const s = await restoredSetting(t);
  const { send } = await recovery(s, 'lostkey-01');
  const lost = s.world.keyVault('kv-prod').purged.keys.find(({ name }) => name === 'kek-lostkey');
  assert.ok(lost);
  lost.versions = lost.versions.map((one) => ({ ...one, version: 'e'.repeat(32) }));
  const outcome = await send();
  assert.equal(outcome.kind === 'refused' && outcome.failure.code, 'keys.copy-foreign');
  assert.deepEqual(changes(s), ['POST /keys/restore']);
});

test('the copy holds the backup of another secret: it is not used', async (t) => {
  const s = await restoredSetting(t);
  const { encryptionInfoUri, send, keys } = await recovery(s, 'web-01');
  purgeSecret(s, keys);
  const contents = s.world.keyVault('kv-prod');
  const secret = { version: 'e'.repeat(32), createdAt: s.world.clock.now(), enabled: true, value: 'x' };
  contents.purged.secrets.push({ name: 'PAYROLL', versions: [{ ...secret, contentType: 'BEK', tags: {} }] });
  rewrite(s, encryptionInfoUri, ({ OsDiskKeyAndSecretDetails: os, DataDiskKeyAndSecretDetails: data }) => {
    for (const details of [os, ...data]) {
      details.KeyVaultSecretBackupData = secretBackupData(`${contents.uri}/secrets/PAYROLL/${secret.version}`);
    }
  });
  const outcome = await send();
  assert.equal(outcome.kind === 'refused' && outcome.failure.code, 'keys.copy-foreign');
  assert.equal(outcome.kind === 'refused' && outcome.failure.params.found, `payroll/${secret.version}`);
});

for (const [what, code, change] of [
  [
    'names another wrapping key',
    'keys.copy-wrapping',
    ({ OsDiskKeyAndSecretDetails: details }: Copy) => {
      details.KeyUrl = `${details.KeyUrl}`.replace('kek-lostkey', 'kek-of-mallory');
    },
  ],
  [
    'tells of one secret two different values',
    'keys.copy-ambiguous',
    ({ OsDiskKeyAndSecretDetails: details, DataDiskKeyAndSecretDetails: others }: Copy) => {
      others.push({ ...details, SecretData: secretData('another') });
    },
  ],
  [
    'holds a value that is no base64',
    'keys.no-material',
    ({ OsDiskKeyAndSecretDetails: details }: Copy) => {
      details.SecretData = '<script>';
    },
  ],
  [
    'holds a value that no secret can have',
    'keys.no-material',
    ({ OsDiskKeyAndSecretDetails: details }: Copy) => {
      details.SecretData = 'A'.repeat(25_601);
    },
  ],
] as const) {
  test(`the copy ${what}: nothing at all is put back`, async (t) => {
    const s = await restoredSetting(t);
    const { encryptionInfoUri, send } = await recovery(s, 'lostkey-01');
    rewrite(s, encryptionInfoUri, change);
    const outcome = await send();
    assert.equal(outcome.kind === 'refused' && outcome.failure.code, code);
    assert.deepEqual(changes(s), []);
  });
}

for (const [what, change] of [
  ['other tags', { tags: { MachineName: 'payroll' } }],
  ['another content type', { contentType: 'text/plain' }],
  ['another value', { value: 'x' }],
] as const) {
  test(`a newest version of the secret with ${what} is not what was set`, async (t) => {
    const s = await restoredSetting(t);
    const { send, find, keys } = await recovery(s, 'lostkey-01');
    assert.deepEqual(await send(), { kind: 'accepted' });
    const stored = s.world.keyVault('kv-prod').secrets.get(keys[0]?.bek.secretUrl.split('/')[4] ?? '');
    assert.ok(stored);
    Object.assign(newest(stored), change);
    assert.deepEqual(await find(), { kind: 'absent' });
  });
}

test('a copy of the keys in another account than the one that was signed is no copy', async (t) => {
  const s = await restoredSetting(t);
  const { jobId } = await recovery(s, 'lostkey-01');
  const other = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/ststagingproduction';
  const before = s.local.requests().filter(({ host }) => host.includes('.blob.')).length;
  await assert.rejects(s.azure.jobs.encryptionInfo(s.vaultId, jobId, other), { code: 'blob-elsewhere' });
  assert.equal(s.local.requests().filter(({ host }) => host.includes('.blob.')).length, before);
});
