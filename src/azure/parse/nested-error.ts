import { text } from './values.ts';

/** The error that says what is wrong, out of envelopes that only say that something is. */
export type NestedError = { code: string; message: string };

/** Envelopes nest five deep in recorded answers; more than this is nothing to follow. */
const deepest = 12;

/**
 * Follows `error`, the first of `details`, and messages that are JSON themselves (a resource provider's answer that
 * Resource Manager quotes) to the innermost error with a code.
 */
export function innermost(value: unknown, depth = 0): NestedError | undefined {
  if (typeof value !== 'object' || value === null || depth > deepest) return undefined;
  const { error, details, code, message } = value as Record<string, unknown>;
  if (error !== undefined && code === undefined) return innermost(error, depth + 1);
  const first: unknown = Array.isArray(details) ? details[0] : undefined;
  const inner = innermost(first, depth + 1) ?? innermost(quoted(message), depth + 1);
  if (inner) return inner;
  const own = text(code);
  return own === undefined ? undefined : { code: own, message: text(message) ?? '' };
}

function quoted(message: unknown): unknown {
  if (typeof message !== 'string' || !message.trimStart().startsWith('{')) return undefined;
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}
