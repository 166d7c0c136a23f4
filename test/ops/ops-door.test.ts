import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openOpsServer } from '../../src/ops/ops-server.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };

async function opened(
  ready: () => Promise<boolean>,
  live = async () => true,
): Promise<(path: string, method?: string) => Promise<Response>> {
  const door = await openOpsServer({
    host: '127.0.0.1',
    port: 0,
    log: silent,
    health: { live, ready },
    scrape: (_request, response) => void response.end('figures'),
  });
  after(() => door.close());
  return (path, method = 'GET') => fetch(`${door.address}${path}`, { method });
}

test('it lives, says whether it is ready, and gives its figures', async () => {
  let ready = true;
  const ask = await opened(async () => ready);
  assert.equal((await ask('/healthz')).status, 200);
  assert.equal((await ask('/readyz')).status, 200);
  assert.equal(await (await ask('/metrics')).text(), 'figures');
  ready = false;
  assert.equal((await ask('/readyz')).status, 503);
  assert.equal((await ask('/healthz')).status, 200);
});

test('it does not live when a restart would help', async () => {
  const ask = await opened(
    async () => false,
    async () => false,
  );
  assert.equal((await ask('/healthz')).status, 503);
  assert.equal((await ask('/metrics')).status, 200);
});

test('a readiness check that fails is not ready, and says no more', async () => {
  const ask = await opened(async () => {
    throw new Error('the password of the database is wrong');
  });
  const answer = await ask('/readyz');
  assert.equal(answer.status, 503);
  assert.equal(await answer.text(), '');
});

test('anything else is not there', async () => {
  const ask = await opened(async () => true);
  assert.equal((await ask('/api/messages')).status, 404);
  assert.equal((await ask('/healthz', 'POST')).status, 405);
});
