import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Kysely, sql } from 'kysely';
import { requestKinds } from '../../src/app/request-kinds.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { languages } from '../../src/kernel/languages.ts';
import { effectsHash, requestStates } from '../../src/kernel/request.ts';
import { asObject, NewerStoredError } from '../../src/kernel/stored.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { requestBody } from '../../src/requests/request-messages.ts';
import { migrate, migrations } from '../../src/store/migrations/migrate.ts';
import type { Store } from '../../src/store/open.ts';
import {
  findPlan,
  findRequest,
  listReadableRequests,
  listRequests,
  lockRequest,
  unfinishedPlans,
} from '../../src/store/requests.ts';
import { freshPlace, sharedStore } from './engines.ts';
import { fixtures, fixturesOf, loadFixtures } from './fixtures.ts';
import { quiet } from './quiet.ts';

const kinds = createRequestKinds(requestKinds);
const plans = fixturesOf('plans').map(({ body, hash }) => ({ body: asObject(body), hash }));

/** Groups requests of one kind and list of steps, which differ by their state. */
function likesOf(id: string): string {
  const own = fixtures.find(({ table, row }) => table === 'requests' && row.id === id);
  const steps = fixturesOf('steps').filter(({ request_id }) => request_id === id);
  return [own?.row.kind, ...steps.map(({ kind }) => kind).toSorted()].join(' ');
}

async function filled(): Promise<Store> {
  const store = await sharedStore('embedded');
  await loadFixtures(store);
  return store;
}

describe('plans as runs have left them', () => {
  for (const { name } of requestKinds) {
    it(`there are some of ${name}`, () => {
      assert.ok(
        plans.some(({ body }) => body.kind === name),
        `run test/store/make-fixtures.ts ${name}`,
      );
    });
  }

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
    const shown = new Set<string>();
    for (const { id, kind, state: own } of rows) {
      const likes = likesOf(id);
      const inStates = shown.has(likes) ? [own] : requestStates;
      shown.add(likes);
      for (const state of inStates) {
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
  it('that cannot be read is never taken for nothing: nobody can decide', async () => {
    const store = await filled();
    const [one] = await listReadableRequests(store.db, quiet, { states: ['pending'] });
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
  });
});

describe('a request of which a newer version wrote what stands beside its columns, or that is damaged', () => {
  for (const column of ['requirement', 'glass', 'failure', 'card_message_ids'] as const) {
    for (const [what, json] of [
      ['newer', { version: 99 }],
      ['damaged', 7],
    ] as const) {
      it(`is left out of lists for people, and logged; what goes by whether it is there still sees it: ${what} ${column}`, async () => {
        const store = await filled();
        const [one, ...others] = await listRequests(store.db, { states: ['pending'] });
        assert.ok(one && others.length > 0);
        await store.transaction(({ db }) =>
          db
            .updateTable('requests')
            .set({ [column]: JSON.stringify(json) })
            .where('id', '=', one.id)
            .execute(),
        );
        const told: { requestId?: string; error?: unknown }[] = [];
        const log = { error: (fields: object) => void told.push(fields) };
        const shown = await listReadableRequests(store.db, log, { states: ['pending'] });
        const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);
        assert.deepEqual(ids(shown), ids(others));
        assert.deepEqual(ids(told.map(({ requestId = '' }) => ({ id: requestId }))), [one.id]);
        assert.equal(told[0]?.error instanceof NewerStoredError, what === 'newer');
        assert.deepEqual(ids(await listRequests(store.db, { states: ['pending'] })), ids([one, ...others]));
      });
    }
  }
});

describe('an upgrade and a step back', () => {
  it('leave every request readable but those that the newer version wrote, which wait for it', async (t) => {
    const place = await freshPlace(t, 'embedded');
    const before = await place.open();
    await loadFixtures(before);
    await before.close();
    // Upgrade: tables that a newer version has added to, and a plan in a new shape.
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
    // Downgrade: this version again.
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
