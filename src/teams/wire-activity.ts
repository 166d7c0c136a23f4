import { asObject } from '../kernel/json-object.ts';
import { storable } from '../kernel/normalise.ts';

/** An activity as received. Even an authenticated one may lack any field or hold another type there. */
export type WireActivity = Record<string, unknown> & { type: string };

/** Whether a parsed body is worth authenticating: an object with a type and a conversation to answer in. */
export function isWireActivity(body: unknown): body is WireActivity {
  const activity = asObject(body);
  return textOf(activity.type) !== undefined && textOf(asObject(activity.conversation).id) !== undefined;
}

export function asArray(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value if it is a non-empty string, in the form that the database can compare. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? storable(value) : undefined;
}
