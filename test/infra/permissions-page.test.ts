import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { byHand, traffic } from '../../infra/other-permissions.ts';
import { permissionsPage } from '../../infra/permissions-page.ts';
import { builtInRoles, roles } from '../../infra/roles.ts';
import { clouds } from '../../src/kernel/config/clouds.ts';

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

test('what is given beside the tiers is told: by Bicep, and by the owners of a Resource Guard', () => {
  const ofAzure: Record<string, string> = {
    '7f951dda-4ed3-4680-a7ca-43fe172d538d': 'AcrPull',
    '3913510d-42f4-4e42-8a64-420c390055eb': 'Monitoring Metrics Publisher',
  };
  const told = byHand.map(({ what }) => what).join(' ');
  for (const file of globSync('infra/modules/assign-*.bicep', { cwd: path.join(import.meta.dirname, '../..') })) {
    const text = readFileSync(path.join(import.meta.dirname, '../..', file), 'utf8');
    for (const [, id = ''] of text.matchAll(/^var \w+ = '([0-9a-f-]{36})'$/gm)) {
      assert.ok(told.includes(ofAzure[id] ?? id), `${file} gives a role that is not told`);
    }
  }
  assert.match(told, /Backup MUA Operator/);
});

test('a role that drills and quarantine are given on their places, too, says so', () => {
  const bicep = readFileSync(path.join(import.meta.dirname, '../../infra/roles.bicep'), 'utf8');
  const places = /for id in (targetGroupIds|rebuildPlaceIds|stagingIds): if[\s\S]*?role: (?:roles\.outputs\.)?(\w+)/g;
  const given = [...bicep.matchAll(places)].map(([, , role = '']) => role);
  assert.equal(given.length, 6);
  const scopeOf: Record<string, string | undefined> = {
    ...Object.fromEntries(
      roles.map(({ name, scope }) => [
        name.replace('Strongroom ', '').replace(/ (\w)/g, (_, c) => c.toUpperCase()),
        scope,
      ]),
    ),
    contributor: builtInRoles.find(({ role }) => role === 'Contributor')?.scope,
    storageAccountContributor: builtInRoles.find(({ role }) => role === 'Storage Account Contributor')?.scope,
  };
  for (const role of given) assert.match(scopeOf[role] ?? '', /drill.*quarantine/, role);
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
