import type { PGlite } from '@electric-sql/pglite';

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
