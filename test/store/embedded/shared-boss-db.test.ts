import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openEmbedded } from '../../../src/store/embedded/open-embedded.ts';
import { preparedStatements } from '../../../src/store/embedded/prepared-statements.ts';
import { sharedBossDb } from '../../../src/store/embedded/shared-boss-db.ts';
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
