import type { ActivityFacts } from '../../kernel/facts.ts';
import { asObject } from '../../kernel/json-object.ts';
import { text } from './values.ts';

/** undefined for what did not succeed: a change is logged when it begins and when it ends. */
export function parseActivity(entry: unknown): ActivityFacts | undefined {
  const { caller, eventTimestamp, operationName, resourceId, status } = asObject(entry);
  const at = new Date(text(eventTimestamp) ?? Number.NaN);
  const operation = text(asObject(operationName).value);
  const id = text(resourceId);
  const succeeded = text(asObject(status).value)?.toLowerCase() === 'succeeded';
  if (!succeeded || operation === undefined || id === undefined || Number.isNaN(at.getTime())) return undefined;
  const who = text(caller);
  return { operation, resourceId: id, at, ...(who !== undefined && { caller: who }) };
}
