import { z } from 'zod/v4';
import { CodedError } from './errors.ts';

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

type Held = { name: string; version: number; parse(json: unknown): unknown; write(value: never): unknown };

/** Every stored schema: `mapHeld` finds in it the schemas that another one contains. */
export const storedBySchema = new Map<z.ZodType, Held>();

/** Converts each member that has a stored schema of its own with `make`; the other members stay. */
function mapHeld(schema: z.ZodType, json: unknown, make: (held: Held, value: unknown) => unknown): unknown {
  if (!(schema instanceof z.ZodObject)) return json;
  const members = asObject(json);
  const made = Object.entries<z.ZodType>(schema.shape).flatMap(([name, within]) => {
    const held = members[name] === undefined ? undefined : heldAs(within, members[name]);
    return held ? [[name, make(held, members[name])]] : [];
  });
  return made.length === 0 ? json : { ...members, ...Object.fromEntries(made) };
}

/** The stored schema of a member; for a union, that of the value's kind. */
function heldAs(schema: z.ZodType, value: unknown): Held | undefined {
  if (schema instanceof z.ZodOptional) return heldAs(schema.unwrap() as z.ZodType, value);
  if (!(schema instanceof z.ZodDiscriminatedUnion)) return storedBySchema.get(schema);
  const { discriminator } = schema._zod.def;
  const kinds = schema.options as unknown as readonly z.ZodObject[];
  const kind = kinds.find(({ shape }) => z.safeParse(shape[discriminator], asObject(value)[discriminator]).success);
  return kind && storedBySchema.get(kind);
}

/** Stored JSON of a column: how it is read, whichever version wrote it, and how it is written. */
export type Stored<Value, Schema extends z.ZodType = z.ZodType<Value>> = {
  /** Name in errors, e.g. `plan restore`. */
  name: string;
  /** Version that is written. */
  version: number;
  /** Format that is written today. */
  schema: Schema;
  /** @throws NewerStoredError for a newer version's value, StoredError for an invalid one */
  parse(json: unknown): Value;
  /** The value with its version, which is in the JSON from version 2 on. */
  write(value: Value): unknown;
};

/** Converts one version's value to the next version. */
export type Upgrade = (json: unknown) => unknown;

/** Stored JSON that cannot be read. Its code says why: stored.newer or stored.unreadable. */
export class StoredError extends CodedError {}

/**
 * A newer version wrote the value, as happens while versions run side by side. It is left to that version: nothing
 * is failed, ended or changed for it.
 */
export class NewerStoredError extends StoredError {
  constructor(name: string, found: number | 'unknown', known: number) {
    super('stored.newer', { name, found, known });
  }
}

/**
 * A contained value that is also stored elsewhere uses that `Stored`'s schema, as a member or as one of several
 * kinds: it keeps its own version and may grow without a change here.
 * @param upgrades from version 1 to 2, from 2 to 3 and so on: their number gives the written version. JSON without
 * a version is version 1.
 * @throws Error for upgrades of anything but an object with named members: its version would have no place
 */
export function defineStored<Schema extends z.ZodType>(
  name: string,
  schema: Schema,
  upgrades: readonly Upgrade[] = [],
): Stored<z.output<Schema>, Schema> {
  if (upgrades.length > 0 && !namesMembers(schema)) throw new Error(`no place for a version: ${name}`);
  const version = upgrades.length + 1;
  const stored: Stored<z.output<Schema>, Schema> = {
    name,
    version,
    schema,
    parse(json) {
      const found = requireKnown(name, json, version);
      const upgraded = upgrades.slice(found - 1).reduce((value, upgrade) => upgrade(value), json);
      const parsed = schema.safeParse(mapHeld(schema, upgraded, (held, within) => held.parse(within)));
      if (!parsed.success) throw unreadable(name, parsed.error);
      return parsed.data;
    },
    write(value) {
      const written = mapHeld(schema, value, (held, within) => held.write(within as never));
      return version === 1 ? written : { ...asObject(written), version };
    },
  };
  storedBySchema.set(schema, stored);
  return stored;
}

/**
 * An object, or a union of objects: a list and a text have no members, and a record would take the version for an
 * entry.
 */
function namesMembers(schema: z.core.$ZodType): boolean {
  if (schema instanceof z.ZodUnion) return schema.options.every(namesMembers);
  return schema instanceof z.ZodObject;
}

/** The version that wrote it. @throws NewerStoredError for an unknown one */
export function requireKnown(name: string, json: unknown, known: number): number {
  const { version = 1 } = asObject(json);
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    throw new StoredError('stored.unreadable', { name, path: 'version' });
  }
  if (version > known) throw new NewerStoredError(name, version, known);
  return version;
}

/** Names the path of the mismatch and never its value. */
function unreadable(name: string, error: z.ZodError): StoredError {
  const path = error.issues[0]?.path.join('.') || '-';
  return new StoredError('stored.unreadable', { name, path: path.slice(0, 120) });
}

/**
 * The readable ones of many rows; the others are skipped.
 * @param tell is called for each skipped row
 */
export function readEach<Row, Value>(
  rows: readonly Row[],
  read: (row: Row) => Value,
  tell: (error: StoredError, row: Row) => void,
): Value[] {
  return rows.flatMap((row) => {
    try {
      return [read(row)];
    } catch (error) {
      if (!(error instanceof StoredError)) throw error;
      tell(error, row);
      return [];
    }
  });
}

/**
 * For values that are observed again anyway: an unreadable one reads as missing. A newer version's value is still
 * left to that version.
 */
export function lenient<Value>({ parse }: Pick<Stored<Value>, 'parse'>): { parse(json: unknown): Value | undefined } {
  return {
    parse(json) {
      try {
        return parse(json);
      } catch (error) {
        if (error instanceof StoredError && !(error instanceof NewerStoredError)) return undefined;
        throw error;
      }
    },
  };
}

/** A moment; text in JSON. */
export const momentSchema = z
  .union([z.date(), z.iso.datetime()])
  .transform((at) => new Date(at))
  .pipe(z.date());

export const failure = z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) });

/** Why a request, a step or an attempt failed, or why one is not sent again. */
export const storedFailure = defineStored('failure', failure);

export const triSchema = z.enum(['yes', 'no', 'unknown']);
