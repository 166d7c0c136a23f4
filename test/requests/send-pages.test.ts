import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Services } from '../../src/app/services.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { type Pager, pagerFormats } from '../../src/kernel/config/rules/pager.ts';
import { sendPages } from '../../src/requests/send-pages.ts';
import { markConversationDead, putConversation } from '../../src/store/conversations.ts';
import { pageFigures } from '../../src/store/pages.ts';
import { findRequest, setCards } from '../../src/store/requests.ts';
import type { Db } from '../../src/store/schema.ts';
import { until } from '../store/engines.ts';
import { botAppId, paged } from './paged.ts';
import { type StandIn, standIn as standInOf } from './stand-ins.ts';

async function standIn(t: TestContext, format: Pager['format']): Promise<StandIn> {
  const service = await standInOf(format);
  t.after(() => service.close());
  return service;
}

describe('each service takes a night, from asked to done, by the API that it documents', () => {
  for (const format of pagerFormats) {
    it(format, async (t) => {
      const service = await standIn(t, format);
      const { request, page, become, begin, store } = await paged(t, service.pager);
      await request('R-7K2M');
      begin();
      const states: unknown[] = [];
      const step = async (work: Promise<void>, count: number) => {
        await work;
        await until(async () => (await pageFigures(store.db, new Date(Date.UTC(2027, 0)))).waiting === 0);
        states.push(service.alerts.get('R-7K2M'));
        assert.equal(service.got.length, count);
      };
      await step(page('R-7K2M', 'asked'), 1);
      await step(page('R-7K2M', 'failed'), 2);
      await step(become('R-7K2M', 'approved'), 3);
      await step(page('R-7K2M', 'stalled'), 4);
      await step(become('R-7K2M', 'failed'), 5);
      await step(become('R-7K2M', 'running'), 6);
      await step(become('R-7K2M', 'succeeded'), 7);
      // A failure after the decision rings again, which no service does for an alert that is open and acknowledged.
      assert.deepEqual(states, [
        'triggered',
        'triggered',
        'resolved',
        'triggered',
        'triggered',
        'resolved',
        'resolved',
      ]);
      assert.equal((await pageFigures(store.db, new Date())).error, undefined);
      for (const { raw } of service.got)
        assert.doesNotMatch(raw, /hunter2|Olivia|hash-of-the-plan/, 'no reason, no person, no hash');
      const told = service.got.map(({ raw }) => raw).join('\n');
      assert.match(told, /Restore of sql-01: R-7K2M waits for a decision until/);
      assert.match(told, /teams\.microsoft\.com\/l\/message\/19%3Aops\/1764000000001/);
      if (format !== 'pagerduty') assert.ok(!told.includes(service.pager.secret), 'the key is in no body');
    });
  }
});

it('an event is a CloudEvent, and its id stays the same over every try', async (t) => {
  const service = await standIn(t, 'cloudevents');
  const { request, page, begin } = await paged(t, service.pager);
  await request('R-7K2M');
  let refusals = 3;
  service.fault = () => (refusals-- > 0 ? { status: 503, headers: { 'retry-after': '1' } } : undefined);
  begin();
  await page('R-7K2M', 'asked');
  await until(() => service.got.length === 4);
  assert.equal(new Set(service.got.map(({ headers }) => headers['webhook-id'])).size, 1);
  const event = service.got.at(-1)?.body as Record<string, Record<string, unknown>>;
  assert.equal(event.id, service.got[0]?.headers['webhook-id']);
  assert.deepEqual(
    { ...event, id: '', time: '' },
    {
      specversion: '1.0',
      id: '',
      source: `/strongroom/${botAppId}`,
      type: 'strongroom.request.asked',
      subject: 'R-7K2M',
      time: '',
      datacontenttype: 'application/json',
      data: {
        request: 'R-7K2M',
        kind: 'restore',
        state: 'pending',
        machine: 'sql-01',
        vault: 'rsv-prod',
        summary: event.data?.summary,
        decideBy: '2026-11-24T07:00:00.000Z',
        link: event.data?.link,
      },
    },
  );
});

it('the pages of one request come in their order, and one request does not wait for another', async (t) => {
  const service = await standIn(t, 'cloudevents');
  const { request, page, become, begin } = await paged(t, service.pager);
  for (const id of ['R-AAAA', 'R-BBBB']) await request(id);
  let down = true;
  const subject = ({ body }: { body: unknown }) => (body as { subject: string }).subject;
  service.fault = (got) => (down && subject(got) === 'R-AAAA' ? { status: 500 } : undefined);
  begin();
  await page('R-AAAA', 'asked');
  await page('R-AAAA', 'failed');
  await become('R-AAAA', 'rejected');
  await page('R-BBBB', 'asked');
  await until(() => service.alerts.has('R-BBBB') && service.got.length > 3);
  assert.ok(!service.alerts.has('R-AAAA'));
  down = false;
  await until(() => service.alerts.get('R-AAAA') === 'resolved');
  const types = service.got
    .filter((got) => subject(got) === 'R-AAAA')
    .map(({ body }) => (body as { type: string }).type);
  assert.deepEqual(
    [...new Set(types)],
    ['strongroom.request.asked', 'strongroom.request.failed', 'strongroom.request.done'],
  );
});

