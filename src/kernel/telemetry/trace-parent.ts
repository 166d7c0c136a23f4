import { isSpanContextValid, type SpanContext, trace } from '@opentelemetry/api';

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
