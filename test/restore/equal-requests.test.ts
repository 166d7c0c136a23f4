import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { idIn, startTalk, type Talk } from '../talk.ts';

let talk: Talk;
before(async () => {
  talk = await startTalk();
});
after(() => talk.close());

it('of equal requests that are confirmed at once one is taken, and the others name it', async () => {
  const line = 'restore web-01 latest as web-01-copy because INC0012345';
  const plans: string[] = [];
  for (let count = 0; count < 3; count++)
    plans.push(idIn((await talk.ask('oncall', 'ops', line, /Check the plan, then ask/)).all));
  await Promise.all(plans.map((id) => talk.api.say('oncall', 'ops', `confirm ${id}`)));
  await talk.settled();
  const said = (await talk.read('ops')).map(({ all }) => all);
  const taken = plans.filter((id) => said.some((all) => all.includes(id) && all.includes('asks. Decide by')));
  assert.equal(taken.length, 1);
  const refused = said.filter((all) =>
    all.includes(`request ${taken[0]} is about to create a machine named web-01-copy`),
  );
  assert.equal(refused.length, 2);
});

it('a name that is taken by then is mended by one tap, on the form and behind a typed line', async () => {
  const line = 'restore app-01 latest as app-01-copy because INC0012345';
  const first = await talk.ask('oncall', 'ops', line, /Check the plan, then ask/);
  const second = await talk.ask('oncall', 'ops', line, /Check the plan, then ask/);
  await talk.ask('oncall', 'ops', `confirm ${idIn(first.all)}`, /asks\. Decide by/);
  await talk.click('oncall', second.id, 'confirm');
  const form = (await talk.look('oncall', second)).all;
  assert.match(form, /is about to create a machine named app-01-copy[\s\S]*\[Name it app-01-\S+\]/);
  await talk.click('oncall', second.id, 'restore-mended');
  assert.match((await talk.look('oncall', second)).all, /Check the plan, then ask[\s\S]*\[Ask for approval\]/);
  await talk.ask('oncall', 'ops', line, /is about to create a machine named app-01-copy[\s\S]*\[Name it app-01-\S+\]/);
});
