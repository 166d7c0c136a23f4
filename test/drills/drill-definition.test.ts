import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { drillPlace } from '../../sandbox/world/places.ts';
import { restoreAction } from '../../src/access/rules/actions.ts';
import { deny, giveBack } from '../saga/killed-at-send.ts';
import { over, type Saga, startSaga } from '../saga/saga.ts';
import { idIn, type Said } from '../talk.ts';
import { spoil } from './drilled.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga.close());

const hour = 60 * 60;

const machines = () =>
  saga.talk.sandbox.world.resources
    .list('Microsoft.Compute/virtualMachines', drillPlace.resourceGroupId)
    .map(({ name }) => name);

/** Fills in a form and returns what its owner then sees. */
async function fillIn(form: Said, inputs: Record<string, string>): Promise<Said> {
  const { status } = await saga.talk.click('oncall', form.id, 'drills-ask', { inputs });
  assert.equal(status, 200);
  return saga.talk.look('oncall', form);
}

async function hears(pattern: RegExp, hours = 1): Promise<Said> {
  const find = async () => (await saga.talk.read('ops')).findLast(({ all }) => pattern.test(all));
  return saga.talk.passes(String(pattern), find, hours);
}

describe('scheduled drills', () => {
  let definition: { id: string; card: Said };

  it('say on their form which vaults have no place for them, and that a machine that was named is in one', async () => {
    const { talk } = saga;
    const form = await talk.ask('oncall', 'ops', 'drill new dev-01', /New scheduled drills/);
    assert.match(form.all, /These vaults have no place for drills, [^\n]*: [^\n]*rsv-test/);
    const beside = /Machines: dev-01\n\s*✗ No place is set for drills of vault rsv-test\. Ask a platform engineer/;
    assert.match(form.all, beside);
    assert.match((await fillIn(form, { vms: 'dev-01', reason: 'INC0012345' })).all, beside, 'sent all the same');
    const { status } = await talk.click('oncall', form.id, 'form-cancel');
    assert.equal(status, 200);
  });

  it('are filled in on a form that begins with what was typed, and says beside its field what is wrong', async () => {
    const { talk } = saga;
    const line = 'drill new web-01 app-01 hours 0-0 life 6h core-hours 900 because INC0012345';
    const form = await talk.ask('oncall', 'ops', line, /New scheduled drills/);
    assert.match(form.all, /<vms> Machines: web-01 app-01\n/);
    assert.match(form.all, /<hours> Between these hours: 0-0\n/);
    assert.match(form.all, /<reason> Reason: INC0012345/);
    assert.match((await fillIn(form, { hours: 'at night' })).all, /at night\n\s*✗ "at night" aren't hours of the day/);
    assert.match((await fillIn(form, { hours: '0-0', days: '500' })).all, /500\n\s*✗ "days" needs a number from 1/);
    assert.match((await fillIn(form, { days: '92', vault: 'rsv-prod' })).all, /✗ Which machines should be drilled/);
    assert.match(
      (await fillIn(form, { vault: '-', newest: 'the newest' })).all,
      /✗ "the newest" isn't a path and a number of hours/,
    );
    const looked = { newest: '/srv/data 26h', port: '443', script: 'systemctl is-active orders\ntest -f /srv/here' };
    const nobody = await fillIn(form, { ...looked, told: 'Nobody' });
    assert.match(nobody.all, /✗ I can't tell who Nobody is/);
    assert.match(nobody.all, /systemctl is-active orders\n\s*test -f \/srv\/here/, 'a script keeps its lines');
    const asked = await fillIn(form, { told: 'olivia novak', rto: '4h', rpo: '2d', every: 'weekly' });
    assert.match(asked.all, /sent the request for web-01 app-01/);
    const card = (await talk.read('ops')).findLast(({ all }) => /asks\. Decide by/.test(all));
    assert.ok(card);
    definition = { id: idIn(card.all), card };
  });

  it('are asked for once, with all that they may do on the card', async () => {
    const { all } = definition.card;
    assert.match(all, /Scheduled drills: web-01, app-01/);
    assert.match(all, /\*\*A custom script runs inside each copy\*\*/);
    assert.match(all, /Each of 2 machines is drilled once a week, at any hour[\s\S]*Bea Okafor\*\* can read this copy/);
    assert.match(JSON.stringify(definition.card.card), /900 core-hours/);
    await saga.talk.ask('oncall', 'ops', 'drills', /waiting for approval/);
  });

  it('begin by themselves once it is in force, one at a time, each cleaned up, and the card of drills says so', async () => {
    const { talk } = saga;
    await saga.approve(definition);
    await saga.until(definition.card, /In force until/, 1);
    // A request that stands for weeks has no job and no progress, so nobody is told to look for them.
    const help = await talk.ask('oncall', 'ops', 'help', /What you can type now/);
    assert.doesNotMatch(help.all, new RegExp(`status ${definition.id}`));
    await talk.ask('oncall', 'ops', `status ${definition.id}`, /In force until/);
    const first = await hears(/Restore drill of web-01/);
    assert.doesNotMatch((await talk.read('ops')).map(({ all }) => all).join('\n'), /Restore drill of app-01/);
    await saga.until(first, /✓ Done/);
    // The drill of app-01 begins now, so the next due one is this machine's own.
    await hears(/web-01 is proven[\s\S]*The next drill of web-01 is due/);
    const second = await hears(/Restore drill of app-01/);
    await saga.until(second, /✓ Done/);
    await talk.passes('the clean-up', async () => machines().length === 0 || undefined, 20);
    const list = await talk.ask('oncall', 'ops', 'drills', /2 of 2 this week/);
    assert.match(list.all, /2 proven[\s\S]*simulated and prove nothing/);
    const score = await talk.ask('oncall', 'ops', 'drills page 3', /✓ \*\*app-01\*\*: proven/);
    // The drilled point is older, chosen for its tier: the target is compared with the newest point.
    assert.match(
      score.all,
      /restored in [^(]* \(✓ target 4 hours\) · from a point .* old · age of the newest point then: .* \(✓ target 2 days\)/,
    );
    const proof = /Last test-restored: .* \(✓ target 4 hours\).* Age of its newest point then: .* \(✓ target 2 days\)/;
    for (const line of ['vm app-01', 'check app-01'])
      assert.match((await talk.ask('oncall', 'ops', line, proof)).all, proof);
    const next = await talk.ask('oncall', 'ops', 'drill app-01 because INC0012345', /asks\. Decide by/);
    assert.match(next.all, proof);
    await talk.ask('oncall', 'ops', `withdraw ${idIn(next.all)}`, /withdrawn/i);
  });

  it('are told as evidence to who may read the audit, with the head of its chain, and to nobody else', async () => {
    const { talk } = saga;
    const told = await talk.ask(
      'platform',
      'ops',
      'evidence 2026-Q4',
      /drills and restores ended: 2; drills failed: 0;/,
    );
    assert.match(
      told.all,
      /machines stand now: 2 proven,[\s\S]*sandbox: none of this[\s\S]*Head of the audit: \d+:[0-9a-f]{64}/,
    );
    await talk.ask('oncall', 'ops', 'evidence 2026-Q4', /audit/);
    await talk.ask('platform', 'ops', 'evidence 2026-Q9', /"2026-Q9" isn't a quarter/);
  });

  it('do not begin in the same week again', async () => {
    const { talk } = saga;
    const count = async () => (await talk.read('ops')).filter(({ all }) => /Restore drill of/.test(all)).length;
    const before = await count();
    await talk.letPass(24 * hour, hour);
    assert.equal(await count(), before);
  });

  it('of an owner who lost the right do not begin; the thread says so, and a colleague takes them on by a vote', async () => {
    const { talk } = saga;
    deny(saga, 'oncall', restoreAction);
    await spoil(saga, { probe: 'web-01:stale' });
    await talk.letPass(7 * 24 * hour, 6 * hour);
    const said = await hears(/Olivia Novak, the owner of definition/);
    assert.match(said.all, new RegExp(`drill renew ${definition.id}`));
    await talk.ask('platform', 'ops', `takeover ${definition.id}`, /nobody can take it over without a vote/);
    const card = await talk.ask(
      'platform',
      'ops',
      `drill renew ${definition.id} because INC0012345`,
      /asks\. Decide by/,
    );
    assert.match(JSON.stringify(card.card), /900 core-hours/, 'its ceilings are those that it had');
    await saga.approve({ card });
    await saga.until(card, /In force until/, 1);
    await saga.until(definition.card, /■ Expired/, 1);
    const next = await hears(/^(?![\s\S]*✓ Done)[\s\S]*Restore drill of web-01/);
    await saga.until(next, over);
    giveBack(saga);
    definition = { id: idIn(card.all), card };
  });

  it('that fail, for the newest file is of long ago, mention whom their definition names', async () => {
    const { talk } = saga;
    const failed = await hears(/✗ Failed[\s\S]*Restore drill of web-01/);
    assert.match(failed.all, /a check inside it failed: the newest file is too old, or there is none/);
    const told = await hears(new RegExp(`the drill schedule says to tell you. See ${idIn(failed.all)}`));
    assert.match(told.all, /Olivia Novak/);
    await talk.hears('ops', /web-01 in rsv-prod: restore drill failed: inside the copy something was wrong/);
    await spoil(saga, { probe: 'web-01:' });
  });

  it('stop at the next step when their definition is withdrawn, and what they made is deleted', async () => {
    const { talk } = saga;
    const run = await hears(/^(?=[\s\S]*▶)[\s\S]*Restore drill of app-01/);
    await talk.passes(
      'its disks',
      async () => (await talk.read('ops')).find(({ id, all }) => id === run.id && /✓ \*\*Restore/.test(all)),
      20,
    );
    await talk.ask('approver-1', 'ops', `withdraw ${definition.id}`, /nothing more runs under it/);
    assert.match((await saga.until(run, over)).all, new RegExp(`${definition.id} was withdrawn`));
    await talk.passes('the clean-up', async () => (machines().length === 0 ? true : undefined), 20);
  });
});