it('what the service calls wrong is given up and those behind it are sent; a wrong key is tried on', async (t) => {
  const service = await standIn(t, 'pagerduty');
  const { request, page, begin, store } = await paged(t, { ...service.pager, secret: 'a key that is too short' });
  await request('R-7K2M');
  begin();
  await page('R-7K2M', 'asked');
  await page('R-7K2M', 'failed');
  await until(() => service.got.length === 2);
  const now = new Date(Date.UTC(2026, 10, 24, 4));
  await until(async () => (await pageFigures(store.db, now)).dead === 2);
  assert.equal((await pageFigures(store.db, now)).error, '400');
});

it('a page that nobody takes is given up after a day, and one to nowhere says so', async (t) => {
  const clock = new Clock({ realOrigin: Date.now(), worldOrigin: Date.UTC(2026, 10, 24, 3), rate: 100_000 });
  const { request, page, begin, store } = await paged(
    t,
    { url: 'http://127.0.0.1:1/nobody', secret: 'sixteen characters', format: 'cloudevents' },
    clock,
  );
  await request('R-7K2M');
  begin();
  await page('R-7K2M', 'asked');
  // Fixed, because the clock runs on by more than a page's counting day in the second that a test waits.
  const now = new Date(Date.UTC(2026, 10, 24, 4));
  await until(async () => (await pageFigures(store.db, now)).dead === 1);
  assert.equal((await pageFigures(store.db, now)).error, 'no answer');
});

it('a redirect is not followed: the key goes nowhere else', async (t) => {
  const service = await standIn(t, 'incident.io');
  const elsewhere = await standIn(t, 'incident.io');
  const { request, page, begin, store } = await paged(t, service.pager);
  service.fault = () => ({ status: 307, headers: { location: elsewhere.pager.url } });
  await request('R-7K2M');
  begin();
  await page('R-7K2M', 'asked');
  await until(async () => (await pageFigures(store.db, new Date(Date.UTC(2027, 0)))).error === '307');
  assert.equal(elsewhere.got.length, 0);
});

it('a page waits for its card, whose place its link needs, and not for ever', async (t) => {
  const service = await standIn(t, 'cloudevents');
  const { request, page, posted, begin } = await paged(t, service.pager);
  await request('R-7K2M', false);
  await page('R-7K2M', 'asked');
  begin();
  await posted();
  await until(() => service.got.length === 1);
  assert.match(service.got[0]?.raw ?? '', /\/l\/message\/19%3Aops\/1764000000001/);
});

it('its link opens no channel that the bot was removed from', async (t) => {
  const service = await standIn(t, 'cloudevents');
  const { request, page, posted, begin, store } = await paged(t, service.pager);
  await request('R-7K2M');
  await store.transaction(async (tx) => {
    await putConversation(tx, { id: '19:approvals', kind: 'channel', reference: {} });
    const { card_message_ids: before } = (await findRequest(tx.db, 'R-7K2M')) ?? assert.fail();
    await setCards(tx, 'R-7K2M', [...before, tx.post({ conversationId: '19:approvals', body: { text: 'R-7K2M' } })]);
  });
  await posted();
  await store.transaction((tx) => markConversationDead(tx, '19:approvals', '403'));
  await page('R-7K2M', 'asked');
  begin();
  await until(() => service.got.length === 1);
  assert.match(service.got[0]?.raw ?? '', /\/l\/message\/19%3Aops\//);
});

it('without a pager nothing is kept', async (t) => {
  const service = await standIn(t, 'cloudevents');
  const { request, page, services, store } = await paged(t, service.pager);
  const { pager: _, ...rest } = services.config;
  Object.assign(services, { config: rest });
  await request('R-7K2M');
  await page('R-7K2M', 'asked');
  assert.deepEqual(await store.db.selectFrom('pages').selectAll().execute(), []);
});

function afterEachRead(db: Db, work: () => Promise<void>): Db {
  return db.withPlugin({
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      await work();
      return result;
    },
  });
}

it('what waits when the pager is taken out of the settings is given up, all of it', async (t) => {
  const service = await standIn(t, 'cloudevents');
  const { request, page, services, store, begin, idle } = await paged(t, service.pager);
  await request('R-7K2M');
  await page('R-7K2M', 'asked');
  await page('R-7K2M', 'failed');
  const { pager: _, ...rest } = services.config;
  Object.assign(services, { config: rest });
  begin();
  await idle();
  const { waiting, dead } = await pageFigures(store.db, new Date(Date.UTC(2026, 10, 24, 4)));
  assert.deepEqual({ waiting, dead, sent: service.got.length }, { waiting: 0, dead: 2, sent: 0 });
});

