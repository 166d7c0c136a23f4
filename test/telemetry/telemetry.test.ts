import assert from 'node:assert/strict';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { createTelemetry, type Telemetry } from '../../src/telemetry/telemetry.ts';

type Posted = { path: string; body: string };

/** A collector that keeps what it is sent. */
async function collector() {
  const posted: Posted[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    posted.push({ path: request.url ?? '', body: Buffer.concat(chunks).toString('utf8') });
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => server.close());
  return { posted, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

function scraped(telemetry: Telemetry): Promise<string> {
  return new Promise((resolve) => {
    const response = { statusCode: 0, setHeader() {}, end: (text: string) => resolve(text) };
    telemetry.scrape({} as IncomingMessage, response as never);
  });
}

test('what is counted, timed and read can be scraped, and nothing leaves without an exporter', async () => {
  const telemetry = await createTelemetry({});
  telemetry.count('turns_total', { kind: 'text' });
  telemetry.count('turns_total', { kind: 'text' });
  telemetry.took('turn_seconds', 0.2, { kind: 'text' });
  telemetry.gauge('requests', async () => [{ value: 3, attributes: { state: 'pending' } }]);
  const text = await scraped(telemetry);
  assert.match(text, /^strongroom_turns_total\{[^}]*kind="text"[^}]*\} 2$/m);
  assert.match(text, /^strongroom_turn_seconds_bucket\{[^}]*le="0.25"[^}]*\} 1$/m);
  assert.match(text, /^strongroom_requests\{[^}]*state="pending"[^}]*\} 3$/m);
  assert.equal(await telemetry.span('turn', {}, async () => 5), 5);
  await telemetry.stop();
});

test('spans reach an OTLP collector with their parents, and a failed one says its code, not its message', async () => {
  const { posted, address } = await collector();
  const telemetry = await createTelemetry({ otlpEndpoint: `${address}/` });
  const failure = Object.assign(new Error('the secret of sql-01'), { code: 'azure.failed' });
  await assert.rejects(
    telemetry.span('turn', { activity: 'a-1' }, () =>
      telemetry.span('azure', { action: 'read' }, async () => {
        throw failure;
      }),
    ),
    failure,
  );
  telemetry.count('turns_total');
  await telemetry.stop();
  const traces = posted.filter(({ path }) => path === '/v1/traces').map(({ body }) => body);
  const spans = traces.flatMap(
    (body) =>
      (JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: Record<string, string>[] }[] }[] }).resourceSpans,
  );
  const all = spans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
  const turn = all.find(({ name }) => name === 'turn');
  const azure = all.find(({ name }) => name === 'azure');
  assert.ok(turn?.spanId);
  assert.equal(azure?.parentSpanId, turn.spanId);
  assert.match(traces.join(), /azure\.failed/);
  assert.doesNotMatch(traces.join(), /secret of/);
  assert.ok(posted.some(({ path, body }) => path === '/v1/metrics' && body.includes('turns_total')));
});

test('a collector that is down does not keep the bot from stopping', async () => {
  const { address } = await collector();
  const telemetry = await createTelemetry({ otlpEndpoint: address.replace(/\d+$/, '1') });
  await telemetry.span('turn', {}, async () => undefined);
  await telemetry.stop();
});
