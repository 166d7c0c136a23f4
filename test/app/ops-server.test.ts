import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { after, test } from 'node:test';
import { createHealth, openOpsServer } from '../../src/app/ops/ops-server.ts';
import { countDescriptors, readDescriptorLimit } from '../../src/kernel/config/descriptors.ts';
import { doorAnswers } from '../../src/teams/http-door.ts';

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

function setting({ descriptors = 100 as number | undefined } = {}) {
  const state = { phase: 'listening' as 'starting' | 'listening' | 'stopping', answers: true, descriptors, looks: 0 };
  const warnings: object[] = [];
  const health = createHealth({
    phase: () => state.phase,
    doorAnswers: async () => {
      state.looks += 1;
      return state.answers;
    },
    descriptorLimit: 1_000,
    count: async () => state.descriptors,
    log: { debug() {}, info() {}, error() {}, warn: (fields) => void warnings.push(fields) },
  });
  return { state, warnings, both: async () => [await health.live(), await health.ready()], health };
}

test('a bot whose door answers is alive and ready', async () => {
  const { both, warnings } = setting();
  assert.deepEqual(await both(), [true, true]);
  assert.deepEqual(warnings, []);
});

test('one whose door does not answer is neither, and says so in the log', async () => {
  const { both, state, warnings } = setting();
  state.answers = false;
  assert.deepEqual(await both(), [false, false]);
  assert.equal(warnings.length, 2);
});

test('one that has nearly all descriptors open is neither, although its door still answers', async () => {
  const { both, state } = setting();
  state.descriptors = 899;
  assert.deepEqual(await both(), [true, true]);
  state.descriptors = 900;
  assert.deepEqual(await both(), [false, false]);
});

test('where the system does not count descriptors, the door alone decides', async () => {
  const { both } = setting({ descriptors: undefined });
  assert.deepEqual(await both(), [true, true]);
});

test('one that starts is not alive yet; one that stops is left to finish, and is sent nothing', async () => {
  const { both, state } = setting();
  state.phase = 'starting';
  assert.deepEqual(await both(), [false, false]);
  state.phase = 'stopping';
  assert.deepEqual(await both(), [true, false]);
  assert.equal(state.looks, 0);
});

test('however many ask at once, the door is asked once', async () => {
  const { health, state } = setting();
  await Promise.all(Array.from({ length: 50 }, (_, index) => (index % 2 ? health.live() : health.ready())));
  assert.equal(state.looks, 1);
});

test('descriptors of this process are counted where the system tells', {
  skip: process.platform !== 'linux',
}, async () => {
  const limit = readDescriptorLimit() ?? 0;
  const open = (await countDescriptors()) ?? 0;
  assert.ok(open > 2 && open < limit, `${open} of ${limit}`);
});

test('a port that takes connections and never answers does not count as a door, nor does a closed one', async () => {
  const held: Socket[] = [];
  const deaf = createServer((socket) => held.push(socket)).listen(0, '127.0.0.1');
  await once(deaf, 'listening');
  const address = deaf.address();
  assert.ok(address && typeof address === 'object');
  assert.equal(await doorAnswers(address, 100), false);
  for (const socket of held) socket.destroy();
  deaf.close();
  await once(deaf, 'close');
  assert.equal(await doorAnswers(address, 100), false);
});
