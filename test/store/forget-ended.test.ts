import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { Services } from '../../src/app/services.ts';
import type { RequestState } from '../../src/kernel/request.ts';
import { signReview } from '../../src/requests/reviews.ts';
import { insertReview } from '../../src/store/approvals.ts';
import { verifyAudit } from '../../src/store/audit.ts';
import { markConversationDead, putConversation } from '../../src/store/conversations.ts';
import { followJob } from '../../src/store/jobs.ts';
import { latestBody } from '../../src/store/messages.ts';
import { putMute } from '../../src/store/notices.ts';
import type { Store } from '../../src/store/open.ts';
import { updateRequest } from '../../src/store/requests.ts';
import { forgetEnded } from '../../src/store/retention.ts';
import { insertAttempt, insertSteps } from '../../src/store/steps.ts';
import { forEachEngine, sharedStore } from './engines.ts';
import { seedRequest } from './seed-request.ts';

const now = Date.now();
const day = 24 * 3600_000;
const before = (days: number) => new Date(now - days * day);

forEachEngine('what has ended', (kind) => {
  let store: Store;
  beforeEach(async () => {
    store = await sharedStore(kind);
  });

  async function request(id: string, state: RequestState, ended: Date | null, glass: object | null = null) {
    await store.transaction(async (tx) => {
      await putConversation(tx, { id: 'c', kind: 'channel', reference: {} });
      await seedRequest(tx, { id, state, vault_id: 'v', decide_by: before(0), ended_at: ended });
      if (glass) await updateRequest(tx, id, { glass: JSON.stringify(glass) as never });
      await insertSteps(tx, [{ id: `${id}/0`, request_id: id, position: 0, kind: 'restore-disks' }]);
      await insertAttempt(tx, { id: `${id}/0/1`, step_id: `${id}/0`, number: 1 });
      const job = {
        vaultId: 'v',
        id: `job of ${id}`,
        vmName: 'sql-01',
        containerName: 'x',
        operation: 'Restore' as const,
        status: 'Completed' as const,
        startedAt: before(500),
        cancellable: false,
        errors: [],
        tasks: [],
        properties: {},
      };
      await followJob(tx, job, { requestId: id, stepId: `${id}/0` });
      const card = await tx.post({ conversationId: 'c', subject: id, body: { text: id } });
      await updateRequest(tx, id, { card_message_ids: JSON.stringify([card]) });
      tx.audit({ event: 'request.asked', requestId: id });
    });
  }

  const left = async () =>
    (await store.db.selectFrom('requests').select('id').orderBy('id').execute()).map(({ id }) => id);

  test('goes with all that hangs on it, and only what ended before the time', async () => {
    await request('R-2222', 'succeeded', before(401));
    await request('R-3333', 'failed', before(10));
    await request('R-4444', 'running', null);
    await forgetEnded(store.db, before(400));
    assert.deepEqual(await left(), ['R-3333', 'R-4444']);
    for (const table of ['steps', 'attempts', 'plans', 'jobs'] as const) {
      assert.equal((await store.db.selectFrom(table).selectAll().execute()).length, 2, table);
    }
  });

  test('leaves the audit whole', async () => {
    await request('R-2222', 'rejected', before(401));
    await forgetEnded(store.db, before(400));
    assert.deepEqual(await left(), []);
    assert.equal((await verifyAudit(store.db)).whole, true);
    assert.equal((await store.db.selectFrom('audit').select('seq').execute()).length, 1);
  });

  test('stays while a copy is held in quarantine, and goes with its release', async () => {
    const ended = { state: 'succeeded' as const, ended_at: before(401) };
    const release = { plan: { effects: { quarantine: 'R-2222' } } };
    await store.transaction(async (tx) => {
      for (const id of ['R-2222', 'R-3333']) await seedRequest(tx, { id, kind: 'quarantine', ...ended });
      await seedRequest(tx, { id: 'R-4444', kind: 'release', ...ended }, release);
    });
    await forgetEnded(store.db, before(400));
    assert.deepEqual(await left(), ['R-3333']);
  });

  test('stays while its copy is still to be deleted or deallocated, and goes once that was done', async () => {
    const ended = { state: 'failed' as const, ended_at: before(401) };
    const tidied = [
      ['R-2222', 'drill', 'R-3333', { kind: 'drill-cleanup', drill: 'R-2222' }],
      ['R-4444', 'quarantine', 'R-5555', { kind: 'quarantine-off', quarantine: 'R-4444' }],
    ] as const;
    await store.transaction(async (tx) => {
      for (const [id, kind, after, plan] of tidied) {
        await seedRequest(tx, { id, kind, ...ended });
        await seedRequest(tx, { id: `${after}-1`, kind: plan.kind, ...ended }, plan);
        await seedRequest(tx, { id: after, kind: plan.kind, ...ended, ended_at: before(1) }, plan);
      }
      await seedRequest(tx, { id: 'R-6666', kind: 'drill', ...ended });
    });
    await forgetEnded(store.db, before(400));
    assert.deepEqual(await left(), ['R-2222', 'R-3333', 'R-4444', 'R-5555']);
    await store.transaction(async (tx) => {
      for (const id of ['R-3333', 'R-5555']) await updateRequest(tx, id, { state: 'succeeded' });
    });
    await forgetEnded(store.db, before(400));
    assert.deepEqual(await left(), ['R-3333', 'R-5555']);
  });

  test('stays while a timer still looks for its copy, though nothing was asked to delete or deallocate it', async () => {
    const ended = { state: 'failed' as const, ended_at: before(401) };
    await store.transaction(async (tx) => {
      await seedRequest(tx, { id: 'R-2222', kind: 'drill', ...ended });
      await seedRequest(tx, { id: 'R-3333', kind: 'quarantine', ...ended });
      await seedRequest(tx, { id: 'R-4444', kind: 'drill', ...ended });
      tx.wake('timer', 'drill-ended:R-2222', before(-1));
      tx.wake('timer', 'quarantine-ended:R-3333', before(-1));
    });
    await forgetEnded(store.db, before(400));
    assert.deepEqual(await left(), ['R-2222', 'R-3333']);
    await store.db.deleteFrom('wakeups').where('queue', '=', 'timer').execute();
    await forgetEnded(store.db, before(400));
    assert.deepEqual(await left(), []);
  });

  test('stays while points are held, and goes with what ended the hold, however late that was asked for or tried again', async () => {
    const ended = (days: number) => ({ state: 'succeeded' as const, ended_at: before(days) });
    await store.transaction(async (tx) => {
      await seedRequest(tx, { id: 'R-2222', kind: 'hold', vm_id: 'VM-1', ...ended(404) });
      await seedRequest(tx, { id: 'R-3333', kind: 'unhold', vm_id: 'vm-1', ...ended(403) });
      await seedRequest(tx, { id: 'R-4444', kind: 'hold', vm_id: 'vm-2', ...ended(401) });
      await seedRequest(tx, { id: 'R-5555', kind: 'unhold', vm_id: 'vm-2', ...ended(402) });
    });
    await forgetEnded(store.db, before(400));
    assert.deepEqual(await left(), ['R-4444']);
  });

  test('stays as long as the hold or quarantine that it ended, which would stand again without it', async () => {
    const ended = { state: 'succeeded' as const, ended_at: before(401) };
    await store.transaction(async (tx) => {
      for (const [hold, unhold] of [
        ['R-2222', 'R-3333'],
        ['R-4444', 'R-5555'],
      ] as const) {
        await seedRequest(tx, { id: hold, kind: 'hold', vm_id: hold, ...ended, ended_at: before(402) });
        await seedRequest(tx, { id: unhold, kind: 'unhold', vm_id: hold.toLowerCase(), ...ended });
      }
      for (const [quarantine, release] of [
        ['R-6666', 'R-7777'],
        ['R-8888', 'R-9999'],
      ] as const) {
        await seedRequest(tx, { id: quarantine, kind: 'quarantine', ...ended });
        await seedRequest(tx, { id: release, kind: 'release', ...ended }, { plan: { effects: { quarantine } } });
      }
      const glass = JSON.stringify({ ticket: 'INC1', brokenAt: before(401) }) as never;
      for (const id of ['R-2222', 'R-6666']) await updateRequest(tx, id, { glass });
    });
    await forgetEnded(store.db, before(400));
    assert.deepEqual(await left(), ['R-2222', 'R-3333', 'R-6666', 'R-7777']);
    await store.transaction(async (tx) => {
      for (const id of ['R-2222', 'R-6666']) {
        for (const reviewer of ['a', 'b']) {
          await insertReview(tx, { request_id: id, reviewer_oid: reviewer, reviewer_name: reviewer, note: '' });
        }
      }
    });
    await forgetEnded(store.db, before(400));
    assert.deepEqual(await left(), []);
  });

  test('is a mute too, which nobody ends where nothing is told any more', async () => {
    const mute = {
      conversation_id: 'c',
      kind: 'vm',
      name: 'sql-01',
      machines: [],
      by_name: 'Olivia',
      until: null,
    } as const;
    await store.transaction(async (tx) => {
      await putConversation(tx, { id: 'c', kind: 'channel', reference: {} });
      const long = before(500);
      await putMute(tx, { ...mute, machines: [], subject: 'until fixed', created_at: long });
      await putMute(tx, { ...mute, machines: [], subject: 'over', created_at: long, until: before(401) });
      await putMute(tx, { ...mute, machines: [], subject: 'just over', created_at: long, until: before(399) });
    });
    await forgetEnded(store.db, before(400));
    assert.deepEqual(await store.db.selectFrom('mutes').select('subject').execute(), [{ subject: 'just over' }]);
  });

  test('waits for its review', async () => {
    await request('R-5555', 'succeeded', before(401), { ticket: 'INC1', brokenAt: before(401) });
    await forgetEnded(store.db, before(400));
    assert.deepEqual(await left(), ['R-5555']);
    await store.transaction(async (tx) => {
      for (const reviewer of ['a', 'b']) {
        await insertReview(tx, { request_id: 'R-5555', reviewer_oid: reviewer, reviewer_name: reviewer, note: '' });
      }
    });
    await forgetEnded(store.db, before(400));
    assert.deepEqual(await left(), []);
  });

  test('waits for no review where breaking the glass was asked for, and others approved it', async () => {
    await request('R-5555', 'succeeded', before(401), { ticket: 'INC1', askedAt: before(401) });
    await forgetEnded(store.db, before(400));
    assert.deepEqual(await left(), []);
  });

  test('the post of a review that is still open stays, and is edited by whoever signs', async () => {
    const [glass, reviewMessageIds] = [{ byOid: 'b', byName: 'Bea', ticket: 'INC1', reason: 'fire', nonce: 'n' }, ['']];
    const broken = { ...glass, askedAt: before(401).toISOString(), brokenAt: before(401).toISOString() };
    await request('R-5555', 'succeeded', before(401), broken);
    await request('R-6666', 'succeeded', before(401));
    await store.transaction(async (tx) => {
      const review = tx.post({ conversationId: 'c', subject: 'the review', body: { text: 'Look at it.' } });
      reviewMessageIds[0] = review;
      await updateRequest(tx, 'R-5555', { glass: JSON.stringify({ ...broken, reviewMessageIds }) as never });
    });
    await store.transaction(({ db }) =>
      db
        .updateTable('messages')
        .set({ created_at: before(401), state: 'sent' })
        .execute(),
    );
    await forgetEnded(store.db, before(400));
    const subjects = async () =>
      (
        await store.db.selectFrom('messages').select('subject').where('kind', '=', 'post').orderBy('number').execute()
      ).map(({ subject }) => subject);
    assert.deepEqual(await subjects(), ['R-5555', 'the review']);
    const services = { config: { language: 'en', timeZone: 'UTC' } } as unknown as Services;
    for (const objectId of ['a', 'b']) {
      const person = { objectId, name: objectId, tenantId: 't', teamsId: objectId };
      await store.transaction((tx) => signReview(services, tx, 'R-5555', person, 'seen'));
    }
    assert.match((await latestBody(store.db, reviewMessageIds[0] ?? ''))?.text ?? '', /R-5555/);
    await store.transaction(({ db }) =>
      db
        .updateTable('messages')
        .set({ created_at: before(401), state: 'sent' })
        .execute(),
    );
    for (const _ of [1, 2]) await forgetEnded(store.db, before(400));
    assert.deepEqual(await subjects(), []);
  });

  test('what waits in a conversation that is dead goes with its age; where it lives, it waits', async () => {
    for (const id of ['alive', 'dead']) {
      await store.transaction(async (tx) => {
        await putConversation(tx, { id, kind: 'channel', reference: {} });
        const post = tx.post({ conversationId: id, subject: `${id} old`, body: { text: 'a digest' } });
        tx.post({ conversationId: id, subject: `${id} old`, threadOf: post, body: { text: 'a reply' } });
        if (id === 'dead') await markConversationDead(tx, id, '403');
      });
      await store.transaction((tx) =>
        tx.post({ conversationId: id, subject: `${id} young`, body: { text: 'a digest' } }),
      );
    }
    await store.transaction(({ db }) =>
      db
        .updateTable('messages')
        .set({ created_at: before(401) })
        .where('subject', 'like', '% old')
        .execute(),
    );
    for (const _ of [1, 2]) await forgetEnded(store.db, before(400));
    const left = await store.db.selectFrom('messages').select(['subject', 'state']).orderBy('subject').execute();
    assert.deepEqual(
      left.map(({ subject, state }) => `${subject}: ${state}`),
      ['alive old: waiting', 'alive old: waiting', 'alive young: waiting', 'dead young: waiting'],
    );
  });

  test('messages go, but for the card of a request that is still there', async () => {
    await request('R-2222', 'succeeded', before(401));
    await request('R-3333', 'failed', before(10));
    await store.transaction(async (tx) => {
      await tx.db
        .updateTable('messages')
        .set({ created_at: before(401), state: 'sent' })
        .execute();
    });
    await forgetEnded(store.db, before(400));
    const subjects = await store.db.selectFrom('messages').select('subject').execute();
    assert.deepEqual(
      subjects.map(({ subject }) => subject),
      ['R-3333'],
    );
  });
});
