import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Answer, CardJson, MessageBody, Place } from '../../src/kernel/chat.ts';
import { type Bot, busy, execute, olivia, personal, startBot, tenantId, until } from './start-bot.ts';

const card: CardJson = { type: 'AdaptiveCard', version: '1.5', body: [] };
const cardAnswer: Answer = { kind: 'card', card, text: 'A form.' };
const shownCard = { ...card, body: [{ type: 'TextBlock', text: 'A form.', wrap: true }] };
const thread = '/teams/v3/conversations/19:ops@thread.tacv2;messageid=1700000000000/activities';
/** The line that everyone reads where the answer went to a personal chat. */
const elsewhere = 'elsewhere 19:ops@thread.tacv2 Olivia Novak';
const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content: shownCard }];
const dead = { status: 403, body: { error: { code: 'MessageWritesBlocked' } } };

/** Places and texts of messages. */
const posts = (bot: Bot) => bot.connector.calls.map(({ method, path, body }) => [method, path, body.text]);
const submit = { text: undefined, entities: undefined, value: { verb: 'approve', id: 'R-7K2M', reason: 'checked' } };
const search = {
  type: 'invoke',
  name: 'application/search',
  text: undefined,
  value: { queryText: 'sql', dataset: 'vms' },
};
const notice = (text: string) => ({ statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: text });

