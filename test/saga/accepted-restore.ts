import assert from 'node:assert/strict';
import { requestKinds } from '../../src/app/request-kinds.ts';
import type { Services } from '../../src/app/services.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { clouds } from '../../src/kernel/config/clouds.ts';
import { createRequestKinds, type RequestKind } from '../../src/requests/request-kind.ts';
import { retryStep } from '../../src/requests/retry.ts';
import { storedJobEnd, storedTidied } from '../../src/saga/rules/stored-results.ts';
import { advanceRequest } from '../../src/saga/run.ts';
import type { FindResult, Needed, Sent, StepHandler } from '../../src/saga/step-handler.ts';
import { stopRequest } from '../../src/saga/stop.ts';
import { findRequest } from '../../src/store/requests.ts';
import { lastAttempt, listSteps, updateAttempt } from '../../src/store/steps.ts';
import { sharedStore } from '../store/engines.ts';
import { loadFixtures } from '../store/fixtures.ts';
import { quiet } from '../store/quiet.ts';

const id = 'R-222V';
export type Answers = {
  operation?: () => unknown;
  find: (attempt: { id: string; number: number }) => FindResult<unknown>;
  needed?: () => Needed;
  send?: (clientRequestId: string) => Promise<Sent>;
  clock?: Clock;
  job?: 'none';
  tidies?: 'recorded';
  /** Members that differ from a restore. */
  kind?: Partial<RequestKind>;
};

/** A restore that Azure has accepted and whose job is not known yet. */
export async function acceptedRestore(answers: Answers, operation_id: string | null = 'operation') {
  const store = await sharedStore('embedded');
  await loadFixtures(store);
  const step = (await listSteps(store.db, id))[0] ?? assert.fail('no step');
  const attempt = (await lastAttempt(store.db, step.id)) ?? assert.fail('no attempt');
  await store.transaction(async ({ db }) => {
    await db.deleteFrom('jobs').where('step_id', '=', step.id).execute();
    await db.deleteFrom('addenda').where('request_id', '=', id).execute();
    const later = db.selectFrom('steps').select('id').where('request_id', '=', id).where('id', '!=', step.id);
    await db.deleteFrom('attempts').where('step_id', 'in', later).execute();
    const under = { state: 'running' as const, ended_at: null, failure: null };
    const retry_by = new Date(Date.now() + 24 * 3_600_000);
    await db
      .updateTable('requests')
      .set({ ...under, retry_by, begin_by: null })
      .where('id', '=', id)
      .execute();
    await db.updateTable('steps').set({ state: 'waiting' }).where('request_id', '=', id).execute();
    await db
      .updateTable('steps')
      .set({ ...under, started_at: new Date() })
      .where('id', '=', step.id)
      .execute();
    await db
      .updateTable('attempts')
      .set({ state: 'accepted', operation_id, job_id: null, empty_looks: 0, failure: null, ended_at: null })
      .where('id', '=', attempt.id)
      .execute();
  });
  const sent: string[] = [];
  const handler = {
    job: answers.job ?? 'Restore',
    ...(!answers.job && { result: storedJobEnd }),
    ...(answers.tidies && { tidies: answers.tidies, result: storedTidied }),
    ...(answers.needed && { needed: async () => answers.needed?.() }),
    find: async (_: Services, at: { attempt: { id: string; number: number } }) => answers.find(at.attempt),
    send: async (_: Services, at: { attempt: { id: string } }) => {
      sent.push(at.attempt.id);
      return answers.send?.(at.attempt.id) ?? { kind: 'accepted', operationId: 'next' };
    },
  } as unknown as StepHandler;
  const kinds = createRequestKinds(requestKinds);
  const services = {
    store,
    log: quiet,
    clock: answers.clock ?? new Clock(),
    config: { language: 'en', timeZone: 'UTC', azureTimeoutMs: 30_000, cloud: clouds.public },
    stepHandlers: { of: () => handler },
    requestKinds: {
      ...kinds,
      of: (of: Parameters<typeof kinds.of>[0]) => ({
        ...kinds.of(of),
        replan: async () => ({ kind: 'same', needs: [] }),
        obstacle: undefined,
        ...answers.kind,
      }),
    },
    access: { missing: async () => [] },
    inventory: { vault: async () => ({}), knownVault: async () => ({}) },
    azure: { jobs: { list: async () => [] }, operations: { get: async () => answers.operation?.() } },
  } as unknown as Services;
  return {
    id,
    store,
    services,
    sent,
    look: () => advanceRequest(services, id),
    state: async () => (await findRequest(store.db, id))?.state,
    step: async () => (await listSteps(store.db, id)).find((one) => one.id === step.id),
    attempt: async () => (await lastAttempt(store.db, step.id)) ?? assert.fail(),
    /** Moves the send so far back that a job of it would be listed by now. */
    async sentLongAgo() {
      const last = (await lastAttempt(store.db, step.id)) ?? assert.fail();
      const sent_at = new Date(Date.now() - 3_600_000);
      await store.transaction((tx) => updateAttempt(tx, last.id, { sent_at }));
    },
    async stop() {
      const by = { objectId: 'somebody', name: 'Somebody', tenantId: '', teamsId: '' };
      await store.transaction((tx) => stopRequest(services, tx, id, by));
    },
    async retry() {
      const request = (await findRequest(store.db, id)) ?? assert.fail();
      const by = { objectId: request.requester_oid, name: '', tenantId: '', teamsId: '' };
      await store.transaction((tx) => retryStep(services, tx, id, by));
    },
  };
}
