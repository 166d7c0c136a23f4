import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { over, type Saga, startSaga } from '../saga/saga.ts';
import { idIn } from '../talk.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga.close());

/** Deletes and recreates a machine: it has the same ARM id, and another immutable id. */
function makeAgain(name: string): void {
  const id = [...saga.world.machines.keys()].find((one) => one.endsWith(`/${name}`)) ?? assert.fail();
  const vm = saga.world.resources.get(id) ?? assert.fail();
  vm.properties.vmId = 'eeeeeeee-0000-4000-8000-000000000009';
  vm.properties.timeCreated = saga.world.clock.now().toISOString();
}

async function askToReplace(vm: string) {
  const { talk } = saga;
  const plan = await talk.ask(
    'oncall',
    'ops',
    `restore ${vm} latest replace because INC0012345`,
    /Check the plan, then ask/,
  );
  const id = idIn(plan.text || plan.all);
  return { id, card: await talk.ask('oncall', 'ops', `confirm ${id} replace ${vm}`, /asks\. Decide by/) };
}

describe('disks that are to replace those of a machine', () => {
  it('replace none of another that was made under its name after the request', async () => {
    const request = await askToReplace('app-01');
    makeAgain('app-01');
    await saga.approve(request);
    const end = await saga.until(request.card, over);
    assert.match(end.all, /Approval void[\s\S]*app-01 is another machine now/);
    assert.deepEqual(await saga.effects(/restore accepted.*app-01/), []);
    // The printed lines would overwrite its disks as well.
    await saga.talk.ask('oncall', 'ops', `commands ${request.id}`, /app-01 is another machine now/);
  });

  it('replace those of the machine that is there when it is asked for anew, also of a point from before it', async () => {
    const request = await askToReplace('app-01');
    await saga.approve(request);
    assert.match((await saga.until(request.card, over)).all, /✓ Done/);
    assert.equal((await saga.effects(/restore accepted.*app-01/)).length, 1);
  });
});
