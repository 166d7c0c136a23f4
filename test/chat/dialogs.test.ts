import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { cardAsText } from '../../sandbox/teams/card-text.ts';
import { vaultIds } from '../../sandbox/world/places.ts';
import { idIn, type Said, startTalk, type Talk } from '../talk.ts';

type Clicked = {
  shown?: string;
  text?: string;
  card?: Record<string, unknown>;
  dialog?: { id: string; title: string };
};

let talk: Talk;
before(async () => {
  talk = await startTalk();
});
after(() => talk.close());
afterEach(() => call('POST', '/api/teams/behaviour', { knowsNoDialogs: false }));

async function call(method: string, path: string, body?: object): Promise<Clicked> {
  const response = await fetch(`${talk.sandbox.address}${path}`, {
    method,
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as Clicked;
  assert.equal(response.status, 200, JSON.stringify(answer));
  return answer;
}

const click = (as: string, { id }: Pick<Said, 'id'>, action: string, more: object = {}) =>
  call('POST', '/api/click', { as, message: id, action, ...more });
const inDialog = (as: string, action: string, more: object = {}) =>
  call('POST', '/api/dialog', { as, action, device: 'ios', ...more });
const says = ({ card, text = '' }: Clicked) => `${text}\n${card ? cardAsText(card) : ''}`;

const form = () => talk.ask('oncall', 'ops', 'restore sql-01', /is filling in a form for sql-01/);

async function firstPoint(message: Said): Promise<string> {
  const { card } = await talk.look('oncall', message);
  const choices = /"id":"point"[\s\S]*?"value":"([^"]+)"/.exec(JSON.stringify(card));
  assert.ok(choices?.[1]);
  return choices[1];
}

async function asked(): Promise<{ id: string; card: Said }> {
  const plan = await talk.ask(
    'oncall',
    'ops',
    'restore sql-01 latest because table dropped',
    /Check the plan, then ask/,
  );
  const id = idIn(plan.text || plan.all);
  return { id, card: await talk.ask('oncall', 'ops', `confirm ${id}`, /Decide by/) };
}

describe('a form in a dialog', () => {
  it('is filled in on a phone, which sends nothing from a card in the channel', async () => {
    const message = await form();
    const point = await firstPoint(message);
    const inputs = { point, reason: 'table dropped' };
    const opened = await click('oncall', message, 'Open the form', { device: 'ios' });
    assert.equal(opened.shown, 'dialog');
    assert.equal(opened.dialog?.title, 'Strongroom');
    const lacking = await inDialog('oncall', 'restore-plan', { inputs: { point } });
    assert.equal(lacking.shown, 'dialog');
    assert.match(says(lacking), /✗/);
    const plan = await inDialog('oncall', 'restore-plan', { inputs });
    assert.match(says(plan), /Ask for approval/);
    assert.equal((await inDialog('oncall', 'confirm')).shown, 'closed');
    await talk.hears('ops', /Decide by[\s\S]*table dropped/);
  });

  it('of a resume comes back and asks for the policy, where none keeps all points and none was chosen', async () => {
    const items = talk.sandbox.world.vaults.get(vaultIds.prod.toLowerCase())?.items.values() ?? [];
    const item = [...items].find(({ vmName }) => vmName === 'app-01');
    const oldest = item?.points.at(-1);
    assert.ok(item && oldest);
    oldest.at = new Date(oldest.at.getTime() - 400 * 86_400_000);
    Object.assign(item, { protectionState: 'ProtectionStopped', policyName: '' });
    await talk.letPass(120);
    const message = await talk.ask('oncall', 'ops', 'protection resume app-01', /filling in a form for app-01/);
    await click('oncall', message, 'Open the form', { device: 'ios' });
    const lacking = await inDialog('oncall', 'protect-next', { inputs: { policy: '' } });
    assert.equal(lacking.shown, 'dialog', lacking.text);
    assert.match(says(lacking), /✗ Choose a policy\./);
    await inDialog('oncall', 'protect-next', { inputs: { policy: 'daily-30' } });
    await talk.hears('ops', /filling in a form for app-01/);
  });

  it('is put away there, though a phone sends what is required along', async () => {
    const message = await form();
    await click('oncall', message, 'Open the form', { device: 'ios' });
    assert.equal((await inDialog('oncall', 'form-cancel')).shown, 'closed');
    await talk.shows(message, /closed the form/);
    const late = await inDialog('oncall', 'restore-plan', { inputs: { reason: 'too late' } });
    assert.equal(late.shown, 'message');
    assert.match(late.text ?? '', /out of date/);
  });

  it('stays open under a fault of Azure’s, which is told in it', async (t) => {
    t.after(() => talk.api.clearFaults());
    const message = await form();
    const inputs = { point: await firstPoint(message), reason: 'table dropped' };
    await click('oncall', message, 'Open the form', { device: 'ios' });
    await talk.api.fault({ match: { path: '/subscriptions/aaaa0000' }, do: 'error', status: 500, code: 'Internal' });
    const said = await inDialog('oncall', 'restore-plan', { inputs });
    assert.equal(said.shown, 'message');
    assert.match(said.text ?? '', /Azure has a problem of its own right now\. Try again/);
    await talk.api.clearFaults();
    assert.match(says(await inDialog('oncall', 'restore-plan', { inputs })), /Ask for approval/);
  });

  it('stands as one line on its owner’s phone, with the button that opens it', async () => {
    const message = await form();
    const onPhone = async () => {
      const path = '/api/conversations/ops/messages?as=oncall&edits=count&device=ios';
      const all = (await call('GET', path)) as unknown as (Said & { card: Record<string, unknown> })[];
      return cardAsText(all.find(({ id }) => id === message.id)?.card ?? {});
    };
    assert.match(await onPhone(), /is filling in a form for sql-01[\s\S]*\[Open the form\]/);
    assert.doesNotMatch(await onPhone(), /Open my own form/);
    assert.match((await talk.look('approver-1', message)).all, /Open my own form/);
    assert.match((await talk.look('oncall', message)).all, /\[Show the plan\]/);
  });

  it('is its owner’s alone, and leaves everybody else one line', async () => {
    const message = await form();
    const other = await click('approver-1', message, 'view-form');
    assert.equal(other.shown, 'message');
    assert.match(other.text ?? '', /Olivia Novak/);
    assert.match((await talk.look('approver-1', message)).all, /Olivia Novak is filling in a form for sql-01/);
  });

  it('asks for a request once, however often it is sent, and survives a restart of the bot', async () => {
    const message = await form();
    const inputs = { point: await firstPoint(message), reason: 'sent twice' };
    await click('oncall', message, 'view-form');
    await inDialog('oncall', 'restore-plan', { inputs });
    await talk.api.kill('SIGKILL');
    await talk.api.start();
    const both = await Promise.all([inDialog('oncall', 'confirm'), inDialog('oncall', 'confirm')]);
    assert.deepEqual(
      both.map(({ shown }) => shown),
      ['closed', 'closed'],
    );
    await talk.settled();
    const requests = (await talk.read('ops')).filter(({ all }) => /Decide by[\s\S]*sent twice/.test(all));
    assert.equal(requests.length, 1);
  });
});

