import assert from 'node:assert/strict';
import { createServer as createProxy, type IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { type TestContext, test } from 'node:test';
import { createPipelineRequest } from '@azure/core-rest-pipeline';
import { createHttpClient } from '../../src/azure/http-client.ts';

/** TLS without certificates, so that none need be made or kept for a test. */
const uncertified = { ciphers: 'ADH-AES128-GCM-SHA256:@SECLEVEL=0', maxVersion: 'TLSv1.2' } as const;

test('a call over TLS goes through the proxy by its host name', async (t) => {
  const { seen, client } = await behindProxy(t, 'tunnels');
  const answers = await Promise.all(['/a', '/b'].map((path) => get(client, `https://login.example.test${path}`)));
  assert.deepEqual(
    answers.map(({ status, bodyAsText }) => `${status} ${bodyAsText}`),
    ['200 login.example.test/a', '200 login.example.test/b'],
  );
  assert.ok(seen.length > 0 && seen.every((host) => host === 'login.example.test:443'), seen.join());
});

test('a host in NO_PROXY, and what is not over TLS, do not', async (t) => {
  const { seen, client, port } = await behindProxy(t, 'tunnels', { NO_PROXY: 'localhost,.internal.test' });
  assert.equal((await get(client, `https://localhost:${port}/c`)).bodyAsText, `localhost:${port}/c`);
  const metadata = createProxy((_, response) => response.end('token'));
  const address = await listen(t, metadata);
  assert.equal((await get(client, `http://127.0.0.1:${address}/metadata/identity`)).bodyAsText, 'token');
  assert.deepEqual(seen, []);
});

test('what the proxy refuses is no answer of the host: nothing was sent', async (t) => {
  const { client } = await behindProxy(t, 'refuses');
  await assert.rejects(get(client, 'https://smba.example.test/v3'), { code: 'ERR_PROXY_TUNNEL' });
});

function get(client: ReturnType<typeof createHttpClient>, url: string) {
  const allowInsecureConnection = url.startsWith('http:');
  return client.sendRequest(createPipelineRequest({ url, allowInsecureConnection }));
}

/** A proxy on this host that leads whatever is asked for to one server, which proves no name. */
async function behindProxy(t: TestContext, does: 'tunnels' | 'refuses', env: NodeJS.ProcessEnv = {}) {
  const seen: string[] = [];
  const target = createServer({ ...uncertified, dhparam: 'auto' }, (request, response) => {
    response.end(`${request.headers.host}${request.url}`);
  });
  const port = await listen(t, target);
  const proxy = createProxy((_, response) => {
    response.statusCode = 500;
    response.end();
  });
  proxy.on('connect', (request: IncomingMessage, from: Duplex) => {
    if (does === 'refuses') return from.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    seen.push(request.url ?? '');
    const to = connect(port, '127.0.0.1', () => {
      from.write('HTTP/1.1 200 Connection established\r\n\r\n');
      from.pipe(to).pipe(from);
    });
    to.on('error', () => from.destroy());
    from.on('error', () => to.destroy());
  });
  const proxyPort = await listen(t, proxy);
  const proxyEnv = {
    HTTPS_PROXY: `http://127.0.0.1:${proxyPort}`,
    HTTP_PROXY: `http://127.0.0.1:${proxyPort}`,
    ...env,
  };
  return {
    seen,
    port,
    client: createHttpClient({ ...uncertified, rejectUnauthorized: false, keepAlive: true, proxyEnv }),
  };
}

async function listen(t: TestContext, server: ReturnType<typeof createProxy> | ReturnType<typeof createServer>) {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}
