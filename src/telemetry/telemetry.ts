import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TokenCredential } from '@azure/core-auth';
import {
  type Attributes,
  context,
  type Meter,
  ROOT_CONTEXT,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, type MetricReader, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor, type SpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';

/** Every figure at /metrics, without the prefix `strongroom_`: docs/operations.md says what each is for. */
export const figures = {
  turns_total: 'Messages, clicks and searches that were answered.',
  turn_seconds: 'Time to the answer of a turn.',
  run_seconds: 'Time of a run of durable work.',
  azure_call_seconds: 'Time of an exchange with Azure.',
  azure_throttled_total: 'Answers 429 of Azure.',
  requests: 'Requests by state.',
  jobs_watched: 'Jobs of Azure Backup that are followed.',
  outbox_waiting: 'Messages that are not sent yet.',
  outbox_age_seconds: 'Age of the oldest of them.',
} as const;

type FigureName = keyof typeof figures;

export type TelemetrySetting = {
  /** Base address of an OTLP/HTTP collector, e.g. http://collector:4318. */
  otlpEndpoint?: string;
  applicationInsights?: { connectionString: string; credential: TokenCredential };
};

/** One value of a gauge, read when it is asked for. */
export type GaugeReading = { value: number; attributes?: Attributes };

/** Traces and metrics. Without an exporter nothing leaves the process; metrics can still be scraped. */
export type Telemetry = {
  /** Work as a span; spans begun inside it are its children. An error is marked on it and thrown on. */
  span<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T>;
  /** As `span`, with no parent: work that began for itself, whatever was under way where it was noticed. */
  root<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T>;
  /** Adds one. */
  count(name: FigureName, attributes?: Attributes): void;
  /** Seconds, in buckets from 5 ms to a minute. */
  took(name: FigureName, seconds: number, attributes?: Attributes): void;
  /** A figure that is read at each scrape and export. */
  gauge(name: FigureName, read: () => Promise<GaugeReading[]>): void;
  /** Answers GET /metrics in Prometheus' format. */
  scrape(request: IncomingMessage, response: ServerResponse): void;
  /** Sends what is waiting, for at most 3 s. */
  stop(): Promise<void>;
};

const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
/** A collector that is down must not keep a bot from stopping within its 20 s. */
const exportMs = 3_000;
/** Through a proxy where one is set, as every other call. */
const httpAgentOptions = { keepAlive: true, proxyEnv: process.env };

export async function createTelemetry(setting: TelemetrySetting): Promise<Telemetry> {
  const prometheus = new PrometheusExporter({ preventServerStart: true, prefix: 'strongroom' });
  const { readers, processors } = await exporters(setting);
  const resource = resourceFromAttributes({ 'service.name': 'strongroom' });
  const meters = new MeterProvider({ resource, readers: [prometheus, ...readers] });
  const meter: Meter = meters.getMeter('strongroom');
  const tracers = processors.length > 0 ? new TracerProvider({ resource, spanProcessors: processors }) : undefined;
  // One per process; a second bot in it (as in tests) shares the first one's, which holds no state of its own.
  if (tracers) context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const tracer: Tracer | undefined = tracers?.getTracer('strongroom');
  const counters = remembered((name) => meter.createCounter(name, { description: figures[name] }));
  const histograms = remembered((name) =>
    meter.createHistogram(name, {
      description: figures[name],
      unit: 's',
      advice: { explicitBucketBoundaries: buckets },
    }),
  );

  async function span<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
    if (!tracer) return work();
    const begun = tracer.startSpan(name, { attributes });
    try {
      return await context.with(trace.setSpan(context.active(), begun), work);
    } catch (error) {
      // The code only: a message may hold a name that is nobody else's business.
      begun.setStatus({ code: SpanStatusCode.ERROR, message: codeOf(error) });
      throw error;
    } finally {
      begun.end();
    }
  }

  return {
    span,
    root: (name, attributes, work) => context.with(ROOT_CONTEXT, () => span(name, attributes, work)),
    count: (name, attributes = {}) => counters(name).add(1, attributes),
    took: (name, seconds, attributes = {}) => histograms(name).record(seconds, attributes),
    gauge(name, read) {
      meter.createObservableGauge(name, { description: figures[name] }).addCallback(async (result) => {
        for (const { value, attributes } of await read()) result.observe(value, attributes);
      });
    },
    scrape: (request, response) => prometheus.getMetricsRequestHandler(request, response),
    async stop() {
      const limit = new Promise<void>((resolve) => setTimeout(resolve, exportMs).unref());
      const ended = Promise.allSettled([meters.shutdown(), tracers?.shutdown()]).then(() => undefined);
      await Promise.race([ended, limit]);
    },
  };
}

/** Loaded only where they are configured: together they cost 60 ms of a start and 20 MB. */
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
    const { AzureMonitorTraceExporter, AzureMonitorMetricExporter } = await import(
      '@azure/monitor-opentelemetry-exporter'
    );
    processors.push(new BatchSpanProcessor({ exporter: new AzureMonitorTraceExporter(applicationInsights) }));
    readers.push(new PeriodicExportingMetricReader({ exporter: new AzureMonitorMetricExporter(applicationInsights) }));
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