describe('answers', () => {
  let bot: Bot;
  before(async () => {
    bot = await startBot();
  });
  after(() => bot.stop());
  afterEach(() => {
    bot.connector.calls.length = 0;
    bot.connector.script.length = 0;
    for (const list of [bot.incoming, bot.contacts, bot.log, bot.refusals]) list.length = 0;
    bot.chats.clear();
  });
  const send = (fields: object, answer?: Parameters<Bot['answer']>[0]) => {
    if (answer) bot.answer(answer);
    return bot.send(bot.activity(fields));
  };
  const knowOlivia = () => {
    const { serviceUrl } = bot.connector;
    const user = { id: olivia.id, aadObjectId: olivia.aadObjectId };
    const reference = {
      serviceUrl,
      tenantId,
      conversationId: 'a:known',
      kind: 'personal' as const,
      bot: { id: '28:b' },
      user,
    };
    bot.chats.set(olivia.aadObjectId, reference);
  };

  it('post the reply to a text in its thread, with the sentence as summary and who is mentioned', async () => {
    const body = { text: 'Done, <at>Bea & Co</at>.', mentions: [{ teamsId: '29:bea', name: 'Bea & Co' }] };
    const { status, text } = await send({}, { kind: 'reply', body });
    assert.deepEqual([status, text], [200, '']);
    const [call] = bot.connector.calls;
    assert.equal(call?.path, thread);
    assert.equal(call?.authorization, 'Bearer bot-token');
    const { text: said, summary, entities, conversation } = call?.body ?? {};
    assert.equal(said, 'Done, <at>Bea &amp; Co</at>.');
    assert.equal(summary, 'Done, Bea & Co.');
    const mentioned = { id: '29:bea', name: 'Bea & Co' };
    assert.deepEqual(entities, [{ type: 'mention', text: '<at>Bea &amp; Co</at>', mentioned }]);
    assert.deepEqual(conversation, { id: '19:ops@thread.tacv2;messageid=1700000000000', tenantId });
  });

  it('post what one message has no room for in those that follow it, in order', async () => {
    const more = [{ text: 'Part 2.' }, { text: 'Part 3.' }];
    await send({}, { kind: 'reply', body: { text: 'Part 1.' }, more });
    await until(() => bot.connector.calls.length === 3);
    assert.deepEqual(
      posts(bot),
      ['Part 1.', 'Part 2.', 'Part 3.'].map((text) => ['POST', thread, text]),
    );
    bot.connector.calls.length = 0;
    await send(execute({}), { kind: 'reply', body: { text: 'Part 1.' }, more });
    await until(() => bot.connector.calls.length === 3);
    bot.connector.calls.length = 0;
    knowOlivia();
    await send({}, { kind: 'notice', text: 'Part 1.', more });
    await until(() => bot.connector.calls.length === 4);
    const there = ['Part 1.', 'Part 2.', 'Part 3.'];
    assert.deepEqual(posts(bot), [
      ...there.map((text) => ['POST', '/teams/v3/conversations/a:known/activities', text]),
      ['POST', thread, elsewhere],
    ]);
  });

  it('post a card that answers a text or a submit, with its sentence', async () => {
    for (const fields of [{}, submit]) {
      bot.connector.calls.length = 0;
      await send(fields, cardAnswer);
      const { text, summary, attachments: attached } = bot.connector.calls[0]?.body ?? {};
      assert.deepEqual([text, summary, attached], [undefined, 'A form.', attachments]);
      assert.equal(bot.connector.calls[0]?.path, thread);
    }
  });

  it('give a click its card, notice or error in the invoke response and post nothing', async () => {
    assert.deepEqual((await send(execute({}), cardAnswer)).body, {
      statusCode: 200,
      type: 'application/vnd.microsoft.card.adaptive',
      value: shownCard,
    });
    assert.deepEqual((await send(execute({}), { kind: 'notice', text: 'Not you.' })).body, notice('Not you.'));
    assert.deepEqual((await send(execute({}), { kind: 'nothing' })).body, notice('done'));
    const failed = await send(execute({}), () => Promise.reject(new Error('secret reason')));
    assert.equal(failed.status, 200);
    assert.deepEqual(failed.body, {
      statusCode: 500,
      type: 'application/vnd.microsoft.error',
      value: { code: 'InternalServerError', message: 'error f:click' },
    });
    assert.deepEqual(posts(bot), []);
    assert.ok(bot.log.some(({ level, fields }) => level === 'error' && fields.correlationId === 'f:click'));
  });

  it('come as an invoke response even if the activity asks for its replies in one bundle', async () => {
    const { body } = await send(
      { ...execute({}), deliveryMode: 'expectReplies' },
      { kind: 'notice', text: 'Not you.' },
    );
    assert.deepEqual(body, notice('Not you.'));
  });

  it('never change the shared message because of a card with refresh, also later in the same verb', async () => {
    const refreshing = { ...card, refresh: { userIds: ['29:oncall'], action: {} } };
    await send(execute({}), { kind: 'card', card: refreshing, text: '' });
    await send(execute({}), cardAnswer);
    assert.deepEqual(bot.connector.calls, []);
  });

  it('reach one handler with the same data from a submit and from an execute', async () => {
    await send(submit, { kind: 'nothing' });
    await send(execute({ id: 'R-7K2M', reason: 'checked' }), { kind: 'nothing' });
    const seen = bot.incoming.map((each) => each.kind === 'action' && [each.verb, each.data, each.via, each.refresh]);
    const data = { id: 'R-7K2M', reason: 'checked' };
    assert.deepEqual(seen, [
      ['approve', data, 'submit', false],
      ['approve', data, 'execute', false],
    ]);
  });

  it('flag an automatic refresh', async () => {
    await send(execute({}, { trigger: 'automatic' }), cardAnswer);
    const [incoming] = bot.incoming;
    assert.ok(incoming?.kind === 'action' && incoming.refresh);
  });

  it('post a reply to a click in the thread', async () => {
    const { body } = await send(execute({}), { kind: 'reply', body: { text: 'Approved.' } });
    assert.deepEqual(body, notice('done'));
    await until(() => bot.connector.calls.length > 0);
    assert.deepEqual(posts(bot), [['POST', thread, 'Approved.']]);
  });

  it('answer a search in its format', async () => {
    const choices = [{ title: 'sql-01', value: 'id' }];
    const results = {
      statusCode: 200,
      type: 'application/vnd.microsoft.search.searchResponse',
      value: { results: choices },
    };
    assert.deepEqual((await send(search, { kind: 'choices', choices })).body, results);
    assert.deepEqual((await send(search, { kind: 'nothing' })).body, { ...results, value: { results: [] } });
  });

  it('answer an invoke that is not ours, so that Teams shows no broken app', async () => {
    for (const fields of [
      { name: 'config/fetch', value: { data: {} } },
      { name: 'adaptiveCard/action', value: { action: { type: 'Action.Submit', verb: 'x' } } },
      { name: undefined, value: undefined },
    ]) {
      const { status, body } = await send({ type: 'invoke', text: undefined, ...fields });
      assert.deepEqual([status, body], [200, {}]);
    }
    assert.equal(bot.incoming.length, 0);
  });

  describe('in a dialog', () => {
    const dialog = (name: string, answer: Answer) =>
      send({ type: 'invoke', name, text: undefined, value: { data: { verb: 'view-form', id: 'R-7K2M' } } }, answer);
    const form: CardJson = {
      ...card,
      refresh: { action: {} },
      body: [
        { type: 'Input.Text', id: 'reason', isRequired: true },
        { type: 'ActionSet', actions: [{ type: 'Action.ToggleVisibility', targetElements: ['more'] }] },
        { type: 'Container', id: 'more', isVisible: false, items: [] },
        {
          type: 'ActionSet',
          actions: [
            { type: 'Action.ShowCard', card: { type: 'AdaptiveCard', body: [{ type: 'FactSet', facts: [] }] } },
          ],
        },
      ],
      actions: [
        {
          type: 'Action.Execute',
          title: 'Go',
          verb: 'go',
          associatedInputs: 'none',
          data: { id: 'R-7K2M' },
          fallback: { type: 'Action.Submit' },
        },
        { type: 'Action.Submit', title: 'Open', data: { msteams: { type: 'task/fetch' } } },
      ],
    };

    it('show a card with nothing that phones break, and send by Action.Submit', async () => {
      const { status, body } = await dialog('task/fetch', { kind: 'card', card: form, text: 'A form.' });
      assert.equal(status, 200);
      const { task } = body as { task: { type: string; value: { card: { content: CardJson }; height: string } } };
      assert.deepEqual([task.type, task.value.height], ['continue', 'large']);
      assert.deepEqual(task.value.card.content, {
        type: 'AdaptiveCard',
        version: '1.5',
        body: [
          { type: 'TextBlock', text: 'A form.', wrap: true },
          { type: 'Input.Text', id: 'reason' },
          { type: 'Container', id: 'more', items: [] },
          { type: 'FactSet', facts: [] },
        ],
        actions: [{ type: 'Action.Submit', title: 'Go', data: { id: 'R-7K2M', verb: 'go' } }],
      });
      const [incoming] = bot.incoming;
      assert.deepEqual(incoming?.kind === 'action' && [incoming.verb, incoming.data, incoming.dialog], [
        'view-form',
        { id: 'R-7K2M' },
        'fetch',
      ]);
    });

    it('say a sentence there, close when there is nothing more to do, and post what is for all', async () => {
      const message = (value: string) => ({ task: { type: 'message', value } });
      assert.deepEqual((await dialog('task/fetch', { kind: 'notice', text: 'No.' })).body, message('No.'));
      assert.deepEqual((await dialog('task/fetch', { kind: 'nothing' })).body, message('done'));
      assert.deepEqual((await dialog('task/submit', { kind: 'nothing' })).body, {});
      assert.deepEqual((await dialog('task/submit', cardAnswer)).body, {});
      assert.deepEqual((await dialog('task/submit', { kind: 'reply', body: { text: 'For all.' } })).body, {});
      await until(() => bot.connector.calls.some(({ body }) => body.text === 'For all.'));
    });
  });

  it('remember conversation and person before handling, and ask nothing of an edit', async () => {
    const order: string[] = [];
    await send({}, async () => {
      order.push(`handled after ${bot.contacts.length} contact`);
      return { kind: 'nothing' };
    });
    assert.deepEqual(order, ['handled after 1 contact']);
    assert.equal(bot.contacts[0]?.person?.name, 'Olivia Novak');
    await send({ type: 'messageUpdate', channelData: { eventType: 'editMessage', tenant: { id: tenantId } } });
    await send({ type: 'conversationUpdate', membersAdded: [{ id: '28:b' }] });
    assert.equal(bot.contacts.length, 3);
    assert.equal(bot.incoming.length, 1);
  });

  it('say of a failure that passes what to do, as a notice that Teams shows', async () => {
    const click = await send(execute({}), () => Promise.reject(busy));
    assert.deepEqual(click.body, notice('try again'));
    await send({}, () => Promise.reject(busy));
    assert.deepEqual(posts(bot), [['POST', thread, 'try again']]);
    assert.deepEqual(bot.log, []);
  });

  it('say that a text failed, without the reason', async () => {
    await send({}, () => Promise.reject(new Error('secret reason')));
    assert.deepEqual(posts(bot), [['POST', thread, 'error 1700000000001']]);
  });

  describe('meant for one person', () => {
    const whisper: Answer = { kind: 'notice', text: 'private sentence' };

    it('go to the personal chat that is known, and a line says so where it was asked', async () => {
      knowOlivia();
      await send({}, whisper);
      assert.deepEqual(posts(bot), [
        ['POST', '/teams/v3/conversations/a:known/activities', 'private sentence'],
        ['POST', thread, elsewhere],
      ]);
      const { recipient } = bot.connector.calls[0]?.body ?? {};
      assert.deepEqual(recipient, { id: olivia.id, aadObjectId: olivia.aadObjectId });
    });

    it('open a personal chat if none is known, and remember it', async () => {
      await send(submit, whisper);
      assert.deepEqual(posts(bot), [
        ['POST', '/teams/v3/conversations', undefined],
        ['POST', '/teams/v3/conversations/a:opened/activities', 'private sentence'],
        ['POST', thread, elsewhere],
      ]);
      const { members, tenantId: tenant } = bot.connector.calls[0]?.body ?? {};
      assert.deepEqual([members, tenant], [[olivia], tenantId]);
      assert.equal(bot.contacts.at(-1)?.reference.conversationId, 'a:opened');
    });

    it('open it anew when the known one is dead', async () => {
      knowOlivia();
      bot.connector.script.push(dead);
      await send({}, whisper);
      assert.deepEqual(posts(bot).at(-2), ['POST', '/teams/v3/conversations/a:opened/activities', 'private sentence']);
    });

    it('leave one neutral line in the thread if the person cannot be reached, and nothing of the answer', async () => {
      bot.connector.script.push(dead);
      await send({}, whisper);
      assert.deepEqual(posts(bot), [
        ['POST', '/teams/v3/conversations', undefined],
        ['POST', thread, 'neutral line'],
      ]);
    });

    it('stay where they were asked in a personal chat', async () => {
      await send({ ...personal, channelData: { tenant: { id: tenantId } } }, whisper);
      assert.deepEqual(posts(bot), [['POST', '/teams/v3/conversations/a:oncall/activities', 'private sentence']]);
    });

    it('refuse whoever has no identity: by notice, or where they asked: it tells nothing of anybody', async () => {
      const from = { ...olivia, aadObjectId: undefined };
      assert.deepEqual((await send({ ...execute({}), from })).body, notice('refused no-identity'));
      await send({ from });
      await send({ ...personal, from });
      assert.deepEqual(
        posts(bot).map(([, , text]) => text),
        ['refused no-identity', 'refused no-identity'],
      );
      assert.equal(bot.incoming.length, 0);
    });
  });

  it('of somebody who is refused, to a look that their client takes by itself, are what everybody sees', async () => {
    const shown = { text: '', card: { ...card, body: [{ type: 'TextBlock' }], refresh: { userIds: [] } } };
    bot.shown.set('1700000000005', shown);
    const look = execute({}, { trigger: 'automatic' });
    for (const from of [
      { ...olivia, tenantId: '44444444-4444-4444-8444-444444444444' },
      { ...olivia, userRole: 'guest' },
      { ...olivia, aadObjectId: undefined },
    ]) {
      const { refresh: _, ...still } = shown.card;
      const value = { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: still };
      assert.deepEqual((await send({ ...look, from })).body, value);
    }
    const unknown = { ...look, replyToId: 'of no message', from: { ...olivia, userRole: 'guest' } };
    assert.deepEqual((await send(unknown)).body, notice('refused guest'));
    assert.deepEqual([bot.incoming, bot.refusals, bot.log], [[], [], []]);
    await send({ ...execute({}), from: { ...olivia, userRole: 'guest' } });
    assert.deepEqual(bot.refusals, ['guest']);
  });

  describe('that are private where they were asked', () => {
    const here = `${thread}?isTargetedActivity=true`;
    const seen: Place[] = [];
    let asks: MessageBody | undefined;
    let own: Bot;
    before(async () => {
      own = await startBot({
        seesPrivate: async (place) => seen.some(({ conversationId }) => conversationId === place.conversationId),
        askWhetherSeen: async () => asks,
      });
    });
    after(() => own.stop());
    afterEach(() => {
      own.connector.calls.length = 0;
      own.connector.script.length = 0;
      own.log.length = 0;
      seen.length = 0;
      asks = undefined;
    });
    const say = (fields: object, answer: Answer) => {
      own.answer(answer);
      return own.send(own.activity(fields));
    };
    const whisper: Answer = { kind: 'notice', text: 'private sentence' };
    const sees = () => seen.push({ conversationId: '19:ops@thread.tacv2', kind: 'channel' });

    it('stay in the thread where somebody has seen such a message, for one recipient', async () => {
      sees();
      await say({}, whisper);
      assert.deepEqual(posts(own), [['POST', here, 'private sentence']]);
      const { recipient, entities } = own.connector.calls[0]?.body ?? {};
      assert.deepEqual([recipient, entities], [{ id: olivia.id, name: olivia.name }, undefined]);
    });

    it('go to the personal chat elsewhere, and whoever got one is asked whether they see such a message', async () => {
      asks = { text: 'Do you see this?' };
      await say({}, whisper);
      assert.deepEqual(posts(own), [
        ['POST', '/teams/v3/conversations', undefined],
        ['POST', '/teams/v3/conversations/a:opened/activities', 'private sentence'],
        ['POST', thread, elsewhere],
        ['POST', here, 'Do you see this?'],
      ]);
    });

    it('go to the personal chat where Teams does not take them, for whatever reason', async () => {
      sees();
      for (const status of [400, 403, 404, 500]) {
        own.connector.calls.length = 0;
        own.connector.script.push({ status });
        await say({}, whisper);
        assert.deepEqual(posts(own).slice(-2), [
          ['POST', '/teams/v3/conversations/a:opened/activities', 'private sentence'],
          ['POST', thread, elsewhere],
        ]);
      }
    });

    it('a question that Teams does not take leaves the answer where it is', async () => {
      asks = { text: 'Do you see this?' };
      const posted = { id: 'a:opened' };
      own.connector.script.push(...Array(3).fill({ status: 201, body: posted }), { status: 403 });
      await say({}, whisper);
      assert.equal(own.connector.calls.length, 4);
      assert.ok(own.log.every(({ level }) => level !== 'error' && level !== 'warn'));
    });

    it('to what nobody else was to see are given in the same way, and say what they answer', async () => {
      const recipient = { id: '28:b', isTargeted: true };
      await say({ recipient }, { kind: 'reply', body: { text: 'for you' } });
      assert.deepEqual(posts(own), [['POST', here, 'for you']]);
      const answered = { type: 'targetedMessageInfo', messageId: '1700000000001' };
      assert.deepEqual(own.connector.calls[0]?.body.entities, [answered]);
      own.connector.script.push({ status: 400 });
      await say({ recipient }, { kind: 'reply', body: { text: 'again' } });
      assert.deepEqual(posts(own).at(-1), ['POST', '/teams/v3/conversations/a:opened/activities', 'again']);
    });

    it('to a command that began no thread stand in the channel, and in no thread that others could read', async () => {
      const conversation = { id: '19:ops@thread.tacv2;messageid=1700000000001', conversationType: 'channel', tenantId };
      await say({ recipient: { id: '28:b', isTargeted: true }, conversation }, whisper);
      const channel = '/teams/v3/conversations/19:ops@thread.tacv2/activities?isTargetedActivity=true';
      assert.deepEqual(posts(own), [['POST', channel, 'private sentence']]);
    });
  });

  it('are sent again when Teams is busy, three times in all, and left to the outbox when that was not enough', async () => {
    for (const status of [412, 429, 502, 504]) {
      bot.connector.calls.length = 0;
      bot.connector.script.push({ status }, { status });
      await send({}, { kind: 'reply', body: { text: 'hello' } });
      assert.equal(bot.connector.calls.length, 3);
    }
    bot.connector.calls.length = 0;
    bot.connector.script.push({ status: 502 }, { status: 502 }, { status: 502 });
    await send({});
    assert.equal(bot.connector.calls.length, 3);
    assert.equal(bot.log.at(-1)?.fields.correlationId, '1700000000001');
    const [left] = bot.later.splice(0);
    assert.equal(left?.body.text, 'hello');
    assert.equal(left?.place.threadId, '1700000000000');
  });

  it('are left to the outbox when Teams is broken or says nothing, and not where that is no use', async () => {
    for (const status of [500, 503]) {
      bot.connector.script.push({ status });
      await send({}, { kind: 'reply', body: { text: `after ${status}` } });
      assert.equal(bot.later.pop()?.body.text, `after ${status}`);
    }
    bot.connector.script.push({ status: 403 });
    await send({});
    assert.equal(bot.later.length, 0);
  });

  it('are not sent again after 400, and a long wait is left to the outbox at once', async () => {
    bot.connector.script.push({ status: 400 });
    await send({}, { kind: 'reply', body: { text: 'hello' } });
    assert.equal(bot.later.length, 0);
    bot.connector.script.push({ status: 429, headers: { 'retry-after': '600' } });
    await send({});
    assert.equal(bot.connector.calls.length, 2);
    assert.deepEqual(
      bot.later.splice(0).map(({ body }) => body.text),
      ['hello'],
    );
  });
});

