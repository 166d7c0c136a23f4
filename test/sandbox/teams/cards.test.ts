import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { CardFactory, type TurnContext } from 'botbuilder';
import { type LocalTeams, type Shown, startLocalTeams, until } from './local-teams.ts';

let local: LocalTeams;
before(async () => {
  local = await startLocalTeams();
});
beforeEach(() => {
  local.teams.reset();
  local.bot.heard.length = 0;
  local.onTurn(async () => undefined);
});
after(() => local.close());

const form = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    { type: 'Input.Text', id: 'reason', isRequired: true, label: 'Reason', errorMessage: 'Say why' },
    {
      type: 'Input.ChoiceSet',
      id: 'point',
      value: 'p1',
      choices: [
        { title: 'One', value: 'p1' },
        { title: 'Two', value: 'p2' },
      ],
    },
    {
      type: 'Container',
      items: [{ type: 'TextBlock', text: 'row' }],
      selectAction: { type: 'Action.Execute', verb: 'row', title: 'Row' },
    },
  ],
  actions: [
    {
      type: 'Action.Execute',
      title: 'Send',
      verb: 'send',
      data: { id: 'R-1' },
      fallback: { type: 'Action.Submit', title: 'Send', data: { verb: 'send', id: 'R-1' } },
    },
    {
      type: 'Action.ShowCard',
      title: 'Change',
      card: {
        type: 'AdaptiveCard',
        body: [{ type: 'Input.Text', id: 'size' }],
        actions: [{ type: 'Action.Execute', title: 'Change it', verb: 'change', associatedInputs: 'auto' }],
      },
    },
    { type: 'Action.Execute', title: 'Cancel', verb: 'cancel', associatedInputs: 'none' },
  ],
};

test('a click sends the data with defaults and inputs, and the answer is seen by the one who clicked', async () => {
  const message = await post(form);
  const changed = { ...form, body: [{ type: 'TextBlock', text: 'sent' }], actions: [] };
  local.onTurn((context) =>
    invokeAnswer(context, { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: changed }),
  );
  const result = await local.api('POST', '/api/click', {
    as: 'oncall',
    message,
    action: 'Send',
    inputs: { reason: 'table dropped' },
  });
  assert.equal(result.shown, 'card');
  assert.deepEqual(local.bot.heard[0]?.value.action.data, { id: 'R-1', reason: 'table dropped', point: 'p1' });
  assert.equal(local.bot.heard[0]?.value.trigger, 'manual');
  assert.deepEqual((await seen('oncall')).card, changed);
  assert.deepEqual((await seen('approver-1')).card, form);
  await local.connector(
    'PUT',
    `/v3/conversations/19:ops@thread.tacv2/activities/${message}`,
    cardActivity({ ...form, speak: 'edited' }),
  );
  assert.equal((await seen('oncall')).card?.speak, 'edited');
  assert.equal((await seen('oncall')).personal, false);
});

test('the client checks inputs before it sends anything', async () => {
  const message = await post(form);
  const click = async (body: object) => {
    const response = await fetch(`${local.teams.server.origin}/api/click`, {
      method: 'POST',
      body: JSON.stringify({ as: 'oncall', message, ...body }),
    });
    const { error } = (await response.json()) as { error: string };
    assert.equal(response.status, 400);
    return error;
  };
  assert.match(await click({ action: 'Send' }), /"reason": is required/);
  assert.match(await click({ action: 'Send', inputs: { reason: 'x', point: 'p9' } }), /no choice/);
  assert.match(await click({ action: 'Send', inputs: { other: 'x' } }), /no input "other"/);
  assert.match(await click({ action: 'Approve' }), /no action "Approve"/);
  assert.equal(local.bot.heard.length, 0);
});

test('actions in ShowCards and selectActions are found; associatedInputs none sends none', async () => {
  const message = await post(form);
  local.onTurn((context) =>
    invokeAnswer(context, { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'noted' }),
  );
  const click = (action: string, inputs: object) =>
    local.api('POST', '/api/click', { as: 'oncall', message, action, inputs });
  assert.equal((await click('change', { reason: 'why', size: 'D2' })).text, 'noted');
  assert.equal((await click('row', { reason: 'why' })).shown, 'message');
  await click('cancel', {});
  const data = local.bot.heard.map((one) => one.value.action.data);
  assert.deepEqual(data, [{ reason: 'why', point: 'p1', size: 'D2' }, { reason: 'why', point: 'p1' }, {}]);
});

