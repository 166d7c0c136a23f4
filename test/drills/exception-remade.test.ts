import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { over, type Saga, startSaga } from '../saga/saga.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga.close());

const hour = 60 * 60;

/** Deletes and recreates a machine: it has the same ARM id, and another immutable id. */
function remake(name: string): void {
  const id = [...saga.world.machines.keys()].find((one) => one.endsWith(`/${name}`)) ?? assert.fail();
  const vm = saga.world.resources.get(id) ?? assert.fail();
  vm.properties.vmId = 'eeeeeeee-0000-4000-8000-000000000009';
  vm.properties.timeCreated = saga.world.clock.now().toISOString();
}

describe('an exception from drills whose machine is deleted and made again under its name', () => {
  it('holds for that machine alone: the other is drilled, and is not told as excepted', async () => {
    const { talk } = saga;
    const line = 'drill except app-01 days 30 because it moves to another vault';
    const exception = await talk.ask('oncall', 'ops', line, /asks\. Decide by/);
    await saga.approve({ card: exception });
    await saga.until(exception, /In force until/, 1);
    assert.match((await talk.ask('oncall', 'ops', 'vm app-01', /Protected by/)).all, /Excepted from drills/);
    remake('app-01');
    await talk.letPass(hour, hour);
    for (const [asked, answer] of [
      ['vm app-01', /Protected by/],
      ['check app-01', /Will app-01 restore/],
      ['drills', /Machines:/],
    ] as const) {
      assert.doesNotMatch((await talk.ask('oncall', 'ops', asked, answer)).all, /[Ee]xcepted/, asked);
    }
    const schedule = 'drill new app-01 weekly hours 0-0 because INC0012345';
    const definition = await talk.ask('oncall', 'ops', schedule, /asks\. Decide by/);
    await saga.approve({ card: definition });
    const run = await talk.hears('ops', /Restore drill of app-01/);
    await saga.until(run, over);
  });
});

it('an exception from drills can be asked for while Azure tells nothing of the machine', async () => {
  const { talk } = saga;
  const match = { method: 'GET', path: '/virtualMachines/web-01' };
  await talk.api.fault({ match, do: 'error', status: 403, code: 'AuthorizationFailed' });
  await talk.ask('oncall', 'ops', 'drill except web-01 days 7 because its group is being moved', /asks\. Decide by/);
  await talk.api.clearFaults();
});
