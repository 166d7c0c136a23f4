import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTalk, type Talk } from './talk.ts';

let talk: Talk;
before(async () => {
  talk = await startTalk({ asksPerHour: 6 });
  await talk.ask('platform', 'approvals', 'approvals here', /decided/);
});
after(() => talk?.close());

async function asks(): Promise<string> {
  const plan = await talk.ask('oncall', 'ops', 'restore dev-01 latest because INC0012345', /is this the plan/);
  const [id = ''] = /R-[A-Z0-9]{4}/.exec(plan.text || plan.all) ?? [];
  await talk.ask('oncall', 'ops', `confirm ${id}`, /Waits for approval/);
  return id;
}

const cardsInApprovals = async (id: string) =>
  (await talk.read('approvals')).filter(({ all }) => all.includes(`${id}, asked for`)).length;

describe('many requests of one person for one machine', () => {
  it('reach the approvers one after another, and can be decided in their thread before', async () => {
    // Of one machine two an hour: the first is put to them at once.
    const first = await asks();
    await talk.hears('approvals', new RegExp(`${first}, asked for`));
    const second = await asks();
    const told = await talk.hears('ops', new RegExp(`the approvers are asked about ${second} at`));
    assert.match(told.all, /Whoever may decide can do so here before/);
    assert.equal(await cardsInApprovals(second), 0);
    await talk.passes('its turn', async () => ((await cardsInApprovals(second)) > 0 ? true : undefined));
    const third = await asks();
    await talk.hears('ops', new RegExp(`the approvers are asked about ${third} at`));
    await talk.ask('approver-1', 'ops', `reject ${third} not now`, /reject|Rejected/i);
  });
});
