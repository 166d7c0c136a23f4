import assert from 'node:assert/strict';
import { test } from 'node:test';
import { storedBody } from '../../src/kernel/chat.ts';
import {
  answerQuestion,
  insertAddendum,
  insertQuestion,
  insertReview,
  putVote,
  removeVote,
  setVoteGroups,
  updateAddendum,
} from '../../src/store/approvals.ts';
import { putConversation } from '../../src/store/conversations.ts';
import { followJob, markStalled } from '../../src/store/jobs.ts';
import { latestBody } from '../../src/store/messages.ts';
import type { Store } from '../../src/store/open.ts';
import { setCards, updateRequest } from '../../src/store/requests.ts';
import { insertSteps, updateStep } from '../../src/store/steps.ts';
import type { Tx } from '../../src/store/transaction.ts';
import { forEachEngine, sharedStore } from './engines.ts';
import { seedRequest } from './seed-request.ts';

const id = 'R-2222';
const at = new Date('2026-11-24T09:00:00Z');
const step = { id: 's-1', request_id: id, position: 0, kind: 'restore-disks' };
const vote = {
  request_id: id,
  voter_oid: 'v',
  voter_name: 'Vera',
  decision: 'approve' as const,
  reason: '',
  groups: ['a'],
};
const job = {
  vaultId: 'vault',
  id: 'job',
  vmName: 'sql-01',
  containerName: 'c',
  operation: 'Restore' as const,
  status: 'InProgress' as const,
  startedAt: at,
  cancellable: false,
  errors: [],
  tasks: [],
  properties: {},
};

async function seed(kind: Store['engine']): Promise<Store> {
  const store = await sharedStore(kind);
  await store.transaction(async (tx) => {
    await putConversation(tx, { id: '19:ops', kind: 'channel', reference: {} });
    await seedRequest(tx, { id, conversation_id: '19:ops', decide_by: at });
    await insertSteps(tx, [step]);
  });
  return store;
}

/** Changes by what they write, in a possible order. */
const changes: Record<string, (tx: Tx) => Promise<unknown>> = {
  'the state of a request': (tx) => updateRequest(tx, id, { state: 'running' }),
  'the state of a step': (tx) => updateStep(tx, step.id, { state: 'running' }),
  'a vote': (tx) => putVote(tx, vote),
  'the groups of a vote': (tx) => setVoteGroups(tx, { ...vote, at }, ['b']),
  'a vote that is taken back': (tx) => removeVote(tx, id, 'v'),
  'a question': (tx) => insertQuestion(tx, { request_id: id, asker_oid: 'v', asker_name: 'Vera', question: 'Why?' }),
  'an answer': (tx) => answerQuestion(tx, id, 'Because.'),
  'a signature': (tx) => insertReview(tx, { request_id: id, reviewer_oid: 'v', reviewer_name: 'Vera', note: '' }),
  'an addendum': (tx) =>
    insertAddendum(tx, {
      request_id: id,
      step_id: step.id,
      content: { kind: 'deviations', deviations: [] },
      hash: 'h',
      nonce: 'n',
      decide_by: at,
    }),
  'an addendum that is decided': (tx) => updateAddendum(tx, { request_id: id, number: 1 }, { state: 'agreed' }),
  'a job that is followed': (tx) => followJob(tx, job, { requestId: id, stepId: step.id }),
  'a job that stands still': (tx) => markStalled(tx, { vault_id: job.vaultId, job_id: job.id }),
};

forEachEngine('the cards of a request', (kind) => {
  test('are drawn again by the transaction that changes it, whoever wrote what', async () => {
    const store = await seed(kind);
    const drawn: string[] = [];
    store.redraws(async (_, requestId) => void drawn.push(requestId));
    for (const [what, change] of Object.entries(changes)) {
      drawn.length = 0;
      await store.transaction(change);
      assert.deepEqual([what, ...drawn], [what, id]);
    }
  });

  test('are drawn once, however often it was changed, from the rows as they are at the end', async () => {
    const store = await seed(kind);
    const drawn: string[] = [];
    store.redraws(async (tx, requestId) => {
      const { state } = await tx.db
        .selectFrom('requests')
        .select('state')
        .where('id', '=', requestId)
        .executeTakeFirstOrThrow();
      drawn.push(state);
    });
    await store.transaction(async (tx) => {
      await updateRequest(tx, id, { state: 'approved' });
      await updateStep(tx, step.id, { state: 'running' });
      tx.changed(id);
      await updateRequest(tx, id, { state: 'running' });
    });
    assert.deepEqual(drawn, ['running']);
  });

  test('are left alone by what does not change it, and by what is undone', async () => {
    const store = await seed(kind);
    const drawn: string[] = [];
    store.redraws(async (_, requestId) => void drawn.push(requestId));
    await store.transaction((tx) => tx.audit({ event: 'approval.next-group', requestId: id }));
    await store.transaction((tx) => setCards(tx, id, ['m']));
    const refusal = new Error('changed my mind');
    await assert.rejects(
      store.transaction(async (tx) => {
        await updateRequest(tx, id, { state: 'running' });
        throw refusal;
      }),
      refusal,
    );
    assert.deepEqual(drawn, []);
  });

  test('come before what is said of the change, and what is posted with it shows it', async () => {
    const store = await seed(kind);
    const card = await store.transaction((tx) => tx.post({ conversationId: '19:ops', body: { text: 'pending' } }));
    let also = '';
    store.redraws(async (tx) => {
      tx.edit(card, { text: 'approved' });
      tx.edit(also, { text: 'approved' });
    });
    await store.transaction(async (tx) => {
      also = tx.post({ conversationId: '19:ops', body: { text: 'pending' } });
      tx.post({ conversationId: '19:ops', body: { text: 'It was approved.' } });
      await updateRequest(tx, id, { state: 'approved' });
    });
    const sent = await store.db.selectFrom('messages').select(['kind', 'body']).orderBy('number').execute();
    assert.deepEqual(
      sent.map((message) => `${message.kind}: ${storedBody.parse(message.body).text}`),
      ['post: pending', 'edit: approved', 'post: approved', 'post: It was approved.'],
    );
    assert.equal((await latestBody(store.db, card))?.text, 'approved');
  });
});
