import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { idIn, startTalk, type Talk } from '../talk.ts';

suite('sentences', () => {
  let talk: Talk;
  before(async () => {
    talk = await startTalk();
  });
  after(() => talk.close());

  test('a question runs at once, and how it was read is said', async () => {
    await talk.ask(
      'oncall',
      'personal-oncall',
      'which recovery points does sql-01 have?',
      /I read this as \*\*points sql-01/,
    );
    await talk.ask('oncall', 'personal-oncall', 'welke herstelpunten heeft sql-01', /points|herstelpunten/i);
  });

  test('a change is shown with a button, and opens its form only when that is tapped', async () => {
    const read = await talk.ask('oncall', 'ops', 'please restore dev-01 to the latest point', /restore dev-01 latest/);
    assert.match(read.all, /Nothing has happened yet/);
    assert.equal((await talk.read('ops')).filter(({ all }) => /Olivia Novak/.test(all)).length, 0);
    await talk.click('oncall', read.id, 'run-line');
    await talk.hears('ops', /Olivia Novak.*dev-01/);
    // A phone taps twice.
    await talk.click('oncall', read.id, 'run-line');
    await talk.settled();
    assert.equal((await talk.read('ops')).filter(({ all }) => /filling in a form for dev-01/.test(all)).length, 1);
  });

  test('a change that others approve is asked of nobody by its button, which opens the form with the reason in it', async () => {
    const said = 'please stop the protection of app-01 because it is retired INC0012345';
    const read = await talk.ask('oncall', 'ops', said, /protection stop app-01 because it is retired INC0012345/);
    assert.match(read.all, /Nothing has happened yet[\s\S]*protection stop app-01/);
    await talk.click('oncall', read.id, 'run-line', { index: 0 });
    const form = await talk.hears('ops', /Olivia Novak is filling in a form for app-01/);
    assert.match((await talk.look('oncall', form)).all, /it is retired INC0012345/);
    assert.equal((await talk.read('ops')).filter(({ all }) => /Decide by/.test(all)).length, 0);
  });

  test('a setting is answered with its line', async () => {
    await talk.ask('oncall', 'personal-oncall', 'praat voortaan nederlands tegen mij', /language nl/);
  });

  test('a message of Azure that is pasted without its code is looked up', async () => {
    const said = 'Snapshot operation failed due to COM+ error';
    await talk.ask('oncall', 'ops', said, /I read this as \*\*explain Snapshot operation failed due to COM\+ error/);
    await talk.hears('ops', /COM\+ doesn't work in this Windows VM/);
  });

  test('a code that stands in a sentence is looked up, known or not', async () => {
    const said = 'ffs why does it keep saying UserErrorGuestAgentStatusUnavailable';
    await talk.ask('oncall', 'ops', said, /I read this as \*\*explain UserErrorGuestAgentStatusUnavailable/);
    await talk.ask('oncall', 'ops', 'we keep getting UserErrorThatNobodyKnows, now what', /UserErrorThatNobodyKnows/);
  });

  test('a line that lacks a part is told of the machine or request that was named', async () => {
    await talk.ask('oncall', 'ops', 'leave web-01 out of the drills please', /drill except web-01 …/);
    await talk.ask('oncall', 'ops', 'we have to break the glass for R-2BCD', /breakglass R-2BCD …/);
    await talk.ask('oncall', 'ops', 'mute sql-01 until tomorrow 8:00', /mute sql-01 …/);
  });

  test('a vote is never read from a sentence', async () => {
    await talk.ask('approver-1', 'ops', 'ok, go ahead', /I don't do that from a sentence[\s\S]*approve R-/);
    await talk.ask('approver-1', 'ops', 'approve sql-01', /isn't a request id/);
  });

  test('what waits for a person, and what they asked for, needs no id in a sentence', async () => {
    const line = 'restore app-01 latest isolated because INC0012345';
    const id = idIn((await talk.ask('oncall', 'ops', line, /check the plan for app-01/)).all);
    const confirm = await talk.ask('oncall', 'ops', 'ok, go ahead', /I don't do that from a sentence/);
    assert.match(confirm.all, new RegExp(`or type \\*\\*confirm ${id}\\*\\*\\.$`));
    await talk.ask('oncall', 'ops', `confirm ${id}`, /Decide by/);
    const approve = await talk.ask('approver-1', 'personal-approver-1', 'ok, go ahead', /I don't do that/);
    assert.match(approve.all, new RegExp(`or type \\*\\*approve ${id}\\*\\*\\.$`));
    await talk.ask('oncall', 'personal-oncall', 'is it done yet', new RegExp(`I read this as \\*\\*status ${id}`));
    await talk.ask('oncall', 'ops', `withdraw ${id}`, /was withdrawn/);
    const none = await talk.ask('oncall', 'personal-oncall', 'is it done yet', /Do you mean one of these/);
    assert.doesNotMatch(none.all, new RegExp(id));
  });

  test('names are only those of machines that the person may see', async () => {
    const said = await talk.ask('outsider', 'personal-outsider', 'can you show me the sql server', /./);
    assert.doesNotMatch(said.all, /sql-01/);
  });
});
