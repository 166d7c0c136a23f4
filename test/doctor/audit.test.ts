import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { idIn, startTalk, type Talk } from '../talk.ts';

let talk: Talk;
let id: string;
before(async () => {
  talk = await startTalk();
  const plan = await talk.ask('oncall', 'ops', 'restore web-01 latest because INC0012345, ``` <b>', /is this the plan/);
  id = idIn(plan.all);
  await talk.ask('oncall', 'ops', `confirm ${id}`, /Waiting for approval/);
});
after(() => talk.close());

describe('the audit', () => {
  it('of everything is for administrators, of a request also for its requester and its approvers, always in private', async () => {
    for (const [who, line] of [
      ['outsider', 'audit'],
      ['oncall', 'audit'],
      ['oncall', 'audit web-01'],
      ['outsider', `audit ${id}`],
      ['outsider', `audit export ${id}`],
      ['oncall', 'audit verify'],
    ] as const) {
      const told = await talk.ask(who, 'ops', line, /audit is for administrators|Only a Strongroom administrator/);
      assert.equal(told.in, `personal-${who}`, line);
    }
    for (const who of ['oncall', 'approver-1', 'platform']) {
      const card = await talk.ask(who, 'ops', `audit ${id}`, new RegExp(`Audit of ${id}`));
      assert.equal(card.in, `personal-${who}`);
      assert.match(card.all, /asked for approval[\s\S]*Olivia Novak[\s\S]*plan [0-9a-f]{8}/);
    }
    await talk.ask('platform', 'personal-platform', 'logboek web-01', /Audit of web-01/);
    assert.match((await talk.ask('platform', 'ops', 'audit', /Audit/)).all, /refused[\s\S]*audit-not-yours/);
  });

  it('shows older rows by button and by line', async () => {
    for (let times = 0; times < 6; times += 1) {
      await talk.ask('oncall', 'ops', 'subscribe rsv-fleet', /rsv-fleet/);
      await talk.ask('oncall', 'ops', 'unsubscribe rsv-fleet', /no longer post/);
    }
    const card = await talk.ask('platform', 'personal-platform', 'audit', /Or type: \**audit page 2/);
    const older = await talk.click('platform', card.id, 'Older rows');
    assert.equal(older.shown, 'card');
    await talk.ask('platform', 'personal-platform', 'audit page 2', /Audit/);
  });

  it('is verified to its head', async () => {
    const told = await talk.ask('platform', 'ops', 'audit verify', /The audit is whole: \d+ rows/);
    assert.equal(told.in, 'personal-platform');
  });

  it('is exported as JSON Lines to the personal chat, nothing in it acting as markup', async () => {
    await talk.ask('platform', 'ops', `audit export ${id}`, /rows\) is in our personal chat/);
    const page = await talk.hears('personal-platform', /JSON Lines, oldest first/);
    const lines = page.all.split('```')[1]?.trim().split('\n') ?? [];
    assert.equal(page.all.split('```').length, 3);
    const asked = lines.map((line) => JSON.parse(line)).find(({ event }) => event === 'request.asked');
    assert.match(asked.texts[asked.details.reason.textHash].text, /INC0012345/);
    assert.equal(asked.texts[asked.actor_hash].text, 'Olivia Novak');
  });
});
