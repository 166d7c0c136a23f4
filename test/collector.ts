import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, type TestContext } from 'node:test';

type Posted = { path: string; body: string };

/** A telemetry collector that keeps everything it receives. */
export async function collector() {
  const posted: Posted[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    posted.push({ path: request.url ?? '', body: Buffer.concat(chunks).toString('utf8') });
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => server.close());
  return { posted, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** Gives a flush or a stop enough time to send, however slow the machine: its timeouts use `t.mock.timers` alone. */
export function patientTelemetry(t: TestContext): void {
  t.mock.timers.enable({ apis: ['setTimeout'] });
}

type Sent = { name: string; traceId: string; spanId: string; parentSpanId?: string; links?: { spanId: string }[] };

/** Spans in the order in which they ended. */
export function spansOf(posted: Posted[]): Sent[] {
  return posted
    .filter(({ path }) => path === '/v1/traces')
    .map(({ body }) => JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: Sent[] }[] }[] })
    .flatMap(({ resourceSpans }) => resourceSpans)
    .flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
}
