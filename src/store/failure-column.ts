import type { Failure } from '../kernel/errors.ts';
import { storedFailure } from '../kernel/stored.ts';
import { toJson } from './columns.ts';

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
