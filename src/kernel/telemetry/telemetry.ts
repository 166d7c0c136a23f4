import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TokenCredential } from '@azure/core-auth';
import {
  type Attributes,
  context,
  type Meter,
  ROOT_CONTEXT,
  type SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import {
  detectResources,
  envDetector,
  type Resource,
  resourceFromAttributes,
  serviceInstanceIdDetector,
} from '@opentelemetry/resources';
import { MeterProvider, type MetricReader, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor, type SpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { parseTraceParent } from './log.ts';

/** Every metric of our own, without the prefix `strongroom_`: docs/operations.md explains each. */
export const figures = {
  turns_total: 'Messages, clicks and searches that were answered.',
  turn_seconds: 'Time to the answer of a turn.',
  run_seconds: 'Time of a run of durable work.',
  azure_call_seconds: 'Time of an exchange with Azure.',
  azure_throttled_total: 'Answers 429 of Azure.',
  waits_cut_total: 'Waits of more than an hour that an answer asked for.',
  requests: 'Requests by state.',
  jobs_watched: 'Jobs of Azure Backup that are followed.',
  outbox_waiting: 'Messages that are not sent yet.',
  outbox_age_seconds: 'Age of the oldest of them.',
  approved_age_seconds: 'Since when the oldest request that is approved has not begun.',
  memory_bytes: 'Resident memory of the process.',
  event_loop_share: 'Share of the time since the last look that the process was at work.',
  sign_in_days_left: 'Days until the secret or certificate of the bot expires, where that is known.',
  database_connections: 'Connections to the database by state.',
} as const;

type FigureName = keyof typeof figures;

export type TelemetrySetting = {
  /** Strongroom's version, e.g. 0.1.0. */
  version: string;
  /** Base address of an OTLP/HTTP collector, e.g. http://collector:4318. */
  otlpEndpoint?: string;
  applicationInsights?: { connectionString: string; credential: TokenCredential };
};

/** One value of a gauge, read on demand. */
export type GaugeReading = { value: number; attributes?: Attributes };

/** Adds to a span while it is open, or at its end. */
export type Note = (attributes: Attributes, failed?: { code: string }) => void;
export type SpanSetting = { name: string; kind: SpanKind; attributes: Attributes };

/** Traces and metrics. Without an exporter nothing leaves the process; metrics can still be scraped. */
export type Telemetry = {
  /** Whether spans are exported. */
  traced: boolean;
  /** Runs work as a span; spans begun inside it are its children. An error is marked on it and rethrown. */
  span<T>(setting: SpanSetting, work: (note: Note) => Promise<T>): Promise<T>;
  /**
   * Like `span`, for work that does not belong to the current one.
   * @param parent the span that it continues, as stored by `currentTraceParent`; null: it begins a trace
   */
  root<T>(setting: SpanSetting, parent: string | null, work: (note: Note) => Promise<T>): Promise<T>;
  /** Exports ended spans, for at most 300 ms: called before a step that a killed process must have reported. */
  flush(): Promise<void>;
  /** Adds one. */
  count(name: FigureName, attributes?: Attributes): void;
  /** Seconds, in buckets from 5 ms to a minute. */
  took(name: FigureName, seconds: number, attributes?: Attributes): void;
  /** Gauges that are read together, once at each scrape and export. Omitted ones are not reported. */
  gauges<Name extends FigureName>(
    names: readonly Name[],
    read: () => Promise<Partial<Record<Name, GaugeReading[]>>>,
  ): void;
  /** Answers GET /metrics in Prometheus' format. */
  scrape(request: IncomingMessage, response: ServerResponse): void;
  /** Exports what is pending, for at most 3 s. */
  stop(): Promise<void>;
};

const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 2.5, 5, 10, 30, 60];
/** An unreachable collector must not keep a bot from stopping within its 20 s. */
const exportMs = 3_000;
/** An unreachable collector delays calls to Azure no longer than this. */
const flushMs = 300;
/** Uses a configured proxy, as every other call does. */
const httpAgentOptions = { keepAlive: true, proxyEnv: process.env };

export async function createTelemetry(setting: TelemetrySetting): Promise<Telemetry> {
  const prometheus = new PrometheusExporter({ preventServerStart: true });
  const { readers, processors } = await exporters(setting);
  const resource = describeProcess(setting.version);
  const meters = new MeterProvider({ resource, readers: [prometheus, ...readers] });
  const meter: Meter = meters.getMeter('strongroom');
  const tracers = processors.length > 0 ? new TracerProvider({ resource, spanProcessors: processors }) : undefined;
  // One per process; a second bot in it (as in tests) shares the first one's, which holds no state of its own.
  if (tracers) context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const tracer: Tracer | undefined = tracers?.getTracer('strongroom');
  const counters = remembered((name) => meter.createCounter(fullName(name), { description: figures[name] }));
  const histograms = remembered((name) =>
    meter.createHistogram(fullName(name), {
      description: figures[name],
      unit: 's',
      advice: { explicitBucketBoundaries: buckets },
    }),
  );

  async function span<T>({ name, kind, attributes }: SpanSetting, work: (note: Note) => Promise<T>): Promise<T> {
    if (!tracer) return work(() => undefined);
    const begun = tracer.startSpan(name, { kind, attributes });
    // Only the code: a message may contain a private name.
    const fail = (code: string) =>
      begun.setAttribute('error.type', code).setStatus({ code: SpanStatusCode.ERROR, message: code });
    const note: Note = (more, failed) => {
      begun.setAttributes(more);
      if (failed) fail(failed.code);
    };
    try {
      return await context.with(trace.setSpan(context.active(), begun), work, undefined, note);
    } catch (error) {
      fail(codeOf(error));
      throw error;
    } finally {
      begun.end();
    }
  }

  return {
    traced: tracer !== undefined,
    span,
    root(setting, parent, work) {
      const kept = parseTraceParent(parent);
      const from = kept ? trace.setSpanContext(ROOT_CONTEXT, kept) : ROOT_CONTEXT;
      return context.with(from, () => span(setting, work));
    },
    flush: async () => {
      if (tracers) await atMost(flushMs, tracers.forceFlush());
    },
    count: (name, attributes = {}) => counters(name).add(1, attributes),
    took: (name, seconds, attributes = {}) => histograms(name).record(seconds, attributes),
    gauges(names, read) {
      const gauges = names.map((name) => meter.createObservableGauge(fullName(name), { description: figures[name] }));
      meter.addBatchObservableCallback(async (result) => {
        const readings = await read();
        names.forEach((name, index) => {
          const gauge = gauges[index];
          for (const { value, attributes } of readings[name] ?? []) if (gauge) result.observe(gauge, value, attributes);
        });
      }, gauges);
    },
    scrape: (request, response) => prometheus.getMetricsRequestHandler(request, response),
    stop: () => atMost(exportMs, Promise.allSettled([meters.shutdown(), tracers?.shutdown()])),
  };
}

/** OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES take precedence; the instance id distinguishes replicas. */
function describeProcess(version: string): Resource {
  return resourceFromAttributes({ 'service.name': 'strongroom', 'service.version': version }).merge(
    detectResources({ detectors: [serviceInstanceIdDetector, envDetector] }),
  );
}

async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  const limit = new Promise<void>((resolve) => setTimeout(resolve, ms).unref());
  await Promise.race([work.catch(() => undefined), limit]);
}

