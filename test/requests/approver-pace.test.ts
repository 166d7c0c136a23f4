import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { people } from '../../sandbox/world/people.ts';
import { idIn, startTalk, type Talk } from '../talk.ts';

/** dev-01 is decided by Bea alone, app-01 by Bea or Anton. */
const policy = `
groups:
  bea: { people: [${people['approver-2'].objectId}] }
  both: { people: [${people['approver-1'].objectId}, ${people['approver-2'].objectId}] }
rules:
  - { name: Bea alone, when: { machines: [dev-01] }, who: [bea] }
  - { name: either, when: { machines: [app-01] }, who: [both] }
breakGlass: { group: both, ticket: '^INC\\d{7}$', reviewers: [both] }
`;

let talk: Talk;
before(async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'strongroom-policy-')), 'approval-policy.yaml');
  writeFileSync(file, policy);
  // One at once, then one every half hour.
  talk = await startTalk({ approverAsksPerHour: 2, approvalPolicy: file });
});
after(() => talk?.close());

async function asks(who: string, room: string, machine: string): Promise<string> {
  const plan = await talk.ask(who, room, `restore ${machine} latest because INC0012345`, /Check the plan, then ask/);
  const id = idIn(plan.text || plan.all);
  await talk.ask(who, room, `confirm ${id}`, /Decide by/);
  await talk.settled();
  return id;
}

const cardsIn = async (room: string, id: string) =>
  (await talk.read(room)).filter(({ all }) => all.includes(`Approve or reject ${id} by`)).length;

describe('an approver who is asked for many decisions', () => {
  it('is asked later, and whoever has room is asked at once', async () => {
    const first = await asks('oncall', 'personal-oncall', 'dev-01');
    await talk.hears('personal-approver-2', new RegExp(`Approve or reject ${first} by`));
    const second = await asks('oncall', 'personal-oncall', 'app-01');
    await talk.hears('personal-approver-1', new RegExp(`Approve or reject ${second} by`));
    assert.equal(await cardsIn('personal-approver-2', second), 0);
    // The request is not delayed, so nothing is said.
    assert.ok(!(await talk.read('personal-oncall')).some(({ all }) => all.includes(`be asked about ${second}`)));
    await talk.passes('Bea’s turn', async () => (await cardsIn('personal-approver-2', second)) > 0 || undefined);
    assert.equal(await cardsIn('personal-approver-2', second), 1);
    assert.equal(await cardsIn('personal-approver-1', second), 1);
  });

  it('and the thread reads when and why, the card is there to decide meanwhile, and a restart changes nothing', async () => {
    await talk.ask('platform', 'approvals', 'channel approvals', /decided/);
    const id = await asks('oncall', 'ops', 'dev-01');
    const told = await talk.hears('ops', new RegExp(`There are many requests, so nobody is asked about ${id} before`));
    assert.match(told.all, new RegExp(`In an emergency, "breakglass ${id}" with a ticket and a reason doesn't wait`));
    assert.match(/before (\S.*?)\. Whoever can decide/.exec(told.all)?.[1] ?? '', /\d\d:\d\d/);
    assert.equal(await cardsIn('approvals', id), 1);
    const mentions = async () =>
      (await talk.read('approvals')).filter(({ all }) =>
        all.includes(`Restore of dev-01: ${id} waits for your decision`),
      );
    await talk.sandbox.bot.stop();
    await talk.api.start();
    await talk.settled();
    assert.deepEqual(await mentions(), []);
    await talk.passes('its turn', async () => ((await mentions()).length > 0 ? true : undefined));
    await talk.letPass(7200, 1800);
    assert.equal((await mentions()).length, 1);
    await talk.ask('approver-2', 'approvals', `reject ${id} not now`, /reject|Rejected/i);
  });

  it('nobody waits to break the glass', async () => {
    await asks('oncall', 'ops', 'dev-01');
    const id = await asks('oncall', 'ops', 'dev-01');
    await talk.hears('ops', new RegExp(`about ${id} before`));
    const line = `breakglass ${id} INC0000001 nobody answers`;
    const first = await talk.ask('approver-2', 'ops', line, /Break the glass for dev-01\?/);
    await talk.click('approver-2', first.id, 'break-glass');
    await talk.hears('ops', new RegExp(`Bea Okafor broke the glass: ${id} for dev-01 started without a vote`));
  });
});
