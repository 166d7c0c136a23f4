import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { sql } from 'kysely';
import { Clock } from '../../src/kernel/clock.ts';
import { openStore } from '../../src/store/open.ts';
import { startSaga } from '../saga/saga.ts';
import { decisionFlows } from './decision-flows.ts';
import { fixtures } from './fixtures.ts';
import { quiet } from './quiet.ts';
import { requestFlows } from './request-flows.ts';

/**
 * Writes what a run of the real bot leaves in its tables: `node test/store/make-fixtures.ts FILE`. A file that stands in
 * fixtures/ is what a version of then has stored and is never made again; a new kind of request or form gets a file of
 * its own, with flows whose names hold a word: `node test/store/make-fixtures.ts FILE quarantine`. Rows that another file
 * has already are left out of it; with `new` as a third word also what is of a kind and state that another has.
 */
const [, , target = '', word = '', only = ''] = process.argv;
assert.ok(target, 'name the file to write');

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
  'kept_asks',
  'settings',
  'subscriptions',
  'notices',
  'mutes',
  'checks',
  'region_looks',
] as const;

const deviations = join(mkdtempSync(join(tmpdir(), 'strongroom-fixtures-')), 'found.json');
writeFileSync(deviations, '[]');
process.env.DEVIATIONS = deviations;
process.env.NODE_OPTIONS = `--import ${new URL('../restore/children/deviating-deployment.ts', import.meta.url)}`;

const saga = await startSaga({ world: { fleetSize: 60, uncommon: true } });
const { talk } = saga;

/** What one flow does not reach does not keep the others from being written; it is told. */
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
// One of each is enough: what differs by state, and for a restore by what is made.
const about = (row: Record<string, unknown>) => {
  const plan = rows.plans?.find(({ request_id }) => request_id === row.id);
  const { choice, next } = (plan?.body ?? {}) as { choice?: { mode: string }; next?: { kind: string } };
  return [row.kind, row.state, choice?.mode, next?.kind].join(' ');
};
const first = (table: string) => [...new Map(rows[table]?.toReversed().map((row) => [about(row), row])).values()];
const others = fixtures.filter(({ file }) => file !== basename(target));
const pair = ({ kind, state }: Record<string, unknown>) => `${kind} ${state}`;
const isNew = (table: string) => {
  const known = new Set(others.flatMap((one) => (one.table === table ? [pair(one.row)] : [])));
  return (row: Record<string, unknown>) => only !== 'new' || !known.has(pair(row));
};
const requests = first('requests').filter(isNew('requests'));
const kept = new Set(requests.map(({ id }) => id));
const forms = new Set(
  first('forms')
    .filter(isNew('forms'))
    .map(({ id }) => id),
);
const steps = new Set(rows.steps?.flatMap(({ id, request_id }) => (kept.has(request_id) ? [id] : [])));
// A world's conversations and jobs have the same ids in every run, and all files are loaded into one database.
const keyIn = (table: string, row: Record<string, unknown>) =>
  JSON.stringify([table, ...keyColumns.filter((key) => key.table === table).map(({ column }) => row[column])]);
const there = new Set(others.map(({ table, row }) => keyIn(table, row)));
const lines = Object.entries(rows).flatMap(([table, all]) =>
  all
    .filter((row) => !there.has(keyIn(table, row)))
    .filter(
      ({ id, request_id, step_id }) =>
        (request_id == null || kept.has(request_id)) &&
        (step_id == null || steps.has(step_id)) &&
        (table !== 'requests' || kept.has(id)) &&
        (table !== 'forms' || forms.has(id)),
    )
    .map((row) => JSON.stringify({ table, row })),
);
writeFileSync(target, `${lines.join('\n')}\n`);
for (const table of ['requests', 'forms']) {
  for (const row of first(table).toSorted()) process.stderr.write(`${table} ${about(row)}\n`);
}
await saga.close();
process.exit(0);
