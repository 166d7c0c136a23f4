import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { idIn, startTalk, type Talk } from '../talk.ts';

const room = (name: string, as: string) => talk.read(name, as);
const own = async (name: string, as: string) =>
  (await room(name, as)).filter((message) => (message as { only?: string | null }).only === as);
/** The bot's messages in a conversation that only this person sees, newest last. */
const told = async (name: string, as: string) => (await own(name, as)).filter(({ from }) => from === 'bot');
const say = (as: string, where: string, text: string, more: object = {}) => {
  talk.sandbox.teams.client.say({ as, in: where, text, ...more });
  return talk.settled();
};
const audited = async () => (await talk.ask('platform', 'personal-platform', 'audit', /newest first/)).all;

let talk: Talk;
before(async () => {
  talk = await startTalk({ targeted: true, linesPerMinute: 30 });
});
after(() => talk.close());

describe('private answers', () => {
  it('are in the personal chat, and whoever got one is asked in the channel whether they see such a line', async () => {
    await say('platform', 'ops', '@Strongroom audit');
    assert.match((await room('personal-platform', 'platform')).at(-1)?.all ?? '', /The audit/);
    const [line, ...more] = await told('ops', 'platform');
    assert.match(line?.all ?? '', /only you should see it[\s\S]*channel private[\s\S]*I see this/);
    assert.deepEqual(more, []);
    assert.ok((await room('ops', 'oncall')).some(({ text }) => /my answer is in our personal chat/.test(text)));
    assert.deepEqual(await told('ops', 'oncall'), []);
    // Nobody is asked twice within a week.
    await say('platform', 'ops', '@Strongroom audit');
    assert.equal((await told('ops', 'platform')).length, 1);
  });

  it('are announced in the language of the channel, whatever the client of whoever asked speaks', async () => {
    await say('platform', 'approvals', '@Strongroom channel language nl');
    await say('platform', 'approvals', '@Strongroom audit');
    assert.ok((await room('approvals', 'oncall')).some(({ text }) => /mijn antwoord staat in onze/.test(text)));
  });

  it('come where they were asked once that was tapped, and only that person sees them', async () => {
    const [line] = await told('ops', 'platform');
    const tapped = await talk.click('platform', line?.id ?? '', 'I see this');
    assert.match(JSON.stringify(tapped), /answers for one person are given here/);
    await say('platform', 'ops', '@Strongroom audit');
    assert.match((await told('ops', 'platform')).at(-1)?.all ?? '', /set where private answers are given/);
    const count = (await room('personal-outsider', 'outsider')).length;
    await say('outsider', 'ops', '@Strongroom restore sql-01');
    assert.match((await told('ops', 'outsider')).at(-1)?.all ?? '', /sql-01/);
    assert.equal((await room('personal-outsider', 'outsider')).length, count);
    assert.deepEqual(await told('ops', 'oncall'), []);
    assert.match(await audited(), /set where private answers are given/);
  });

  it('say who somebody is to nobody else', async () => {
    await say('oncall', 'ops', '@Strongroom whoami');
    assert.match((await told('ops', 'oncall')).at(-1)?.all ?? '', /You are Olivia Novak/);
    assert.doesNotMatch((await room('ops', 'dba')).map(({ all }) => all).join('\n'), /You are Olivia Novak/);
  });

  it('go to the personal chat again where Teams refuses them, and nothing is lost', async () => {
    talk.sandbox.teams.behaviour.takesNoTargeted = true;
    await say('oncall', 'ops', '@Strongroom whoami');
    talk.sandbox.teams.behaviour.takesNoTargeted = false;
    assert.match((await room('personal-oncall', 'oncall')).at(-1)?.all ?? '', /You are Olivia Novak/);
  });

  it('go back to personal chats by "channel private off", and "channel private" asks anew', async () => {
    await say('oncall', 'ops', '@Strongroom channel private off');
    assert.match((await room('personal-oncall', 'oncall')).at(-1)?.all ?? '', /go to that person's chat/);
    await say('oncall', 'ops', '@Strongroom channel private');
    assert.match((await room('personal-oncall', 'oncall')).at(-1)?.all ?? '', /I sent you a line/);
    const line = (await told('ops', 'oncall')).at(-1);
    assert.match(line?.all ?? '', /only you should see it/);
    await say('oncall', 'ops', '@Strongroom channel private');
    assert.match((await told('ops', 'oncall')).at(-1)?.all ?? '', /are given here/);
    // The button of that line has been used.
    const late = await talk.click('oncall', line?.id ?? '', 'I see this');
    assert.doesNotMatch(JSON.stringify(late), /are given here/);
  });

  it('stay in personal chats for good where somebody else was shown the line', async () => {
    await say('oncall', 'ops', '@Strongroom channel private off');
    await say('oncall', 'ops', '@Strongroom channel private');
    const line = (await told('ops', 'oncall')).at(-1);
    const shown = talk.sandbox.teams.chat.find(line?.id ?? '');
    assert.ok(shown);
    delete shown.only;
    const tapped = await talk.click('dba', shown.id, 'I see this');
    assert.match(JSON.stringify(tapped), /meant for someone else, and you saw it too/);
    await say('outsider', 'ops', '@Strongroom restore sql-01');
    assert.match((await room('personal-outsider', 'outsider')).at(-1)?.all ?? '', /sql-01/);
  });
});

describe('a slash command', () => {
  it('is answered for one person, without anybody being asked first', async () => {
    await say('dba', 'approvals', 'help', { targeted: true });
    const [answer] = await told('approvals', 'dba');
    assert.match(answer?.all ?? '', /Strongroom/);
    assert.doesNotMatch(JSON.stringify(await room('approvals', 'oncall')), /help/);
  });

  it('that asks for a change is posted for all before anybody votes', async () => {
    await say('oncall', 'ops', 'restore app-01 latest disks because INC0012345', { targeted: true });
    const plan = await talk.hears(
      'ops',
      /Check the plan, then ask[\s\S]*app-01|app-01[\s\S]*Check the plan, then ask/i,
    );
    assert.equal((plan as { only?: string | null }).only, null);
    const id = idIn(plan.all);
    await say('oncall', 'ops', `confirm ${id}`, { targeted: true });
    const card = await talk.hears('ops', new RegExp(`asks to restore app-01 .*${id}`));
    assert.equal((card as { only?: string | null }).only, null);
  });

  it('shows a request without the buttons, which nothing would take away after the decision', async () => {
    await say('oncall', 'ops', 'restore web-01 latest disks because INC0012345', { targeted: true });
    const plan = await talk.hears('ops', /Check the plan, then ask[\s\S]*web-01/);
    const id = idIn(plan.all);
    await say('oncall', 'ops', `confirm ${id}`, { targeted: true });
    await talk.hears('ops', new RegExp(`asks to restore web-01 .*${id}`));
    for (const line of ['status', 'approve']) {
      const before = (await told('ops', 'approver-1')).length;
      await say('approver-1', 'ops', `${line} ${id}`, { targeted: true });
      const copy = (await told('ops', 'approver-1'))
        .slice(before)
        .map(({ all }) => all)
        .join('\n');
      assert.match(copy, /Decide by[\s\S]*web-01/);
      assert.doesNotMatch(copy, /\[(Approve|Reject|I'm looking|Withdraw)\]/);
    }
  });

  it('that waits for its turn is answered for that person alone, and so is a sentence', async () => {
    // Limits per minute must not depend on this machine's speed.
    talk.sandbox.world.clock.setSpeed(0.001);
    const lines = Array.from({ length: 24 }, (_, index) => `explain Nonsense${index}`);
    for (const text of [...lines, 'which recovery points does web-01 have?']) {
      talk.sandbox.teams.client.say({ as: 'approver-2', in: 'ops', text, targeted: true });
    }
    await talk.settled();
    const queued = (await told('ops', 'approver-2')).filter(({ all }) => /Queued; runs in/.test(all));
    assert.equal(queued.length, 10);
    const mine = async () =>
      [...(await room('personal-approver-2', 'approver-2')), ...(await told('ops', 'approver-2'))]
        .filter(({ from }) => from === 'bot')
        .map(({ all }) => all)
        .join('\n');
    await talk.passes('all answers', async () => /Recovery points of web-01/.test(await mine()) || undefined, 2);
    assert.match(await mine(), /Nonsense23/);
    assert.doesNotMatch(JSON.stringify(await room('ops', 'dba')), /Nonsense|points of web-01|I read this as/);
  });
});
