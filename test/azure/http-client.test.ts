import assert from 'node:assert/strict';
import { createServer as createProxy, type IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { describe, it, type TestContext, test } from 'node:test';
import { createPipelineRequest, type HttpClient, type PipelineResponse } from '@azure/core-rest-pipeline';
import fc from 'fast-check';
import { createHttpClient, fewAtOnce, isOfCloud, withinCloud } from '../../src/azure/http-client.ts';
import { type Cloud, clouds } from '../../src/kernel/config/clouds.ts';
import { azureOn, startWire } from './wire-fixture.ts';

const cloud = clouds.public as Cloud;

describe('where calls may go', () => {
  it('is the configured cloud, over https, and nowhere else', () => {
    for (const address of [
      'https://management.azure.com/subscriptions',
      'https://login.microsoftonline.com/x/oauth2/v2.0/token',
      'https://graph.microsoft.com/v1.0/users/1',
      'https://kv-prod.vault.azure.net/keys',
      'https://ststaging.blob.core.windows.net/vhds/config.json?sv=1',
    ]) {
      assert.ok(isOfCloud(address, cloud), address);
    }
    for (const address of [
      'http://management.azure.com/',
      'https://management.azure.com.evil.example/',
      'https://evilvault.azure.net/',
      'https://vault.azure.net.evil.example/keys',
      'https://management.azure.com:8443/',
      'https://user@management.azure.com/',
      'https://management.azure.com@evil.example/',
      'https://management.usgovcloudapi.net/',
      'https://169.254.169.254/metadata/identity/oauth2/token',
      'http://127.0.0.1/',
      'file:///etc/passwd',
      'not an address',
    ]) {
      assert.ok(!isOfCloud(address, cloud), address);
    }
  });

  it('no host that merely contains a name of the cloud passes', () => {
    const part = fc.constantFrom(
      'management.azure.com',
      'vault.azure.net',
      'blob.core.windows.net',
      'graph.microsoft.com',
    );
    const label = fc.stringMatching(/^[a-z0-9]{1,12}$/);
    fc.assert(
      fc.property(label, part, label, (before, name, after) => {
        assert.ok(!isOfCloud(`https://${before}.${name}.${after}/`, cloud));
        assert.ok(!isOfCloud(`https://${before}-${name}.${after}/`, cloud));
        assert.ok(!isOfCloud(`https://${after}.example/${name}`, cloud));
      }),
    );
  });

  it('a call elsewhere never reaches the network and is known not to have acted', async () => {
    let sent = 0;
    const client: HttpClient = {
      async sendRequest() {
        sent += 1;
        throw new Error('sent');
      },
    };
    const request = createPipelineRequest({ url: 'https://evil.example/' });
    await assert.rejects(withinCloud(client, cloud).sendRequest(request), {
      code: 'azure.unreachable',
      proof: 'refused',
    });
    assert.equal(sent, 0);
  });

  it('a next page that Azure names on another host is not followed', async () => {
    const wire = await startWire(() => ({ status: 200, json: { value: [], nextLink: 'https://evil.example/page2' } }));
    await assert.rejects(azureOn(wire.port).azure.vaults.list(), { code: 'azure.unreachable' });
    await wire.close();
    assert.ok(wire.requests.every(({ path }) => !path.includes('page2')));
  });
});

/** Answers on demand, in the order of the requests. */
function held() {
  const asked: { url: string; end: (failed?: Error) => void }[] = [];
  const client: HttpClient = {
    sendRequest: (request) =>
      new Promise((resolve, reject) => {
        const answer = { request, status: 200 } as PipelineResponse;
        asked.push({ url: request.url, end: (failed) => (failed ? reject(failed) : resolve(answer)) });
      }),
  };
  return { asked, client };
}

test('of many reads a few are on their way, the others in their order, whether those before them went well or not', async () => {
  const { asked, client } = held();
  const few = fewAtOnce(client, 2);
  const reads = ['a', 'b', 'c', 'd'].map((url) => few.sendRequest(createPipelineRequest({ url })));
  const urls = () => asked.map(({ url }) => url).join('');
  assert.equal(urls(), 'ab');
  asked[0]?.end(new Error('gone'));
  await assert.rejects(reads[0] ?? assert.fail(), /gone/);
  assert.equal(urls(), 'abc');
  asked[1]?.end();
  await reads[1];
  assert.equal(urls(), 'abcd');
  for (const { end } of asked) end();
  await Promise.all(reads.slice(1));
  void few.sendRequest(createPipelineRequest({ url: 'e' }));
  assert.equal(urls(), 'abcde');
});

test('what changes Azure waits for no list', () => {
  const { asked, client } = held();
  const few = fewAtOnce(client, 1);
  void few.sendRequest(createPipelineRequest({ url: 'list' }));
  void few.sendRequest(createPipelineRequest({ url: 'restore', method: 'POST' }));
  assert.deepEqual(
    asked.map(({ url }) => url),
    ['list', 'restore'],
  );
});

/** TLS without certificates, so that a test needs none. */
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

/** A proxy on this host that directs everything to one server, without proof of its name. */
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