describe('a decision in a dialog', () => {
  it('is the one sentence and its yes, on a phone too', async () => {
    const { card } = await asked();
    const opened = await click('approver-1', card, 'Approve', { device: 'ios' });
    assert.match(says(opened), /a copy of sql-01[\s\S]*\[Yes, create this copy\]/);
    const done = await inDialog('approver-1', 'Yes, create this copy');
    assert.equal(done.shown, 'closed');
    await talk.shows(card, /Approved by Anton Visser/);
    const again = await inDialog('approver-1', 'Yes, create this copy');
    assert.equal(again.shown, 'closed');
  });

  it('says why not with one tap', async () => {
    const { card } = await asked();
    const opened = await click('approver-2', card, 'Reject', { device: 'android' });
    assert.match(says(opened), /Why not\?/);
    await inDialog('approver-2', 'reject-time');
    await talk.shows(card, /Rejected by Bea Okafor/);
  });

  it('is refused when it is opened, and again when it is sent', async () => {
    const { card } = await asked();
    assert.match((await click('outsider', card, 'Approve')).text ?? '', /Your Azure roles don't let you do this/);
    assert.match((await click('guest', card, 'Approve')).text ?? '', /guest/i);
    await click('approver-1', card, 'Approve');
    await call('POST', '/api/azure/denials', {
      as: 'approver-1',
      action: 'Microsoft.RecoveryServices/*',
      scope: '/subscriptions/aaaa0000-0000-4000-8000-00000000a001',
    });
    const refused = await inDialog('approver-1', 'approve');
    await call('DELETE', '/api/azure/denials');
    assert.equal(refused.shown, 'message');
    assert.match(refused.text ?? '', /stops you from|deny/i);
    assert.match((await talk.look('oncall', card)).all, /Decide by/);
  });

  it('is read by whoever has yet to activate a role, and kept until they have', async () => {
    const { card } = await asked();
    const opened = await click('eligible', card, 'Approve');
    assert.match(says(opened), /a copy of sql-01/);
    const kept = await inDialog('eligible', 'approve');
    assert.equal(kept.shown, 'message');
    assert.match(kept.text ?? '', /You're eligible for Backup Operator on rsv-prod/);
    assert.match((await talk.look('oncall', card)).all, /Decide by/);
  });

  it('that is out of date decides nothing', async () => {
    const { id, card } = await asked();
    await click('approver-1', card, 'Approve');
    await talk.ask('oncall', 'ops', `withdraw ${id}`, /withdrawn/i);
    const late = await inDialog('approver-1', 'approve');
    assert.equal(late.shown, 'message');
    assert.match((await talk.look('oncall', card)).all, /[Ww]ithdrawn/);
  });

  it('is not cast by opening one, whatever a tampered client asks for', async () => {
    const { id, card } = await asked();
    const button = JSON.stringify((await talk.look('approver-1', card)).card);
    const nonce = /"nonce":"([^"]+)"/.exec(button)?.[1];
    const data = { msteams: { type: 'task/fetch' }, verb: 'approve', id, nonce };
    const forged = await click('approver-1', card, 'open-approve', { forge: { data } });
    assert.equal(forged.shown, 'message');
    assert.match((await talk.look('oncall', card)).all, /Decide by/);
  });

  it('comes as a private message where the app knows no dialogs', async () => {
    await call('POST', '/api/teams/behaviour', { knowsNoDialogs: true });
    const { id, card } = await asked();
    await click('approver-1', card, 'Approve');
    const told = await talk.hears('personal-approver-1', /a copy of sql-01/);
    await click('approver-1', told, 'approve', { device: 'ios' });
    await talk.shows(card, /Approved by Anton Visser/);
    assert.ok(id);
  });
});
