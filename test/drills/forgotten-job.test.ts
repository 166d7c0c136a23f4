import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { drillPlace } from '../../sandbox/world/places.ts';
import { requestKinds } from '../../src/app/request-kinds.ts';
import type { Services } from '../../src/app/services.ts';
import { cleanUpDrill } from '../../src/drills/clean-up-drill.ts';
import { cleanUpsOf, listDrillFiles } from '../../src/drills/drill-files.ts';
import { confirmGoneStep } from '../../src/drills/steps/clean-up.ts';
import { asCleanUp, asDrill, type StoredCleanUp } from '../../src/drills/stored-drill.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import type { StepAt } from '../../src/saga/step-handler.ts';
import { findPlan, findRequest } from '../../src/store/requests.ts';
import { sharedStore } from '../store/engines.ts';
import { loadFixtures } from '../store/fixtures.ts';
import { quiet } from '../store/quiet.ts';

/** A drill of a machine with keys. */
const drill = 'R-DR22';
const isCopy = (uri: string) => /vmencryption/.test(uri);

/**
 * A drill that left something, and whose job Azure no longer knows.
 * @param files that its clean-up has on record
 */
async function ended(files: (uri: string) => boolean) {
  const store = await sharedStore('embedded');
  await loadFixtures(store);
  const kinds = createRequestKinds(requestKinds);
  const none = async () => undefined;
  const services = {
    store,
    requestKinds: kinds,
    clock: new Clock(),
    log: quiet,
    config: {
      language: 'en',
      timeZone: 'UTC',
      beginMinutes: 60,
      retryMinutes: 60,
      cloud: { name: 'public' },
      restoreProfiles: [{ vault: 'rsv-prod', drill: drillPlace }],
    },
    approvers: { policy: { rules: [] } },
    inventory: { vault: async () => ({ id: 'v', name: 'v' }), knownVault: async () => ({ id: 'v', name: 'v' }) },
    azure: {
      vaults: { listOf: async () => [] },
      jobs: {
        get: none,
        encryptionInfo: async () => {
          throw new CodedError('azure.not-found', { what: 'backupJobs', azureCode: 'JobNotFound' });
        },
      },
      deployments: { get: none },
      disks: { get: none, list: async () => [] },
      vms: { get: none, list: async () => [] },
      interfaces: { get: none },
      locks: { on: async () => [] },
      resources: { inGroup: async () => [] },
      stagingBlobs: { suffix: 'blob.core.windows.net', exists: async () => true },
    },
  } as unknown as Services;
  const request = (await findRequest(store.db, drill)) ?? assert.fail();
  const planOf = async (id: string) => asCleanUp((await findPlan(store.db, kinds, id))?.body) ?? assert.fail();
  const [before = assert.fail()] = await cleanUpsOf(services, request);
  const plan = await planOf(before.id);
  const recorded = plan.plan.effects.files;
  plan.plan.effects.files = recorded.filter(files);
  await store.transaction(async ({ db }) => {
    await db.updateTable('requests').set({ state: 'failed' }).where('id', '=', before.id).execute();
    const body = JSON.stringify(kinds.write(plan));
    await db.updateTable('plans').set({ body }).where('request_id', '=', before.id).execute();
  });
  return {
    services,
    recorded,
    async next(): Promise<StoredCleanUp> {
      await cleanUpDrill(services, drill);
      const [row = assert.fail()] = (await cleanUpsOf(services, request)).filter(({ id }) => id !== before.id);
      return planOf(row.id);
    },
    giveWord: () =>
      store.transaction(async (tx) => tx.audit({ event: 'drill.cleaned', requestId: drill, details: {} })),
    confirm: async (plan: StoredCleanUp) =>
      confirmGoneStep.needed?.(services, { plan, results: {} } as unknown as StepAt<never>),
  };
}

describe('files of a drill whose job Azure has forgotten', () => {
  it('are deleted, and told, by what an earlier clean-up has on record', async () => {
    const { recorded, next, confirm } = await ended(() => true);
    assert.ok(recorded.some(isCopy));
    const plan = await next();
    assert.deepEqual(plan.plan.effects.files, recorded);
    const found = await confirm(plan);
    assert.equal(found?.kind === 'stop' && found.failure.code, 'drill-left');
  });

  it('may have a copy of the keys among them that nobody wrote down: that is not said to be gone', async () => {
    const { recorded, next, confirm, giveWord } = await ended(() => false);
    const plan = await next();
    assert.deepEqual(
      plan.plan.effects.files,
      recorded.filter((uri) => !isCopy(uri)),
    );
    const bare = { ...plan, plan: { ...plan.plan, effects: { ...plan.plan.effects, files: [] } } };
    const found = await confirm(bare);
    assert.equal(found?.kind === 'stop' && found.failure.code, 'drill-left-unknown');
    await giveWord();
    assert.equal((await confirm(bare))?.kind, 'no');
  });

  it('are not taken to have been known whole by what another job of the drill left', async () => {
    const { services } = await ended(() => false);
    const { db } = services.store;
    const plan = asDrill((await findPlan(db, services.requestKinds, drill))?.body) ?? assert.fail();
    const properties = { 'Config Blob Uri': 'https://stdrillprod.blob.core.windows.net/box/config-of-another.json' };
    services.azure.jobs.get = (async (_vault: unknown, jobId: string) =>
      jobId === 'known' ? { properties } : undefined) as never;
    const forgotten = services.azure.jobs.encryptionInfo;
    services.azure.jobs.encryptionInfo = async (vault, jobId, account) =>
      jobId === 'known' ? undefined : forgotten(vault, jobId, account);
    const first = await db
      .selectFrom('attempts')
      .innerJoin('steps', 'steps.id', 'attempts.step_id')
      .selectAll('attempts')
      .where('steps.request_id', '=', drill)
      .where('steps.kind', '=', 'restore-disks')
      .executeTakeFirstOrThrow();
    const opened_at = new Date(first.opened_at.getTime() - 60_000);
    const other = { id: randomUUID(), number: 9, job_id: 'known', state: 'failed' as const, opened_at };
    await services.store.transaction(async (tx) => {
      await tx.db
        .insertInto('attempts')
        .values({ ...first, failure: null, held: null, ...other })
        .execute();
    });
    await assert.rejects(listDrillFiles(services, drill, plan), { code: 'azure.not-found' });
  });
});
