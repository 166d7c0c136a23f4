import { accessSync, chmodSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const sqliteBusy = 5;

/** For the owner alone. */
const privateMode = 0o700;

/**
 * Claims a data directory for this process: PGlite has no lock of its own (electric-sql/pglite#1106), and of two writers
 * one silently loses what it acknowledged. The kernel holds this lock through node:sqlite and frees it on kill -9 too.
 * @throws Error when another process holds it, or when this user may not read and write there
 */
export function ownDirectory(directory: string): { release(): void } {
  try {
    keepPrivate(directory);
    requireUsable(directory);
  } catch (error) {
    throw notOurs(directory, error as NodeJS.ErrnoException);
  }
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

/**
 * Plans, reasons and ids are nobody else's on this host: what is made from here on is its owner's alone, and what an
 * earlier version made is closed. A volume that belongs to somebody else stays as it is; the cluster in it is closed.
 */
function keepPrivate(directory: string): void {
  process.umask(0o077);
  mkdirSync(directory, { recursive: true, mode: privateMode });
  try {
    chmodSync(directory, privateMode);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error;
  }
  const cluster = join(directory, 'cluster');
  if (existsSync(cluster)) chmodSync(cluster, privateMode);
}

/** SQLite and PGlite say neither what they could not open nor as whom. */
function requireUsable(directory: string): void {
  const { R_OK, W_OK, X_OK } = constants;
  accessSync(directory, R_OK | W_OK | X_OK);
  for (const file of ['lock', 'cluster', join('cluster', 'PG_VERSION')]) {
    const path = join(directory, file);
    if (existsSync(path)) accessSync(path, R_OK | W_OK);
  }
}

function notOurs(directory: string, error: NodeJS.ErrnoException): Error {
  const { path = directory, code = error.message } = error;
  const owner = ownerOf(path);
  const us = process.geteuid?.();
  const belongs = owner !== undefined && owner !== us ? `; it belongs to uid ${owner}` : '';
  return new Error(
    `Strongroom runs as uid ${us} and can't use its data directory ${directory}: ${code} at ${path}${belongs}. Give the ` +
      `directory and all in it to uid ${us} (chown -R ${us} ${directory}), run Strongroom as its owner, or set DATA_DIR ` +
      'to a directory that it may write to.',
    { cause: error },
  );
}

/** undefined: there is none, or whoever runs this may not even see it. */
function ownerOf(path: string): number | undefined {
  try {
    return statSync(path).uid;
  } catch {
    return undefined;
  }
}
