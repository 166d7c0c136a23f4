import assert from 'node:assert/strict';
import { it } from 'node:test';
import { requestKinds } from '../../src/app/request-kinds.ts';
import type { Services } from '../../src/app/services.ts';
import { notifyGone } from '../../src/drills/notify.ts';
import { asDefinition } from '../../src/drills/stored-definition.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { findPlan, findRequest } from '../../src/store/requests.ts';
import { sharedStore } from '../store/engines.ts';
import { loadFixtures } from '../store/fixtures.ts';

it('of two machines with one name, in two groups, each is said to be gone, once', async () => {
  const store = await sharedStore('embedded');
  await loadFixtures(store);
  const kinds = createRequestKinds(requestKinds);
  const config = { language: 'en', timeZone: 'UTC' };
  const services = { store, requestKinds: kinds, clock: new Clock(), config } as unknown as Services;
  const definition = (await findRequest(store.db, 'R-C8AJ')) ?? assert.fail();
  const plan = asDefinition((await findPlan(store.db, kinds, definition.id))?.body) ?? assert.fail();
  const said = async () =>
    (await store.db.selectFrom('messages').select('body').execute()).filter(({ body }) =>
      JSON.stringify(body).includes('web-01 no longer exists'),
    ).length;
  const machine = (group: string) =>
    `/subscriptions/s/resourceGroups/${group}/providers/Microsoft.Compute/virtualMachines/web-01`;
  for (const [group, count] of [
    ['rg-web', 1],
    ['RG-WEB', 1],
    ['rg-old', 2],
    ['rg-old', 2],
  ] as const) {
    await notifyGone(services, definition, plan, machine(group));
    assert.equal(await said(), count, group);
  }
});