function fullName(name: FigureName): string {
  return `strongroom_${name}`;
}

/** Loaded only if configured: together they cost 60 ms of a start and 20 MB. */
async function exporters({ otlpEndpoint, applicationInsights }: TelemetrySetting) {
  const readers: MetricReader[] = [];
  const processors: SpanProcessor[] = [];
  if (otlpEndpoint) {
    const base = otlpEndpoint.replace(/\/+$/, '');
    const [{ OTLPTraceExporter }, { OTLPMetricExporter }] = await Promise.all([
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/exporter-metrics-otlp-http'),
    ]);
    processors.push(
      new BatchSpanProcessor({
        exporter: new OTLPTraceExporter({ url: `${base}/v1/traces`, timeoutMillis: exportMs, httpAgentOptions }),
      }),
    );
    readers.push(
      new PeriodicExportingMetricReader({
        exporter: new OTLPMetricExporter({ url: `${base}/v1/metrics`, timeoutMillis: exportMs, httpAgentOptions }),
      }),
    );
  }
  if (applicationInsights) {
    // Otherwise the exporter reports itself and its host to Microsoft. It has no other switch for that.
    process.env.APPLICATION_INSIGHTS_NO_STATSBEAT = 'true';
    // The file system is read-only, and this data may be lost.
    const setting = { ...applicationInsights, disableOfflineStorage: true };
    const { AzureMonitorTraceExporter, AzureMonitorMetricExporter } = await import(
      '@azure/monitor-opentelemetry-exporter'
    );
    processors.push(new BatchSpanProcessor({ exporter: new AzureMonitorTraceExporter(setting) }));
    readers.push(new PeriodicExportingMetricReader({ exporter: new AzureMonitorMetricExporter(setting) }));
  }
  return { readers, processors };
}

function remembered<T>(make: (name: FigureName) => T): (name: FigureName) => T {
  const made = new Map<FigureName, T>();
  return (name) => {
    const known = made.get(name) ?? make(name);
    made.set(name, known);
    return known;
  };
}

function codeOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  return String(code ?? name ?? 'error');
}