describe('a process that froze in the middle of a page, and whose request another took over', () => {
  /** The other process sends this page, and its withdrawal, while the first waits for an answer. */
  for (const [what, answer] of [
    ['is taken', undefined],
    ['has no clear answer', { status: 503 }],
  ] as const) {
    it(`leaves no alarm that nothing resolves: the late page ${what}`, async (t) => {
      const service = await standIn(t, 'pagerduty');
      const { request, page, services } = await paged(t, service.pager);
      await request('R-7K2M');
      await page('R-7K2M', 'asked');
      service.fault = async () => {
        service.fault = undefined;
        await page('R-7K2M', 'done');
        await sendPages(services, 'R-7K2M');
        assert.equal(service.alerts.get('R-7K2M'), 'resolved');
        // Accepted, whatever the answer says.
        if (answer) service.alerts.set('R-7K2M', 'triggered');
        return answer;
      };
      await sendPages(services, 'R-7K2M');
      assert.equal(service.alerts.get('R-7K2M'), 'triggered', 'a new alarm');
      await sendPages(services, 'R-7K2M');
      assert.equal(service.alerts.get('R-7K2M'), 'resolved');
      assert.equal(service.got.length, 4);
      assert.equal(service.got[3]?.raw, service.got[2]?.raw, 'the same page once more');
      await sendPages(services, 'R-7K2M');
      assert.equal(service.got.length, 4, 'once');
    });
  }

  it('leaves no alarm that nothing resolves: the late page comes while the other sends what takes it back', async (t) => {
    const service = await standIn(t, 'pagerduty');
    const { request, page, services, begin, idle } = await paged(t, service.pager);
    await request('R-7K2M');
    await page('R-7K2M', 'asked');
    const [begun, thawed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    service.fault = async () => {
      begun.resolve();
      await thawed.promise;
      return undefined;
    };
    const late = sendPages(services, 'R-7K2M');
    await begun.promise;
    await page('R-7K2M', 'done');
    service.fault = async ({ body }) => {
      if ((body as { event_action: string }).event_action !== 'resolve') return undefined;
      service.fault = undefined;
      // Accepted, and not yet answered.
      service.alerts.set('R-7K2M', 'resolved');
      thawed.resolve();
      await late;
      assert.equal(service.alerts.get('R-7K2M'), 'triggered', 'a new alarm');
      return { status: 202 };
    };
    begin();
    await idle();
    assert.equal(service.alerts.get('R-7K2M'), 'resolved');
  });

  it('sends no page that the other has sent', async (t) => {
    const service = await standIn(t, 'pagerduty');
    const { request, page, services, store } = await paged(t, service.pager);
    await request('R-7K2M');
    await page('R-7K2M', 'asked');
    const frosts = [() => sendPages(services, 'R-7K2M')];
    // Suspended right after it has read which page is next.
    const db = afterEachRead(store.db, async () => frosts.shift()?.());
    const transaction: typeof store.transaction = (work) => store.transaction(work);
    await sendPages({ ...services, store: { db, transaction } } as unknown as Services, 'R-7K2M');
    assert.equal(service.got.length, 1);
  });

  /** Where the other process is when the first, whose run it has taken over, records the page and is killed. */
  for (const [what, read, answer] of [
    ['has read that the page waits', true, undefined],
    ['has sent it too', false, undefined],
    ['has sent it too, and it is refused', false, { status: 400 }],
    ['has sent it too, without a clear answer', false, { status: 503 }],
  ] as const) {
    it(`leaves the pages behind it to the other, which ${what}`, async (t) => {
      const service = await standIn(t, 'cloudevents');
      const { request, page, services, store, idle } = await paged(t, service.pager);
      await request('R-7K2M');
      await page('R-7K2M', 'asked');
      const [begun, thawed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      service.fault = async () => {
        service.fault = undefined;
        begun.resolve();
        await thawed.promise;
        return undefined;
      };
      const recordEffect: typeof store.recordEffect = async (work) => {
        await store.recordEffect(work);
        throw new Error('killed');
      };
      const late = assert.rejects(sendPages({ ...services, store: { ...store, recordEffect } }, 'R-7K2M'), /killed/);
      await begun.promise;
      await page('R-7K2M', 'failed');
      const thaw = async () => {
        thawed.resolve();
        await late;
      };
      if (!read) {
        service.fault = async () => {
          service.fault = undefined;
          await thaw();
          return answer;
        };
      }
      const db = read ? afterEachRead(store.db, thaw) : store.db;
      store.work('pager', (key) => sendPages({ ...services, store: { ...store, db } }, key));
      await idle();
      const types = service.got.map(({ body }) => (body as { type: string }).type);
      assert.deepEqual([...new Set(types)], ['strongroom.request.asked', 'strongroom.request.failed']);
      assert.equal((await pageFigures(store.db, new Date(Date.UTC(2027, 0)))).waiting, 0);
    });
  }
});
