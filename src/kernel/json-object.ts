export type JsonObject = Record<string, unknown>;

/** The members of what should be an object; of anything else, none. */
export function asObject(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

export function asObjects(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.map(asObject) : [];
}

export function typeIs(resource: JsonObject, type: string): boolean {
  return typeof resource.type === 'string' && resource.type.toLowerCase() === type.toLowerCase();
}
