import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { TestContext } from 'node:test';
import { createDefaultHttpClient, type HttpClient } from '@azure/core-rest-pipeline';
import type { LocalAzure } from '../../sandbox/azure/start-azure.ts';
import type { Throttles } from '../../src/azure/boundary.ts';
import { type AzureOptions, openAzure } from '../../src/azure/open.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { clouds } from '../../src/kernel/config/clouds.ts';
import { patientSeconds } from '../faults/until.ts';

/** A server for answers that a well-behaved Azure never gives; the sandbox covers all others. */
export type WireRequest = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: string;
};
/**
 * reset: the socket dies without an answer. silence: no answer ever. cut: headers and half a body, then the socket
 * dies.
 */
export type WireAnswer =
  | 'reset'
  | 'silence'
  | { cut: string }
  | { status: number; headers?: Record<string, string>; json?: unknown; text?: string };

export type Wire = { port: number; requests: WireRequest[]; close(): Promise<void> };

export async function startWire(answer: (request: WireRequest) => WireAnswer): Promise<Wire> {
  const requests: WireRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const url = new URL(incoming.url ?? '/', 'http://wire');
    const request: WireRequest = {
      method: incoming.method ?? '',
      path: decodeURIComponent(url.pathname),
      query: url.searchParams,
      headers: incoming.headers,
      body: Buffer.concat(chunks).toString(),
    };
    requests.push(request);
    const given = answer(request);
    if (given === 'silence') return;
    if (given === 'reset') return incoming.socket.destroy();
    if ('cut' in given) {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': given.cut.length * 2 });
      response.write(given.cut, () => incoming.socket.destroy());
      return;
    }
    const text = given.text ?? (given.json === undefined ? '' : JSON.stringify(given.json));
    response.writeHead(given.status, { 'content-type': 'application/json', ...given.headers });
    response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: portOf(server), requests, close: () => close(server) };
}

/** Stands in for the time-out of a call, which passes on demand, because a call may take long to be sent. */
export function timeOut(t: TestContext): { pass(): void } {
  const passed = new AbortController();
  t.mock.method(AbortSignal, 'timeout', () => passed.signal);
  return { pass: () => passed.abort(new DOMException('the time is over', 'TimeoutError')) };
}

/**
 * The same for the first such call to a local Azure, after it has acted and before it answers. No other call times out.
 */
export function timeOutAtAnswer(t: TestContext, local: LocalAzure, { method, path }: { method: string; path: string }) {
  const { pass } = timeOut(t);
  local.tap = (call) => {
    if (call.moment === 'answer' && call.method === method && call.path.includes(path)) {
      local.tap = undefined;
      t.mock.restoreAll();
      pass();
    }
    return 'go on';
  };
}

/** The real SDK clients against that server. */
export function azureOn(port: number, options: Partial<AzureOptions> = {}) {
  const log = recordingLog();
  const throttles = memoryThrottles();
  const azure = openAzure({
    credential: { getToken: async () => ({ token: 'test-token', expiresOnTimestamp: Date.now() + 3_600_000 }) },
    cloud: clouds.public as AzureOptions['cloud'],
    httpClient: loopback(port),
    subscriptions: [subscription],
    clock: new Clock(),
    log: log.log,
    timeoutMs: patientSeconds * 1000,
    throttles,
    ...options,
  });
  return { azure, throttles, lines: log.lines };
}

export const subscription = 'aaaa0000-0000-4000-8000-00000000a001';
export const vaultId = `/subscriptions/${subscription}/resourceGroups/rg-backup/providers/Microsoft.RecoveryServices/vaults/rsv-prod`;
export const item = {
  containerName: 'IaasVMContainer;iaasvmcontainerv2;rg-app;sql-01',
  itemName: 'VM;iaasvmcontainerv2;rg-app;sql-01',
};
export const itemId = `${vaultId}/backupFabrics/Azure/protectionContainers/${item.containerName}/protectedItems/${item.itemName}`;
export const pointId = `${itemId}/recoveryPoints/2261018173779283322`;

export function memoryThrottles(): Throttles & { rows: Map<string, { until: Date; reason: string }> } {
  const rows = new Map<string, { until: Date; reason: string }>();
  return {
    rows,
    until: async (key) => rows.get(key)?.until,
    set: async (key, until, reason) => void rows.set(key, { until, reason }),
  };
}

function recordingLog() {
  const lines: string[] = [];
  const write = (fields: object, message: string) => void lines.push(JSON.stringify({ ...fields, message }));
  return { lines, log: { debug: write, info: write, warn: write, error: write } };
}

function loopback(port: number): HttpClient {
  const inner = createDefaultHttpClient();
  return {
    async sendRequest(request) {
      const url = new URL(request.url);
      const real = request.url;
      request.headers.set('x-emulated-host', url.host);
      request.url = `http://127.0.0.1:${port}${url.pathname}${url.search}`;
      request.allowInsecureConnection = true;
      try {
        return await inner.sendRequest(request);
      } finally {
        request.url = real;
      }
    },
  };
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
