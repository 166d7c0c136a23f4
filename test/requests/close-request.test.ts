import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestKinds } from '../../src/app/request-kinds.ts';
import type { Services } from '../../src/app/services.ts';
import { clouds } from '../../src/kernel/config/clouds.ts';
import { closeRequest } from '../../src/requests/close-request.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { findPlan } from '../../src/store/requests.ts';
import { freshStore } from '../store/engines.ts';
import { loadFixtures } from '../store/fixtures.ts';
import { quiet } from '../store/quiet.ts';

const release = 'R-4X9Y';

test('a release ends, though the request that made its copy is stored damaged and hears nothing of it', async (t) => {
  const store = await freshStore(t, 'embedded');
  await loadFixtures(store);
  const kinds = createRequestKinds(requestKinds);
  const { body: plan } = (await findPlan(store.db, kinds, release)) ?? assert.fail();
  const shown = kinds.of(plan).lifecycle?.notifies?.(plan, release).request ?? assert.fail();
  const errors: unknown[] = [];
  const log = { ...quiet, error: (about: object) => errors.push(about) };
  const config = { language: 'en', timeZone: 'UTC', cloud: clouds.public };
  const services = { store, requestKinds: kinds, log, config } as unknown as Services;
  await store.transaction(async (tx) => {
    const change = tx.db.updateTable('requests');
    await change.set({ card_message_ids: '{"ids":7}' }).where('id', '=', shown).execute();
    await change.set({ state: 'running' }).where('id', '=', release).execute();
    await closeRequest(services, tx, release, 'succeeded', null);
  });
  const row = await store.db.selectFrom('requests').select('state').where('id', '=', release).executeTakeFirst();
  assert.equal(row?.state, 'succeeded');
  assert.match(JSON.stringify(errors), new RegExp(`"requestId":"${shown}"`));
});
