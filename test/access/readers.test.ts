import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { groupId } from '../../sandbox/world/arm-id.ts';
import { databaseOwners, people } from '../../sandbox/world/people.ts';
import { prod, restoreTargets } from '../../sandbox/world/places.ts';
import { roles } from '../../sandbox/world/role-definitions.ts';
import { idIn, startTalk, type Talk } from '../talk.ts';

let talk: Talk;
before(async () => {
  talk = await startTalk();
});
after(() => talk.close());

/** The card as an approver sees it, including Details. */
async function asked(vm: string): Promise<{ all: string; details: string }> {
  const plan = await talk.ask('oncall', 'ops', `restore ${vm} latest because INC0012345`, /Check the plan, then ask/);
  const id = idIn(plan.text || plan.all);
  const card = await talk.ask('oncall', 'ops', `confirm ${id}`, /Decide by/);
  const looked = await talk.look('approver-1', card);
  await talk.ask('oncall', 'ops', `withdraw ${id}`, /was withdrawn/);
  return { all: looked.all, details: JSON.stringify(looked.card) };
}

describe('the card of a restore', () => {
  it('names who can read the copy and not the original, and says behind Details how', async () => {
    // Both approvers are contributors where restores go, and have no role on the machine; the requester has both.
    const card = await asked('web-01');
    assert.match(card.all, /Anton Visser and Bea Okafor\W+can read this copy/);
    assert.match(card.details, /runs commands in the machine","value":"2: Anton Visser, Bea Okafor"/);
    assert.match(card.details, /not counted: anyone who can reach isolated/);
  });

  it('counts a group by its people, and says where Graph does not tell them', async () => {
    const { world } = talk.sandbox;
    const [target] = restoreTargets;
    assert.ok(target);
    world.roles.assign(databaseOwners.objectId, roles.contributor, target.targetResourceGroupId, 'Group');
    world.roles.assign(people['approver-2'].objectId, roles.virtualMachineContributor, groupId(prod.id, 'rg-app'));
    await talk.letPass(120);
    // Anton Visser has a role of his own too, and Bea Okafor has one on the original by now.
    const counted = await asked('web-01');
    assert.match(counted.all, /Database owners \(1\) and Anton Visser\W+can read this copy/);
    assert.match(counted.details, /runs commands in the machine","value":"2: Database owners \(1\), Anton Visser"/);
    world.directory.readable = false;
    await talk.letPass(120);
    const uncounted = await asked('web-01');
    assert.match(
      uncounted.all,
      /can read this copy[\s\S]*Members of Database owners too; I couldn't read who they are\./,
    );
    world.directory.readable = true;
  });
});
