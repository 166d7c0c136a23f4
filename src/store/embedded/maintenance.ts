import type { Log } from '../../telemetry/log.ts';
import type { Embedded } from './open-embedded.ts';

/** Single-user PostgreSQL checkpoints and vacuums only when told to; without this the WAL grew to 500 MB in a test. */
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
 * Rows leave all others too, and the room of those that have left is used again only after a vacuum: one table each time,
 * so that all of them have their turn within a day. From the audit nothing ever leaves.
 */
const others = `select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables
  where relname <> 'audit' and relid <> all (array[${busyTables.map((table) => `'${table}'::regclass`).join(', ')}]) order by relid`;

/** Starts the embedded database's own upkeep, in real time. @returns what stops it */
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
    // Table by table: each holds the one connection, and turns run in between.
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
