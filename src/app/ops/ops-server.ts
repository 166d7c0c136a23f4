import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { countDescriptors } from '../../kernel/config/descriptors.ts';
import type { Log } from '../../kernel/telemetry/log.ts';

export type OpsServer = {
  /** Listening address, for example http://127.0.0.1:9464. */
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

/** More than a platform's health probes and a few collectors need. */
const maxConnections = 100;

/**
 * Serves GET /healthz, /readyz and /metrics on their own port: they are not reachable from outside, and a flood of
 * messages does not delay a health probe in restify's queue.
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

/** Beyond this share of its file descriptors a process soon answers nobody, and only a restart frees them. */
const maxDescriptorShare = 0.9;

type Health = {
  /** False if a restart would help. */
  live(): Promise<boolean>;
  /**
   * Whether it should receive work. Without its database it still answers that nothing was done: if a lost database
   * server made it unready, all replicas would be at once.
   */
  ready(): Promise<boolean>;
};

export type HealthOptions = {
  /** The endpoint is probed only in phase `listening`. */
  phase: () => 'starting' | 'listening' | 'stopping';
  /** Whether the endpoint for Teams answers. */
  doorAnswers: () => Promise<boolean>;
  /** The process's limit of file descriptors; absent: unknown. */
  descriptorLimit?: number;
  count?: typeof countDescriptors;
  log: Log;
};

/** Checks whether the bot can be reached, the way its callers reach it. */
export function createHealth(options: HealthOptions): Health {
  const { phase, doorAnswers, descriptorLimit = Number.POSITIVE_INFINITY, count = countDescriptors, log } = options;
  let looking: Promise<boolean> | undefined;

  async function look(): Promise<boolean> {
    const [answers, descriptors = 0] = await Promise.all([doorAnswers(), count()]);
    const reachable = answers && descriptors < descriptorLimit * maxDescriptorShare;
    if (!reachable) log.warn({ answers, descriptors, descriptorLimit }, 'The bot cannot be reached');
    return reachable;
  }
  /** One probe at a time, however many ask: requests from outside cost the endpoint one request. */
  function reachable(): Promise<boolean> {
    looking ??= look().finally(() => {
      looking = undefined;
    });
    return looking;
  }

  return {
    // A stopping bot closes its endpoint itself and gets time to finish accepted work.
    live: async () => phase() === 'stopping' || (phase() === 'listening' && (await reachable())),
    ready: async () => phase() === 'listening' && (await reachable()),
  };
}
