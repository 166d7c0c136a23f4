import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, type TestContext } from 'node:test';

type Posted = { path: string; body: string };

/** A collector that keeps what it is sent. */
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

/** What a flush or a stop sends comes before it gives up, however slow the machine: its time passes by `t.mock.timers` alone. */
export function patientTelemetry(t: TestContext): void {
  t.mock.timers.enable({ apis: ['setTimeout'] });
}

type Sent = { name: string; traceId: string; spanId: string; parentSpanId?: string; links?: { spanId: string }[] };

/** In the order in which they ended. */
export function spansOf(posted: Posted[]): Sent[] {
  return posted
    .filter(({ path }) => path === '/v1/traces')
    .map(({ body }) => JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: Sent[] }[] }[] })
    .flatMap(({ resourceSpans }) => resourceSpans)
    .flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
}
