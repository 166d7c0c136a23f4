import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { requestKinds } from '../../src/app/request-kinds.ts';
import type { Services } from '../../src/app/services.ts';
import { type Person, storedCardIds } from '../../src/kernel/chat.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { clouds } from '../../src/kernel/config/clouds.ts';
import { askAddendum } from '../../src/requests/addenda.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import type { Decision } from '../../src/requests/rules/approval.ts';
import { requireTakeover, takeOver } from '../../src/requests/takeover.ts';
import { castVote, takeVoteBack, type Votable, votable } from '../../src/requests/voting.ts';
import { findAddendum, findOpenAddendum, saveAddendumVotes, updateAddendum } from '../../src/store/approvals.ts';
import { lockRequest, type RequestRow, updateRequest } from '../../src/store/requests.ts';
import { toJson } from '../../src/store/rows.ts';
import { listSteps } from '../../src/store/steps.ts';
import { freshStore } from '../store/engines.ts';
import { loadFixtures } from '../store/fixtures.ts';

/** Running, and waiting at the deployment of its machine. */
const id = 'R-222V';

const person = (name: string, digit: string): Person => ({
  objectId: `bbbbbbbb-0000-4000-8000-00000000000${digit}`,
  name,
  tenantId: '11111111-1111-4111-8111-111111111111',
  teamsId: name,
});
const bo = person('Bo', '1');
const cy = person('Cy', '2');
const di = person('Di', '3');
const reader = { language: 'en', timeZone: 'UTC' } as const;

/**
 * A restore whose addendum is open, takes two approvals or two rejections, and may be decided and taken over by
 * anybody.
 */
async function open(t: TestContext) {
  const clock = new Clock();
  const store = await freshStore(t, 'embedded', clock);
  await loadFixtures(store);
  const services = {
    store,
    clock,
    requestKinds: createRequestKinds(requestKinds),
    config: { language: 'en', timeZone: 'UTC', cloud: clouds.public },
    access: { require: async () => {}, missing: async () => [] },
    approvers: { requireGroups: async () => ['platform'], groupsOf: async () => ['platform'] },
  } as unknown as Services;
  const requirement = {
    rule: 'two',
    approvals: 2,
    denials: 2,
    oneVotePerGroup: false,
    groups: [{ name: 'platform', holders: true, entra: [], people: [] }],
    decideMinutes: 60,
    beginMinutes: 60,
  };
  await store.transaction(async (tx) => {
    const before = (await findOpenAddendum(tx.db, id)) ?? assert.fail();
    await updateAddendum(tx, before, { state: 'withdrawn', decided_at: tx.now() });
    const { conversation_id: conversationId } = (await lockRequest(tx, id)) ?? assert.fail();
    const card = tx.post({ conversationId, subject: id, body: { text: 'its card' } });
    await updateRequest(tx, id, {
      requirement: toJson(requirement),
      card_message_ids: toJson(storedCardIds.write([card])),
    });
  });
  const asks = () =>
    store.transaction(async (tx) => {
      const request = (await lockRequest(tx, id)) ?? assert.fail();
      const step = (await listSteps(tx.db, id)).find(({ kind }) => kind === 'deploy-vm') ?? assert.fail();
      const deviations = [{ path: 'virtualMachines/properties/evictionPolicy', value: '"Deallocate"' }];
      await askAddendum(services, tx, { request, step }, { kind: 'deviations', deviations });
    });
  await asks();
  const cast = (by: Person, seen: Votable, decision: Decision = 'approve') =>
    store.transaction((tx) => castVote(services, tx, by, seen, { decision, reason: '', reader }));
  const look = (by: Person) => votable(services, id, by);
  const takes = (by: Person, seen: RequestRow) => store.transaction((tx) => takeOver(services, tx, by, seen));
  return {
    store,
    asks,
    look,
    cast,
    votes: async (by: Person, decision: Decision = 'approve') => cast(by, await look(by), decision),
    takesBack: (by: Person) => store.transaction((tx) => takeVoteBack(tx, id, by)),
    mayTakeOver: (by: Person) => requireTakeover(services, id, by),
    takes,
    takesOver: async (by: Person) => takes(by, await requireTakeover(services, id, by)),
    /** State of the latest addendum, and the votes that count. */
    async stands() {
      const rows = await store.db.selectFrom('addenda').select('number').where('request_id', '=', id).execute();
      const row = await findAddendum(store.db, id, Math.max(...rows.map(({ number }) => number)));
      return [row?.state, ...(row?.votes ?? []).map(({ voter_name, decision }) => `${voter_name} ${decision}`)];
    },
    async said() {
      const rows = await store.db.selectFrom('messages').select('body').where('kind', '=', 'post').execute();
      return rows.map(({ body }) => (body as { text?: string }).text ?? '');
    },
  };
}

