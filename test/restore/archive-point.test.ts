import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { idIn, startTalk, type Talk } from '../talk.ts';

let talk: Talk;
before(async () => {
  talk = await startTalk({ world: { uncommon: true } });
});
after(() => talk?.close());

/** Number of an archived point; as time passes points expire, and numbers move. */
async function archived(): Promise<string> {
  const { all } = await talk.ask('oncall', 'ops', 'points archive-01 page 4', /Recovery points of/);
  const number = /\*\*#(\d+)\*\*[^\n]*\n[^\n]*archive/.exec(all)?.[1];
  assert.ok(number, all);
  return number;
}

test('a point in the archive is brought back and restored, in two phases that the card tells apart', async () => {
  const number = await archived();
  const plan = await talk.ask('oncall', 'ops', `restore archive-01 #${number} disks because INC0012345`, /the plan/);
  const id = idIn(plan.all);
  assert.match(plan.all, /rehydrating takes up to 15 hours/);
  const { all: asked, id: card } = await talk.ask('oncall', 'ops', `confirm ${id}`, /Approve/);
  assert.match(asked, /costs money for 15 more days/);
  const { all: look } = await talk.ask('approver-1', 'ops', `approve ${id}`, /approve R-\w+ [0-9A-F]{4}/);
  await talk.api.say('approver-1', 'ops', `approve ${id} ${/approve R-\w+ ([0-9A-F]{4})/.exec(look)?.[1]}`);
  const seen = async (fits: RegExp) => {
    const said = (await talk.read('ops', 'oncall')).find((one) => one.id === card);
    return said && fits.test(said.all) ? said.all : undefined;
  };
  await talk.passes('the first phase', () => seen(/first back from the archive, by \d\d:\d\d/), 60);
  const done = await talk.passes('its end', () => seen(/✓ Done|Done in|✓ \*\*Restore the disks/), 3600);
  assert.doesNotMatch(done, /first back from the archive/);
  assert.ok(!(await talk.read('ops', 'oncall')).some((one) => /has not moved|stands still/.test(one.all)));
});

test('a point beyond those that the form lists is chosen in it all the same, and in the line that it prints', async () => {
  const number = await archived();
  const form = await talk.ask('oncall', 'ops', `restore archive-01 #${number}`, /Recovery point/);
  assert.match(form.all, new RegExp(`\\(•\\) #${number} `));
  assert.match(form.all, /Older points: type \*\*points archive-01/);
  assert.match(form.all, new RegExp(`restore archive-01 #${number} as `));
  assert.match(JSON.stringify(form.card), /"id":"urgent"/, 'how urgently it is brought back');
});
