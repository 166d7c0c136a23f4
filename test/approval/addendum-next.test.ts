import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { askAddendum } from '../../src/approval/addenda.ts';
import { requestKinds } from '../../src/features/request-kinds.ts';
import { timers } from '../../src/features/timers.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { storedCardIds } from '../../src/kernel/stored-message.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import type { Services } from '../../src/services.ts';
import { findOpenAddendum, updateAddendum } from '../../src/store/addenda.ts';
import { toJson } from '../../src/store/columns.ts';
import { lockRequest } from '../../src/store/requests.ts';
import { listSteps } from '../../src/store/steps.ts';
import { freshStore } from '../store/engines.ts';
import { loadFixtures } from '../store/fixtures.ts';

/** Runs, and waits at the deployment of its machine. */
const id = 'R-222V';
const minute = 60_000;

const group = (name: string) => ({ name, holders: true, entra: [], people: [] });
const rule = (name: string, next?: { afterMinutes: number; group: ReturnType<typeof group> }) => ({
  rule: name,
  approvals: 1,
  denials: 1,
  oneVotePerGroup: false,
  groups: [group('platform')],
  remindMinutes: [],
  decideMinutes: 60,
  beginMinutes: 60,
  ...(next && { next }),
});
const requirement = {
  ...rule('hurried, owned, calm'),
  all: [
    rule('hurried', { afterMinutes: 10, group: group('leads') }),
    rule('owned', { afterMinutes: 30, group: group('dba') }),
    rule('calm'),
  ],
};

describe('an addendum to a request under several rules', () => {
  it('says of each next group that it may decide, when it may', async (t) => {
    let now = Date.now();
    const clock = new Clock(undefined, () => now);
    const store = await freshStore(t, 'embedded', clock);
    await loadFixtures(store);
    const services = {
      store,
      clock,
      requestKinds: createRequestKinds(requestKinds),
      config: { language: 'en', timeZone: 'UTC' },
    } as unknown as Services;
    await store.transaction(async (tx) => {
      const before = (await findOpenAddendum(tx.db, id)) ?? assert.fail();
      await updateAddendum(tx, before, { state: 'withdrawn', decided_at: tx.now() });
      const stored = (await lockRequest(tx, id)) ?? assert.fail();
      const card = tx.post({ conversationId: stored.conversation_id, subject: id, body: { text: 'its card' } });
      await tx.db
        .updateTable('requests')
        .set({ requirement: toJson(requirement), card_message_ids: toJson(storedCardIds.write([card])) })
        .where('id', '=', id)
        .execute();
      const request = (await lockRequest(tx, id)) ?? assert.fail();
      const step = (await listSteps(tx.db, id)).find(({ kind }) => kind === 'deploy-vm') ?? assert.fail();
      const deviations = [{ path: 'virtualMachines/properties/evictionPolicy', value: '"Deallocate"' }];
      await askAddendum(services, tx, { request, step }, { kind: 'deviations', deviations });
    });
    const asked = now;
    const wakes = await store.db.selectFrom('wakeups').select(['key', 'due_at']).orderBy('due_at').execute();
    const said: string[] = [];
    for (const { key, due_at } of wakes.filter((wake) => wake.key.startsWith('addendum-next:'))) {
      now = due_at.getTime();
      await timers['addendum-next']?.(services, key.slice('addendum-next:'.length));
      const posts = await store.db
        .selectFrom('messages')
        .select('body')
        .where('kind', '=', 'post')
        .where('created_at', '=', due_at)
        .execute();
      for (const { body } of posts) said.push(`${(now - asked) / minute}: ${(body as { text: string }).text}`);
    }
    assert.deepEqual(said, [
      `10: Nobody has decided ${id} about web-01 yet, so leads can decide now too.`,
      `30: Nobody has decided ${id} about web-01 yet, so dba can decide now too.`,
    ]);
  });
});
