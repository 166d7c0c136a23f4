import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { createPipelineRequest } from '@azure/core-rest-pipeline';
import { createHttpClient } from '../../src/azure/http-client.ts';
import { azureOn, startWire, subscription, vaultId } from './wire-fixture.ts';

const megabyte = Buffer.alloc(2 ** 20, ' ');

/** Answers with this many megabytes, and returns what the bot's client makes of it. */
async function ask(t: TestContext, megabytes: number) {
  let sent = 0;
  const server = createServer(async (_, response) => {
    for (; sent < megabytes && !response.destroyed; sent += 1) {
      if (!response.write(megabyte)) {
        await new Promise((go) => response.once('drain', go).once('close', go));
      }
    }
    response.end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  t.after(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/subscriptions/s/providers/A/b`;
  const answer = createHttpClient().sendRequest(createPipelineRequest({ url, allowInsecureConnection: true }));
  return { answer, sent: () => sent };
}

test('an answer without end is read no further than 32 megabytes', async (t) => {
  const { answer, sent } = await ask(t, 10_000);
  await assert.rejects(answer, { code: 'azure.unreadable', params: { action: 'A/b/read', expected: 'smaller' } });
  assert.ok(sent() < 100, `${sent()} MB were sent`);
});

test('a long answer is read whole, as text', async (t) => {
  const { answer } = await ask(t, 3);
  const { bodyAsText, readableStreamBody, status } = await answer;
  assert.deepEqual([status, bodyAsText?.length, readableStreamBody], [200, 3 * 2 ** 20, undefined]);
});

test('a list whose pages name each other ends', async () => {
  const nextLink = `https://management.azure.com/subscriptions/${subscription}/providers/Microsoft.Compute/virtualMachines?x`;
  const wire = await startWire(() => ({ status: 200, json: { value: [], nextLink } }));
  const { azure } = azureOn(wire.port);
  await assert.rejects(azure.vms.list(subscription), {
    code: 'azure.unreadable',
    params: { action: 'Microsoft.Compute/virtualMachines/read', expected: 'pages' },
  });
  await wire.close();
});

test('a page of a list that is said to be on another host is not asked for', async () => {
  const hosts = [
    'https://evil.example/next',
    'https://management.azure.com.evil.example/next',
    'http://169.254.169.254/',
  ];
  for (const nextLink of hosts) {
    const wire = await startWire(() => ({ status: 200, json: { value: [], nextLink } }));
    const { azure } = azureOn(wire.port);
    const errors = await Promise.all(
      [azure.vms.list(subscription), azure.items.list(vaultId)].map((list) => list.catch((error: unknown) => error)),
    );
    await wire.close();
    for (const error of errors) assert.equal((error as { code?: unknown }).code, 'azure.unreachable');
    assert.equal(wire.requests.length, 2);
  }
});
