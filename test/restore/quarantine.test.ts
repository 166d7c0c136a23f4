import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { bot } from '../../sandbox/world/people.ts';
import { quarantinePlace } from '../../sandbox/world/places.ts';
import { powerActions } from '../../src/access/rules/actions.ts';
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
    /Check the plan, then ask/,
  );
  assert.match(form.all, /in quarantine/);
  const id = idIn(form.all);
  const card = await talk.ask('oncall', 'ops', `confirm ${id}`, /asks\. Decide by/);
  return { id, card };
}

describe('a restore into quarantine', () => {
  it('makes a copy that is shown to be apart, with closed disks, no identity and tags that say so', async () => {
    const request = await asked('sql-01');
    assert.match(request.card.all, /\*\*in quarantine\*\* until someone else releases it: no identity/);
    const lines = await saga.talk.ask('oncall', 'ops', `commands ${request.id}`, /by hand: \d+ steps/);
    assert.match(
      lines.all,
      /Close the disks to export[\s\S]*--network-access-policy DenyAll[\s\S]*Check that the copy/,
    );
    assert.match(
      lines.all,
      /let anything pass but AzureActiveDirectory, AzureKeyVault, Storage[\s\S]*moves its interface/,
    );
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
    // Another copy of the same night gets a free name there, as in the usual group.
    const line = 'restore sql-01 latest quarantine because of another look';
    const again = await saga.talk.ask('oncall', 'ops', line, /Check the plan, then ask|is taken/);
    assert.match(again.all, /starts as \*\*sql-01-r\d{4}-2\*\* in rg-quarantine/);
  });

  it('does not begin while its network is peered, and fails with a copy that was peered meanwhile, which is deallocated', async () => {
    const { talk } = saga;
    await peer(true);
    await talk.ask(
      'oncall',
      'ops',
      'restore web-01 latest quarantine because x',
      /n't shut off[^.]*: peering: vnet-app/,
    );
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
    await talk.ask('oncall', 'ops', `release ${request.id} because early`, /isn't done/);
    await peer(true);
    // Somebody removes the tags before anything of the machine is on record.
    const { world } = saga;
    const now = world.settle().getTime();
    for (let second = 0; second < 300; second++) {
      world.agenda.add(new Date(now + second * 1000), () => {
        const made = [...held(vms), ...held('Microsoft.Network/networkInterfaces')];
        for (const one of made.filter(({ name }) => name.startsWith('web-01'))) one.tags = {};
      });
    }
    const { roles } = world;
    roles.denials = [
      {
        name: 'dddddddd-0000-4000-8000-000000000002',
        denyAssignmentName: 'nothing is switched off',
        scope: quarantinePlace.resourceGroupId,
        actions: [powerActions.deallocate],
        notActions: [],
        principalIds: [bot.objectId],
        excludedIds: [],
      },
    ];
    const end = await saga.until(request.card, over);
    assert.match(end.all, /✗ Failed[\s\S]*can be reached or can reach out/);
    assert.doesNotMatch(end.all, /Try again/);
    await talk.ask('oncall', 'ops', `retry ${request.id}`, /can't be tried again/);
    await talk.click('oncall', end.id, 'restore-again');
    const form = await talk.passes('a form like it', async () =>
      (await talk.read('ops', 'oncall')).findLast(({ all }) => /Restore web-01/.test(all)),
    );
    assert.match(form.all, /\(•\)[^\n]*quarantine/);
    const offs = async () =>
      (await talk.read('ops')).filter(({ all }) => all.includes('Deallocate web-01') && over.test(all));
    const [refused] = await talk.passes('the end of the first try', async () => {
      const ended = await offs();
      return ended.length > 0 ? ended : undefined;
    });
    assert.match(refused?.all ?? '', /✗ Failed[\s\S]*still runs/);
    const copy = held(vms).find(({ name }) => name.startsWith('web-01')) ?? assert.fail();
    // Another machine under its name may still be the copy: it is reported, and not touched.
    const { vmId } = copy.properties;
    copy.properties.vmId = 'eeeeeeee-0000-4000-8000-000000000009';
    await talk.passes('the word about it', async () =>
      (await talk.read('ops')).find(({ all }) => all.includes('It may be another machine')),
    );
    assert.equal((await offs()).length, 1);
    copy.properties.vmId = vmId;
    roles.denials = [];
    const off = await talk.passes('the copy to be deallocated', async () => (await offs())[1], 3600);
    assert.match(off.all, /✓ Done/);
    assert.equal(saga.world.machines.get(copy.id.toLowerCase())?.power, 'deallocated');
    await peer(false);
  });
});

describe('a copy in quarantine', () => {
  const nic = () =>
    held('Microsoft.Network/networkInterfaces').find(({ name }) => name.startsWith('sql-01')) ?? assert.fail();
  const subnetOf = () => {
    const [first] = nic().properties.ipConfigurations as { properties: { subnet: { id: string } } }[];
    return first?.properties.subnet.id;
  };
  const idOf = async () => {
    const done = (await saga.talk.read('ops')).find(
      ({ all }) => /sql-01/.test(all) && /quarantine/.test(all) && over.test(all),
    );
    return idIn(done?.all ?? '');
  };

  it('stays where it is while its release waits, and is told each day', async () => {
    const { talk } = saga;
    await talk.letPass(25 * 60 * 60, 5 * 3600);
    const told = (await talk.read('ops')).map(({ all }) => all).join('\n');
    assert.match(told, /day \d+ in quarantine\. It's still apart/);
    assert.equal(subnetOf(), quarantinePlace.subnetId);
    const disk = held(disks).find(({ name }) => name.startsWith('sql-01')) ?? assert.fail();
    const { uniqueId } = disk.properties;
    disk.properties.uniqueId = 'eeeeeeee-0000-4000-8000-000000000008';
    await talk.letPass(25 * 60 * 60, 5 * 3600);
    assert.match(
      (await talk.read('ops')).map(({ all }) => all).join('\n'),
      /day \d+ in quarantine\. It no longer has just the restored disks/,
    );
    await talk.ask('oncall', 'ops', `release ${await idOf()} because examined`, /a disk swapped/);
    await peer(true);
    await talk.letPass(25 * 60 * 60, 5 * 3600);
    const last = (await talk.read('ops')).findLast(({ all }) => /day \d+ in quarantine/.test(all));
    assert.match(last?.all ?? '', /today it isn't shown to be apart/);
    await peer(false);
    disk.properties.uniqueId = uniqueId;
  });

  it('is not said to be apart with an interface that somebody added, or while nobody can read which it has', async () => {
    const { talk, world } = saga;
    const told = async () => {
      await talk.letPass(25 * 60 * 60, 5 * 3600);
      return (await talk.read('ops')).findLast(({ all }) => /day \d+ in quarantine/.test(all))?.all ?? '';
    };
    const copy = held(vms).find(({ name }) => name.startsWith('sql-01')) ?? assert.fail();
    const { networkProfile } = copy.properties as { networkProfile: { networkInterfaces: object[] } };
    const another = `${quarantinePlace.resourceGroupId}/providers/Microsoft.Network/networkInterfaces/way-out`;
    world.resources.put({ ...structuredClone(nic()), id: another, name: 'way-out' });
    networkProfile.networkInterfaces.push({ id: another });
    assert.match(await told(), /today it isn't shown to be apart: interface: way-out/);
    networkProfile.networkInterfaces.pop();
    world.resources.delete(another);
    const faults = `${talk.sandbox.address}/api/azure/faults`;
    const unread = { match: { method: 'GET', path: `virtualMachines/${copy.name}` }, do: 'error', status: 403 };
    await fetch(faults, { method: 'POST', body: JSON.stringify(unread) });
    assert.match(await told(), /today it isn't shown to be apart: interface\?: /);
    await fetch(faults, { method: 'DELETE' });
    assert.match(await told(), /still apart/);
  });

  it('is still told each day where somebody moved it to another group', async () => {
    const { talk, world } = saga;
    const said = (fits: RegExp) => async () => (await talk.read('ops')).filter(({ all }) => fits.test(all)).length;
    const moved = said(/sql-01-\w+: day \d+ in quarantine\. Someone moved it to group rg-app/);
    const copy = held(vms).find(({ name }) => name.startsWith('sql-01')) ?? assert.fail();
    const elsewhere = copy.id.replace(/resourceGroups\/[^/]+/i, 'resourceGroups/rg-app');
    world.resources.delete(copy.id);
    world.resources.put({ ...copy, id: elsewhere });
    await talk.letPass(49 * 60 * 60, 3600);
    assert.equal(await moved(), 2);
    assert.equal(await said(/sql-01-\w+ is no longer in quarantine/)(), 0);
    world.resources.delete(elsewhere);
    world.resources.put(copy);
    await talk.letPass(25 * 60 * 60, 5 * 3600);
  });

  it('leaves it by a vote on what changes, with the rules of the other subnet among it, and is asked for once', async () => {
    const { talk } = saga;
    const id = await idOf();
    const card = await talk.ask(
      'oncall',
      'ops',
      `release ${id} because examined`,
      /asks\. Decide by[\s\S]*Release sql-01/,
    );
    assert.match(card.all, /Nothing has shown that it is free of what attacked sql-01/);
    assert.match(JSON.stringify(card), /from-bastion/);
    assert.equal(subnetOf(), quarantinePlace.subnetId);
    await talk.ask('oncall', 'ops', `release ${id} because again`, /already asks to release/);
    // The second of two approvals may find the request decided.
    await Promise.allSettled([saga.approve({ card }), saga.approve({ card }, 'approver-2')]);
    const end = await saga.until(card, over);
    assert.match(end.all, /✓ Done/);
    assert.equal(subnetOf(), quarantinePlace.releaseSubnetIds[0]);
    const moves = (await talk.api.requests('')).filter(
      ({ method, path, effect }) => method === 'PUT' && path.includes('-release-move-') && effect,
    );
    assert.equal(moves.length, 1);
    assert.match(
      held(vms).find(({ name }) => name.startsWith('sql-01'))?.tags?.['strongroom-quarantine'] ?? '',
      /^released R-/,
    );
    await talk.ask('oncall', 'ops', `release ${id} because again`, /Nothing of R-\w+ is in quarantine/);
  });
});
