import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from './log.ts';

export type OpsDoor = {
  /** Where it listens, e.g. http://127.0.0.1:9464. */
  address: string;
  close(): Promise<void>;
};

export type OpsDoorOptions = {
  host: string;
  port: number;
  log: Log;
  /** Whether turns are taken and the database answers. */
  ready: () => Promise<boolean>;
  scrape: (request: IncomingMessage, response: ServerResponse) => void;
};

/**
 * GET /healthz, /readyz and /metrics on a port of their own: what the platform asks is never behind the address that
 * the world reaches, and a flood of messages does not keep a probe waiting in restify's queue.
 */
export async function openOpsDoor({ host, port, log, ready, scrape }: OpsDoorOptions): Promise<OpsDoor> {
  const server = createServer({ headersTimeout: 5_000, requestTimeout: 5_000 }, (request, response) => {
    const path = request.url?.split('?')[0];
    if (request.method !== 'GET' && request.method !== 'HEAD') return status(response, 405);
    if (path === '/healthz') return status(response, 200);
    if (path === '/metrics') return scrape(request, response);
    if (path !== '/readyz') return status(response, 404);
    ready()
      .catch((error: unknown) => {
        log.warn({ error }, 'The readiness check failed');
        return false;
      })
      .then((yes) => status(response, yes ? 200 : 503));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: opened } = server.address() as AddressInfo;
  return {
    address: `http://${host.includes(':') ? `[${host}]` : host}:${opened}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function status(response: ServerResponse, code: number): void {
  response.writeHead(code, { 'content-length': 0 });
  response.end();
}
