import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { requestKinds } from '../../src/app/request-kinds.ts';
import type { Services } from '../../src/app/services.ts';
import { storedBody } from '../../src/kernel/chat.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { asObject, NewerStoredError, StoredError } from '../../src/kernel/stored.ts';
import type { Log } from '../../src/kernel/telemetry/log.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { parseStepResult } from '../../src/restore/rules/results.ts';
import { storedRestore } from '../../src/restore/stored-restore.ts';
import { findEffect } from '../../src/saga/follow.ts';
import { preflight } from '../../src/saga/preflight.ts';
import { advanceRequest } from '../../src/saga/run.ts';
import type { Store } from '../../src/store/open.ts';
import { findRequest, unfinishedPlans } from '../../src/store/requests.ts';
import { toJson } from '../../src/store/rows.ts';
import { lastAttempt, listSteps } from '../../src/store/steps.ts';
import { freshPlace, sharedStore, until } from '../store/engines.ts';
import { loadFixtures } from '../store/fixtures.ts';
import { quiet } from '../store/quiet.ts';

const kinds = createRequestKinds(requestKinds);

/** A store with older requests, in which the plan of a running restore is rewritten. */
async function with_(rewrite: (body: object) => object): Promise<{ store: Store; services: Services; id: string }> {
  const store = await sharedStore('embedded');
  await loadFixtures(store);
  const { id, body } = await store.db
    .selectFrom('requests')
    .innerJoin('plans', 'plans.request_id', 'requests.id')
    .select(['requests.id', 'plans.body'])
    .where('requests.id', '=', 'R-222V')
    .executeTakeFirstOrThrow();
  await store.transaction(({ db }) =>
    db
      .updateTable('plans')
      .set({ body: toJson(rewrite(asObject(body))) })
      .where('request_id', '=', id)
      .execute(),
  );
  const services = { store, requestKinds: kinds, config: { language: 'en', timeZone: 'UTC' }, clock: new Clock() };
  return { store, services: services as unknown as Services, id };
}

const rowsOf = async ({ db }: Store, id: string) => ({
  request: await findRequest(db, id),
  steps: await db.selectFrom('steps').selectAll().where('request_id', '=', id).execute(),
  attempts: await db.selectFrom('attempts').selectAll().execute(),
});

const effects = (body: object) => asObject(asObject(asObject(body).plan).effects);

describe('a plan that a newer version wrote', () => {
  for (const [what, rewrite] of [
    ['of a newer shape', (body: object) => ({ ...body, version: storedRestore.version + 1 })],
    ['of a kind that is not known here', (body: object) => ({ ...body, kind: 'of-later' })],
    [
      'with newer effects',
      (body: object) => ({
        ...body,
        plan: { ...asObject(asObject(body).plan), effects: { ...effects(body), version: 3 } },
      }),
    ],
  ] as const) {
    it(`is left to it: ${what}`, async () => {
      const { store, services, id } = await with_(rewrite);
      const before = await rowsOf(store, id);
      await assert.rejects(advanceRequest(services, id), NewerStoredError);
      assert.deepEqual(await rowsOf(store, id), before, 'it is not failed, not void, and no step of it is taken');
      assert.deepEqual(await store.db.selectFrom('messages').select('id').execute(), []);
    });
  }

  it('or the result of a step before: a step that meets it is neither stopped nor taken for refused', async () => {
    const { store, services, id } = await with_((body) => body);
    const meets = async () => {
      parseStepResult({ verify: { version: 99 } }, 'verify');
      return { kind: 'yes' as const };
    };
    const handler = { job: 'none', needed: meets, find: meets, send: meets };
    const request = await findRequest(store.db, id);
    const steps = await listSteps(store.db, id);
    const [step] = steps.filter(({ started_at }) => started_at !== null);
    const attempt = step && (await lastAttempt(store.db, step.id));
    assert.ok(request && step && attempt);
    const with1 = { ...services, stepHandlers: { of: () => handler } } as unknown as Services;
    const at = { request, step: { ...step, position: 1 }, plan: {} as never, results: {}, agreed: [] };
    await assert.rejects(preflight(with1, at), NewerStoredError);
    await assert.rejects(findEffect(with1, at, attempt), NewerStoredError);
  });

  it('is put back for later, said once in the log and never as a failure', async (t) => {
    const said: string[] = [];
    const log = {
      ...quiet,
      warn: (_: object, text: string) => said.push(text),
      error: (_: object, text: string) => said.push(`! ${text}`),
    };
    const store = await (await freshPlace(t, 'embedded')).open({ log: log as unknown as Log });
    let runs = 0;
    store.work('step', async (key) => {
      if (key === 'R-2222') runs += 1;
      if (key === 'R-2222' && runs < 4) throw new NewerStoredError('plan drill', 'unknown', 0);
    });
    const row = () => store.db.selectFrom('wakeups').selectAll().where('key', '=', 'R-2222').executeTakeFirst();
    for (const run of [1, 2, 3]) {
      await store.transaction((tx) => tx.wake('step', 'R-2222'));
      await until(async () => runs === run && (await row())?.token === null);
      const { due_at } = (await row()) ?? {};
      assert.ok(due_at && due_at > new Date(), 'later, and not at once: another process may be the newer one');
    }
    await store.transaction((tx) => tx.wake('step', 'R-2222'));
    await until(async () => runs === 4 && (await row()) === undefined);
    assert.deepEqual(
      said.filter((text) => /newer|failed/.test(text)),
      ['a newer version wrote this; it is left to that version'],
    );
  });
});

describe('a plan that cannot be read', () => {
  it('stops its own request and tells its thread once, with what to do', async () => {
    const { store, services, id } = await with_((body) => ({ ...body, choice: 7 }));
    const before = await rowsOf(store, id);
    for (const _ of [1, 2]) {
      await assert.rejects(
        advanceRequest(services, id),
        (error) => error instanceof StoredError && error.code === 'stored.unreadable',
      );
    }
    assert.deepEqual(await rowsOf(store, id), before);
    const told = await store.db.selectFrom('messages').select(['subject', 'body']).execute();
    assert.deepEqual(
      told.map(({ subject }) => subject),
      [id],
    );
    assert.match(
      storedBody.parse(told[0]?.body).text,
      new RegExp(`^${id}: I can't read .*plan restore, at choice.*docs/operations.md`),
    );
  });

  it('does not keep the plans of others from being read', async () => {
    const { store, id } = await with_((body) => ({ ...body, choice: 7 }));
    const left: string[] = [];
    const tell = (_: StoredError, { requestId }: { requestId: string }) => void left.push(requestId);
    const read = await unfinishedPlans(store.db, kinds, new Date(), tell);
    assert.deepEqual(left, [id]);
    assert.ok(read.length > 0);
  });
});
