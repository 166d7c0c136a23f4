import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markers } from '../../../sandbox/world/markers.ts';
import { people } from '../../../sandbox/world/people.ts';
import { roles } from '../../../sandbox/world/role-definitions.ts';
import { ask, valuesOf } from './ask.ts';
import { keyVaultOf } from './key-vault-of.ts';
import { setting } from './setting.ts';

const kv = 'https://kv-prod.vault.azure.net';

test('where the bot may only look, it reads keys, lists secrets, and is refused a value', async (t) => {
  const s = await setting(t);
  const locked = 'https://kv-locked.vault.azure.net';
  const key = await ask(s, `${locked}/keys/KEK-LOCKED`);
  assert.equal(key.status, 200);
  assert.match(String((key.body.key as { kid: string }).kid), /\/keys\/kek-locked\/[0-9a-f]{32}$/);
  const [secret] = s.world.keyVault('kv-locked').secrets.keys();
  const versions = await ask(s, `${locked}/secrets/${secret}/versions`);
  assert.equal(valuesOf(versions).length, 1);
  assert.ok(!JSON.stringify(versions.body).includes(markers.secretValue));
  const value = await ask(s, `${locked}/secrets/${secret}`);
  assert.equal(value.status, 403);
  assert.match(
    JSON.stringify(value.body),
    /does not have secrets get permission on key vault 'kv-locked;.*"AccessDenied"/,
  );
});

test('who may get a secret sees its value, content type and tags', async (t) => {
  const s = await setting(t);
  const { contents, policies } = keyVaultOf(s.world, 'kv-prod');
  const [first] = policies;
  assert.ok(first);
  policies.push({ objectId: people.platform.objectId, permissions: { keys: [], secrets: ['get'] } });
  const [name] = contents.secrets.keys();
  const { body } = await ask(s, `${kv}/secrets/${name}`, people.platform.objectId);
  assert.deepEqual([body.value, body.contentType], [markers.secretValue, 'Wrapped BEK']);
  assert.equal((body.tags as Record<string, string>).MachineName, 'sql-01');
  const stored = contents.secrets.get(name ?? '')?.versions[0];
  assert.ok(stored);
  stored.enabled = false;
  const disabled = await ask(s, `${kv}/secrets/${name}`, people.platform.objectId);
  assert.match(JSON.stringify(disabled.body), /SecretDisabled/);
});

test('the key of a certificate says that it is managed', async (t) => {
  const s = await setting(t);
  assert.equal((await ask(s, `${kv}/keys/cert-pki`)).body.managed, true);
  assert.equal((await ask(s, `${kv}/keys/kek-sql`)).body.managed, undefined);
});

test('softkey-01: gone from the keys and secrets, there among the deleted ones until they are purged', async (t) => {
  const s = await setting(t);
  assert.match(JSON.stringify((await ask(s, `${kv}/keys/kek-softkey`)).body), /KeyNotFound/);
  const { body } = await ask(s, `${kv}/deletedkeys/kek-softkey`);
  assert.equal(body.recoveryId, `${kv}/deletedkeys/kek-softkey`);
  assert.equal(Number(body.scheduledPurgeDate) - Number(body.deletedDate), 90 * 86_400);
  const secrets = valuesOf(await ask(s, `${kv}/deletedsecrets`));
  assert.deepEqual(
    secrets.map((one) => (one.tags as Record<string, string>).MachineName),
    ['softkey-01'],
  );
  s.pass(91 * 24 * 60);
  assert.equal((await ask(s, `${kv}/deletedkeys/kek-softkey`)).status, 404);
});

test('a key vault with roles: the bot reads metadata, and what it may not is named by its data action', async (t) => {
  const s = await setting(t);
  const { contents } = keyVaultOf(s.world, 'kv-rbac');
  const [secret] = contents.secrets.keys();
  assert.equal((await ask(s, `${contents.uri}/keys/kek-rbac`)).status, 200);
  assert.equal((await ask(s, `${contents.uri}/secrets/${secret}/versions`)).status, 200);
  const refused = await ask(s, `${contents.uri}/secrets/${secret}`);
  assert.match(JSON.stringify(refused.body), /secrets\/getSecret\/action.*ForbiddenByRbac/);
  assert.equal((await ask(s, `${contents.uri}/keys/kek-rbac`, people.oncall.objectId)).status, 403);
  s.world.roles.assign(people.oncall.objectId, roles.keyVaultAdministrator, contents.id);
  assert.equal((await ask(s, `${contents.uri}/secrets/${secret}`, people.oncall.objectId)).status, 200);
});

test('a closed firewall, a token for another service and none at all', async (t) => {
  const s = await setting(t);
  const { resource } = keyVaultOf(s.world, 'kv-prod');
  resource.properties.networkAcls = { defaultAction: 'Deny', bypass: 'AzureServices' };
  assert.match(JSON.stringify((await ask(s, `${kv}/keys/kek-sql`)).body), /ForbiddenByFirewall/);
  const address = `http://127.0.0.1:${s.azure.port}/keys/kek-sql?api-version=7.4`;
  const token = await s.azure.issueToken('https://management.azure.com', 'app', 'oid');
  for (const authorization of [`Bearer ${token}`, '']) {
    const { status, headers } = await fetch(address, {
      headers: { authorization, 'x-emulated-host': 'kv-prod.vault.azure.net' },
    });
    assert.equal(status, 401);
    assert.match(headers.get('www-authenticate') ?? '', /resource="https:\/\/vault\.azure\.net"/);
  }
});

test('lists of a key vault come by 25', async (t) => {
  const s = await setting(t);
  const first = await ask(s, `${kv}/secrets`);
  assert.equal(valuesOf(first).length, 25);
  const next = new URL(String(first.body.nextLink));
  assert.equal(next.host, 'kv-prod.vault.azure.net');
  next.searchParams.delete('api-version');
  const second = valuesOf(await ask(s, next.href));
  const inUse = [...s.world.keyVault('kv-prod').secrets.values()].filter((one) => !one.deletedAt).length;
  assert.ok(second.length > 0 && 25 + second.length <= inUse);
});
