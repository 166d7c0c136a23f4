import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { people } from '../../sandbox/world/people.ts';
import { idIn, type Said, startTalk, type Talk } from '../talk.ts';

let talk: Talk;
before(async () => {
  talk = await startTalk();
  await talk.ask('eligible', 'personal-eligible', 'whoami', /You are/);
});
after(() => talk?.close());

/** Asked for by Olivia, and approved by Emma, who has yet to activate the role that lets her. */
async function keptApproval(): Promise<{ id: string; card: Said }> {
  const plan = await talk.ask('oncall', 'ops', 'restore app-01 latest because INC0012345', /Check the plan, then ask/);
  const id = idIn(plan.text || plan.all);
  const card = await talk.ask('oncall', 'ops', `confirm ${id}`, /Decide by/);
  const nonce = /"nonce":"([^"]+)"/.exec(JSON.stringify((await talk.look('eligible', card)).card))?.[1];
  const kept = await talk.click('eligible', card.id, 'approve', { forge: { data: { verb: 'approve', id, nonce } } });
  assert.match(kept.text ?? '', /I keep your request until/);
  return { id, card };
}

function activate(): void {
  const { clock, roles } = talk.sandbox.world;
  roles.activate(people.eligible.objectId, new Date(clock.now().getTime() + 5 * 60_000));
}

describe('a vote that is kept until a role is active', () => {
  it('is taken back by its voter', async () => {
    const { id, card } = await keptApproval();
    await talk.ask('eligible', 'personal-eligible', `withdraw ${id}`, /Your vote on R-\w+ is taken back/);
    activate();
    await talk.letPass(4 * 60, 60);
    assert.match((await talk.look('oncall', card)).all, /Decide by/);
    await talk.ask('oncall', 'ops', `withdraw ${id}`, /withdrawn/i);
    talk.sandbox.world.roles.endActivations(new Date(talk.sandbox.world.clock.now().getTime() + 3_600_000));
    await talk.letPass(2 * 60);
  });

  it('is replaced by a later one: who changes their mind approves nothing', async () => {
    const { id, card } = await keptApproval();
    await talk.ask('eligible', 'personal-eligible', `reject ${id} not this one`, /I keep your request until/);
    activate();
    await talk.becomes(card, /(Rejected|rejected|Approved) by Emma Castillo/);
    assert.match((await talk.look('oncall', card)).all, /[Rr]ejected by Emma Castillo/);
    assert.doesNotMatch((await talk.look('oncall', card)).all, /Approved by/);
  });
});
