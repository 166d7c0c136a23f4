import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { requestKinds } from '../../src/app/request-kinds.ts';
import type { Services } from '../../src/app/services.ts';
import { cleanUpDrill } from '../../src/drills/clean-up-drill.ts';
import { keepDrillNotice } from '../../src/drills/drill-notices.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { markConversationDead, rememberConversation } from '../../src/store/conversations.ts';
import { insertNotice, noticeColumns } from '../../src/store/notices.ts';
import { findRequest } from '../../src/store/requests.ts';
import { cleanUp } from '../../src/store/retention.ts';
import { sharedStore } from '../store/engines.ts';
import { loadFixtures } from '../store/fixtures.ts';

/**
 * A drill under a definition that mentions somebody. What it made is not on record and unreadable, which is reported,
 * and its clean-up is retried for days.
 */
const id = 'R-UY5D';
const hour = 60 * 60_000;

/** The failed drill, with its guest's output and with additions to its copy. */
async function failedDrill() {
  const store = await sharedStore('embedded');
  await loadFixtures(store);
  const added = { code: 'identity-added', params: { names: 'id-app' } };
  const verified = { encrypted: false, agent: true, differences: [added] };
  await store.db
    .updateTable('steps')
    .set({ result: JSON.stringify(verified) })
    .where('request_id', '=', id)
    .where('kind', '=', 'verify')
    .execute();
  await store.db
    .updateTable('steps')
    .set({ result: null })
    .where('request_id', '=', id)
    .where('kind', 'like', 'drill-record-%')
    .execute();
  await store.db.updateTable('requests').set({ state: 'failed' }).where('id', '=', id).execute();
  await store.db.deleteFrom('messages').execute();
  const unread = async () => {
    throw new CodedError('azure.forbidden', { scope: 'sub-prod', right: 'read vaults' });
  };
  const { conversation_id: conversationId } = (await findRequest(store.db, id)) ?? assert.fail();
  // Noon, so that an hour later is the same day: an obstacle is told once a day.
  const start = new Date().setUTCHours(12, 0, 0, 0);
  let passed = 0;
  const services = {
    store,
    requestKinds: createRequestKinds(requestKinds),
    clock: { now: () => new Date(start + passed) },
    config: { language: 'en', timeZone: 'UTC' },
    log: { warn: () => undefined },
    inventory: { knownVault: unread },
  } as unknown as Services;
  return {
    /** Looks at that time, after the retention has run. */
    async after(hours: number) {
      passed = hours * hour;
      await cleanUp(store.db, new Clock({ realOrigin: Date.now(), worldOrigin: start + passed, rate: 1 }), 400);
      await cleanUpDrill(services, id);
      await keepDrillNotice(services, id);
    },
    /** Removes all passed drills of its machine. */
    unproven: () => store.db.updateTable('requests').set({ vm_id: 'another' }).where('id', '=', id).execute(),
    /** The conversation has received its maximum of messages in this hour. */
    async crowd() {
      const trouble = { kind: 'failed', operation: 'Backup' } as const;
      await store.transaction(async (tx) => {
        for (const number of [1, 2, 3, 4, 5, 6]) {
          await insertNotice(tx, {
            id: `notice ${number}`,
            conversation_id: conversationId,
            vault_id: 'vault',
            vault_name: 'rsv-prod',
            key: `cause ${number}`,
            state: 'open',
            nonce: 'nonce',
            message_id: `post ${number}`,
            opened_at: tx.now(),
            last_at: tx.now(),
            ...noticeColumns({ trouble, machines: [] }),
          });
        }
      });
    },
    /**
     * The conversation rejects messages for this many days, all waiting ones are as old, and then somebody writes there
     * again.
     */
    async shutOut(days: number) {
      await store.transaction((tx) => markConversationDead(tx, conversationId, '403'));
      const created_at = new Date(start - days * 24 * hour);
      await store.db.updateTable('messages').set({ created_at }).execute();
      await rememberConversation(store, { id: conversationId, kind: 'channel', reference: {} });
    },
    /** Messages still to be sent there. */
    async waiting() {
      const rows = await store.db
        .selectFrom('messages')
        .select('body')
        .where('conversation_id', '=', conversationId)
        .where('state', '=', 'waiting')
        .orderBy('number')
        .execute();
      return rows.map(({ body }) => (body as { text?: string }).text ?? '');
    },
    async told() {
      const rows = await store.db
        .selectFrom('messages')
        .select('body')
        .where('kind', '=', 'post')
        .orderBy('number')
        .execute();
      return rows.map(({ body }) => (body as { text?: string }).text ?? '').toSorted();
    },
  };
}

describe('what a failed drill tells', () => {
  it('is told once, however many days its clean-up takes: its machine, proven since, is no problem again', async () => {
    const drill = await failedDrill();
    await drill.after(0);
    const first = await drill.told();
    assert.equal(first.length, 4, first.join('\n'));
    // The obstacle to its clean-up is posted daily.
    const [unread = '', ...once] = first;
    assert.match(unread, /nothing of it is deleted/);
    const later = [25, 50, 24 * 100];
    for (const [index, hours] of later.entries()) {
      await drill.after(hours);
      assert.deepEqual(await drill.told(), [...Array<string>(index + 2).fill(unread), ...once]);
    }
  });

  it('is still told, alone of what waited for days, where a channel that took nothing lives again', async () => {
    const drill = await failedDrill();
    await drill.unproven();
    await drill.after(0);
    await drill.shutOut(3);
    assert.match((await drill.waiting()).join('\n'), /^[^\n]*restore drill failed[^\n]*$/);
    const told = await drill.told();
    await drill.after(1);
    assert.deepEqual(await drill.told(), told);
  });

  it('is told there by the message of its hour too', async () => {
    const drill = await failedDrill();
    await drill.unproven();
    await drill.crowd();
    await drill.after(0);
    await drill.shutOut(3);
    assert.match((await drill.waiting()).join('\n'), /^[^\n]*1 more problem this hour[^\n]*$/);
  });
});
