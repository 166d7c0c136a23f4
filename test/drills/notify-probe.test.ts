import assert from 'node:assert/strict';
import { it } from 'node:test';
import { requestKinds } from '../../src/app/request-kinds.ts';
import type { Services } from '../../src/app/services.ts';
import { notifyProbe } from '../../src/drills/notify.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { findRequest } from '../../src/store/requests.ts';
import { toJson } from '../../src/store/rows.ts';
import { sharedStore } from '../store/engines.ts';
import { loadFixtures } from '../store/fixtures.ts';

it('the thread of a drill hears how many network drives were left out, and not their names', async () => {
  const store = await sharedStore('embedded');
  await loadFixtures(store);
  const services = {
    store,
    requestKinds: createRequestKinds(requestKinds),
    config: { language: 'en', timeZone: 'UTC' },
  } as unknown as Services;
  const request = (await findRequest(store.db, 'R-DR22')) ?? assert.fail();
  await store.transaction(async (tx) => {
    const result = { verdict: 'passed', output: 'ok disks 2\nleft mounts 2: /srv/payroll /b\nok mounts\n' };
    const change = tx.db.updateTable('steps').set({ result: toJson(result) });
    await change.where('request_id', '=', request.id).where('kind', '=', 'drill-probe').execute();
    await notifyProbe(services, tx, request);
  });
  const rows = await store.db.selectFrom('messages').select(['body', 'conversation_id']).execute();
  const said = rows
    .filter(({ conversation_id }) => conversation_id === request.conversation_id)
    .map(({ body }) => JSON.stringify(body));
  assert.equal(said.length, 1);
  assert.match(said[0] ?? '', /2 mounts[^"]*network drives/);
  assert.doesNotMatch(said[0] ?? '', /payroll/);
});
