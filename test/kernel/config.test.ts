import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadConfig, loadDatabaseConfig, loadMigrateConfig } from '../../src/kernel/config/config.ts';

const least = {
  TENANT_ID: '11111111-1111-4111-8111-111111111111',
  BOT_APP_ID: '22222222-2222-4222-8222-222222222222',
  SUBSCRIPTIONS: 'AAAA0000-0000-4000-8000-00000000A001, bbbb0000-0000-4000-8000-00000000b001',
};

test('three settings are enough; ids are compared in lower case', () => {
  const config = loadConfig(least);
  assert.deepEqual(config.subscriptions, [
    'aaaa0000-0000-4000-8000-00000000a001',
    'bbbb0000-0000-4000-8000-00000000b001',
  ]);
  assert.deepEqual(config.admins, [], 'nobody may change settings unless named');
  assert.equal(config.cloud.name, 'public');
  assert.equal(config.databaseUrl, undefined);
});

test('settings that are missing are named, in words of ours', () => {
  assert.throws(
    () => loadConfig({}),
    ({ message }: Error) => {
      assert.deepEqual(
        message.split('\n'),
        ['TENANT_ID', 'BOT_APP_ID', 'SUBSCRIPTIONS'].map(
          (name) => `${name}: it is missing; set it as docs/settings.md says`,
        ),
      );
      return true;
    },
  );
});

test('no address to send a key to is on this machine or its link', () => {
  const insights = 'InstrumentationKey=00000000-0000-4000-8000-000000000001';
  for (const env of [
    { PAGER_URL: 'https://169.254.169.254/', PAGER_SECRET: 'p'.repeat(16) },
    { PAGER_URL: 'https://key@pager.example/', PAGER_SECRET: 'p'.repeat(16) },
    { APPLICATIONINSIGHTS_CONNECTION_STRING: `${insights};IngestionEndpoint=https://127.0.0.1/` },
    { APPLICATIONINSIGHTS_CONNECTION_STRING: `IngestionEndpoint=http://insights.example/;${insights}` },
  ])
    assert.throws(() => loadConfig({ ...least, ...env }), /expected an https address without a user name/);
  const fine = `${insights};IngestionEndpoint=https://northeurope-0.in.applicationinsights.azure.com/`;
  for (const text of [insights, fine])
    assert.doesNotThrow(() => loadConfig({ ...least, APPLICATIONINSIGHTS_CONNECTION_STRING: text }));
});

test('every mistake is named at once, with a remedy', () => {
  assert.throws(
    () => loadConfig({ ...least, TENANT_ID: 'contoso', PORT: '99999', TIME_ZONE: 'Mars/Base' }),
    (error: Error) =>
      ['TENANT_ID', 'PORT', 'TIME_ZONE', 'docs/settings.md'].every((part) => error.message.includes(part)),
  );
});

test('mistakes in files, and in settings that go together, are named with the rest', () => {
  const pairs = { PAGER_SECRET: 'p'.repeat(16), BOT_CLIENT_SECRET: 'a', BOT_FEDERATED_TOKEN_FILE: 'b' };
  const named = (env: NodeJS.ProcessEnv) => {
    try {
      loadConfig({ ...least, ...env });
    } catch (error) {
      return (error as Error).message.split('\n').map((line) => line.split(':')[0]);
    }
    return [];
  };
  const all = ['BOT_CLIENT_SECRET and BOT_FEDERATED_TOKEN_FILE', 'RESTORE_PROFILES', 'PAGER_URL'];
  assert.deepEqual(named({ ...pairs, RESTORE_PROFILES: '/nowhere' }), all);
  assert.deepEqual(named({ ...pairs, RESTORE_PROFILES: '/nowhere', PORT: 'x' }), ['PORT', ...all]);
});

test('a tool that signs in to the database as a registration is told which tenant it lacks', () => {
  const { TENANT_ID, ...tool } = {
    ...least,
    DATABASE_URL: 'postgres://s@db.example/s?sslmode=verify-full',
    DATABASE_AUTH: 'entra',
    BOT_CLIENT_SECRET: 'a',
  };
  assert.throws(() => loadDatabaseConfig(tool), /^Error: TENANT_ID: name the Entra tenant/);
  assert.throws(() => loadMigrateConfig(tool), /^Error: TENANT_ID: name the Entra tenant/);
  assert.equal(loadDatabaseConfig({ ...tool, TENANT_ID }).tenantId, TENANT_ID);
  assert.equal(loadDatabaseConfig({ ...tool, BOT_CLIENT_SECRET: '' }).tenantId, '');
});

test('an empty variable counts as unset', () => {
  assert.equal(loadConfig({ ...least, DATABASE_URL: '', LANGUAGE: '' }).language, 'en');
});

