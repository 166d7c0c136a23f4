import assert from 'node:assert/strict';
import dns from 'node:dns';
import { once } from 'node:events';
import { syncBuiltinESMExports } from 'node:module';
import { type AddressInfo, createServer } from 'node:net';
import { test } from 'node:test';
import { callOutside } from '../../src/azure/outside-call.ts';

test('a call does not reach this machine or its link, by an address or by a name that leads there', async (t) => {
  let reached = 0;
  const server = createServer((socket) => {
    reached += 1;
    socket.destroy();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  let found = '127.0.0.1';
  const own = dns.lookup;
  const resolve = (_host: string, _how: object, done: (error: null, all: object[]) => void) =>
    done(null, [
      { address: '20.50.2.3', family: 4 },
      { address: found, family: 4 },
    ]);
  Object.assign(dns, { lookup: resolve });
  syncBuiltinESMExports();
  t.after(() => {
    Object.assign(dns, { lookup: own });
    syncBuiltinESMExports();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const call = (host: string) => callOutside({ method: 'GET', url: `https://${host}:${port}/`, headers: {} });
  await assert.rejects(call('127.0.0.1'), /expected an https address/);
  for (found of ['127.0.0.1', '169.254.169.254'])
    await assert.rejects(call('rota.example'), /rota.example leads to this machine or its link/);
  assert.equal(reached, 0);
});
