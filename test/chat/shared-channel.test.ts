import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { startTalk, type Talk } from '../talk.ts';

let talk: Talk;
before(async () => {
  talk = await startTalk();
});
after(() => talk.close());

it('says in a shared channel who reads along, and elsewhere nothing of it', async () => {
  const shared = await talk.ask('platform', 'shared', 'channel allow all', /can use|may use/);
  assert.match(shared.all, /people of other organisations read it[\s\S]*leave out Azure links[\s\S]*check/);
  assert.match((await talk.ask('oncall', 'shared', 'channel', /can use|may use/)).all, /people of other organisations/);
  assert.doesNotMatch((await talk.ask('oncall', 'ops', 'channel', /can use|may use/)).all, /other organisations/);
});

it('posts no link and no id there, and answers what tells of weaknesses to the one who asks', async () => {
  const { message } = await talk.api.say('oncall', 'shared', 'vm sql-01');
  await talk.hears('shared', /sql-01 is protected by/);
  for (const where of ['check sql-01', 'vault rsv-prod', 'commands sql-01']) {
    const said = await talk.ask('oncall', 'shared', where, /sql-01|rsv-prod/);
    assert.equal(said.in, 'personal-oncall', where);
  }
  const posted = (await talk.read('shared', 'partner')).filter(({ id, from }) => id >= message && from === 'bot');
  assert.ok(posted.length > 0);
  for (const { all, card } of posted) {
    assert.doesNotMatch(`${all} ${JSON.stringify(card)}`, /https:\/\/portal|\/subscriptions\//);
  }
});

it('answers a button, and a sentence, as the line that it stands for', async () => {
  const vm = await talk.ask('oncall', 'shared', 'vm sql-01', /sql-01 is protected by/);
  const posts = async (fits: RegExp) =>
    (await talk.read('shared', 'partner')).filter(({ from, all }) => from === 'bot' && fits.test(all));
  await talk.click('oncall', vm.id, 'open-keyaccess');
  await talk.hears('personal-oncall', /Azure Backup .*keys of sql-01/);
  await talk.api.say('oncall', 'shared', 'can sql-01 be restored at all?');
  await talk.hears('personal-oncall', /Nothing found against|nothing found against it|restore[\s\S]*sql-01/i);
  await talk.settled();
  assert.deepEqual(await posts(/keys of sql-01|Nothing found:/), []);
});

it('tells a member of another organisation and a guest what they may not do', async () => {
  await talk.api.say('partner', 'shared', 'restore sql-01');
  const said = await talk.hears(
    'shared',
    /another organisation\. You can read what's posted here, but only accounts of this one can ask/,
  );
  assert.equal(said.card, null);
  await talk.ask('guest', 'ops', 'vms', /Guests can't use Strongroom/);
});
