import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { TurnContext } from 'botbuilder';
import { phoneCard } from '../../../sandbox/teams/page/phone-card.js';
import { type LocalTeams, startLocalTeams } from './local-teams.ts';

let local: LocalTeams;
before(async () => {
  local = await startLocalTeams();
});
beforeEach(() => {
  local.teams.reset();
  local.bot.heard.length = 0;
});
after(() => local.close());

const form = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    { type: 'Input.Text', id: 'reason', isRequired: true, label: 'Reason', errorMessage: 'Say why' },
    { type: 'Input.ChoiceSet', id: 'vm', choices: [], 'choices.data': { type: 'Data.Query', dataset: 'vms' } },
  ],
  actions: [
    { type: 'Action.Execute', title: 'Send', verb: 'send', data: {} },
    { type: 'Action.Submit', title: 'Put away', data: { verb: 'cancel' }, associatedInputs: 'none' },
    {
      type: 'Action.Submit',
      title: 'Open',
      associatedInputs: 'none',
      data: { msteams: { type: 'task/fetch' }, verb: 'open' },
    },
  ],
};
const inDialog = {
  ...form,
  actions: [{ type: 'Action.Submit', title: 'Go', data: { verb: 'go', id: 'R-1' } }],
};
const task = (type: string, value: unknown) => (context: TurnContext) =>
  context.sendActivity({ type: 'invokeResponse', value: { status: 200, body: { task: { type, value } } } });
const continueWith = (content: object) =>
  task('continue', { title: 'Form', card: { contentType: 'application/vnd.microsoft.card.adaptive', content } });

async function post(card: object): Promise<string> {
  const posted = await local.connector('POST', '/v3/conversations/19:ops@thread.tacv2/activities', {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
  });
  return ((await posted.json()) as { id: string }).id;
}

const ask = async (path: string, body: object): Promise<Record<string, unknown>> => {
  const response = await fetch(`${local.teams.server.origin}${path}`, { method: 'POST', body: JSON.stringify(body) });
  return (await response.json()) as Record<string, unknown>;
};

test('a phone does what it was reported to do, each by a switch of its own', async () => {
  const message = await post(form);
  const click = (action: string, device?: string, inputs = {}) =>
    ask('/api/click', { as: 'oncall', message, action, inputs, ...(device && { device }) });
  const inputs = { reason: 'why' };
  for (const device of ['ios', 'android']) {
    assert.equal((await click('Send', device, inputs)).shown, 'error');
    assert.match(
      String((await click('Put away', device)).error),
      device === 'ios' ? /"reason": is required/ : /^undefined$/,
    );
  }
  assert.equal(local.bot.heard.filter(({ value }) => value.verb !== 'cancel').length, 0);
  await ask('/api/teams/behaviour', { phoneExecuteDead: false, phoneInputsAlways: false });
  await click('Send', 'ios', inputs);
  assert.equal(local.bot.heard.at(-1)?.value.action.verb, 'send');
  assert.deepEqual(local.bot.heard.at(-1)?.entities?.[0]?.platform, 'iOS');
  assert.equal((await click('Put away', 'ios')).error, undefined);
});

test('a phone finds nothing to choose', () => {
  const [, choice] = phoneCard(form, 'android', { phoneQueryEmpty: true }).body;
  assert.deepEqual(choice, { type: 'Input.ChoiceSet', id: 'vm', choices: [] });
});

test('a toggle hides on an iPhone, and shows on any other', () => {
  const toggle = { type: 'Action.ToggleVisibility', targetElements: ['more'] };
  const behaviour = { phoneTogglesHide: true };
  assert.deepEqual(phoneCard(toggle, 'ios', behaviour).targetElements, [{ elementId: 'more', isVisible: false }]);
  assert.deepEqual(phoneCard(toggle, 'android', behaviour), toggle);
  assert.deepEqual(phoneCard(toggle, undefined, behaviour), toggle);
});

test('a button opens a dialog, which sends, shows what comes next, and closes', async () => {
  const message = await post(form);
  local.onTurn(continueWith(inDialog));
  const opened = await ask('/api/click', { as: 'oncall', message, action: 'Open' });
  assert.equal(opened.shown, 'dialog');
  assert.deepEqual(opened.card, inDialog);
  assert.equal(local.bot.heard[0]?.name, 'task/fetch');
  assert.equal(local.bot.heard[0]?.replyToId, message);
  const { id } = opened.dialog as { id: string };
  local.onTurn(task('message', 'Noted.'));
  const said = await ask('/api/dialog', { as: 'oncall', dialog: id, action: 'Go', inputs: { reason: 'why' } });
  assert.deepEqual([said.shown, said.text], ['message', 'Noted.']);
  assert.deepEqual(local.bot.heard.at(-1)?.value.data, { verb: 'go', id: 'R-1', reason: 'why' });
  local.onTurn((context) => context.sendActivity({ type: 'invokeResponse', value: { status: 200, body: {} } }));
  const closed = await ask('/api/dialog', { as: 'oncall', action: 'go', inputs: { reason: 'again' } });
  assert.equal(closed.shown, 'closed');
  assert.match(String((await ask('/api/dialog', { as: 'dba', action: 'go' })).error), /no such dialog/);
});

test('what stands in a dialog is reached through the button that opens it', async () => {
  const message = await post(form);
  local.onTurn(async (context) =>
    (context.activity.name === 'task/fetch' ? continueWith(inDialog) : task('message', 'Done.'))(context),
  );
  const done = await ask('/api/click', { as: 'oncall', message, action: 'go', inputs: { reason: 'why' } });
  assert.deepEqual([done.shown, done.text], ['message', 'Done.']);
});

test('an app that knows no dialogs sends a message', async () => {
  const message = await post(form);
  await ask('/api/teams/behaviour', { knowsNoDialogs: true });
  await ask('/api/click', { as: 'oncall', message, action: 'Open' });
  assert.equal(local.bot.heard[0]?.type, 'message');
  assert.equal(local.bot.heard[0]?.value.verb, 'open');
});
