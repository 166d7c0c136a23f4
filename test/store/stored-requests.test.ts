import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Kysely, sql } from 'kysely';
import { requestKinds } from '../../src/features/request-kinds.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { effectsHash } from '../../src/kernel/effects-hash.ts';
import { asObject } from '../../src/kernel/json-object.ts';
import { languages } from '../../src/kernel/languages.ts';
import { NewerStoredError } from '../../src/kernel/stored.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { requestBody } from '../../src/requests/request-messages.ts';
import { migrate, migrations } from '../../src/store/migrations/migrate.ts';
import type { Store } from '../../src/store/open.ts';
import { findPlan, findRequest, listRequests, lockRequest, unfinishedPlans } from '../../src/store/requests.ts';
import { freshPlace, sharedStore } from './engines.ts';
import { fixturesOf, loadFixtures } from './fixtures.ts';

const kinds = createRequestKinds(requestKinds);
const plans = fixturesOf('plans').map(({ body, hash }) => ({ body: asObject(body), hash }));
/** As they stand in `requests.state`. */
const states = [
  'pending',
  'approved',
  'running',
  'succeeded',
  'failed',
  'cancelled',
  'rejected',
  'expired',
  'withdrawn',
  'void',
] as const;

async function filled(): Promise<Store> {
  const store = await sharedStore('embedded');
  await loadFixtures(store);
  return store;
}

describe('plans that a version of then has stored', () => {
  for (const { name } of requestKinds) {
    it(`there are some of ${name}: a kind without a fixture cannot be shown to be read later`, () => {
      assert.ok(
        plans.some(({ body }) => body.kind === name),
        `run test/store/make-fixtures.ts for ${name}`,
      );
    });
  }

  it('there is one in each state that a request can be in but the passing one of approved', () => {
    const there = new Set(fixturesOf('requests').map(({ state }) => state));
    assert.deepEqual(
      states.filter((state) => !there.has(state)),
      ['approved'],
    );
  });

  it('are read, and what was signed keeps its hash', () => {
    assert.ok(plans.length > 0);
    for (const { body, hash } of plans) {
      const plan = kinds.parse(body);
      assert.equal(effectsHash(plan.plan.effects), hash, plan.kind);
      assert.deepEqual(plan.plan.effects, asObject(body.plan).effects);
    }
  });

  it('come back from the database as they went into it', async () => {
    const store = await sharedStore('embedded');
    for (const { body } of plans) {
      const plan = kinds.parse(body);
      assert.deepEqual(kinds.parse(JSON.parse(JSON.stringify(kinds.write(plan)))), plan);
    }
    assert.equal(await findPlan(store.db, kinds, 'R-2222'), undefined);
  });

  it('are shown on their cards in every state and language', async () => {
    const store = await filled();
    const rows = await listRequests(store.db, {});
    assert.equal(rows.length, plans.length);
    const services = { clock: new Clock(), requestKinds: kinds };
    for (const { id, kind } of rows) {
      for (const state of states) {
        await store.transaction(({ db }) => db.updateTable('requests').set({ state }).where('id', '=', id).execute());
        for (const language of languages) {
          const { text, card } = await requestBody(services, store.db, id, { language, timeZone: 'Europe/Amsterdam' });
          assert.ok(text !== '' && card, `${kind} ${state}`);
          assert.doesNotMatch(JSON.stringify(card), /Invalid Date|undefined|\{\{/, `${kind} ${state}`);
        }
      }
    }
  });
});

describe('what it takes to decide a request', () => {
  it('that cannot be read is never taken for nothing: nobody can decide, and lists leave the request out', async () => {
    const store = await filled();
    const pending = await listRequests(store.db, { states: ['pending'] });
    const [one] = pending;
    assert.ok(one?.requirement);
    const bare = JSON.stringify({ rule: one.requirement.rule });
    await store.transaction(({ db }) =>
      db.updateTable('requests').set({ requirement: bare, approvers: '7' }).where('id', '=', one.id).execute(),
    );
    await assert.rejects(findRequest(store.db, one.id), { code: 'stored.unreadable' });
    await assert.rejects(
      store.transaction((tx) => lockRequest(tx, one.id)),
      { code: 'stored.unreadable' },
    );
    assert.equal((await listRequests(store.db, { states: ['pending'] })).length, pending.length - 1);
  });
});

describe('an upgrade and a step back', () => {
  it('leave every request readable but those that the newer version wrote, which wait for it', async (t) => {
    const place = await freshPlace(t, 'embedded');
    const before = await place.open();
    await loadFixtures(before);
    await before.close();
    // Forward: tables that a newer version has added to, and a plan in a shape of its own.
    const adds = {
      up: async (db: Kysely<unknown>) =>
        void (await sql`alter table plans add column more text default 'x'`.execute(db)),
    };
    const newer = await place.asOwner(async (db) => {
      await migrate(db, { ...migrations, '9999-newer': adds });
      const id = 'R-222W';
      await sql`update plans set body = body || '{"version": 99}' where request_id = ${id}`.execute(db);
      return id;
    });
    // Back: this version again.
    const store = await place.open();
    const services = { clock: new Clock(), requestKinds: kinds };
    const reader = { language: 'en' as const, timeZone: 'UTC' };
    const rows = await listRequests(store.db, {});
    assert.equal(rows.length, plans.length);
    for (const { id } of rows) {
      if (id === newer) await assert.rejects(requestBody(services, store.db, id, reader), NewerStoredError);
      else assert.ok((await requestBody(services, store.db, id, reader)).card, id);
    }
    const left: string[] = [];
    await unfinishedPlans(store.db, kinds, new Date(0), (_, { requestId }) => void left.push(requestId));
    assert.deepEqual(left, [newer]);
  });
});