describe('a request with something beyond its plan', () => {
  it('is taken over by nobody who approved that, until they take their vote back', async (t) => {
    const { votes, mayTakeOver, takesBack } = await open(t);
    await votes(bo);
    await assert.rejects(mayTakeOver(bo), { code: 'takeover-approved' });
    await mayTakeOver(cy);
    await takesBack(bo);
    await mayTakeOver(bo);
  });

  it('is taken over by nobody who approved it in time between their look and their takeover', async (t) => {
    const { mayTakeOver, votes, takes } = await open(t);
    const seen = await mayTakeOver(bo);
    await votes(bo);
    await assert.rejects(takes(bo, seen), { code: 'takeover-approved' });
  });

  it('is taken over by nobody who approved what was decided since', async (t) => {
    const { votes, stands, asks, mayTakeOver } = await open(t);
    await votes(bo);
    await votes(cy);
    assert.deepEqual(await stands(), ['agreed', 'Bo approve', 'Cy approve']);
    await asks();
    await assert.rejects(mayTakeOver(bo), { code: 'takeover-approved' });
    await mayTakeOver(di);
  });

  it('may be taken over by who rejected it, whose rejection stands and is not changed into an approval', async (t) => {
    const { votes, takesOver, stands } = await open(t);
    await votes(bo, 'reject');
    await takesOver(bo);
    await assert.rejects(votes(bo), { code: 'assignee-cannot-approve' });
    await votes(cy, 'reject');
    assert.deepEqual(await stands(), ['refused', 'Bo reject', 'Cy reject']);
  });

  it('takes no vote of who took it over after they looked', async (t) => {
    const { look, takesOver, cast, votes, stands } = await open(t);
    const seen = await look(bo);
    await takesOver(bo);
    for (const decision of ['approve', 'reject'] as const) {
      await assert.rejects(cast(bo, seen, decision), { code: 'assignee-cannot-approve' });
    }
    await assert.rejects(look(bo), { code: 'assignee-cannot-approve' });
    await votes(cy);
    assert.deepEqual(await stands(), ['asked', 'Cy approve']);
    // The former assignee has a vote like anybody.
    await takesOver(di);
    await votes(bo);
    assert.deepEqual(await stands(), ['agreed', 'Cy approve', 'Bo approve']);
  });

  it('counts no approval of who carries it by now, and tells them', async (t) => {
    const { store, votes, stands, said } = await open(t);
    await votes(bo);
    await store.transaction((tx) =>
      updateRequest(tx, id, { holder_oid: bo.objectId.toUpperCase(), holder_name: bo.name }),
    );
    await votes(cy);
    assert.deepEqual(await stands(), ['asked', 'Cy approve']);
    const told = (await said()).filter((text) => text.includes('Bo: your vote'));
    assert.match(told[0] ?? '', /no longer counts, because you took R-222V over\. Another vote is needed/);
    await votes(di);
    assert.deepEqual(await stands(), ['agreed', 'Cy approve', 'Di approve']);
  });

  it('never counts a vote of its requester, however it came to be there', async (t) => {
    const { store, votes, stands } = await open(t);
    await store.transaction(async (tx) => {
      const row = (await findOpenAddendum(tx.db, id)) ?? assert.fail();
      const { requester_oid, requester_name } = (await lockRequest(tx, id)) ?? assert.fail();
      const ballot = { voter_oid: requester_oid, voter_name: requester_name, groups: ['platform'], at: tx.now() };
      await saveAddendumVotes(tx, row, [{ ...ballot, decision: 'approve', reason: '' }]);
    });
    await votes(cy);
    assert.deepEqual(await stands(), ['asked', 'Cy approve']);
  });
});
