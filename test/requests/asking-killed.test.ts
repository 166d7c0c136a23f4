import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestKinds } from '../../src/app/request-kinds.ts';
import type { Services } from '../../src/app/services.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { askApprovers } from '../../src/requests/ask-approvers.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { askSubject } from '../../src/requests/request-messages.ts';
import type { Store } from '../../src/store/open.ts';
import { insertRequest, setCards } from '../../src/store/requests.ts';
import { freshStore } from '../store/engines.ts';
import { loadFixtures } from '../store/fixtures.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const members = ['anton', 'bea', 'dana', 'petra'].map((name, index) => ({
  objectId: `bbbbbbbb-0000-4000-8000-00000000000${index}`,
  teamsId: `29:${name}`,
  name,
  tenantId: 't',
}));

test('killed between any two steps of asking, two replicas go on: each is mentioned once, and the card is posted once', async (t) => {
  let now = Date.now();
  const clock = new Clock(undefined, () => now);
  const store = await freshStore(t, 'embedded', clock);
  await loadFixtures(store);

  /** @param steps after which the process is killed */
  const replica = (steps = Number.POSITIVE_INFINITY) => {
    let left = steps;
    const step = () => {
      if (left-- <= 0) throw new Error('killed');
    };
    const around = async <T>(work: () => Promise<T>) => {
      step();
      const done = await work();
      step();
      return done;
    };
    const transaction: Store['transaction'] = (work) =>
      around(() =>
        store.transaction(async (tx) => {
          const done = await work(tx);
          step();
          return done;
        }),
      );
    return {
      store: { db: store.db, transaction },
      clock,
      requestKinds: createRequestKinds(requestKinds),
      config: { language: 'en', timeZone: 'UTC', approverAsksPerHour: 1000 },
      approvers: {
        policy: {},
        count: () =>
          around(async () => ({
            people: members.map(({ objectId }) => objectId),
            onCall: [],
            more: false,
            unread: [],
          })),
      },
      roster: () => around(async () => ({ people: members, more: false })),
      access: { missing: async () => [] },
      azure: { keyVaults: { get: async () => ({ permissionModel: 'rbac' }) } },
    } as unknown as Services;
  };

  const seeded = async (id: string) =>
    store.transaction(async (tx) => {
      const { approvers: _, ...request } = await tx.db
        .selectFrom('requests')
        .selectAll()
        .where('id', '=', 'R-222W')
        .executeTakeFirstOrThrow();
      const { hash, body } = await tx.db
        .selectFrom('plans')
        .select(['hash', 'body'])
        .where('request_id', '=', 'R-222W')
        .executeTakeFirstOrThrow();
      const decideMs = 4 * hourMs;
      await insertRequest(
        tx,
        { ...request, id, decide_by: new Date(now + decideMs) } as never,
        { hash, body } as never,
      );
      const card = tx.post({ conversationId: request.conversation_id, subject: id, body: { text: 'its card' } });
      await setCards(tx, id, [card]);
      tx.wake('timer', `ask:${id}`);
    });

  /** Lets all times come, each handled by a process that is killed, then by both replicas at once. */
  const asksAll = async (id: string, killedAt: number): Promise<{ said: string[]; killed: boolean }> => {
    const begun = now;
    let killed = false;
    const first = replica(killedAt);
    const takeWake = () => store.db.deleteFrom('wakeups').where('key', '=', `ask:${id}`).returning('due_at');
    for (;;) {
      const wake = await takeWake().executeTakeFirst();
      if (!wake) break;
      now = Math.max(now, wake.due_at.getTime());
      await askApprovers(first, id).catch((error: Error) => {
        assert.equal(error.message, 'killed');
        killed = true;
      });
      await Promise.all([1, 2].map(() => askApprovers(replica(), id)));
    }
    const posts = await store.db
      .selectFrom('messages')
      .select(['body', 'conversation_id', 'created_at'])
      .where('subject', 'in', [id, askSubject(id)])
      .where('kind', '=', 'post')
      .orderBy('created_at')
      .orderBy('conversation_id')
      .orderBy('number')
      .execute();
    const said = posts.map(({ body, conversation_id, created_at }) => {
      const { text } = body as { text: string };
      const what = [...text.matchAll(/<at>(\w+)<\/at>/g)].map(([, name]) => name).join(' ') || 'card';
      return `${(created_at.getTime() - begun) / minuteMs} ${conversation_id.slice(3, 6)}: ${what}`;
    });
    return { said, killed };
  };

  for (let killedAt = 0; ; killedAt += 1) {
    const id = `R-K${killedAt}`;
    await seeded(id);
    const { said, killed } = await asksAll(id, killedAt);
    assert.deepEqual(
      said.toSorted(),
      ['0 app: anton bea', '0 app: card', '0 ops: card', '5 app: dana petra'],
      `${killedAt}`,
    );
    if (!killed) {
      assert.ok(killedAt >= 10, `only ${killedAt} steps`);
      break;
    }
    now += hourMs;
  }
});
