import { readEach, StoredError } from '../kernel/stored.ts';
import type { Log } from '../telemetry/log.ts';

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
