import assert from 'node:assert/strict';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Pager, PagerFormat } from '../../src/kernel/config/rules/pager.ts';

export type Got = { path: string; query: URLSearchParams; headers: IncomingHttpHeaders; raw: string; body: unknown };
type Reply = { status: number; headers?: Record<string, string>; body?: unknown };

export type StandIn = {
  pager: Pager;
  /** Everything that arrived, accepted or not. */
  got: Got[];
  /** State of the service: whether each alert still rings. */
  alerts: Map<string, 'triggered' | 'acknowledged' | 'resolved'>;
  /** Replaces the service's answer; undefined: its own answer. */
  fault: ((got: Got) => Reply | undefined | Promise<Reply | undefined>) | undefined;
  close(): void;
};

const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** A service on this machine that accepts what the real one documents, and refuses the rest in its way. */
export async function standIn(format: PagerFormat): Promise<StandIn> {
  const documented = services[format];
  const alerts: StandIn['alerts'] = new Map();
  const got: Got[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks).toString('utf8');
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://here');
    const one = { path: pathname, query: searchParams, headers: request.headers, raw, body: json(raw) };
    got.push(one);
    const reply =
      (await service.fault?.(one)) ?? (request.method === 'POST' ? documented.answer(one, alerts) : { status: 405 });
    response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
    response.end(JSON.stringify(reply.body ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const service: StandIn = {
    pager: { url: `http://127.0.0.1:${port}${documented.path}`, secret: documented.secret, format },
    got,
    alerts,
    fault: undefined,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return service;
}

type Service = { path: string; secret: string; answer(got: Got, alerts: StandIn['alerts']): Reply };
const record = (value: unknown): Record<string, unknown> => (value ?? {}) as Record<string, unknown>;
const isText = (value: unknown, most = Number.POSITIVE_INFINITY): value is string =>
  typeof value === 'string' && value !== '' && value.length <= most;

const services: Record<PagerFormat, Service> = {
  cloudevents: {
    path: '/hooks/strongroom',
    secret: `whsec_${Buffer.from('a key of thirty-two random bytes').toString('base64')}`,
    answer(got, alerts) {
      if (!isSigned(got, Buffer.from('a key of thirty-two random bytes'))) return { status: 401 };
      const event = record(got.body);
      const isEvent =
        event.specversion === '1.0' &&
        isText(event.id) &&
        isText(event.source) &&
        isText(event.type) &&
        isText(event.time);
      if (!isEvent || !got.headers['content-type']?.startsWith('application/cloudevents+json')) return { status: 415 };
      const over = ['strongroom.request.decided', 'strongroom.request.done'].includes(String(event.type));
      alerts.set(String(event.subject), over ? 'resolved' : 'triggered');
      return { status: 202 };
    },
  },
  // Events API v2: 202, or 400 with what is wrong.
  pagerduty: {
    path: '/v2/enqueue',
    secret: 'e93facc04764012d7bfb002500d5d1a6',
    answer({ path, body }, alerts) {
      const { routing_key, event_action, dedup_key, payload } = record(body);
      const { summary, source, severity } = record(payload);
      const errors = [
        ...(isText(routing_key) && routing_key.length === 32
          ? []
          : ["Length of 'routing_key' is incorrect (should be 32 characters)"]),
        ...(['trigger', 'acknowledge', 'resolve'].includes(String(event_action)) ? [] : ["'event_action' is invalid"]),
        ...(event_action === 'trigger' && !isText(summary, 1024) ? ["'payload.summary' is missing or too long"] : []),
        ...(event_action === 'trigger' && !isText(source) ? ["'payload.source' is missing"] : []),
        ...(event_action === 'trigger' && !['critical', 'error', 'warning', 'info'].includes(String(severity))
          ? ["'payload.severity' is invalid"]
          : []),
        ...(event_action !== 'trigger' && !isText(dedup_key, 255) ? ["'dedup_key' is missing"] : []),
      ];
      if (path !== '/v2/enqueue') return { status: 404 };
      if (errors.length > 0) return { status: 400, body: { status: 'invalid event', errors } };
      const state = { trigger: 'triggered', acknowledge: 'acknowledged', resolve: 'resolved' } as const;
      // "While an incident is acknowledged, it won't generate any additional notifications, even if it receives new
      // trigger events."
      if (event_action !== 'trigger' || alerts.get(String(dedup_key)) !== 'acknowledged')
        alerts.set(String(dedup_key), state[event_action as keyof typeof state]);
      return { status: 202, body: { status: 'success', message: 'Event processed', dedup_key } };
    },
  },
  // Alert API of Opsgenie, kept by Jira Service Management: create, and by alias acknowledge and close.
  opsgenie: {
    path: '/jsm/ops/integration/v2/alerts',
    secret: 'eb243592-faa2-4ba2-a551q-1afdf565c889',
    answer({ path, query, headers, body }, alerts) {
      if (headers.authorization !== `GenieKey ${this.secret}`) return { status: 403 };
      const [, alias, verb] = /\/v2\/alerts(?:\/([^/]+)\/(close|acknowledge))?$/.exec(path) ?? [];
      if (!path.includes('/v2/alerts')) return { status: 404 };
      if (alias === undefined) {
        const { message, alias: own, description, priority } = record(body);
        const fits = isText(message, 130) && isText(own, 512) && isText(description, 15_000);
        if (!fits || !/^P[1-5]$/.test(String(priority)))
          return { status: 422, body: { message: 'Request body is not processable' } };
        // A new alert with the alias of an open one is counted in it.
        if (alerts.get(own) !== 'acknowledged') alerts.set(own, 'triggered');
      } else {
        if (query.get('identifierType') !== 'alias') return { status: 404 };
        alerts.set(decodeURIComponent(alias), verb === 'close' ? 'resolved' : 'acknowledged');
      }
      return { status: 202, body: { result: 'Request will be processed', took: 0.1, requestId: 'one' } };
    },
  },
  'incident.io': {
    path: '/v2/alert_events/http/01GW2G3V0S59R238FAHPDS1R66',
    secret: 'a-token-of-the-alert-source',
    answer({ path, headers, body }, alerts) {
      if (headers.authorization !== `Bearer ${this.secret}`) return { status: 401 };
      if (!path.startsWith('/v2/alert_events/http/')) return { status: 404 };
      const { title, status, deduplication_key } = record(body);
      if (!isText(title) || !isText(deduplication_key) || !['firing', 'resolved'].includes(String(status))) {
        return { status: 422 };
      }
      alerts.set(deduplication_key, status === 'firing' ? 'triggered' : 'resolved');
      return { status: 202, body: { status: 'success', message: 'Event accepted for processing', deduplication_key } };
    },
  },
};

/** Checks the signature over the raw body, and a time within five minutes, as docs/pager.md tells a receiver to. */
function isSigned({ headers, raw }: Got, key: Buffer): boolean {
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
    String(headers[name] ?? ''),
  );
  assert.ok(signatures !== undefined);
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > 300) return false;
  const wanted = createHmac('sha256', key).update(`${id}.${timestamp}.${raw}`).digest();
  return signatures.split(' ').some((one) => {
    const given = Buffer.from(one.replace(/^v1,/, ''), 'base64');
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  });
}
