import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { pmk } from '../../sandbox/world/encryption.ts';
import { vaultIds } from '../../sandbox/world/places.ts';
import { protect } from '../../sandbox/world/protect.ts';
import { until } from '../faults/until.ts';
import { idIn, type Said, startTalk, type Talk } from '../talk.ts';

let talk: Talk;
before(async () => {
  talk = await startTalk();
});
after(() => talk.close());

/**
 * Asks in one line and confirms by text.
 * @returns the card in ops and the line that approves
 */
async function asked(vm: string, point = 'latest'): Promise<{ id: string; card: Said; line: string }> {
  const plan = await talk.ask('oncall', 'ops', `restore ${vm} ${point} because INC0012345`, /Check the plan, then ask/);
  const id = idIn(plan.text || plan.all);
  const card = await talk.ask('oncall', 'ops', `confirm ${id}`, /asks\. Decide by/);
  const typed = /approve R-\w{4} [0-9A-F]{4}/;
  const shown = await talk.ask('approver-1', 'ops', `approve ${id}`, typed);
  const [line = assert.fail()] = typed.exec(shown.all) ?? [];
  return { id, card, line };
}

describe('restore by form', () => {
  it('shows the form to its owner only, and folds it when it is sent', async () => {
    const posted = await talk.ask('oncall', 'ops', 'restore sql-01', /is filling in a form for sql-01/);
    const everyone = (await talk.read('ops')).find(({ id }) => id === posted.id);
    assert.doesNotMatch(everyone?.all ?? '', /Recovery point/);
    const own = await talk.look('oncall', posted);
    assert.match(own.all, /Form of Olivia Novak[\s\S]*Recovery point/);
    const plan = await talk.click('oncall', posted.id, 'restore-plan', { inputs: { reason: 'INC0012345' } });
    assert.equal(plan.shown, 'card');
    const confirming = await talk.look('oncall', posted);
    assert.match(confirming.all, /Check the plan, then ask\n[\s\S]*Why: INC0012345/);
    await talk.click('oncall', posted.id, 'confirm');
    await talk.shows(posted, /Olivia Novak sent the request for sql-01/);
    const request = await talk.hears('ops', /asks\. Decide by [^\n]+\nRestore of sql-01/);
    await talk.ask('oncall', 'ops', `withdraw ${idIn(request.all)}`, /was withdrawn/);
  });

  it('keeps what was filled in when something is missing, and says so on the form', async () => {
    const posted = await talk.ask('oncall', 'ops', 'restore web-01', /filling in a form for web-01/);
    const own = await talk.look('oncall', posted);
    const data = dataOf(own, 'restore-plan');
    const forged = { forge: { verb: 'restore-plan', data: { ...data, reason: 'kept words', point: 'no-such-point' } } };
    await talk.click('oncall', posted.id, 'restore-plan', { ...forged, inputs: { reason: 'x' } });
    const again = await talk.look('oncall', posted);
    assert.match(again.all, /✗ No recovery point was chosen/);
    assert.match(again.all, /kept words/);
    await talk.click('oncall', posted.id, 'form-cancel');
    await talk.shows(posted, /closed the form for web-01/);
  });

  it('is refused to others: they are told whose it is and how to open their own', async () => {
    const posted = await talk.ask('oncall', 'ops', 'restore app-01', /filling in a form for app-01/);
    const data = dataOf(await talk.look('oncall', posted), 'restore-plan');
    const stolen = { forge: { verb: 'restore-plan', data: { ...data, reason: 'x' } } };
    const told = await talk.click('approver-1', posted.id, 'open-own', stolen);
    assert.match(told.text ?? '', /This form belongs to Olivia Novak/);
    await talk.click('oncall', posted.id, 'form-cancel');
  });
});

