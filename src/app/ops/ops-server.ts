import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { countDescriptors } from '../../kernel/config/descriptors.ts';
import type { Log } from '../../kernel/telemetry/log.ts';

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

/** Above this part of the descriptors it may have, a process soon answers nobody, and only a restart gives them back. */
const mostOfDescriptors = 0.9;

type Health = {
  /** Whether a restart would not help. */
  live(): Promise<boolean>;
  /**
   * Whether it should be sent work. Without its database it answers that nothing was done, which is better than no answer:
   * a server that is away would make all replicas unready at once.
   */
  ready(): Promise<boolean>;
};

export type HealthOptions = {
  /** Starting, or stopping: not asked at its door. */
  phase: () => 'starting' | 'listening' | 'stopping';
  /** Whether the door that Teams comes to answers. */
  doorAnswers: () => Promise<boolean>;
  /** How many descriptors the process may have; absent: not known. */
  descriptorLimit?: number;
  count?: typeof countDescriptors;
  log: Log;
};

/** Whether the bot can be reached, as who reaches it sees it. */
export function createHealth(options: HealthOptions): Health {
  const { phase, doorAnswers, descriptorLimit = Number.POSITIVE_INFINITY, count = countDescriptors, log } = options;
  let looking: Promise<boolean> | undefined;

  async function look(): Promise<boolean> {
    const [answers, descriptors = 0] = await Promise.all([doorAnswers(), count()]);
    const reachable = answers && descriptors < descriptorLimit * mostOfDescriptors;
    if (!reachable) log.warn({ answers, descriptors, descriptorLimit }, 'The bot cannot be reached');
    return reachable;
  }
  /** However many ask, one look at a time: what is asked from outside costs the door one request. */
  function reachable(): Promise<boolean> {
    looking ??= look().finally(() => {
      looking = undefined;
    });
    return looking;
  }

  return {
    // One that stops closes its door itself, and is left to finish what it took.
    live: async () => phase() === 'stopping' || (phase() === 'listening' && (await reachable())),
    ready: async () => phase() === 'listening' && (await reachable()),
  };
}
