import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { openEmbedded } from '../../../src/store/embedded/open-embedded.ts';
import { preparedStatements, sharedBossDb } from '../../../src/store/embedded/pglite.ts';
import { freshPlace } from '../engines.ts';

test('a block of pg-boss that fails disturbs no statement of the application beside it', async (t) => {
  const place = await freshPlace(t, 'embedded');
  const embedded = await openEmbedded(place.where.dataDir);
  t.after(() => embedded.close());
  const db = sharedBossDb(embedded.pg, preparedStatements(embedded.pg));
  const outcomes = await Promise.allSettled(
    Array.from({ length: 100 }, (_, index) =>
      index % 2 === 0
        ? db.executeSql('-- pg-boss\nBEGIN; select 1; select no_such_column; COMMIT;')
        : embedded.pg.query('select $1::int as n', [index]),
    ),
  );
  const failed = outcomes.map((outcome) => outcome.status === 'rejected');
  assert.deepEqual(
    failed,
    outcomes.map((_, index) => index % 2 === 0),
  );
});

test('a block of several statements answers with the rows of all', async (t) => {
  const place = await freshPlace(t, 'embedded');
  const embedded = await openEmbedded(place.where.dataDir);
  t.after(() => embedded.close());
  const { rows } = await sharedBossDb(embedded.pg, preparedStatements(embedded.pg)).executeSql(
    'BEGIN; select 1 as n; select 2 as n; COMMIT;',
  );
  assert.deepEqual(rows, [{ n: 1 }, { n: 2 }]);
});

async function opened(t: TestContext) {
  const place = await freshPlace(t, 'embedded');
  const embedded = await openEmbedded(place.where.dataDir);
  t.after(() => embedded.close());
  await embedded.pg.exec(
    'create table notes (id int primary key, text text, body jsonb, at timestamptz, big bigint, flag boolean, list text[])',
  );
  return { pg: embedded.pg, prepared: preparedStatements(embedded.pg) };
}

const insert = 'insert into notes values ($1, $2, $3, $4, $5, $6, $7)';
const at = new Date('2026-11-24T01:02:03.456Z');

test('values go in and come out as with PGlite itself, each time a statement is used', async (t) => {
  const { pg, prepared } = await opened(t);
  const values = (id: number) => [id, 'naïve ☃', '{"a":[1,"x"]}', at, 2 ** 40, true, ['a', 'b"c']];
  for (const id of [1, 2, 3]) assert.equal((await prepared.query(insert, values(id))).affectedRows, 1);
  await prepared.query(insert, [4, ...Array(6).fill(null)]);
  const all = 'select *, 1.5::float8 as half from notes order by id';
  const rows = (await pg.query(all)).rows;
  for (let again = 0; again < 3; again++) assert.deepEqual((await prepared.query(all)).rows, rows);
  assert.equal((await prepared.query('delete from notes where id < $1', [3])).affectedRows, 2);
});

test('a statement that fails leaves the next ones as they are, alone and in a transaction', async (t) => {
  const { prepared } = await opened(t);
  const row = [1, ...Array(6).fill(null)];
  await prepared.query(insert, row);
  await assert.rejects(prepared.query(insert, row), { code: '23505' });
  await assert.rejects(prepared.query('select no_such_column'), { code: '42703' });
  const twice = prepared.transaction(async ({ query }) => {
    await query(insert, [2, ...Array(6).fill(null)]);
    await query(insert, row);
  });
  await assert.rejects(twice, { code: '23505' });
  assert.deepEqual((await prepared.query('select id from notes')).rows, [{ id: 1 }]);
});

test('what is asked while a transaction is open waits for its end', async (t) => {
  const { prepared } = await opened(t);
  const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
  const transaction = prepared.transaction(async ({ query }) => {
    await query(insert, [1, ...Array(6).fill(null)]);
    ask();
    await query('select 1');
    await query('delete from notes');
  });
  await asked;
  assert.deepEqual((await prepared.query('select id from notes')).rows, []);
  await transaction;
});

test('more statements than are kept are all answered, the first ones again', async (t) => {
  const { pg, prepared } = await opened(t);
  for (const number of [...Array(400).keys(), 0, 1]) {
    assert.deepEqual((await prepared.query(`select ${number} as n`)).rows, [{ n: number }]);
  }
  const { rows } = await pg.query<{ count: number }>('select count(*) as count from pg_prepared_statements');
  assert.ok((rows[0]?.count ?? 0) <= 300, `${rows[0]?.count} are kept`);
});

test('a long list of values is answered too', async (t) => {
  const { prepared } = await opened(t);
  const values = Array.from({ length: 100 }, (_, index) => index);
  const list = values.map((_, index) => `($${index + 1}::int)`).join(', ');
  const inside = await prepared.transaction(({ query }) => query(`select * from (values ${list}) as v (n)`, values));
  assert.equal(inside.rows.length, 100);
});
