import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from '../telemetry/log.ts';
import type { Health } from './health.ts';

export type OpsServer = {
  /** Where it listens, e.g. http://127.0.0.1:9464. */
  address: string;
  close(): Promise<void>;
};

export type OpsServerOptions = {
  host: string;
  port: number;
  log: Log;
  health: Health;
  scrape: (request: IncomingMessage, response: ServerResponse) => void;
};

/** More than the health probes of a platform and a few collectors need. */
const maxConnections = 100;

/**
 * GET /healthz, /readyz and /metrics on a port of their own: what the platform asks is never behind the address that
 * the world reaches, and a flood of messages does not keep a health probe waiting in restify's queue.
 */
export async function openOpsServer({ host, port, log, health, scrape }: OpsServerOptions): Promise<OpsServer> {
  const times = { headersTimeout: 5_000, requestTimeout: 5_000, connectionsCheckingInterval: 1_000 };
  const server = createServer(times, (request, response) => {
    const path = request.url?.split('?')[0];
    if (request.method !== 'GET' && request.method !== 'HEAD') return status(response, 405);
    if (path === '/metrics') return scrape(request, response);
    const asked = path === '/healthz' ? health.live : path === '/readyz' ? health.ready : undefined;
    if (!asked) return status(response, 404);
    asked()
      .catch((error: unknown) => {
        log.warn({ error, path }, 'A health check failed');
        return false;
      })
      .then((yes) => status(response, yes ? 200 : 503));
  });
  server.maxConnections = maxConnections;
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
