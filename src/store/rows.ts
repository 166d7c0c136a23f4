import { type ColumnType, type QueryExecutorProvider, type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Failure } from '../kernel/errors.ts';
import { storable } from '../kernel/normalise.ts';
import { asObject, readEach, StoredError, storedFailure } from '../kernel/stored.ts';
import type { Log } from '../kernel/telemetry/log.ts';

/**
 * Text that PostgreSQL stores and returns unchanged. The embedded database drops a leading byte order mark on
 * reading, as in a name copied from a spreadsheet: a hash over such text would not match later.
 */
export function toText(text: string): string {
  return storable(text).replace(/^\ufeff+/, '');
}

/**
 * The string for a jsonb column. Both drivers pass a string through unchanged; they encode arrays and objects
 * differently.
 */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, part) => (typeof part === 'string' ? storable(part) : part)) ?? 'null';
}

/** A jsonb column, written as a JSON string. Its content is untrusted until a `Stored` has parsed it. */
export type Json = ColumnType<unknown, string, string>;
export type NullableJson = ColumnType<unknown, string | null, string | null>;

/** A change of a row whose failures are not yet JSON. */
export type WithFailures<Change, Column extends keyof Change> = Omit<Change, Column> & {
  [Each in Column]?: Failure | null;
};

/** @throws NewerStoredError, stored.unreadable */
export function parseFailure(json: unknown): Failure | null {
  return json === null ? null : storedFailure.parse(json);
}

/** A failure for its column; undefined leaves the column unchanged. */
export function failureColumn(failure: Failure | null | undefined): string | null | undefined {
  return failure && toJson(storedFailure.write(failure));
}

/** Readable rows of a list. Unreadable ones are skipped; the log names each, and the reason. */
export function readRows<Row extends object, Value>(
  log: Pick<Log, 'error'>,
  rows: readonly Row[],
  read: (row: Row) => Value,
  named: (row: Row) => object,
): Value[] {
  return readEach(rows, read, (error, row) => logUnread(log, error, named(row)));
}

/** For a `catch`: treats unreadable data as missing. @param tell receives the error */
export function whenUnread(tell: (error: StoredError) => void): (error: unknown) => undefined {
  return (error) => {
    if (!(error instanceof StoredError)) throw error;
    tell(error);
  };
}

export function logUnread(log: Pick<Log, 'error'>, error: StoredError, row: object): void {
  log.error({ error, ...row }, 'a stored row cannot be read and is left out');
}

/** A question to the database that is answered with JSON, so that one statement asks several. */
export type Part<Value> = {
  sql: RawBuilder<unknown>;
  read(json: unknown): Value;
};

type DatesOf<Row> = { [Key in keyof Row as Extract<Row[Key], Date> extends never ? never : Key]: true };

/** @param dates all columns with a moment: JSON has it as text */
export function rowsOf<Tables, Table extends keyof Tables, Row extends object>(
  query: SelectQueryBuilder<Tables, Table, Row>,
  dates: DatesOf<Row>,
): Part<Row[]> {
  const columns = Object.keys(dates);
  return {
    sql: jsonArrayFrom(query),
    read(json) {
      return (json as Record<string, unknown>[]).map((row) => {
        for (const column of columns) {
          const at = row[column];
          if (typeof at === 'string') row[column] = new Date(at);
        }
        return row as Row;
      });
    },
  };
}

/** @param read must not throw: the others of its statement would be lost with it */
export function readAs<Value, Read>({ sql: asked, read }: Part<Value>, then: (value: Value) => Read): Part<Read> {
  return { sql: asked, read: (json) => then(read(json)) };
}

/** Several parts in one statement. */
export function together<Values extends Record<string, unknown>>(
  parts: { [Name in keyof Values]: Part<Values[Name]> },
): Part<Values> {
  const all = Object.entries<Part<unknown>>(parts);
  const members = all.map(([name, part]) => sql`${sql.lit(name)}, ${part.sql}`);
  return {
    sql: sql`json_build_object(${sql.join(members)})`,
    read(json) {
      const answers = asObject(json);
      return Object.fromEntries(all.map(([name, part]) => [name, part.read(answers[name])])) as Values;
    },
  };
}

/** Asks one part, in a statement of its own. */
export async function ask<Value>(db: QueryExecutorProvider, part: Part<Value>): Promise<Value> {
  const { rows } = await sql<{ answer: unknown }>`select ${part.sql} as answer`.execute(db);
  return part.read(rows[0]?.answer);
}
