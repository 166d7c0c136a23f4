import { AsyncLocalStorage } from 'node:async_hooks';
import { isSpanContextValid, type SpanContext, trace } from '@opentelemetry/api';
import { type DestinationStream, pino, stdTimeFunctions } from 'pino';

/** JSON lines on stdout. Values under these names never leave the process, wherever they are nested. */
const secretNames = [
  'authorization',
  'keyBackupData',
  'secretData',
  'KeyVaultSecretBackupData',
  'KeyBackupData',
  'SecretData',
  'accessToken',
  'access_token',
  'client_secret',
  'password',
  'sas',
];

export type Log = {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

/** Fields of the log lines written meanwhile, e.g. the activity id of a turn or the key of a run. */
const correlation = new AsyncLocalStorage<Record<string, string>>();

/** Adds these fields to every line that is logged while `work` runs. */
export function correlated<T>(fields: Record<string, string>, work: () => T): T {
  return correlation.run({ ...correlation.getStore(), ...fields }, work);
}

/** Like `correlated`, without the fields of the caller. */
export function correlatedAlone<T>(fields: Record<string, string>, work: () => T): T {
  return correlation.run(fields, work);
}

/** @param to standard output if omitted */
export function createLog(level: string, to?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    mixin: () => ({ ...correlation.getStore(), ...spanIds() }),
    redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
    serializers: { error: describeError },
  };
  return to ? pino(options, to) : pino(options);
}

/** Names that OpenTelemetry gives to trace ids in other systems' logs: they link a line to its trace. */
function spanIds(): { trace_id?: string; span_id?: string } {
  const here = trace.getActiveSpan()?.spanContext();
  return here ? { trace_id: here.traceId, span_id: here.spanId } : {};
}

/** Errors are logged by name, code and message, without query strings (a SAS is in one) or bearer tokens. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: scrub(String(error)) };
  const { name, message, stack } = error;
  const code = (error as { code?: unknown }).code;
  return { name, code, message: scrub(message), stack: scrub(stack ?? '') };
}

function scrub(text: string): string {
  return text
    .replace(/\?[^\s"']*/g, (query) => (/sig=/i.test(query) ? '?[redacted]' : query))
    .replace(/Bearer\s+[\w.~+/-]+=*/gi, 'Bearer [redacted]');
}

/** The current span in W3C form (`traceparent`), stored with work that continues later; null: not traced. */
export function currentTraceParent(): string | null {
  const here = trace.getActiveSpan()?.spanContext();
  return here ? `00-${here.traceId}-${here.spanId}-${here.traceFlags.toString(16).padStart(2, '0')}` : null;
}

/** Parses a stored trace parent; undefined if it is none. */
export function parseTraceParent(kept: string | null | undefined): SpanContext | undefined {
  const [, traceId = '', spanId = '', flags = ''] =
    /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(kept ?? '') ?? [];
  const context = { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
  return isSpanContextValid(context) ? context : undefined;
}

/** Links a related trace, such as the turn of a vote, and this one with each other. */
export function linkTrace(kept: string | null | undefined): void {
  const here = trace.getActiveSpan();
  const context = parseTraceParent(kept);
  if (here && context && here.spanContext().traceId !== context.traceId) here.addLink({ context });
}
