import type { ColumnType } from 'kysely';
import type { Failure } from '../kernel/errors.ts';
import { readEach, StoredError, storedFailure } from '../kernel/stored.ts';
import type { Log } from '../kernel/telemetry/log.ts';

/**
 * Text as PostgreSQL takes it and gives it back. A byte order mark in front, as in a name that came from a spreadsheet, the
 * embedded database leaves out when it reads: what was hashed with it would not be found again.
 */
export function toText(text: string): string {
  return withoutRefused(text).replace(/^\ufeff+/, '');
}

/** The string for a jsonb column. Both drivers pass a string through as it is; an array or object they encode differently. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, part) => (typeof part === 'string' ? withoutRefused(part) : part)) ?? 'null';
}

/**
 * Without NUL and without halves of surrogate pairs, which PostgreSQL refuses in text and jsonb. People can type both, and a
 * refused row would stop the transaction that carries a decision.
 */
function withoutRefused(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd');
}

/** A jsonb column: written as a JSON string. What it holds is nobody's word until a `Stored` has parsed it. */
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

/** As its column takes it; undefined leaves the column as it is. */
export function failureColumn(failure: Failure | null | undefined): string | null | undefined {
  return failure && toJson(storedFailure.write(failure));
}

/** Rows of a list that can be read. One that cannot stands in nobody's way: the log says which it is, and why. */
export function readRows<Row extends object, Value>(
  log: Pick<Log, 'error'>,
  rows: readonly Row[],
  read: (row: Row) => Value,
  named: (row: Row) => object,
): Value[] {
  return readEach(rows, read, (error, row) => logUnread(log, error, named(row)));
}

/** For a `catch`: what cannot be read is as if it were not there. @param tell hears of it */
export function whenUnread(tell: (error: StoredError) => void): (error: unknown) => undefined {
  return (error) => {
    if (!(error instanceof StoredError)) throw error;
    tell(error);
  };
}

export function logUnread(log: Pick<Log, 'error'>, error: StoredError, row: object): void {
  log.error({ error, ...row }, 'a stored row cannot be read and is left out');
}