test('the fallback of an action travels as a message with a value', async () => {
  const message = await post(form);
  const result = await local.api('POST', '/api/click', {
    as: 'oncall',
    message,
    action: 'Send',
    fallback: true,
    inputs: { reason: 'x' },
  });
  const activity = local.bot.heard[0];
  assert.equal(result.shown, 'nothing');
  assert.equal(activity?.type, 'message');
  assert.equal(activity?.replyToId, message);
  assert.deepEqual(activity?.value, { verb: 'send', id: 'R-1', reason: 'x', point: 'p1' });
});

test('errors and malformed answers are shown, the card stays', async () => {
  const message = await post(form);
  const click = () => local.api('POST', '/api/click', { as: 'outsider', message, action: 'Cancel' });
  local.onTurn((context) =>
    invokeAnswer(context, {
      statusCode: 403,
      type: 'application/vnd.microsoft.error',
      value: { code: '403', message: 'You may not.' },
    }),
  );
  assert.deepEqual(pick(await click()), ['error', 'You may not.']);
  local.onTurn((context) => invokeAnswer(context, { hello: 'there' }));
  assert.match(String((await click()).text), /not an invoke response/);
  assert.deepEqual((await seen('outsider')).card, form);
});

test('an invoke without an answer in time shows an error and is delivered again', async (t) => {
  const impatient = await startLocalTeams({ limitMs: 200, redeliverMs: [1, 1, 1] });
  t.after(() => impatient.close());
  const message = await post(form, impatient);
  const held: (() => void)[] = [];
  impatient.onTurn(() => new Promise<void>((resolve) => held.push(resolve)));
  const result = await impatient.api('POST', '/api/click', { as: 'oncall', message, action: 'Cancel' });
  assert.equal(result.shown, 'error');
  assert.match(String(result.text), /Unable to reach app/);
  const { heard } = impatient.bot;
  await until(() => (heard.length >= 2 ? true : undefined));
  assert.equal(heard[0]?.id, heard[1]?.id);
  for (const release of held) release();
});

test('an activity is delivered again on demand, as often as asked', async () => {
  const { activity } = await local.api('POST', '/api/say', { as: 'oncall', in: 'personal-oncall', text: 'once' });
  await until(() => local.bot.heard[0]);
  await local.api('POST', '/api/redeliver', { activity, times: 5 });
  assert.deepEqual(new Set(local.bot.heard.map((one) => one.id)), new Set([activity]));
  assert.equal(local.bot.heard.length, 6);
});

test('who is listed for refresh sees an own card, once per version; the others see the shared one', async () => {
  const own = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'only you' }] };
  const refresh = {
    action: { type: 'Action.Execute', verb: 'refresh', data: { id: 'R-1' } },
    userIds: ['29:approver-1'],
  };
  local.onTurn((context) =>
    invokeAnswer(context, { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: own }),
  );
  const message = await post({ ...form, refresh });
  assert.deepEqual((await seen('approver-1')).card, own);
  assert.deepEqual((await seen('approver-2')).card, { ...form, refresh });
  await seen('approver-1');
  assert.equal(local.bot.heard.length, 1);
  assert.equal(local.bot.heard[0]?.value.trigger, 'automatic');
  await local.connector(
    'PUT',
    `/v3/conversations/19:ops@thread.tacv2/activities/${message}`,
    cardActivity({ ...form, refresh }),
  );
  await seen('approver-1');
  assert.equal(local.bot.heard.length, 2);
});

test('typeahead asks the bot', async () => {
  const message = await post(form);
  local.onTurn((context) =>
    invokeAnswer(context, {
      statusCode: 200,
      type: 'application/vnd.microsoft.search.searchResponse',
      value: { results: [{ title: 'sql-01', value: 'id-1' }] },
    }),
  );
  const found = await local.api('POST', '/api/search', { as: 'oncall', message, dataset: 'vms', query: 'sq' });
  assert.deepEqual(found.choices, [{ title: 'sql-01', value: 'id-1' }]);
  assert.deepEqual(local.bot.heard[0]?.value, { queryText: 'sq', queryOptions: { skip: 0, top: 15 }, dataset: 'vms' });
});

async function post(card: object, teams = local): Promise<string> {
  const response = await teams.connector(
    'POST',
    '/v3/conversations/19:ops@thread.tacv2/activities',
    cardActivity(card),
  );
  assert.equal(response.status, 201);
  return ((await response.json()) as { id: string }).id;
}

function cardActivity(card: object) {
  return { type: 'message', summary: 'a card', attachments: [CardFactory.adaptiveCard(card)] };
}

async function seen(as: string): Promise<Shown> {
  const message = (await local.messages('ops', as)).at(-1);
  assert.ok(message);
  return message;
}

function invokeAnswer(context: TurnContext, body: object) {
  return context.sendActivity({ type: 'invokeResponse', value: { status: 200, body } });
}

function pick(result: Record<string, unknown>) {
  return [result.shown, result.text];
}
