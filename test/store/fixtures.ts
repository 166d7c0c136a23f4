import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import type { Store } from '../../src/store/open.ts';
import type { Schema } from '../../src/store/schema.ts';

export type Fixture = { table: keyof Schema; row: Record<string, unknown> };

export const fixturesFile = new URL('fixtures.jsonl', import.meta.url);

/** Rows left by runs of the bot: requests of every kind, forms, and their surroundings. */
export const fixtures: readonly Fixture[] = readFileSync(fixturesFile, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Fixture);

export function fixturesOf(table: keyof Schema): Fixture['row'][] {
  return fixtures.flatMap((one) => (one.table === table ? [one.row] : []));
}

/** Inserts all fixtures into an empty store, unchanged. */
export async function loadFixtures(store: Store): Promise<void> {
  await store.transaction(async ({ db }) => {
    const { rows } = await sql<{ name: string }>`select table_name || '.' || column_name as name
      from information_schema.columns where table_schema = 'public' and data_type = 'jsonb'`.execute(db);
    const json = new Set(rows.map(({ name }) => name));
    for (const { table, row } of fixtures) {
      const columns = Object.entries(row).map(([name, value]) => ({
        name: sql.id(name),
        value: sql`${json.has(`${table}.${name}`) && value !== null ? JSON.stringify(value) : value}`,
      }));
      await sql`insert into ${sql.table(table)} (${sql.join(columns.map(({ name }) => name))})
        overriding system value values (${sql.join(columns.map(({ value }) => value))})`.execute(db);
    }
  });
}
