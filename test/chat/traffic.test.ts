import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { idIn, startTalk, type Talk } from '../talk.ts';

let talk: Talk;
before(async () => {
  talk = await startTalk();
});
after(() => talk.close());

const behave = (behaviour: object) => Object.assign(talk.sandbox.teams.behaviour, behaviour);
const mentionsSince = async (id: string) =>
  (await talk.read('ops'))
    .filter((message) => message.id > id)
    .flatMap(({ mentions }) => mentions.map(({ name }) => name));

async function asked(vm: string) {
  const plan = await talk.ask(
    'oncall',
    'ops',
    `@Strongroom restore ${vm} latest disks because INC0012345`,
    /Check the plan, then ask/,
  );
  const id = idIn(plan.all);
  await talk.ask('oncall', 'ops', `@Strongroom confirm ${id}`, /Decide by/);
  return { id, card: await talk.hears('ops', new RegExp(`asks to restore ${vm} .*${id}`)) };
}

describe('what people write around a command', () => {
  it('a quote, an address before it and a mention behind it change nothing of it', async () => {
    const { message } = await talk.api.say('approver-1', 'ops', 'restore db-01, please');
    const { sandbox } = talk;
    sandbox.teams.client.say({ as: 'oncall', in: 'ops', quote: message, text: '@Strongroom vm sql-01' });
    await talk.hears('ops', /sql-01 is protected by/);
    await talk.ask('oncall', 'ops', '<at>Anton Visser</at> <at>Strongroom</at> vm web-01', /web-01 is protected by/);
    await talk.ask('oncall', 'ops', '@Strongroom vm dev-01 <at>On-call</at>', /dev-01 is protected by/);
    await talk.ask('oncall', 'war-room', '@Strongroom vm sql-01', /This conversation isn't set up/);
  });
});

describe('a Teams that tells no ids', () => {
  it('holds nothing up: the request is posted anew once, as it changes, and its requester is told', async () => {
    behave({ tellsNoIds: true });
    const { id, card } = await asked('sql-01');
    const again = await talk.hears('ops', new RegExp(`Approve or reject ${id} by[\\s\\S]*Asked: Anton Visser`));
    assert.notEqual(again.id, card.id);
    behave({ tellsNoIds: false });
    await talk.ask('approver-1', 'ops', `@Strongroom reject ${id} because not now`, /was rejected by Anton Visser/);
    await talk.hears('ops', new RegExp(`${id} was rejected`));
    assert.ok((await mentionsSince(card.id)).includes('Olivia Novak'));
    await talk.settled();
    const cards = (await talk.read('ops')).filter(({ all }) => all.includes(`Approve or reject ${id} by`));
    assert.equal(cards.length, 2);
  });
});

describe('a look at a card that a client takes by itself', () => {
  it('shows a guest and somebody from elsewhere what all see, and is no row of the audit', async () => {
    behave({ refreshesForAll: true, marksGuests: true });
    const { card } = await asked('web-01');
    for (const as of ['guest', 'outsider']) {
      const seen = await talk.look(as, card);
      assert.match(seen.all, /asks to restore web-01/);
      assert.doesNotMatch(seen.all, /Guests can't/);
    }
    const audit = await talk.ask('platform', 'personal-platform', 'audit', /Audit/);
    assert.match(audit.all, /asked for approval, R-\w{4}, web-01/);
    assert.doesNotMatch(audit.all, /Gustav Berg|Otto Lindqvist|code: guest/);
  });
});

describe('an event without a name', () => {
  it('wipes none: who reacted is mentioned as before', async () => {
    const { id, card } = await asked('dev-01');
    talk.sandbox.teams.teamsEvents.react({ as: 'oncall', message: card.id, reaction: 'like' });
    await talk.ask('oncall', 'personal-oncall', 'whoami', /You are Olivia Novak/);
    await talk.ask('approver-1', 'ops', `@Strongroom ask ${id} is it gone?`, /./);
    await talk.hears('ops', new RegExp(`asks about ${id}: is it gone\\?`));
    assert.ok((await mentionsSince(card.id)).includes('Olivia Novak'));
  });
});