describe('an answer that is not there at once', () => {
  it('is announced by a typing sign in its thread, and not once it is there', async () => {
    const bot = await startBot({ typingAfterMs: 1 });
    try {
      const { promise, resolve } = Promise.withResolvers<Answer>();
      bot.answer(() => promise);
      const sent = bot.send(bot.activity({}));
      await until(() => bot.connector.calls.length > 0);
      resolve({ kind: 'reply', body: { text: 'here it is' } });
      await sent;
      assert.deepEqual(
        bot.connector.calls.map(({ path, body }) => [path, body.type, body.text]),
        [
          [thread, 'typing', undefined],
          [thread, 'message', 'here it is'],
        ],
      );
    } finally {
      await bot.stop();
    }
  });

  it('that fails to be announced is given all the same', async () => {
    const bot = await startBot({ typingAfterMs: 1 });
    try {
      bot.connector.script.push({ status: 429 });
      bot.answer(async () => {
        await until(() => bot.connector.calls.length > 0);
        return { kind: 'reply', body: { text: 'here it is' } };
      });
      await bot.send(bot.activity({}));
      assert.deepEqual(posts(bot).at(-1), ['POST', thread, 'here it is']);
      assert.deepEqual(
        bot.log.filter(({ level }) => level !== 'debug'),
        [],
      );
    } finally {
      await bot.stop();
    }
  });
});

