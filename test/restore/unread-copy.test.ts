import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { requestKinds } from '../../src/app/request-kinds.ts';
import type { Services } from '../../src/app/services.ts';
import { cleanUpDrill } from '../../src/drills/clean-up-drill.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { endQuarantine } from '../../src/restore/quarantine-ended.ts';
import type { Store } from '../../src/store/open.ts';
import { sharedStore } from '../store/engines.ts';
import { loadFixtures } from '../store/fixtures.ts';
import { quiet } from '../store/quiet.ts';

const quarantine = 'R-MQH8';
const drill = 'R-DR22';
const there = { id: '/vms/web-01-r1124', name: 'web-01-r1124', tags: {}, disks: [], networkInterfaceIds: [] };
const refused = (status: number) => () => {
  throw new CodedError('azure.failed', { status, azureCode: 'AuthorizationFailure', message: '' });
};

const hours = 60 * 60_000;
/** Noon, so that no day ends during a look. */
const noon = Math.floor(Date.now() / (24 * hours)) * 24 * hours + 12 * hours;

/** Both have ended without a record of what they made. */
async function ended(azure: object): Promise<{ store: Store; services: Services; passes(ms: number): void }> {
  let passed = 0;
  const store = await sharedStore('embedded');
  await loadFixtures(store);
  await store.transaction(async ({ db }) => {
    await db.updateTable('steps').set({ result: null }).where('kind', 'like', '%-record-%').execute();
    await db.deleteFrom('wakeups').execute();
    await db.deleteFrom('messages').execute();
  });
  const none = async () => undefined;
  const services = {
    store,
    log: quiet,
    requestKinds: createRequestKinds(requestKinds),
    clock: new Clock(undefined, () => noon + passed),
    config: { language: 'en', timeZone: 'UTC', beginMinutes: 60, retryMinutes: 60, cloud: { name: 'public' } },
    approvers: { policy: { rules: [] } },
    inventory: { vault: async () => ({}), knownVault: async () => ({}) },
    azure: {
      jobs: { get: none },
      deployments: { get: none },
      resources: { inGroup: async () => [] },
      interfaces: { get: none },
      vms: { get: async () => there },
      stagingBlobs: { suffix: 'blob.core.windows.net' },
      ...azure,
    },
  };
  const passes = (ms: number) => {
    passed += ms;
  };
  return { store, services: services as unknown as Services, passes };
}

const said = async ({ db }: Store) =>
  (await db.selectFrom('messages').select('body').execute()).map(({ body }) => JSON.stringify(body));

async function wakesIn({ db }: Store, key: string): Promise<number> {
  const { due_at } = await db.selectFrom('wakeups').select('due_at').where('key', '=', key).executeTakeFirstOrThrow();
  return (due_at.getTime() - noon) / 60_000;
}

describe('a copy whose files in the staging account nobody can read', () => {
  it('is looked at to an end: a machine that stands there is told as one that may be it, once a day', async () => {
    const readConfig = async () => {
      throw new CodedError('blob-unreadable', { blob: 'config.json' });
    };
    const { store, services } = await ended({ stagingBlobs: { suffix: 'blob.core.windows.net', readConfig } });
    await endQuarantine(services, quarantine);
    assert.match((await said(store)).join(), /web-01-r1124 has the name of a copy of R-MQH8/);
    assert.ok((await wakesIn(store, `quarantine-ended:${quarantine}`)) > 60);
  });
});

describe('what an ended request made and Azure does not show', () => {
  for (const [what, look, key, text] of [
    ['a quarantine', endQuarantine, `quarantine-ended:${quarantine}`, /whether the copy of R-MQH8 still runs/],
    ['a drill', cleanUpDrill, `drill-ended:${drill}`, /what the drill R-DR22 created, so nothing of it is deleted/],
  ] as const) {
    const id = key.slice(-6);
    it(`is told once a day where it does not pass, and looked at again: ${what}`, async () => {
      const { store, services, passes } = await ended({ jobs: { get: refused(403) } });
      const told = async () => (await said(store)).filter((one) => text.test(one)).length;
      for (const _ of [1, 2]) await look(services, id);
      assert.equal(await told(), 1);
      assert.ok((await wakesIn(store, key)) < 10);
      passes(24 * hours);
      for (const _ of [1, 2]) await look(services, id);
      assert.equal(await told(), 2);
    });

    it(`is not told where it may pass: ${what}`, async () => {
      const { store, services } = await ended({ jobs: { get: refused(503) } });
      await look(services, id);
      assert.equal((await said(store)).filter((one) => text.test(one)).length, 0);
      assert.ok((await wakesIn(store, key)) < 10);
    });
  }
});

