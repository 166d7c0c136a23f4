import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { idIn, type Said } from '../talk.ts';
import { over, type Saga, startSaga } from './saga.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga?.close());

async function approved(line: string): Promise<{ id: string; card: Said }> {
  const asked = await saga.asked(line);
  await saga.approve(asked);
  return asked;
}

const deployed = () => saga.effects(/^deployment /);
const asks = (id: string, fits: RegExp) => saga.talk.ask('oncall', 'ops', `stop ${id}`, fits);

describe('a restore that is stopped', () => {
  it('asks once, and sends nothing more; Azure is asked to cancel the copy while it can', async () => {
    const { talk } = saga;
    const { id, card } = await approved('sql-01 #6 as copy-a isolated');
    await saga.until(card, /Transfer data[\s\S]*Stop/, 10);
    const question = await asks(id, /for good\?/);
    assert.match(
      question.all,
      /Azure is asked to cancel the job that runs now[\s\S]*What exists by then stays[\s\S]*Keep going/,
    );
    await talk.click('oncall', question.id, 'keep-going');
    // A card of the request would stand still there.
    assert.match((await talk.look('oncall', question)).all, new RegExp(`${id} goes on`));
    assert.doesNotMatch((await talk.look('oncall', question)).all, /Running|\[Stop|Keep going/);
    await talk.shows(card, /^▶ Step \d+ of \d+ · /m);
    const again = await asks(id, /for good\?/);
    await talk.click('oncall', again.id, 'stop-now');
    assert.match((await talk.look('oncall', again)).all, new RegExp(`${id}: Olivia Novak stopped it`));
    const stopped = await talk.shows(card, /Olivia Novak stopped it/);
    assert.doesNotMatch(stopped.all, /\[Stop\]|deploy/i);
    // Whoever sees the first question reads the same, and a click on what it was says so, too.
    const stale = async () => (await talk.click('approver-1', question.id, 'stop-now', { version: 0 })).text ?? '';
    assert.match((await talk.look('approver-1', question)).all, /^(R-\w{4}: Olivia Novak stopped it[^[]*)+$/);
    assert.match(await stale(), /Olivia Novak has already stopped/);
    await asks(id, /has already stopped/);
    const end = await saga.until(card, over, 10);
    assert.match(end.all, /■ Cancelled[\s\S]*Olivia Novak stopped R-\w{4}\. Nothing was created\.\s+To begin again/);
    assert.doesNotMatch(end.all, /still there|stays|failed/);
    assert.match(end.all, /■ \*\*Restore the disks\*\*: cancelled, took/);
    // What was answered before keeps its answer: the card and one reply tell the end.
    assert.match((await talk.look('approver-1', question)).all, /^(R-\w{4}: Olivia Novak stopped it[^[]*)+$/);
    assert.match(await stale(), /already ended/);
    assert.deepEqual(await deployed(), []);
    await asks(id, /already ended/);
    // Nothing else is posted about this stop than the closing reply, though Azure was asked to cancel the job.
    const posts = await talk.read('ops');
    assert.ok(!posts.some(({ all }) => /Cancel a job/.test(all)));
    assert.equal((await saga.effects(/cancel accepted/)).length, 1);
    const closing = posts.filter(({ mentions }) => mentions.some(({ name }) => /Olivia/.test(name)));
    assert.equal(closing.filter(({ all }) => all.includes(`${id} was cancelled`)).length, 1);
  });

  it('says of a job that has just begun what is then done about it', async () => {
    const { talk } = saga;
    const { id, card } = await approved('sql-01 #6 as copy-f isolated');
    // Nobody has looked at the job yet.
    await saga.until(card, /▶/, 1);
    const question = await asks(id, /for good\?/);
    assert.match(question.all, /Azure is asked to cancel the job that runs now, if it still can be/);
    await talk.click('oncall', question.id, 'stop-now');
    await saga.until(card, over, 10);
    assert.equal((await saga.effects(/cancel accepted/)).length, 2);
  });

  it('says that a copy ends by itself where it asks for no cancelling', async () => {
    const { talk } = saga;
    const { id, card } = await approved('sql-01 #6 as copy-g isolated');
    await saga.until(card, /Transfer data/, 10);
    const match = { method: 'GET', path: '/backupJobs/' };
    await talk.api.fault({ match, do: 'error', status: 403, code: 'AuthorizationFailed', times: 1000 });
    const question = await asks(id, /for good\?/);
    assert.match(question.all, /This copy can't be cancelled: it ends by itself in about \d+ minutes/);
    await talk.click('oncall', question.id, 'stop-now');
    await talk.settled();
    await talk.api.clearFaults();
    await saga.until(card, over);
    assert.deepEqual(
      (await talk.read('ops')).filter(({ all }) => all.includes(`(${id})`)),
      [],
    );
  });

  it('follows a copy that Azure cannot cancel any more to its end, tags it, and says how to remove it', async () => {
    const { talk } = saga;
    const { id, card } = await approved('sql-01 #6 as copy-b isolated');
    await saga.until(card, /Transfer data/, 10);
    await talk.letPass(11 * 60, 30);
    // By somebody who may approve it, in the dialog behind the button that stands apart.
    await talk.click('approver-2', card.id, 'stop-ask');
    await talk.api.inDialog('approver-2', 'stop-now');
    await talk.shows(card, /Stopping[\s\S]*Bea Okafor stopped it/);
    const late = await saga.until(
      card,
      /Bea Okafor stopped it\. Its job can't be cancelled any more: it ends by itself at about \d\d:\d\d CET, then/,
    );
    assert.match(late.all, /▶ \*\*Restore the disks/);
    const end = await saga.until(card, over);
    assert.match(end.all, /■ Cancelled[\s\S]*What it made by then stays[\s\S]*leftovers R-/);
    assert.deepEqual(await deployed(), []);
    const made = saga.world.resources.all('/subscriptions').filter(({ tags }) => tags?.['strongroom-request'] === id);
    assert.ok(made.length > 0, 'the disks carry the tag of the request');
    const left = await talk.hears('ops', /az disk delete/);
    assert.match(left.all, /disk/);
    // Azure's refusal to cancel is no failure of anybody's, whatever is typed.
    const status = await talk.ask('oncall', 'ops', 'status', /./);
    for (const { all } of [...(await talk.read('ops')), status]) assert.doesNotMatch(all, /Cancel a job/);
  });

  it('ends at once where a step waits to look again', async () => {
    const { talk } = saga;
    const { id, card } = await approved('sql-01 #6 as copy-h isolated');
    await saga.until(card, /Transfer data/, 10);
    // Azure takes no deployment now, so it is sent again in a minute.
    await talk.api.fault({ match: { method: 'PUT', path: '/deployments/' }, do: 'throttle', times: 1000 });
    await saga.until(card, /✓ \*\*Restore the disks/);
    await talk.letPass(120, 30);
    assert.doesNotMatch((await talk.look('oncall', card)).all, over);
    await talk.api.clearFaults();
    await talk.ask('oncall', 'ops', `stop ${id} now`, /stopped it/);
    // No time passes until it goes on with what tidies.
    await talk.settled();
    assert.match((await talk.look('oncall', card)).all, /▶ \*\*Delete the copy of the keys/);
  });

  it('is stopped by nobody else, by its id or by the bare word', async () => {
    const { talk } = saga;
    const { id, card } = await approved('sql-01 latest as copy-c isolated');
    await saga.until(card, /▶/, 10);
    await talk.ask('outsider', 'ops', `stop ${id}`, /only they can do this/);
    const thread = card.replyTo ?? card.id;
    await talk.ask('oncall', 'ops', 'stop', new RegExp(`Stop ${id} for sql-01`));
    await talk.ask('outsider', 'ops', 'stop', /Nothing you may stop is under way here/);
    for (const line of ['stop please', 'stop it!', 'stop maar'])
      await talk.ask('oncall', 'ops', line, new RegExp(`Stop ${id} for sql-01`), thread);
    await talk.ask('oncall', 'ops', 'stop', /for good\?/, thread);
    await talk.ask('oncall', 'ops', 'stop sql-01', new RegExp(`Stop ${id} for sql-01`));
    // Names of letters alone are names too.
    for (const line of ['stop web-01', 'stop jumpbox'])
      await talk.ask('oncall', 'ops', line, /doesn't stop machines/, thread);
    const said = await talk.ask('oncall', 'ops', `stop ${id} now`, /stopped it/);
    assert.equal(said.in, 'ops', 'everyone reads it where it was typed');
    await saga.until(card, over, 10);
    await talk.ask('outsider', 'ops', `stop ${id}`, /has already ended/);
  });

  it('is stopped from outside its thread, where its requester is told', async () => {
    const { talk } = saga;
    const { id, card } = await approved('sql-01 latest as copy-e isolated');
    await saga.until(card, /Transfer data/, 10);
    await talk.ask('approver-2', 'personal-approver-2', `stop ${id} now`, /stopped it/);
    await saga.until(card, over, 10);
    // The card itself says so too, without a mention.
    const told = (await talk.read('ops')).filter(
      ({ text, mentions }) => text.includes(`${id} was cancelled`) && mentions[0]?.name === 'Olivia Novak',
    );
    assert.deepEqual(
      told.map(({ thread }) => thread),
      [card.thread ?? card.id],
    );
  });

  it('cannot be while Azure swaps the disks, and shows no button then', async () => {
    const { talk } = saga;
    const plan = await talk.ask(
      'oncall',
      'ops',
      'restore app-01 latest replace because INC0012345',
      /Check the plan, then ask/,
    );
    const id = idIn(plan.all);
    const card = await talk.ask('oncall', 'ops', `confirm ${id} replace app-01`, /Decide by/);
    await saga.approve({ card });
    const running = await saga.until(card, /▶ \*\*/, 5);
    assert.doesNotMatch(running.all, /\[Stop\]/);
    await asks(id, /Azure is swapping the disks; I can't stop that/);
    // Nobody can look at the machine for a while, so that the check does not end meanwhile.
    const match = { method: 'GET', path: 'virtualMachines/app-01' };
    await talk.api.fault({ match, do: 'error', status: 503, times: 1000 });
    const swapped = await saga.until(card, /✓ \*\*Replace the disks/, 5);
    assert.doesNotMatch(swapped.all, /\[Stop\]/);
    await asks(id, /The disks of app-01 have already been replaced/);
    await talk.api.clearFaults();
    assert.match((await saga.until(card, over)).all, /✓ Done/);
  });
});

it('a drill that is stopped too late for Azure to cancel says that what it made is deleted', async () => {
  const { talk } = saga;
  const card = await talk.ask('oncall', 'ops', 'drill app-01 because INC0012345', /Decide by/);
  await saga.approve({ card });
  await saga.until(card, /Transfer data/, 10);
  await talk.letPass(11 * 60, 30);
  await talk.ask('oncall', 'ops', `stop ${idIn(card.all)} now`, /stopped it/);
  const end = await saga.until(card, over);
  assert.match(end.all, /■ Cancelled[\s\S]*What it made is deleted/);
  assert.doesNotMatch(end.all, /stays|still there/);
});

it('a request of which nothing was sent is withdrawn at once, and a vote is never taken back by it', async () => {
  const { talk } = saga;
  const { id, card } = await saga.asked('web-01 latest as copy-d isolated');
  await talk.ask('oncall', 'ops', `stop ${id}`, /was withdrawn by Olivia Novak/);
  await talk.shows(card, /■ Withdrawn/);
  assert.equal(idIn(card.all), id);
});
