import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import { SpanKind } from '@opentelemetry/api';
import { createTelemetry, type Telemetry } from '../../src/kernel/telemetry/telemetry.ts';
import { collector, patientTelemetry, spansOf } from '../collector.ts';

function scraped(telemetry: Telemetry): Promise<string> {
  return new Promise((resolve) => {
    const response = { statusCode: 0, setHeader() {}, end: (text: string) => resolve(text) };
    telemetry.scrape({} as IncomingMessage, response as never);
  });
}

const turn = { name: 'turn', kind: SpanKind.SERVER, attributes: { 'strongroom.activity_id': 'a-1' } };

test('what is counted, timed and read can be scraped, and nothing leaves without an exporter', async () => {
  const telemetry = await createTelemetry({ version: '1' });
  telemetry.count('turns_total', { kind: 'text' });
  telemetry.count('turns_total', { kind: 'text' });
  telemetry.took('turn_seconds', 0.2, { kind: 'text' });
  let reads = 0;
  telemetry.gauges(['requests', 'jobs_watched'], async () => {
    reads += 1;
    return { requests: [{ value: 3, attributes: { state: 'pending' } }], jobs_watched: [{ value: 2 }] };
  });
  const text = await scraped(telemetry);
  assert.match(text, /^strongroom_turns_total\{[^}]*kind="text"[^}]*\} 2$/m);
  assert.match(text, /^strongroom_turn_seconds_bucket\{[^}]*le="0.25"[^}]*\} 1$/m);
  assert.match(text, /^strongroom_requests\{[^}]*state="pending"[^}]*\} 3$/m);
  assert.match(text, /^strongroom_jobs_watched\{[^}]*\} 2$/m);
  assert.equal(reads, 1, 'what is read together is read once');
  assert.equal(await telemetry.span(turn, async () => 5), 5);
  await telemetry.stop();
});

test('spans reach an OTLP collector with their parents, and a failed one says its code, not its message', async (t) => {
  patientTelemetry(t);
  const { posted, address } = await collector();
  const telemetry = await createTelemetry({ version: '1', otlpEndpoint: `${address}/` });
  const failure = Object.assign(new Error('the secret of sql-01'), { code: 'azure.failed' });
  await assert.rejects(
    telemetry.span(turn, () =>
      telemetry.span({ ...turn, name: 'azure' }, async () => {
        throw failure;
      }),
    ),
    failure,
  );
  telemetry.count('turns_total');
  await telemetry.stop();
  const traces = posted.filter(({ path }) => path === '/v1/traces').map(({ body }) => body);
  const all = spansOf(posted);
  const turned = all.find(({ name }) => name === 'turn');
  const azure = all.find(({ name }) => name === 'azure');
  assert.ok(turned?.spanId);
  assert.equal(azure?.parentSpanId, turned.spanId);
  assert.match(traces.join(), /azure\.failed/);
  assert.doesNotMatch(traces.join(), /secret of/);
  assert.ok(posted.some(({ path, body }) => path === '/v1/metrics' && body.includes('strongroom_turns_total')));
});

test('what has ended is sent before a change', async (t) => {
  patientTelemetry(t);
  const { posted, address } = await collector();
  const telemetry = await createTelemetry({ version: '1', otlpEndpoint: address });
  await telemetry.span(turn, async () => undefined);
  await telemetry.flush();
  assert.deepEqual(
    spansOf(posted).map(({ name }) => name),
    ['turn'],
  );
  await telemetry.stop();
});

for (const [what, addressOf] of [
  ['is down', async () => (await collector()).address.replace(/\d+$/, '1')],
  ['does not answer', silentCollector],
] as const) {
  test(`a collector that ${what} holds up a change for at most 300 ms, and the stop of the bot for 3 s`, async (t) => {
    const otlpEndpoint = await addressOf(t);
    const telemetry = await createTelemetry({ version: '1', otlpEndpoint });
    await telemetry.span(turn, async () => undefined);
    patientTelemetry(t);
    for (const [work, ms] of [
      [() => telemetry.flush(), 300],
      [() => telemetry.stop(), 3_000],
    ] as const) {
      let over = false;
      const ended = work().then(() => {
        over = true;
      });
      t.mock.timers.tick(ms);
      await new Promise(setImmediate);
      assert.ok(over, `${ms} ms`);
      await ended;
    }
  });
}

/** A collector that accepts connections and data, and never answers. */
async function silentCollector(t: TestContext): Promise<string> {
  const server = createServer();
  server.on('request', (request) => request.resume());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('a process is described by its version, an id of its own, and what the environment says of it', async (t) => {
  patientTelemetry(t);
  const { posted, address } = await collector();
  process.env.OTEL_SERVICE_NAME = 'strongroom-test';
  process.env.OTEL_RESOURCE_ATTRIBUTES = 'deployment.environment.name=test';
  const telemetry = await createTelemetry({ version: '0.1.0', otlpEndpoint: address });
  delete process.env.OTEL_SERVICE_NAME;
  delete process.env.OTEL_RESOURCE_ATTRIBUTES;
  await telemetry.span(turn, async () => undefined);
  await telemetry.stop();
  const sent = posted.map(({ body }) => body).join();
  for (const text of ['strongroom-test', 'deployment.environment.name', '0.1.0', 'service.instance.id']) {
    assert.ok(sent.includes(text), text);
  }
});

test('Application Insights is told by way of the proxy, and the exporter tells nothing of itself', async (t) => {
  const asked: string[] = [];
  const proxy = createServer();
  proxy.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    socket.end('HTTP/1.1 503 Service Unavailable\r\n\r\n');
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  t.after(() => proxy.close());
  const address = `127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const env = { ...process.env, HTTPS_PROXY: `http://${address}`, NO_PROXY: '' };
  const tell = path.join(import.meta.dirname, 'tell-insights.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [tell], { env });
  assert.equal(stdout.trim(), address);
  assert.ok(asked.includes('northeurope-0.in.applicationinsights.azure.com:443'), asked.join());
});
