import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { freshPlace } from './store/engines.ts';

const main = join(import.meta.dirname, '../src/app/main.ts');
const least = {
  TENANT_ID: '11111111-1111-4111-8111-111111111111',
  BOT_APP_ID: '22222222-2222-4222-8222-222222222222',
  SUBSCRIPTIONS: 'aaaa0000-0000-4000-8000-00000000a001',
};

function startMain(t: TestContext, env: Record<string, string>) {
  const child = spawn(process.execPath, ['--liftoff-only', main], {
    env: { PATH: process.env.PATH, PORT: '0', OPS_PORT: '0', ...env },
  });
  t.after(() => child.kill('SIGKILL'));
  return { child, said: text(child.stdout) };
}

test('a bot that waits for a silent database while it starts ends when it is told to', async (t) => {
  const silent = createServer((socket) => socket.on('error', () => {}));
  await new Promise<void>((resolve) => {
    silent.listen(0, '127.0.0.1', resolve);
  });
  t.after(() => silent.close());
  const { port } = silent.address() as AddressInfo;
  const { child, said } = startMain(t, { ...least, DATABASE_URL: `postgres://bot@127.0.0.1:${port}/strongroom` });
  await once(silent, 'connection');
  child.kill('SIGTERM');
  assert.deepEqual(await once(child, 'exit'), [0, null]);
  const [first = ''] = (await said).split('\n');
  const { msg, database, version } = JSON.parse(first) as Record<string, string>;
  assert.deepEqual([msg, database], ['Strongroom starts', 'password']);
  assert.match(version ?? '', /^\d+\.\d+\.\d+/);
});

test('why it cannot start is a JSON line where nobody sits at a terminal', async (t) => {
  const { child, said } = startMain(t, { ...least, TENANT_ID: 'mine' });
  const [code] = await once(child, 'exit');
  assert.equal(code, 1);
  const { msg, why } = JSON.parse(await said) as Record<string, string>;
  assert.equal(msg, 'Strongroom cannot start');
  assert.match(why ?? '', /^TENANT_ID: expected a GUID/);
});

test('it says in words that a version from before the first release made its database, and how to begin anew', async (t) => {
  const { where, asOwner } = await freshPlace(t, 'embedded');
  await asOwner((db) => sql`update kysely_migration set name = '0001-tables'`.execute(db));
  const { child, said } = startMain(t, { ...least, DATA_DIR: where.dataDir, LANGUAGE: 'nl' });
  assert.deepEqual(await once(child, 'exit'), [1, null]);
  const { why } = JSON.parse((await said).trim().split('\n').at(-1) ?? '') as Record<string, string>;
  assert.match(why ?? '', /van vóór de eerste release.* Om opnieuw te beginnen: verplaats de datamap/);
});