describe('what an ended request wrote down of what it made', () => {
  it('is as if it were not there where it is damaged: the machine of a quarantine is looked for anew', async () => {
    const { store, services } = await ended({});
    await store.transaction(async ({ db }) => {
      const record = JSON.stringify({ made: 'x' });
      await db.updateTable('steps').set({ result: record }).where('kind', 'like', 'quarantine-record-%').execute();
      // Like a quarantine that was stopped before its restore had ended.
      await db.updateTable('steps').set({ result: null }).where('kind', '=', 'restore-disks').execute();
    });
    await endQuarantine(services, quarantine);
    assert.match((await said(store)).join(), /web-01-r1124 has the name of a copy of R-MQH8/);
  });

  it('and is damaged, without which nobody can look, is told', async () => {
    const { store, services } = await ended({});
    await store.transaction(async ({ db }) => {
      const result = JSON.stringify({ jobId: 7 });
      await db.updateTable('steps').set({ result }).where('kind', '=', 'restore-disks').execute();
    });
    for (const _ of [1, 2]) await endQuarantine(services, quarantine);
    assert.equal((await said(store)).filter((one) => /whether the copy of R-MQH8 still runs/.test(one)).length, 1);
  });

  it('is enough to look for the machine of a quarantine, where its vault is gone', async () => {
    const { store, services } = await ended({});
    const made = [{ what: 'disk', id: '/disks/web-01-r1124-os', immutableId: 'i' }];
    await store.transaction(async ({ db }) => {
      const record = JSON.stringify({ made, unproven: [] });
      await db.updateTable('steps').set({ result: record }).where('kind', '=', 'quarantine-record-disks').execute();
    });
    services.inventory.vault = async () => {
      throw new CodedError('vault-not-found', { vault: 'rsv-prod' });
    };
    await endQuarantine(services, quarantine);
    assert.match((await said(store)).join(), /web-01-r1124 has the name of a copy of R-MQH8/);
  });

  for (const [what, look, id, kind] of [
    ['a quarantine', endQuarantine, quarantine, 'quarantine-off'],
    ['a drill', cleanUpDrill, drill, 'drill-cleanup'],
  ] as const) {
    it(`is seen to also where its vault is gone, or nobody can read it: ${what}`, async () => {
      const vm = { ...there, power: 'running', immutableId: 'i' };
      const { store, services } = await ended({ vms: { get: async () => vm } });
      const made = [{ what: 'vm', id: there.id, immutableId: 'i' }];
      await store.transaction(async ({ db }) => {
        const record = JSON.stringify({ made, unproven: [] });
        await db.updateTable('steps').set({ result: record }).where('kind', 'like', '%-record-machine').execute();
        await db.updateTable('requests').set({ state: 'failed' }).where('id', '=', id).execute();
        await db.updateTable('requests').set({ vm_id: 'another' }).where('kind', '=', kind).execute();
      });
      services.inventory.vault = async () => {
        throw new CodedError('vault-not-found', { vault: 'rsv-prod' });
      };
      for (const _ of [1, 2]) await look(services, id);
      const asked = await store.db
        .selectFrom('requests')
        .innerJoin('plans', 'plans.request_id', 'requests.id')
        .select('body')
        .where('kind', '=', kind)
        .where('vm_id', '<>', 'another')
        .execute();
      assert.equal(asked.length, 1);
      assert.match(JSON.stringify(asked), new RegExp(there.id));
      assert.doesNotMatch((await said(store)).join(), /still runs, so|nothing of it is deleted/);
    });
  }
});

