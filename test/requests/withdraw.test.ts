import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { requestKinds } from '../../src/app/request-kinds.ts';
import type { Services } from '../../src/app/services.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { requestView } from '../../src/requests/request-view.ts';
import { stopRequest } from '../../src/saga/stop.ts';
import { findRequest, updateRequest } from '../../src/store/requests.ts';
import { sharedStore } from '../store/engines.ts';
import { loadFixtures } from '../store/fixtures.ts';

/** A request of this kind whose first step has no attempt yet, as in an outage. */
async function waiting(kind: string) {
  const store = await sharedStore('embedded');
  await loadFixtures(store);
  const services = { store, requestKinds: createRequestKinds(requestKinds) } as unknown as Services;
  const { id } = await store.db
    .selectFrom('requests')
    .select('id')
    .where('kind', '=', kind)
    .orderBy('id')
    .executeTakeFirstOrThrow();
  await store.transaction((tx) => updateRequest(tx, id, { state: 'approved', ended_at: null, failure: null }));
  const { requester_oid } = (await findRequest(store.db, id)) ?? assert.fail();
  const by = { objectId: requester_oid, name: 'Olivia Novak', tenantId: '', teamsId: '' };
  return {
    offers: async () => (await requestView(store.db, services.requestKinds, id, new Clock().now()))?.view.offers,
    withdraw: () => store.transaction((tx) => stopRequest(services, tx, id, by)),
    state: async () => (await findRequest(store.db, id))?.state,
  };
}

describe('what was approved and has not begun', () => {
  for (const kind of ['restore', 'drill', 'quarantine', 'release', 'backup']) {
    it(`can be withdrawn: ${kind}`, async () => {
      const request = await waiting(kind);
      assert.deepEqual(await request.offers(), ['withdraw']);
      await request.withdraw();
      assert.equal(await request.state(), 'withdrawn');
    });
  }

  for (const kind of ['drill-cleanup', 'quarantine-off']) {
    it(`cannot where it ends what a copy may do, and nobody would hear of that again: ${kind}`, async () => {
      const request = await waiting(kind);
      assert.deepEqual(await request.offers(), []);
      await assert.rejects(request.withdraw, { code: 'must-end' });
      assert.equal(await request.state(), 'approved');
    });
  }
});