describe('answers that take longer than Teams waits', () => {
  let bot: Bot;
  before(async () => {
    bot = await startBot({ deadlineMs: 50 });
  });
  after(() => bot.stop());
  afterEach(() => {
    bot.connector.calls.length = 0;
    bot.keep(async () => 'kept');
  });

  /** Sends an activity whose answer is held back until its response arrives. */
  async function slowly(fields: object, answer: Answer | Error) {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    bot.answer(() => promise);
    const response = await bot.send(bot.activity(fields));
    if (answer instanceof Error) reject(answer);
    else resolve(answer);
    return response;
  }
  const opened = '/teams/v3/conversations/a:opened/activities';

  it('say "checking" to a click, then bring the card to the person', async () => {
    assert.deepEqual((await slowly(execute({}), cardAnswer)).body, notice('checking nl-NL'));
    await until(() => bot.connector.calls.length === 2);
    assert.deepEqual(bot.connector.calls[1]?.path, opened);
    assert.deepEqual(bot.connector.calls[1]?.body.attachments, attachments);
  });

  it('bring a late notice to the person and a late reply to the thread', async () => {
    await slowly(execute({}), { kind: 'notice', text: 'Not you.' });
    await until(() => bot.connector.calls.length === 2);
    assert.deepEqual(posts(bot)[1], ['POST', opened, 'Not you.']);
    await slowly(execute({}), { kind: 'reply', body: { text: 'Approved.' } });
    await until(() => bot.connector.calls.length === 3);
    assert.deepEqual(posts(bot)[2], ['POST', thread, 'Approved.']);
  });

  it('say a late failure to the person', async () => {
    await slowly(execute({}), new Error('secret reason'));
    await until(() => bot.connector.calls.length === 2);
    assert.deepEqual(posts(bot)[1], ['POST', opened, 'error f:click']);
  });

  it('promise nothing that could not be written down: a click, a dialog and a text are told so, and told no more', async () => {
    bot.keep(() => Promise.reject(busy));
    for (const outcome of [cardAnswer, new Error('the database was silent')]) {
      assert.deepEqual((await slowly(execute({}), outcome)).body, notice('try again'));
      const dialog = { type: 'invoke', name: 'task/submit', text: undefined, value: { data: { verb: 'approve' } } };
      assert.deepEqual((await slowly(dialog, outcome)).body, { task: { type: 'message', value: 'try again' } });
      await slowly({}, outcome);
      await until(() => bot.connector.calls.length === 1);
      await until(() => bot.teams.underway() === 0);
      assert.deepEqual(posts(bot), [['POST', thread, 'try again']]);
      bot.connector.calls.length = 0;
    }
  });

  it('leave what was kept to another process where the database is lost meanwhile', async () => {
    bot.given.length = 0;
    assert.deepEqual((await slowly(execute({}), busy)).body, notice('checking nl-NL'));
    await slowly({}, busy);
    await until(() => bot.teams.underway() === 0);
    assert.deepEqual([posts(bot), bot.given], [[], []]);
  });

  it('are no longer kept once they were given', async () => {
    bot.given.length = 0;
    await slowly(execute({}), cardAnswer);
    await slowly({}, { kind: 'reply', body: { text: 'late' } });
    await until(() => bot.teams.underway() === 0);
    assert.deepEqual(bot.given.toSorted(), ['1700000000001', 'f:click']);
  });

  it('refuse whoever is refused, although nobody can be written down', async () => {
    const silent = await startBot({ deadlineMs: 50, remember: () => new Promise(() => {}) });
    try {
      const stranger = { from: { ...olivia, userRole: 'guest' } };
      const { body } = await silent.send(silent.activity({ ...execute({}), ...stranger }));
      assert.match(JSON.stringify(body), /refused/);
    } finally {
      await silent.stop();
    }
  });

  it('acknowledge a text and post its answer when it is there', async () => {
    const { status, text } = await slowly({}, { kind: 'reply', body: { text: 'late' } });
    assert.deepEqual([status, text], [200, '']);
    await until(() => bot.connector.calls.length === 1);
    assert.deepEqual(posts(bot), [['POST', thread, 'late']]);
  });

  it('are dropped for a refresh and for a search, which are answered at once', async () => {
    bot.keep(async () => 'reading');
    assert.deepEqual((await slowly(execute({}, { trigger: 'automatic' }), cardAnswer)).body, notice('slow nl-NL'));
    assert.deepEqual((await slowly(search, { kind: 'choices', choices: [{ title: 'a', value: 'b' }] })).body.value, {
      results: [],
    });
    await slowly({}, { kind: 'reply', body: { text: 'after both' } });
    await until(() => bot.connector.calls.length === 1);
    assert.deepEqual(posts(bot), [['POST', thread, 'after both']]);
  });

  it('are waited for when the bot stops', async () => {
    const { promise, resolve } = Promise.withResolvers<Answer>();
    bot.answer(() => promise);
    assert.deepEqual((await bot.send(bot.activity(execute({})))).body, notice('checking nl-NL'));
    const closed = bot.teams.close();
    resolve({ kind: 'reply', body: { text: 'last words' } });
    await closed;
    assert.deepEqual(posts(bot), [['POST', thread, 'last words']]);
  });
});
