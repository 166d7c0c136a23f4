import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { readData } from '../faults/read-data.ts';
import { until } from '../faults/until.ts';
import { idIn, startTalk, type Talk } from '../talk.ts';
import { policyFile } from './policy.ts';

let talk: Talk;
before(async () => {
  talk = await startTalk({ asksPerHour: 6, linesPerMinute: 30, approvalPolicy: policyFile() });
  // A queue that empties by the minute must fill even on the slowest machine: time stands still except where a test
  // lets it pass.
  talk.sandbox.world.clock.setSpeed(0.001);
  await talk.ask('platform', 'approvals', 'channel approvals', /decided/);
});
after(() => talk?.close());

async function asks(): Promise<string> {
  const plan = await talk.ask('oncall', 'ops', 'restore dev-01 latest because INC0012345', /Check the plan, then ask/);
  const id = idIn(plan.text || plan.all);
  await talk.ask('oncall', 'ops', `confirm ${id}`, /Decide by/);
  return id;
}

const cardsInApprovals = async (id: string) =>
  (await talk.read('approvals')).filter(({ all }) => all.includes(`Approve or reject ${id} by`)).length;
const isPutLater = (id: string) => talk.hears('ops', new RegExp(`nobody is asked about ${id} before`));

/** Sends lines until no further one of this person is accepted. The same line would be queued once. */
async function fillsQueue(who: string): Promise<void> {
  let sent = 0;
  await until('a full queue', async () => {
    sent += 1;
    await talk.api.say(who, `personal-${who}`, `explain Nonsense${sent}`);
    const said = await talk.read(`personal-${who}`, who);
    return said.some(({ all }) => /20 of your lines are already waiting/.test(all)) ? true : undefined;
  });
}

describe('many requests of one person for one machine', () => {
  it('reach the approvers one after another, once each though the bot is killed, and can be decided before', async () => {
    // Two an hour for one machine: the first goes to the approvers at once.
    const first = await asks();
    await talk.hears('approvals', new RegExp(`Approve or reject ${first} by`));
    const second = await asks();
    const told = await isPutLater(second);
    assert.match(told.all, /Whoever can decide may do so earlier/);
    assert.equal(await cardsInApprovals(second), 0);
    // Killed after its turn was committed, while its card is on its way to Teams.
    const post = { method: 'POST', path: '/v3/conversations/' };
    await talk.api.tap({ at: 'arrival', call: 1, only: post });
    const killed = async () => (await talk.api.bot()).pid === null || undefined;
    await talk.passes('the kill as the card is sent', killed);
    await talk.api.tap();
    await talk.api.start();
    await talk.passes('its turn', async () => ((await cardsInApprovals(second)) > 0 ? true : undefined));
    // Killed between the commit and the end of the timer, which fires again.
    await talk.sandbox.bot.stop();
    const { numUpdatedRows } = await readData({ dataDir: talk.dataDir }, (db) =>
      db
        .updateTable('wakeups')
        .set({ due_at: new Date(0), token: null, next_due_at: null, sent_at: null })
        .where('key', '=', `ask:${second}`)
        .executeTakeFirstOrThrow(),
    );
    assert.equal(numUpdatedRows, 1n, 'it waits to ask the next people');
    await talk.api.start();
    await talk.settled();
    assert.equal(await cardsInApprovals(second), 1);
    const third = await asks();
    await isPutLater(third);
    await talk.ask('approver-1', 'ops', `reject ${third} not now`, /reject|Rejected/i);
  });
});

describe('with every budget of one person full', () => {
  it('a restore is asked for all the same, only later, and the glass can be broken at once', async () => {
    // The first of an hour goes to the approvers at once.
    await asks();
    const waiting = await asks();
    await isPutLater(waiting);
    assert.equal(await cardsInApprovals(waiting), 0);
    // The break-glass person's lines are used up as well.
    await fillsQueue('approver-2');
    const line = `breakglass ${waiting} INC0000001 nobody answers`;
    const first = await talk.ask('approver-2', 'ops', line, /Break the glass for dev-01\?/);
    await talk.click('approver-2', first.id, 'break-glass');
    await talk.hears('ops', new RegExp(`Bea Okafor broke the glass: ${waiting} for dev-01 started without a vote`));
    await talk.hears('approvals', /Glass broken: dev-01/);
  });

  it('somebody whose lines all wait may still ask for a restore', async () => {
    await fillsQueue('oncall');
    const { message } = await talk.api.say('oncall', 'ops', 'restore app-01 latest because INC0012345');
    await talk.passes(
      'the plan',
      async () =>
        (await talk.read('ops', 'oncall')).some(
          ({ id, all }) => id > message && /Check the plan, then ask/.test(all) && /app-01/.test(all),
        )
          ? true
          : undefined,
      10,
    );
  });
});