test('no environment can point the bot at an endpoint outside the known clouds', () => {
  assert.throws(() => loadConfig({ ...least, CLOUD: 'sandbox' }), /CLOUD/);
  const { cloud } = loadConfig({ ...least, CLOUD: 'usgov' });
  assert.equal(cloud.backupManagementAppId, 'ff281ffe-705c-4f53-9f37-a40e6f2c68f3');
  assert.match(cloud.resourceManager, /^https:\/\//);
});

test('Teams of GCC is answered in the public cloud, that of GCC High in the one of US Government', () => {
  const hosts = (CLOUD: string) => loadConfig({ ...least, CLOUD }).cloud.bot.serviceUrlHosts;
  assert.ok(hosts('public').includes('smba.infra.gcc.teams.microsoft.com'));
  assert.deepEqual(hosts('usgov'), ['smba.infra.gov.teams.microsoft.us', 'smba.infra.dod.teams.microsoft.us']);
});

test('restore profiles come from a file; a wrong member is named with the file', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'strongroom-config-')), 'profiles.json');
  assert.throws(() => loadConfig({ ...least, RESTORE_PROFILES: file }), /cannot be read/);
  writeFileSync(file, '[{"vault":"rsv-prod"');
  assert.throws(() => loadConfig({ ...least, RESTORE_PROFILES: file }), /is not JSON/);
  const profile = {
    vault: 'rsv-prod',
    targetResourceGroupId: '/subscriptions/s/resourceGroups/rg-restore',
    stagingStorageAccountId: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/st',
  };
  writeFileSync(file, JSON.stringify([{ ...profile, subnett: 'x' }]));
  assert.throws(
    () => loadConfig({ ...least, RESTORE_PROFILES: file }),
    (error: Error) => error.message.includes('subnett') && error.message.includes(file),
  );
  writeFileSync(file, JSON.stringify([profile]));
  assert.deepEqual(loadConfig({ ...least, RESTORE_PROFILES: file }).restoreProfiles, [profile]);
});

test('two profiles of one vault are a mistake: restores would go where the first says', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'profiles-')), 'profiles.json');
  const ids = {
    targetResourceGroupId: '/subscriptions/s/resourceGroups/r',
    stagingStorageAccountId: '/subscriptions/s/a',
  };
  const write = (...vaults: string[]) =>
    writeFileSync(file, JSON.stringify(vaults.map((vault) => ({ vault, ...ids }))));
  write('rsv-prod', 'rsv-test', 'RSV-Prod');
  assert.throws(() => loadConfig({ ...least, RESTORE_PROFILES: file }), /two profiles of vault RSV-Prod/);
  write('rsv-prod', 'rsv-test');
  assert.equal(loadConfig({ ...least, RESTORE_PROFILES: file }).restoreProfiles.length, 2);
});

test('an ARM id of a restore profile is kept without the blanks and slashes around it', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'strongroom-config-')), 'profiles.json');
  const group = '/subscriptions/s/resourceGroups/rg-restore';
  const account = `${group}/providers/Microsoft.Storage/storageAccounts/st`;
  const subnet = `${group}/providers/Microsoft.Network/virtualNetworks/vnet/subnets/a`;
  const profile = (end: string) => ({
    vault: 'rsv-prod',
    targetResourceGroupId: `${group}${end}`,
    stagingStorageAccountId: `${account}${end}`,
    subnetIds: [`${subnet}${end}`],
    pairedRegion: {
      resourceGroupId: `${group}${end}`,
      stagingStorageAccountId: `${account}${end}`,
      subnetId: `${subnet}${end}`,
    },
  });
  for (const end of ['', '/', '//', '/ ']) {
    writeFileSync(file, JSON.stringify([profile(end)]));
    assert.deepEqual(loadConfig({ ...least, RESTORE_PROFILES: file }).restoreProfiles, [profile('')]);
  }
});

test('a tool signs in to the database as the identity that is named, and never with the secret of another', () => {
  const server = { DATABASE_URL: 'postgres://auditor@db/strongroom?sslmode=verify-full', DATABASE_AUTH: 'entra' };
  assert.throws(() => loadDatabaseConfig(server), /DATABASE_CLIENT_ID: name the identity/);
  const own = '33333333-3333-4333-8333-333333333333';
  const config = loadDatabaseConfig({ ...server, ...least, BOT_CLIENT_SECRET: 'x', DATABASE_CLIENT_ID: own });
  assert.deepEqual([config.botAppId, config.signIn.kind, config.databaseAuth], [own, 'managed-identity', 'entra']);
  assert.equal(loadDatabaseConfig({}).dataDir, './data');
});
