import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { idIn, startTalk, type Talk } from '../talk.ts';

let talk: Talk;
before(async () => {
  talk = await startTalk();
});
after(() => talk.close());

it('what is confirmed from another conversation is told there, and in the thread of its form where that is the same', async () => {
  const asked = (name: string) =>
    talk.ask('platform', 'ops', `policy new rsv-prod ${name} daily 02:00 keep 30 days`, /is this it\?/);
  const [here, elsewhere] = [await asked('here'), await asked('elsewhere')];
  await talk.ask('platform', 'personal-platform', 'whoami', /You are/);

  await talk.api.say('platform', 'personal-platform', `confirm ${idIn(elsewhere.all)}`);
  const card = await talk.hears('personal-platform', /New policy elsewhere/);
  await talk.becomes(card, /✓ Done/);

  await talk.api.say('platform', 'ops', `confirm ${idIn(here.all)}`);
  assert.equal((await talk.hears('ops', /New policy here/)).thread, here.thread);
});
