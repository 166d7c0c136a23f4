import assert from 'node:assert/strict';
import { it } from 'node:test';
import { requestKinds } from '../../src/app/request-kinds.ts';
import type { Services } from '../../src/app/services.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { requireRestartable } from '../../src/requests/retry.ts';
import { putVote } from '../../src/store/approvals.ts';
import { findRequest, updateRequest } from '../../src/store/requests.ts';
import { listSteps, updateStep } from '../../src/store/steps.ts';
import { sharedStore } from '../store/engines.ts';
import { loadFixtures } from '../store/fixtures.ts';

const id = 'R-222V';
const now = new Date('2026-11-25T09:00:00Z');

/** A restore whose machine does not come up, and who of its people may deallocate and start it. */
async function failed(holders: readonly string[]) {
  const store = await sharedStore('embedded');
  await loadFixtures(store);
  const request = (await findRequest(store.db, id)) ?? assert.fail();
  await store.transaction(async (tx) => {
    const failure = { code: 'rebuild.verify-agent-silent', params: {} };
    await updateRequest(tx, id, { state: 'failed', failure, retry_by: new Date(now.getTime() + 3_600_000) });
    for (const step of await listSteps(tx.db, id)) await updateStep(tx, step.id, { state: 'done', failure: null });
    const last = (await listSteps(tx.db, id)).at(-1) ?? assert.fail();
    await updateStep(tx, last.id, { state: 'failed', failure });
    const vote = { request_id: id, decision: 'approve' as const, reason: '', groups: ['platform'] };
    await putVote(tx, { ...vote, voter_oid: 'approver', voter_name: 'Ada' });
  });
  const asked: string[] = [];
  const services = {
    store,
    clock: { now: () => now },
    requestKinds: createRequestKinds(requestKinds),
    access: {
      async missing(oid: string, needs: { action: string }[]) {
        asked.push(oid);
        return holders.includes(oid) ? [] : needs;
      },
      async require(oid: string) {
        asked.push(oid);
        if (!holders.includes(oid)) throw new CodedError('not-allowed', {});
      },
    },
  } as unknown as Services;
  const requester = request.requester_oid;
  const restarts = (objectId: string) =>
    requireRestartable(services, id, { objectId, name: '', tenantId: '', teamsId: '' });
  return { asked, requester, restarts };
}

it('a machine is restarted on the rights of whoever carries its request, whoever asks for it', async () => {
  const { requester } = await failed([]);
  const may = await failed([requester]);
  await may.restarts(requester);
  await may.restarts('approver');
  assert.deepEqual(may.asked, [requester, requester]);
  const lacks = await failed(['approver']);
  await assert.rejects(lacks.restarts(requester), { code: 'not-allowed' });
  await assert.rejects(lacks.restarts('approver'), { code: 'restart-right-missing' });
  await assert.rejects(lacks.restarts('somebody'), { code: 'retry-not-yours' });
  assert.deepEqual(lacks.asked, [requester, requester]);
});