describe('a copy that is on record, and under whose name another machine stands', () => {
  const record = JSON.stringify({ made: [{ what: 'vm', id: there.id, immutableId: 'i' }], unproven: [] });
  const swapped = { ...there, power: 'running', immutableId: 'another' };

  async function looks(elsewhere: object[]) {
    const { store, services } = await ended({ vms: { get: async () => swapped, list: async () => elsewhere } });
    services.config.subscriptions = ['s'];
    await store.transaction(async ({ db }) => {
      await db.updateTable('steps').set({ result: record }).where('kind', '=', 'quarantine-record-machine').execute();
      await db.updateTable('requests').set({ state: 'failed' }).where('id', '=', quarantine).execute();
      await db.updateTable('requests').set({ vm_id: 'another' }).where('kind', '=', 'quarantine-off').execute();
    });
    await endQuarantine(services, quarantine);
    const offs = store.db.selectFrom('requests').select('id').where('kind', '=', 'quarantine-off');
    return { offs: await offs.where('vm_id', '<>', 'another').execute(), text: (await said(store)).join() };
  }

  it('is told as one that nobody can show to be it', async () => {
    const { offs, text } = await looks([]);
    assert.deepEqual(offs, []);
    assert.match(text, /web-01-r1124 has the name of a copy of R-MQH8/);
  });

  it('is seen to where it was moved to: what stands there is not the copy', async () => {
    const { offs, text } = await looks([{ ...swapped, id: '/elsewhere/vms/web-01-r1124', immutableId: 'I' }]);
    assert.equal(offs.length, 1);
    assert.doesNotMatch(text, /has the name of a copy/);
  });
});

describe('what an ended request made, and is not deleted or deallocated for longer than its tries are kept', () => {
  for (const [what, look, id, kind] of [
    ['a quarantine', endQuarantine, quarantine, 'quarantine-off'],
    ['a drill', cleanUpDrill, drill, 'drill-cleanup'],
  ] as const) {
    it(`is tried on: ${what}`, async () => {
      const vm = { ...there, power: 'running', immutableId: 'i' };
      const gone = async () => undefined;
      const { store, services } = await ended({
        vms: { get: async () => vm },
        jobs: { get: gone, encryptionInfo: gone },
      });
      const record = JSON.stringify({ made: [{ what: 'vm', id: there.id, immutableId: 'i' }], unproven: [] });
      await store.transaction(async ({ db }) => {
        await db.updateTable('steps').set({ result: record }).where('kind', 'like', '%-record-%').execute();
        await db.updateTable('requests').set({ state: 'failed' }).where('id', '=', id).execute();
        await db.updateTable('requests').set({ vm_id: 'another' }).where('kind', '=', kind).execute();
      });
      const tries = async () =>
        (
          await store.db
            .selectFrom('requests')
            .select('id')
            .where('kind', '=', kind)
            .where('vm_id', '<>', 'another')
            .orderBy('created_at')
            .execute()
        ).map((row) => row.id);
      const all = new Set<string>();
      for (const _ of [1, 2, 3, 4]) {
        await look(services, id);
        const known = await tries();
        for (const each of known) all.add(each);
        await store.transaction(async ({ db }) => {
          await db.updateTable('requests').set({ state: 'failed' }).where('id', 'in', known).execute();
          // Older ones are forgotten.
          for (const old of known.slice(0, -1)) {
            await db.updateTable('requests').set({ vm_id: 'another' }).where('id', '=', old).execute();
          }
        });
      }
      assert.equal(all.size, 4);
    });
  }
});

describe('what an ended request made, and its clean-up has removed while it was looked for', () => {
  for (const [what, look, id, kind] of [
    ['a quarantine', endQuarantine, quarantine, 'quarantine-off'],
    ['a drill', cleanUpDrill, drill, 'drill-cleanup'],
  ] as const) {
    it(`is cleaned up once: ${what}`, async () => {
      const gone = async () => undefined;
      const { store, services } = await ended({ vms: { get: gone }, jobs: { get: gone, encryptionInfo: gone } });
      const record = JSON.stringify({ made: [{ what: 'vm', id: there.id, immutableId: 'i' }], unproven: [] });
      await store.transaction(({ db }) =>
        db.updateTable('steps').set({ result: record }).where('kind', 'like', '%-record-%').execute(),
      );
      const count = async () =>
        (await store.db.selectFrom('requests').select('id').where('kind', '=', kind).execute()).length;
      const before = await count();
      await look(services, id);
      assert.equal(await count(), before);
    });
  }
});
