import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { read } from './bicep.ts';

const main = new URL('../../src/app/main.ts', import.meta.url);
const page = (name: string) => readFileSync(new URL(`../../docs/${name}.md`, import.meta.url), 'utf8');

/** Without meaning in Container Apps: the identity needs no secret, and the database is a server. */
const elsewhere = new Set([
  'BOT_CLIENT_SECRET',
  'BOT_CLIENT_SECRET_ENDS',
  'BOT_CERTIFICATE_FILE',
  'BOT_FEDERATED_TOKEN_FILE',
  'HOST',
  'OPS_HOST',
  'DATA_DIR',
]);

test('every setting reaches the Container App: by a parameter of its own, or by name', () => {
  const all = [...page('settings').matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name = '']) => name);
  assert.ok(all.includes('KEEP_DAYS'));
  const source = read('main.bicep') + read('modules/app.bicep');
  const own = all.filter((name) => source.includes(`name: '${name}'`));
  const [, named = ''] = /^\| `MORE_SETTINGS` \| ([^|]*)/m.exec(page('hosting')) ?? [];
  const byName = [...named.matchAll(/`([A-Z_]+)`/g)].map(([, name = '']) => name);
  const left = all.filter((name) => !own.includes(name) && !elsewhere.has(name));
  const row = 'the row MORE_SETTINGS of docs/hosting.md';
  assert.deepEqual(
    left.filter((name) => !byName.includes(name)),
    [],
    `${row} names each that has no parameter`,
  );
  assert.deepEqual(
    byName.filter((name) => !left.includes(name)),
    [],
    `${row} names no other`,
  );
});

test('hosting.md names every variable that the parameter files read, and no other in that table', () => {
  const variables = [
    ...`${read('main.bicepparam')}${read('roles.bicepparam')}`.matchAll(/readEnvironmentVariable\('([A-Z_]+)'/g),
  ].map(([, name]) => name);
  const [, table = ''] = /## The settings of the deployment\n([\s\S]*?)\n## /.exec(page('hosting')) ?? [];
  const rows = [...table.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name);
  assert.deepEqual(rows.toSorted(), [...new Set(variables)].toSorted());
});

test('a database whose disk Azure has let grow can be deployed again: its size is told, as no deployment may shrink it', () => {
  const [, size = '', grows] = /storageSizeGB: (\S+)\s+autoGrow: '(\w+)'/.exec(read('modules/database.bicep')) ?? [];
  assert.equal(grows, 'Enabled');
  assert.match(read('modules/database.bicep'), new RegExp(`^param ${size} int$`, 'm'));
  assert.match(read('main.bicep'), new RegExp(`^ {4}${size}: databaseStorageGb$`, 'm'));
  assert.match(
    read('main.bicepparam'),
    /^param databaseStorageGb = int\(readEnvironmentVariable\('DATABASE_STORAGE_GB', '32'\)\)$/m,
  );
  assert.match(page('operations'), /`DATABASE_STORAGE_GB`/);
});

test('changed files of settings make a new revision: Container Apps makes none when only a secret changes', () => {
  const source = read('modules/app.bicep');
  const [, secrets = ''] = /\n {6}secrets: ([\s\S]*?)\n {4}\}/.exec(source) ?? [];
  const contents = [...secrets.matchAll(/\bvalue: (?:string\()?(\w+)/g)].map(([, name]) => name);
  assert.deepEqual(contents, ['restoreProfiles', 'approvalPolicy', 'pagerSecret', 'onCallKey']);
  const [, template = ''] = /\n {4}template: \{([\s\S]*)/.exec(source) ?? [];
  const [, hashed = ''] = /name: 'SETTINGS_HASH'\s+value: uniqueString\((.*)\)/.exec(template) ?? [];
  for (const name of contents) assert.match(hashed, new RegExp(`\\b${name}\\b`));
});

test('a process that hangs as it stops cuts that off before the platform kills it', () => {
  const [, grace] = /\bterminationGracePeriodSeconds: (\d+)\n/.exec(read('modules/app.bicep')) ?? [];
  assert.ok(millisecondsOf('stopWithinMs') < Number(grace) * 1000);
});

test('each probe waits longer than the bot asks its own door, and liveness fails later than readiness', () => {
  const asked = millisecondsOf('doorTimeoutMs');
  const [, probes = ''] = /\n {10}probes: \[([\s\S]*?)\n {10}\]/.exec(read('modules/app.bicep')) ?? [];
  const figures = (name: string) => [...probes.matchAll(new RegExp(`${name}: (\\d+)`, 'g'))].map(([, n]) => Number(n));
  const timeouts = figures('timeoutSeconds');
  assert.equal(timeouts.length, 3);
  assert.ok(timeouts.every((seconds) => seconds * 1000 > asked));
  const [, live = 0, ready = 0] = figures('periodSeconds').map(
    (seconds, at) => seconds * (figures('failureThreshold')[at] ?? 0),
  );
  assert.ok(live >= 60 && ready < live, `${live} s, ${ready} s`);
});

/** A constant of src/app/main.ts. */
function millisecondsOf(name: string): number {
  const [, figure = ''] = new RegExp(`^const ${name} = ([\\d_]+);`, 'm').exec(readFileSync(main, 'utf8')) ?? [];
  assert.notEqual(figure, '', name);
  return Number(figure.replaceAll('_', ''));
}
