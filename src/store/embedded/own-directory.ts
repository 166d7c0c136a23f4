import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const sqliteBusy = 5;

/**
 * Claims a data directory for this process: PGlite has no lock of its own (electric-sql/pglite#1106), and of two writers
 * one silently loses what it acknowledged. The kernel holds this lock through node:sqlite and frees it on kill -9 too.
 * @throws Error when another process holds it
 */
export function ownDirectory(directory: string): { release(): void } {
  mkdirSync(directory, { recursive: true });
  const lock = new DatabaseSync(join(directory, 'lock'));
  try {
    lock.exec(
      'pragma busy_timeout = 0; pragma locking_mode = exclusive; pragma journal_mode = delete; begin exclusive',
    );
  } catch (error) {
    lock.close();
    if ((error as { errcode?: number }).errcode !== sqliteBusy) throw error;
    throw new Error(
      `The data directory ${directory} is in use by another Strongroom process, and two processes on one embedded ` +
        'database would lose data. Stop the other one, give this one its own DATA_DIR, or let both share a PostgreSQL ' +
        'server by setting DATABASE_URL.',
      { cause: error },
    );
  }
  return { release: () => lock.close() };
}
