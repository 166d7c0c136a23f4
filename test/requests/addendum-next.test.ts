import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { product } from '../../src/app/product.ts';
import { requestKinds } from '../../src/app/request-kinds.ts';
import type { Services } from '../../src/app/services.ts';
import { storedCardIds } from '../../src/kernel/chat.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { askAddendum } from '../../src/requests/addenda.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { findOpenAddendum, updateAddendum } from '../../src/store/approvals.ts';
import { rememberPerson } from '../../src/store/people.ts';
import { findRequest, lockRequest, updateRequest } from '../../src/store/requests.ts';
import { toJson } from '../../src/store/rows.ts';
import { storedApprovers } from '../../src/store/rules/decision.ts';
import { listSteps } from '../../src/store/steps.ts';
import { freshStore } from '../store/engines.ts';
import { loadFixtures } from '../store/fixtures.ts';

const { timers } = product;

/** Running, and waiting at the deployment of its machine. */
const id = 'R-222V';
const minute = 60_000;

const group = (name: string) => ({ name, holders: true, entra: [], people: [] });
const rule = (name: string, next?: { afterMinutes: number; group: ReturnType<typeof group> }) => ({
  rule: name,
  approvals: 1,
  denials: 1,
  oneVotePerGroup: false,
  groups: [group('platform')],
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

/** The only member of each group, known here, with a personal chat. */
const inGroup = {
  platform: 'aaaaaaaa-0000-4000-8000-000000000005',
  leads: 'aaaaaaaa-0000-4000-8000-000000000003',
  dba: 'aaaaaaaa-0000-4000-8000-000000000008',
};
const chatOf = (name: string) => ({ platform: 'platform', leads: 'approver-2', dba: 'dba' })[name] ?? '';

async function open(t: TestContext, { inChats = false } = {}) {
  let now = Date.now();
  const clock = new Clock(undefined, () => now);
  const store = await freshStore(t, 'embedded', clock);
  await loadFixtures(store);
  const services = {
    store,
    clock,
    requestKinds: createRequestKinds(requestKinds),
    config: { language: 'en', timeZone: 'UTC' },
    approvers: {
      count: async ({ askedAt }: { askedAt: Date }, at: Date) => {
        const minutes = (at.getTime() - askedAt.getTime()) / minute;
        const people = [
          inGroup.platform,
          ...(minutes >= 10 ? [inGroup.leads] : []),
          ...(minutes >= 30 ? [inGroup.dba] : []),
        ];
        return { people, onCall: [], more: false, unread: [] };
      },
    },
  } as unknown as Services;
  for (const [name, objectId] of Object.entries(inGroup)) {
    await rememberPerson(store, { objectId, name, tenantId: 't', teamsId: name });
  }
  await store.transaction(async (tx) => {
    const before = (await findOpenAddendum(tx.db, id)) ?? assert.fail();
    await updateAddendum(tx, before, { state: 'withdrawn', decided_at: tx.now() });
    if (inChats) await tx.db.deleteFrom('settings').where('name', '=', 'approvals').execute();
    const conversation_id = inChats ? 'a:personal-oncall' : '19:ops@thread.tacv2';
    const card = tx.post({ conversationId: conversation_id, subject: id, body: { text: 'its card' } });
    const approvers = { people: [inGroup.platform], onCall: [], more: false, unread: [] };
    await updateRequest(tx, id, {
      conversation_id,
      ...(inChats && { thread_id: null }),
      requirement: toJson(requirement),
      approvers: toJson(storedApprovers.write(approvers)),
      card_message_ids: toJson(storedCardIds.write([card])),
    });
    const request = (await lockRequest(tx, id)) ?? assert.fail();
    const step = (await listSteps(tx.db, id)).find(({ kind }) => kind === 'deploy-vm') ?? assert.fail();
    const deviations = [{ path: 'virtualMachines/properties/evictionPolicy', value: '"Deallocate"' }];
    await askAddendum(services, tx, { request, step }, { kind: 'deviations', deviations });
  });
  const asked = now;
  const wakes = await store.db.selectFrom('wakeups').select(['key', 'due_at']).orderBy('due_at').execute();
  return {
    store,
    /**
     * Lets each next group join.
     * @returns the posts: minutes, place and content
     */
    async joins(): Promise<string[]> {
      const said: string[] = [];
      for (const { key, due_at } of wakes.filter((wake) => wake.key.startsWith('addendum-next:'))) {
        now = due_at.getTime();
        await timers['addendum-next']?.(services, key.slice('addendum-next:'.length));
        const posts = await store.db
          .selectFrom('messages')
          .select(['body', 'conversation_id'])
          .where('kind', '=', 'post')
          .where('created_at', '=', due_at)
          .orderBy('conversation_id')
          .orderBy('number')
          .execute();
        for (const { body, conversation_id } of posts) {
          const { text, card } = body as { text: string; card?: unknown };
          said.push(`${(now - asked) / minute}: ${conversation_id} ${card ? 'its card' : text}`);
        }
      }
      return said;
    },
  };
}

describe('an addendum to a request under several rules', () => {
  it('says of each next group that it may decide, when it may, and mentions its people', async (t) => {
    const { joins, store } = await open(t);
    assert.deepEqual(await joins(), [
      `10: 19:ops@thread.tacv2 Nobody has decided ${id} about web-01 yet, so leads can decide now too. <at>platform</at>, <at>leads</at>`,
      `30: 19:ops@thread.tacv2 Nobody has decided ${id} about web-01 yet, so dba can decide now too. <at>platform</at>, <at>leads</at>, <at>dba</at>`,
    ]);
    const { approvers } = (await findRequest(store.db, id)) ?? assert.fail();
    assert.deepEqual(approvers?.people, Object.values(inGroup), 'they may ask about it from then on');
  });

  it('reaches them in their own chats where it is decided there, each once', async (t) => {
    const { joins } = await open(t, { inChats: true });
    const cards = (await joins()).filter((said) => said.endsWith('its card'));
    assert.deepEqual(cards, [
      `10: a:personal-${chatOf('leads')} its card`,
      `10: a:personal-${chatOf('platform')} its card`,
      `30: a:personal-${chatOf('dba')} its card`,
    ]);
  });

  it('mentions nobody of them who carries the request by then', async (t) => {
    const { joins, store } = await open(t);
    await store.transaction((tx) =>
      updateRequest(tx, id, { holder_oid: inGroup.leads.toUpperCase(), holder_name: 'x' }),
    );
    const [first] = await joins();
    assert.match(first ?? '', /can decide now too\. <at>platform<\/at>$/);
  });
});
