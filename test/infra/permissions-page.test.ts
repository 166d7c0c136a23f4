import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
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
    ];
    for (const host of hosts) assert.ok(told.includes(`\`${host}\``), `${host} is not told`);
  }
});

test('the one permission in Graph is told', () => {
  assert.ok(byHand.some(({ what }) => what.includes('Application.Read.All')));
});
