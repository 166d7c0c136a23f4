import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PGlite } from '@electric-sql/pglite';
import { startMaintenance } from '../../../src/store/embedded/maintenance.ts';
import { quiet } from '../quiet.ts';

const quarterHour = 15 * 60_000;
const busy = [
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
];

test('the room of rows that have left any table is used again, and not only that of the busiest', async (t) => {
  const pg = await PGlite.create();
  t.after(() => pg.close());
  await pg.exec('create schema pgboss');
  for (const table of [...busy, 'audit_head', 'pgboss.job', 'pgboss.queue', 'audit', 'plans', 'votes']) {
    await pg.exec(`create table ${table} (id text primary key, body text)`);
  }
  t.mock.timers.enable({ apis: ['setInterval'] });
  const stop = startMaintenance({ pg, fsyncs: () => 0, close: async () => undefined }, quiet);
  const sizes: number[] = [];
  for (let year = 0; year < 6; year += 1) {
    await pg.exec(`insert into plans select '${year}-' || n, repeat('x', 500) from generate_series(1, 500) n`);
    await pg.exec(`delete from plans where id like '${year - 1}-%'`);
    for (const _ of ['plans', 'votes']) {
      t.mock.timers.tick(quarterHour);
      // Behind what has been asked for, which is done one after the other.
      for (let turn = 0; turn < 40; turn += 1) await pg.query('select 1');
    }
    const { rows } = await pg.query<{ size: number }>(`select pg_relation_size('plans')::int as size`);
    sizes.push(rows[0]?.size ?? 0);
  }
  stop();
  assert.ok((sizes.at(-1) ?? 0) <= (sizes.at(1) ?? 0), sizes.join(' '));
});
