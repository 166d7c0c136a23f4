import { appendFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { Clock } from '../../src/kernel/clock.ts';
import { openStore } from '../../src/store/open.ts';
import { startSaga } from '../saga/saga.ts';
import { decisionFlows } from './decision-flows.ts';
import { fixtures, fixturesFile, fixturesOf } from './fixtures.ts';
import { quiet } from './quiet.ts';
import { requestFlows } from './request-flows.ts';

/**
 * Adds missing kinds of requests and forms to the fixtures, from a run of the real bot: `node
 * test/store/make-fixtures.ts`. With a word, plays only the flows whose names contain it.
 */
const [, , word = ''] = process.argv;

const tables = [
  'requests',
  'plans',
  'steps',
  'attempts',
  'addenda',
  'votes',
  'forms',
  'jobs',
  'conversations',
] as const;

const deviations = join(mkdtempSync(join(tmpdir(), 'strongroom-fixtures-')), 'found.json');
writeFileSync(deviations, '[]');
process.env.DEVIATIONS = deviations;
process.env.NODE_OPTIONS = `--import ${new URL('../restore/children/deviating-deployment.ts', import.meta.url)}`;

const saga = await startSaga({ world: { fleetSize: 60, uncommon: true } });
const { talk } = saga;

/** A flow that fails doesn't stop the others; it is reported. */
async function flow(name: string, play: () => Promise<unknown>): Promise<void> {
  try {
    await play();
    process.stderr.write(`${name}: there\n`);
  } catch (error) {
    process.stderr.write(`${name}: ${error instanceof Error ? error.message.slice(0, 300) : error}\n`);
  }
}

const flows = [...requestFlows(saga, deviations), ...decisionFlows(saga)];
for (const [name, play] of flows) if (name.includes(word)) await flow(name, play);

await talk.sandbox.bot.stop();
const store = await openStore({ dataDir: join(talk.dataDir, 'data'), clock: new Clock(), log: quiet });
const rows: Record<string, Record<string, unknown>[]> = {};
for (const table of tables) {
  const found = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(store.db);
  rows[table] = found.rows;
}
const { rows: keyColumns } = await sql<{ table: string; column: string }>`
  select c.table_name as table, k.column_name as column from information_schema.table_constraints c
  join information_schema.key_column_usage k using (constraint_name)
  where c.constraint_type = 'PRIMARY KEY'`.execute(store.db);
await store.close();
// One of each is enough.
const lacking = (table: 'requests' | 'forms') => {
  const known = new Set(fixturesOf(table).map(({ kind }) => kind));
  const rest = rows[table]?.filter(({ kind }) => !known.has(kind)) ?? [];
  return [...new Map(rest.map((row) => [row.kind, row])).values()];
};
const requests = lacking('requests');
const kept = new Set(requests.map(({ id }) => id));
const forms = new Set(lacking('forms').map(({ id }) => id));
const steps = new Set(rows.steps?.flatMap(({ id, request_id }) => (kept.has(request_id) ? [id] : [])));
// Conversations and jobs have the same ids in every run of the world.
const keyIn = (table: string, row: Record<string, unknown>) =>
  JSON.stringify([table, ...keyColumns.filter((key) => key.table === table).map(({ column }) => row[column])]);
const there = new Set(fixtures.map(({ table, row }) => keyIn(table, row)));
const wanted = (table: string, { id, request_id, step_id }: Record<string, unknown>) => {
  if (table === 'requests') return kept.has(id);
  if (table === 'forms') return forms.has(id);
  if (table === 'conversations') return kept.size + forms.size > 0;
  return kept.has(request_id) || steps.has(step_id);
};
const lines = Object.entries(rows).flatMap(([table, all]) =>
  all.filter((row) => wanted(table, row) && !there.has(keyIn(table, row))).map((row) => JSON.stringify({ table, row })),
);
if (lines.length > 0) appendFileSync(fixturesFile, `${lines.join('\n')}\n`);
await saga.close();
process.exit(0);
