import type { ColumnType } from 'kysely';
import type { Failure } from '../kernel/errors.ts';
import { storable } from '../kernel/normalise.ts';
import { readEach, StoredError, storedFailure } from '../kernel/stored.ts';
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
