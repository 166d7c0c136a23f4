import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { PGlite } from '@electric-sql/pglite';
import type { Log } from '../../kernel/telemetry/log.ts';
import { DurableFs, syncPath, syncTree } from './pglite.ts';

/** PostgreSQL major version inside the pinned PGlite. Other major versions cannot open its files. */
const majorVersion = '18';

export type Embedded = {
  pg: PGlite;
  /** fsyncs so far: shows whether anything was written. */
  fsyncs(): number;
  close(): Promise<void>;
};

/**
 * Opens, or creates, the embedded database of a data directory: `cluster` holds PostgreSQL's files, `lock` the claim.
 * @throws Error when another process owns the directory, when it was written by another PostgreSQL major version or lacks
 * a part, or when commits would not be durable
 */
export async function openEmbedded(dataDir: string): Promise<Embedded> {
  const directory = resolve(dataDir);
  const owned = ownDirectory(directory);
  try {
    const cluster = join(directory, 'cluster');
    if (existsSync(join(cluster, 'PG_VERSION'))) assertVersion(cluster);
    else {
      assertNothingThere(cluster);
      await create(cluster);
    }
    const fs = new DurableFs(cluster);
    const pg = await PGlite.create({ fs, startParams: startParams() });
    await assertDurable(pg, () => fs.fsyncs);
    return {
      pg,
      fsyncs: () => fs.fsyncs,
      async close() {
        if (!pg.closed) await pg.close();
        owned.release();
      },
    };
  } catch (error) {
    owned.release();
    throw error;
  }
}

function startParams(): string[] {
  return [
    ...PGlite.defaultStartParams.filter((param) => param !== '-F'),
    ...['-c', 'wal_sync_method=fsync'],
    // The default of 128 MB doubles resident memory, and a database of this size does not use it.
    ...['-c', 'shared_buffers=16MB'],
    // A prepared statement keeps its plan: a plan made for a small table must still serve when the table has grown.
    ...['-c', 'enable_seqscan=off'],
    ...['-c', 'max_wal_size=64MB', '-c', 'min_wal_size=32MB'],
  ];
}

/**
 * Created in a side directory, fully synced, then published by one rename: an interrupted create leaves nothing behind.
 */
async function create(cluster: string): Promise<void> {
  const aside = `${cluster}.new`;
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(dirname(cluster), { recursive: true });
  const pg = await PGlite.create({ fs: new DurableFs(aside), startParams: startParams() });
  await pg.close();
  syncTree(aside);
  rmSync(cluster, { recursive: true, force: true });
  renameSync(aside, cluster);
  syncPath(dirname(cluster));
}

/** An interrupted create leaves no such files: they are remains of a database, and no empty one may replace it. */
function assertNothingThere(cluster: string): void {
  if (!existsSync(cluster) || readdirSync(cluster).length === 0) return;
  throw new Error(
    `The data in ${cluster} is not whole: it has no PG_VERSION, as after a copy that was cut off. Nothing was changed. Copy ` +
      'the whole data directory back from where it is whole, or move this one away to begin with an empty database.',
  );
}

function assertVersion(cluster: string): void {
  const found = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (found === majorVersion) return;
  throw new Error(
    `The data in ${cluster} was written by PostgreSQL ${found}; this version of Strongroom embeds PostgreSQL ` +
      `${majorVersion} and cannot read it. Start the version that wrote it, move its data to a server with ` +
      'npm run move-store, then start this version with DATABASE_URL.',
  );
}

/**
 * Self-test at every start: a commit must reach the disk. It fails if PGlite runs with -F, or if a PGlite upgrade
 * moved the functions that DurableFs hooks into.
 * @param fsyncs counts the fsyncs so far
 */
export async function assertDurable(pg: PGlite, fsyncs: () => number): Promise<void> {
  const { rows } = await pg.query<{ fsync: string }>('show fsync');
  const before = fsyncs();
  // The smallest transaction that must be flushed: it writes WAL and touches no table.
  await pg.query(`select pg_logical_emit_message(true, 'strongroom', 'self-test')`);
  const missing =
    rows[0]?.fsync !== 'on' ? 'fsync is off' : fsyncs() === before ? 'a commit caused no fsync' : undefined;
  if (missing) {
    throw new Error(
      `The embedded database does not write durably (${missing}): a power cut would lose approved requests. This build ` +
        'of Strongroom does not fit its version of PGlite. Install the pinned versions with npm ci, or use a PostgreSQL ' +
        'server by setting DATABASE_URL.',
    );
  }
}

const sqliteBusy = 5;

/** Access for the owner only. */
const privateMode = 0o700;

/**
 * Claims a data directory for this process. PGlite has no lock of its own (electric-sql/pglite#1106), and with two
 * writers one silently loses acknowledged commits. The kernel holds this lock through node:sqlite and frees it
 * even on kill -9.
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
 * Plans, reasons and ids are private on this host: new files are readable by their owner only, and files of earlier
 * versions are closed. A volume that belongs to somebody else stays as it is; the cluster inside is closed.
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

/** SQLite and PGlite report neither the path they could not open nor the user. */
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

/** undefined: the path does not exist, or this user may not see it. */
function ownerOf(path: string): number | undefined {
  try {
    return statSync(path).uid;
  } catch {
    return undefined;
  }
}

/** Single-user PostgreSQL checkpoints and vacuums only on request; without this the WAL grew to 500 MB in a test. */
const checkpointMs = 2 * 60_000;
const vacuumMs = 15 * 60_000;
const busyTables = [
  'wakeups',
  'messages',
  'conversations',
  'handled',
  'throttles',
  'requests',
  'steps',
  'attempts',
  'forms',
  'jobs',
  'audit_head',
  'pgboss.job',
  'pgboss.queue',
];

/**
 * Other tables lose rows too, and only a vacuum makes their space reusable: one table each time, so that all have
 * had their turn within a day. The audit never loses rows.
 */
const others = `select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables
  where relname <> 'audit' and relid <> all (array[${busyTables.map((table) => `'${table}'::regclass`).join(', ')}]) order by relid`;

/** Starts the embedded database's maintenance, in real time. @returns a function that stops it */
export function startMaintenance({ pg, fsyncs }: Embedded, log: Log): () => void {
  let written = fsyncs();
  let running = Promise.resolve();
  const run = (what: string, work: () => Promise<unknown>) => {
    running = running.then(work).then(
      () => undefined,
      (error) => log.warn({ error, what }, 'upkeep of the embedded database failed; it is tried again'),
    );
  };
  const checkpoint = setInterval(() => {
    if (fsyncs() === written) return;
    run('checkpoint', async () => {
      await pg.exec('checkpoint');
      written = fsyncs();
    });
  }, checkpointMs);
  let round = 0;
  const vacuum = setInterval(() => {
    // One table at a time: each vacuum holds the only connection, and turns run in between.
    for (const table of busyTables) run(`vacuum ${table}`, () => pg.exec(`vacuum (analyze) ${table}`));
    run('vacuum of another table', async () => {
      const { rows } = await pg.query<{ name: string }>(others);
      const table = rows[round++ % rows.length];
      if (table) await pg.exec(`vacuum ${table.name}`);
    });
  }, vacuumMs);
  return () => {
    clearInterval(checkpoint);
    clearInterval(vacuum);
  };
}
