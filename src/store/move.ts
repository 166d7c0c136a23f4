import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, PGliteDialect, sql, type Transaction } from 'kysely';
import { createLog } from '../kernel/telemetry/log.ts';
import { verifyAudit } from './audit.ts';
import { openEmbedded } from './embedded/open-embedded.ts';
import { migrate, requireMigrated } from './migrations/migrate.ts';
import type { Schema } from './schema.ts';
import { type DatabasePassword, openServer } from './server/open-server.ts';

/**
 * Moves an embedded database to a PostgreSQL server, after `npm run migrate` made its tables: `npm run move-store`.
 * Strongroom must be stopped; the embedded database is left as it is.
 * @param password used instead of one in `to`
 * @throws Error naming cause and remedy
 */
export async function moveStore(from: string, to: string, password?: DatabasePassword): Promise<Moved> {
  if (!existsSync(join(from, 'cluster', 'PG_VERSION'))) {
    throw new Error(`There is no embedded database in ${from}. Name the DATA_DIR that Strongroom ran with.`);
  }
  const log = createLog('warn');
  const embedded = await openEmbedded(from);
  try {
    const source = new Kysely<Schema>({ dialect: new PGliteDialect({ pglite: embedded.pg }) });
    const { db: target } = await openServer(to, log, password);
    try {
      await requireMigrated(target);
      // The source too, so that both have the tables of this version.
      await migrate(source);
      return await moveTables(source, target);
    } finally {
      await target.destroy();
    }
  } finally {
    await embedded.close();
  }
}

/**
 * Every table of the application, each after those that it refers to. pg-boss's tables are rebuilt from the wake-ups.
 */
const tables = [
  'requests',
  'plans',
  'steps',
  'attempts',
  'addenda',
  'votes',
  'approver_turns',
  'views',
  'questions',
  'reviews',
  'forms',
  'jobs',
  'job_history',
  'conversations',
  'people',
  'messages',
  'pages',
  'handled',
  'kept_asks',
  'refusals',
  'settings',
  'subscriptions',
  'seen_jobs',
  'notices',
  'mutes',
  'checks',
  'region_looks',
  'backup_days',
  'inventory_lists',
  'inventory',
  'throttles',
  'wakeups',
  'audit',
  'audit_texts',
] as const satisfies (keyof Schema)[];

type TableName = (typeof tables)[number];
type Row = Record<string, unknown>;
type Column = { name: string; json: boolean };

const batch = 500;

type Moved = { table: string; rows: number }[];

/**
 * Copies a whole store into an empty, migrated one in one transaction, and compares counts and audit chain before
 * it commits. The source is only read.
 * @throws Error when the target is not empty, when the source's audit chain is broken, or when the copy differs
 */
async function moveTables(from: Kysely<Schema>, to: Kysely<Schema>): Promise<Moved> {
  const source = await verifyAudit(from);
  if (!source.whole) {
    throw new Error(
      `The audit chain of the source is broken at row ${source.seq} (${source.problem}); nothing was copied. Find out who ` +
        'changed it before it is moved.',
    );
  }
  return to.transaction().execute(async (trx) => {
    const moved: Moved = [];
    for (const table of tables) await assertEmpty(trx, table);
    for (const table of tables) moved.push({ table, rows: await copyTable(from, trx, table) });
    await trx.updateTable('audit_head').set(source.head).where('id', '=', 1).execute();
    for (const [table, column] of Object.entries({ job_history: 'id', inventory: 'seq' })) {
      await sql`select setval(pg_get_serial_sequence(${table}, ${column}),
        coalesce((select max(${sql.ref(column)}) from ${sql.table(table)}), 0) + 1, false)`.execute(trx);
    }
    // Runs and hand-overs belonged to the old process.
    await trx.updateTable('wakeups').set({ token: null, sent_at: null }).execute();
    for (const { table, rows } of moved) await assertCount(trx, table as TableName, rows);
    const target = await verifyAudit(trx);
    if (!target.whole) throw new Error(`The copy's audit chain differs at row ${target.seq}; nothing was copied.`);
    return moved;
  });
}

async function copyTable(from: Kysely<Schema>, to: Transaction<Schema>, table: TableName): Promise<number> {
  const columns = await readColumns(from, table);
  const key = await keyColumns(from, table);
  let rows = 0;
  let last: Row | undefined;
  for (;;) {
    const page = await readPage(from, table, { columns, key, last });
    if (page.length === 0) return rows;
    await sql`insert into ${sql.table(table)} (${refs(columns.map(({ name }) => name))})
      values ${sql.join(page.map((row) => sql`(${sql.join(columns.map(({ name }) => row[name]))})`))}`.execute(to);
    rows += page.length;
    last = page.at(-1);
  }
}

async function readPage(
  from: Kysely<Schema>,
  table: TableName,
  { columns, key, last }: { columns: Column[]; key: string[]; last: Row | undefined },
): Promise<Row[]> {
  const after = last ? sql`where (${refs(key)}) > (${sql.join(key.map((name) => last[name]))})` : sql``;
  // Read as text: drivers turn the JSON null into the SQL null and may round numbers.
  const selected = columns.map(({ name, json }) =>
    json ? sql`${sql.ref(name)}::text as ${sql.ref(name)}` : sql.ref(name),
  );
  const { rows } = await sql<Row>`select ${sql.join(selected)} from ${sql.table(table)} ${after}
    order by ${refs(key)} limit ${sql.lit(batch)}`.execute(from);
  return rows;
}

function refs(names: string[]) {
  return sql.join(names.map((name) => sql.ref(name)));
}

async function readColumns(db: Kysely<Schema>, table: TableName): Promise<Column[]> {
  const { rows } = await sql<Column>`select column_name as name, data_type = 'jsonb' as json
    from information_schema.columns
    where table_schema = current_schema() and table_name = ${table} order by ordinal_position`.execute(db);
  return rows;
}

/** Primary key columns in order. Messages are ordered by number instead: a post before the edits that refer to it. */
async function keyColumns(db: Kysely<Schema>, table: TableName): Promise<string[]> {
  if (table === 'messages') return ['number', 'conversation_id'];
  const { rows } = await sql<{ name: string }>`select attribute.attname as name
    from pg_index join pg_attribute attribute on attribute.attrelid = indrelid and attribute.attnum = any (indkey)
    where indrelid = ${table}::regclass and indisprimary order by array_position(indkey::int2[], attribute.attnum)`.execute(
    db,
  );
  return rows.map(({ name }) => name);
}

async function assertEmpty(trx: Transaction<Schema>, table: TableName): Promise<void> {
  const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(trx);
  if (rows.length === 0) return;
  throw new Error(
    `The target is not empty: its table ${table} has rows. Nothing was copied. Name an empty database, or start ` +
      'Strongroom with DATABASE_URL as it is if the data was moved before.',
  );
}

async function assertCount(trx: Transaction<Schema>, table: TableName, expected: number): Promise<void> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${sql.table(table)}`.execute(trx);
  if (rows[0]?.count === expected) return;
  throw new Error(`The copy of ${table} has ${rows[0]?.count} rows instead of ${expected}; nothing was copied.`);
}
