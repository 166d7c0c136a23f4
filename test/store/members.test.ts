import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { defaultRequirement } from '../../src/approval/rules/approval-policy.ts';
import { storedRequirement } from '../../src/approval/rules/stored-decision.ts';
import type { RequestState } from '../../src/kernel/request-state.ts';
import { listAudit } from '../../src/store/audit.ts';
import { toJson } from '../../src/store/columns.ts';
import { putConversation } from '../../src/store/conversations.ts';
import { forgetEnded } from '../../src/store/forget-ended.ts';
import type { Store } from '../../src/store/open.ts';
import {
  findRequest,
  listMembers,
  listRequests,
  listRuns,
  lockRequestsAskedBy,
  memberCounts,
  requestOfThread,
} from '../../src/store/requests.ts';
import { listVotes, putVote } from '../../src/store/votes.ts';
import { forEachEngine, sharedStore } from './engines.ts';
import { seedRequest } from './seed-request.ts';

const now = Date.now();
const daysAgo = (days: number) => new Date(now - days * 24 * 3600_000);

forEachEngine('members and runs', (kind) => {
  let store: Store;
  beforeEach(async () => {
    store = await sharedStore(kind);
  });

  type More = {
    state?: RequestState;
    ended_at?: Date | null;
    parent_id?: string;
    ordinal?: number;
    standing_id?: string;
  };

  const request = (id: string, more: More = {}) =>
    store.transaction(async (tx) => {
      await putConversation(tx, { id: 'c', kind: 'channel', reference: {} });
      await seedRequest(tx, {
        ...{
          id,
          kind: 'naps',
          state: 'running',
          thread_id: 'thread',
          vault_id: 'v',
          vm_name: id,
          decide_by: daysAgo(0),
        },
        requirement: toJson(storedRequirement.write(defaultRequirement({ decideMinutes: 240, beginMinutes: 60 }))),
        ...more,
      });
      tx.audit({ event: 'request.asked', requestId: id });
    });

  async function family(ended: Date | null = null) {
    const state = ended ? 'succeeded' : 'running';
    await request('R-2222', { state, ended_at: ended });
    await request('R-4444', { parent_id: 'R-2222', ordinal: 1, ended_at: daysAgo(50) });
    await request('R-3333', { parent_id: 'R-2222', ordinal: 0, state: 'succeeded', ended_at: daysAgo(50) });
  }

  test('members stand in their order, and are counted', async () => {
    await family();
    assert.deepEqual(
      (await listMembers(store.db, 'R-2222')).map(({ id }) => id),
      ['R-3333', 'R-4444'],
    );
    assert.deepEqual(await listMembers(store.db, 'R-3333'), []);
    const counts = await memberCounts(store.db, ['R-2222', 'R-3333']);
    assert.deepEqual([...counts], [['R-2222', { done: 1, of: 2 }]]);
  });

  test('a member is none of what somebody asked for by itself: in lists, in its thread, in what is counted', async () => {
    await family();
    assert.deepEqual(
      (await listRequests(store.db, { whole: true })).map(({ id }) => id),
      ['R-2222'],
    );
    assert.equal(await requestOfThread(store.db, 'c', 'thread'), 'R-2222');
    const counted = await store.transaction((tx) => lockRequestsAskedBy(tx, 'o', daysAgo(1)));
    assert.equal(counted.length, 1);
  });

  test('the votes on a parent are those on each member, and its audit has theirs', async () => {
    await family();
    await store.transaction((tx) =>
      putVote(tx, {
        request_id: 'R-2222',
        voter_oid: 'a',
        voter_name: 'Anton',
        decision: 'approve',
        reason: '',
        groups: [],
      }),
    );
    for (const id of ['R-2222', 'R-3333', 'R-4444']) {
      assert.deepEqual(
        (await listVotes(store.db, id)).map(({ voter_oid }) => voter_oid),
        ['a'],
      );
    }
    const audited = async (requestId: string) =>
      (await listAudit(store.db, { requestId, limit: 10 })).map(({ request_id }) => request_id).toSorted();
    assert.deepEqual(await audited('R-2222'), ['R-2222', 'R-3333', 'R-4444']);
    assert.deepEqual(await audited('R-3333'), ['R-3333']);
  });

  test('members are forgotten with their parent, and never before it', async () => {
    await family();
    await forgetEnded(store.db, daysAgo(30));
    assert.equal((await listMembers(store.db, 'R-2222')).length, 2);
    await store.transaction((tx) =>
      tx.db
        .updateTable('requests')
        .set({ state: 'succeeded', ended_at: daysAgo(40) })
        .where('id', '=', 'R-2222')
        .execute(),
    );
    await forgetEnded(store.db, daysAgo(30));
    for (const id of ['R-2222', 'R-3333', 'R-4444']) assert.equal(await findRequest(store.db, id), undefined);
  });

  test('the runs of a definition are found by it and by when they were begun', async () => {
    await request('R-2222');
    await request('R-3333', { standing_id: 'R-2222' });
    await request('R-4444', { standing_id: 'R-5555' });
    assert.deepEqual(
      (await listRuns(store.db, 'R-2222', daysAgo(1))).map(({ id }) => id),
      ['R-3333'],
    );
    assert.deepEqual(await listRuns(store.db, 'R-2222', new Date(now + 60_000_000)), []);
  });
});
