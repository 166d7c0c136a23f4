import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { byHand, traffic } from '../../infra/other-permissions.ts';
import { permissionsPage } from '../../infra/permissions-page.ts';
import { clouds } from '../../src/config/clouds.ts';

const page = permissionsPage();

test('docs/permissions.md is what npm run permissions writes', () => {
  assert.equal(readFileSync(path.join(import.meta.dirname, '../../docs/permissions.md'), 'utf8'), page);
});

test('every host that the bot calls in either cloud is told', () => {
  const told = traffic.map(({ what }) => what).join(' ');
  for (const cloud of Object.values(clouds)) {
    const addresses = [cloud.resourceManager, cloud.authorityHost, cloud.graph, cloud.bot.openIdMetadata];
    const hosts = [
      ...addresses.map((address) => new URL(address).host),
      ...cloud.bot.serviceUrlHosts,
      `*.${cloud.keyVaultSuffix}`,
      `*.${cloud.blobSuffix}`,
    ];
    for (const host of hosts) assert.ok(told.includes(`\`${host}\``), `${host} is not told`);
  }
});

test('the one permission in Graph is told', () => {
  assert.ok(byHand.some(({ what }) => what.includes('Application.Read.All')));
});

test('whatever goes out over HTTP goes through the one client that knows of the proxy', () => {
  const root = path.join(import.meta.dirname, '../..');
  const own = /\bfetch\(['"`a-z]|createDefaultHttpClient|new (Plain)?Agent\(|from 'undici'|https?\.(request|get)\(/;
  for (const file of globSync('src/**/*.ts', { cwd: root })) {
    if (file === path.join('src', 'azure', 'http-client.ts')) continue;
    const found = readFileSync(path.join(root, file), 'utf8')
      .split('\n')
      .filter((line) => own.test(line) && !/(queue|boss|#boss|taskModules)\.fetch\(|async fetch\(/.test(line));
    assert.deepEqual(found, [], file);
  }
});
