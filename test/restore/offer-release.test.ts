import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sql } from 'kysely';
import { requestKinds as kinds } from '../../src/app/request-kinds.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { quarantineRequest } from '../../src/restore/request-kinds/quarantine.ts';
import { asQuarantine } from '../../src/restore/stored-restore.ts';
import { findPlan, findRequest } from '../../src/store/requests.ts';
import { sharedStore } from '../store/engines.ts';
import { loadFixtures } from '../store/fixtures.ts';

it('a quarantine whose release only a newer version can read is drawn all the same, and offers no second release', async () => {
  const store = await sharedStore('embedded');
  await loadFixtures(store);
  const requestKinds = createRequestKinds(kinds);
  const request = await findRequest(store.db, 'R-J5YP');
  const plan = asQuarantine((await findPlan(store.db, requestKinds, 'R-J5YP'))?.body);
  assert.ok(request && plan);
  const offers = () => quarantineRequest.card?.offers?.(plan, { request, db: store.db, requestKinds });
  const release = (change: ReturnType<typeof sql>) => store.transaction(({ db }) => change.execute(db));

  assert.deepEqual(await offers(), []);
  await release(sql`update plans set body = jsonb_set(body, '{version}', '99')
    where request_id in (select id from requests where kind = 'release')`);
  assert.deepEqual(await offers(), []);
  await release(sql`update requests set state = 'failed' where kind = 'release'`);
  assert.deepEqual(await offers(), ['open-release']);
});
