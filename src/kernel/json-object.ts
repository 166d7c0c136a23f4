export type JsonObject = Record<string, unknown>;

/** The members of an expected object; none if it is anything else. */
export function asObject(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

export function asObjects(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.map(asObject) : [];
}

export function typeIs(resource: JsonObject, type: string): boolean {
  return typeof resource.type === 'string' && resource.type.toLowerCase() === type.toLowerCase();
}

/**
 * Any value as text: `String` throws on an object whose `toString` is a value, and untrusted JSON may contain one.
 */
export function asText(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
