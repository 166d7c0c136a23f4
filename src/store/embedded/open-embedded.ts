import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { DurableFs, syncPath, syncTree } from './durable-fs.ts';
import { ownDirectory } from './own-directory.ts';

/** The PostgreSQL inside the pinned PGlite. Its files do not open under another major version. */
const majorVersion = '18';

export type Embedded = {
  pg: PGlite;
  /** fsyncs so far: tells whether anything was written. */
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
    // The default of 128 MB doubles the resident memory and a database of this size does not use it.
    ...['-c', 'shared_buffers=16MB'],
    // A prepared statement keeps its plan: one made while a table is small must serve it when it has grown.
    ...['-c', 'enable_seqscan=off'],
    ...['-c', 'max_wal_size=64MB', '-c', 'min_wal_size=32MB'],
  ];
}

/** Made aside, synced to the last byte, then published by one rename: an interrupted create leaves nothing behind. */
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

/** An interrupted create leaves no such thing: what is there is what is left of a database, and no empty one replaces it. */
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
 * The self-test at every start: a commit must reach the disk. It fails when PGlite runs with -F, or when an upgrade of
 * PGlite moved what DurableFs hooks into.
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
