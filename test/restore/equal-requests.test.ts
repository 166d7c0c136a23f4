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