describe('a button that opens a form', () => {
  it('opens one at a time, and another once that is put away', async () => {
    const card = await talk.ask('oncall', 'ops', 'vm web-01', /web-01 is protected/);
    const clicks = await Promise.all([1, 2].map(() => talk.click('oncall', card.id, 'open-restore')));
    assert.equal(clicks.filter(({ text }) => /already open in this conversation/.test(text ?? '')).length, 1);
    const forms = async () =>
      (await talk.read('ops')).filter(({ id, all }) => id > card.id && /is filling in a form for web-01/.test(all));
    const first = await until('the form', async () => (await forms())[0]);
    await talk.look('oncall', first);
    await talk.click('oncall', first.id, 'form-cancel');
    await talk.shows(first, /closed the form/);
    await talk.click('oncall', card.id, 'open-restore');
    const second = await until('a new form', async () => (await forms())[0]);
    await talk.click('oncall', second.id, 'form-cancel');
  });
});

describe('a request', () => {
  it('is approved by one other person, once, and by the start of its hash in text', async () => {
    const { id, card, line } = await asked('sql-01');
    const own = await talk.look('oncall', card);
    assert.doesNotMatch(own.all, /\[Approve\]|approve R-/, 'the requester is not offered what they cannot do');
    const forged = { forge: { verb: 'approve', data: { ...dataOf(own, 'withdraw'), verb: 'approve' } } };
    const refused = await talk.click('oncall', card.id, 'withdraw', forged);
    assert.match(refused.text ?? '', /you made that request yourself/);
    assert.match((await talk.click('outsider', card.id, 'approve')).text ?? '', /Your Azure roles/);
    await talk.ask('approver-1', 'ops', `approve ${id} 0000`, /n't the start of the plan/);
    assert.equal((await talk.click('approver-1', card.id, 'open-approve')).shown, 'dialog');
    const [first, second] = await Promise.all([
      talk.api.inDialog('approver-1', 'approve'),
      talk.api.inDialog('approver-1', 'approve'),
    ]);
    assert.equal(first.shown, 'closed');
    assert.equal(second.shown, 'closed');
    await talk.shows(card, /Approved by Anton Visser/);
    await talk.ask('approver-2', 'ops', line, /no longer waits/);
    await talk.passes('the end of the restore', async () =>
      (await talk.read('ops')).find(({ all }) => all.includes(`${id} is done`)),
    );
  });

  it('is rejected with a reason, and the requester is told', async () => {
    const { id, card } = await asked('web-01');
    await talk.ask('approver-2', 'ops', `reject ${id} wrong machine`, /was rejected/);
    await talk.shows(card, /Rejected by Bea Okafor.*wrong machine/);
    await talk.hears('ops', new RegExp(`Olivia Novak.*${id} was rejected by Bea Okafor.*wrong machine`));
    assert.match(
      (await talk.click('approver-1', card.id, 'restore-again')).text ?? '',
      /Ask Olivia Novak, who requested/,
    );
    await talk.click('oncall', card.id, 'restore-again');
    const form = await talk.passes('a form like it', async () =>
      (await talk.read('ops', 'oncall')).findLast(({ id: at, all }) => at > card.id && /\(•\)/.test(all)),
    );
    assert.match(form.all, /web-01[\s\S]*INC0012345/);
    const late = await talk.click('approver-1', card.id, 'approve', { version: 0 });
    assert.match(late.text ?? '', /no longer waits|out of date/);
  });

  it('is withdrawn by its requester only', async () => {
    const { id, card } = await asked('app-01');
    await talk.ask('approver-1', 'ops', `withdraw ${id}`, /Ask Olivia Novak, who requested/);
    await talk.click('oncall', card.id, 'withdraw');
    await talk.shows(card, /Withdrawn[\s\S]*\[Ask again\]/);
    await talk.ask('oncall', 'ops', `withdraw ${id}`, /has already ended/);
  });

  it('is asked for once, however often it is confirmed, and whoever does so again hears that it was taken', async () => {
    const plan = await talk.ask(
      'oncall',
      'ops',
      'restore host-01 latest because INC0012399',
      /Check the plan, then ask/,
    );
    const id = idIn(plan.text || plan.all);
    await talk.ask('oncall', 'ops', `confirm ${id}`, /asks\. Decide by/);
    const again = await talk.ask('oncall', 'ops', `confirm ${id}`, /confirmed/);
    assert.match(again.all, /You've already confirmed R-\w+[\s\S]*on its way/);
  });

  it('is in the list, with its state', async () => {
    const { id } = await asked('dev-01');
    const list = await talk.ask('oncall', 'ops', 'status', /Under way/);
    assert.match(list.all, new RegExp(`\\*\\*${id}\\*\\* [^\\n]*dev-01\\n… Waiting for approval`));
    await talk.ask('oncall', 'ops', `withdraw ${id}`, /was withdrawn/);
    await talk.ask('oncall', 'ops', 'approve R-2222', /I can't find a request R-2222/);
    await talk.ask('oncall', 'ops', 'approve R-70KM', /never contain 0/);
  });
});

describe('a running restore', () => {
  it('can be stopped from another channel; its own thread is told, and it ends as cancelled', async () => {
    // From the vault it takes 27 minutes, of which the first 8 can be cancelled.
    const { id, card, line } = await asked('sql-01', '#6');
    await talk.ask('approver-1', 'ops', line, /approved|running/);
    await talk.becomes(card, /Transfer data[\s\S]*Stop/, 10);
    await talk.ask('oncall', 'approvals', `withdraw ${id}`, /for good\?[\s\S]*Azure is asked to cancel/);
    await talk.ask('oncall', 'approvals', `stop ${id} now`, /stopped it/);
    await talk.becomes(card, /■ Cancelled/, 10);
    await talk.hears('ops', new RegExp(`${id} was cancelled`));
    await talk.ask('oncall', 'ops', `stop ${id}`, /already ended/);
  });
});

describe('names', () => {
  it('mean the machine that was asked for when it is asked again, though another has its name by then', async () => {
    const { id, card } = await asked('app-01');
    await talk.ask('approver-2', 'ops', `reject ${id} not now`, /was rejected/);
    const { world } = talk.sandbox;
    const vault = world.vaults.get(vaultIds.prod.toLowerCase()) ?? assert.fail();
    const [, subscriptionId = ''] = /subscriptions\/([^/]+)/.exec(vaultIds.prod) ?? [];
    protect(world, vault, 'DefaultPolicy', {
      name: 'app-01',
      subscriptionId,
      group: 'rg-other',
      os: 'Linux',
      encryption: pmk(),
    });
    await talk.letPass(10 * 60);
    await talk.ask('oncall', 'ops', 'restore app-01', /rg-app.*rg-other/);
    const other = await talk.ask('oncall', 'ops', 'restore rsv-prod/rg-other/app-01', /filling in a form for app-01/);
    const since = new Date().toISOString();
    await talk.click('oncall', card.id, 'restore-again');
    const form = await talk.passes('a form like it', async () =>
      (await talk.read('ops', 'oncall')).findLast(({ id: at, all }) => at > other.id && /\(•\)/.test(all)),
    );
    const read = (await talk.api.requests(since))
      .map(({ path }) => decodeURIComponent(path))
      .filter((path) => path.includes('/recoveryPoints'));
    assert.ok(read.some((path) => /;rg-app;app-01\//i.test(path)));
    assert.ok(!read.some((path) => /;rg-other;app-01\//i.test(path)));
    assert.match(form.all, /app-01[\s\S]*INC0012345/);
  });

  it('are never guessed: near ones are suggested, unprotected ones explained', async () => {
    await talk.ask('oncall', 'ops', 'restore sql-1 latest', /Nothing has happened yet/);
    await talk.ask('oncall', 'ops', 'restore new-01', /no vault protects it/);
    await talk.ask('oncall', 'ops', 'restore nothing-like-it', /I can't find a protected virtual machine/);
    await talk.ask('oncall', 'ops', 'restore sql-01 #99 because x', /no recovery point at \\?#99/);
    await talk.ask('oncall', 'ops', 'restore sql-01 yesteryear', /couldn't read "yesteryear"/);
  });
});

/** Data that a card's button would send, for the clicks of a tampered client. */
function dataOf(message: Said, verb: string): Record<string, unknown> {
  const actions = (message.card?.actions ?? []) as { verb?: string; data?: Record<string, unknown> }[];
  return actions.find((action) => action.verb === verb)?.data ?? {};
}
