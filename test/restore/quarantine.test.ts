import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { quarantinePlace } from '../../sandbox/world/places.ts';
import { over, type Saga, startSaga } from '../saga/saga.ts';
import { idIn, type Said } from '../talk.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga.close());

const peer = (quarantinePeered: boolean) =>
  fetch(`${saga.talk.sandbox.address}/api/world/drills`, {
    method: 'POST',
    body: JSON.stringify({ quarantinePeered }),
  });

const held = (type: string) => saga.talk.sandbox.world.resources.list(type, quarantinePlace.resourceGroupId);
const vms = 'Microsoft.Compute/virtualMachines';
const disks = 'Microsoft.Compute/disks';

async function asked(vm: string): Promise<{ id: string; card: Said }> {
  const { talk } = saga;
  const form = await talk.ask(
    'oncall',
    'ops',
    `restore ${vm} latest quarantine because ransomware`,
    /is this the plan/,
  );
  assert.match(form.all, /in quarantine/);
  const id = idIn(form.all);
  const card = await talk.ask('oncall', 'ops', `confirm ${id}`, /Waiting for approval/);
  return { id, card };
}

describe('a restore into quarantine', () => {
  it('makes a copy that is shown to be apart, with closed disks, no identity and tags that say so', async () => {
    const request = await asked('sql-01');
    assert.match(request.card.all, /stays there until somebody else releases it/);
    await saga.approve(request);
    const end = await saga.until(request.card, over);
    assert.match(end.all, /✓ Done/);
    assert.match(end.all, /✓ \*\*Close the disks to export\*\*[\s\S]*✓ \*\*Check that the copy can't be reached\*\*/);
    const [vm, ...others] = held(vms);
    assert.ok(vm);
    assert.deepEqual(others, []);
    assert.equal(vm.identity, undefined);
    assert.equal(vm.tags?.['strongroom-quarantine'], 'held');
    assert.ok(held(disks).length > 0);
    for (const disk of held(disks)) {
      assert.deepEqual(
        [disk.properties.networkAccessPolicy, disk.properties.publicNetworkAccess],
        ['DenyAll', 'Disabled'],
      );
      assert.equal(disk.tags?.['strongroom-quarantine'], 'held');
    }
  });

  it('does not begin while its network is peered, and fails with a copy that was peered meanwhile, which is deallocated', async () => {
    const { talk } = saga;
    await peer(true);
    await talk.ask('oncall', 'ops', 'restore web-01 latest quarantine because x', /n't shut off \(peering: vnet-app\)/);
    await peer(false);
    const request = await asked('web-01');
    await saga.approve(request);
    await talk.passes(
      'the deployment',
      async () =>
        (await talk.api.requests('')).find(
          ({ method, path }) => method === 'PUT' && path.includes(`strongroom-${request.id}`),
        ),
      10,
    );
    await peer(true);
    const end = await saga.until(request.card, over);
    assert.match(end.all, /✗ Failed[\s\S]*can be reached or can reach out/);
    assert.doesNotMatch(end.all, /Try again/);
    const off = await talk.passes('the copy to be deallocated', async () =>
      (await talk.read('ops')).find(({ all }) => all.includes('Deallocate web-01') && over.test(all)),
    );
    assert.match(off.all, /✓ Done/);
    const copy = held(vms).find(({ name }) => name.startsWith('web-01'));
    assert.equal(saga.world.machines.get(copy?.id.toLowerCase() ?? '')?.power, 'deallocated');
    await peer(false);
  });
});
