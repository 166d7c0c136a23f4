import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { switchOff } from '../../sandbox/world/machine-model.ts';
import { people } from '../../sandbox/world/people.ts';
import { vaultIds } from '../../sandbox/world/places.ts';
import { over, type Saga, startSaga } from '../saga/saga.ts';
import type { Said } from '../talk.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga.close());
afterEach(async () => {
  await saga.talk.api.clearFaults();
  saga.world.capacity.end();
});

function vmId(name: string): string {
  const items = [...saga.world.vaults.values()].flatMap(({ items }) => [...items.values()]);
  const found = items.find(({ vmName }) => vmName === name);
  assert.ok(found);
  return found.vmId;
}

function power(name: string, to: 'running' | 'deallocated'): void {
  const machine = saga.world.machines.get(vmId(name).toLowerCase());
  assert.ok(machine);
  machine.power = to;
}

/** Deployments of the bot, by name of the machine. */
async function deployments(id: string) {
  const calls = await saga.talk.api.requests('');
  return calls.filter(({ method, path }) => method === 'PUT' && path.includes(`/deployments/strongroom-${id}`));
}

async function failed(line: string): Promise<{ id: string; card: Said; end: Said }> {
  const request = await saga.asked(line);
  await saga.approve(request);
  const end = await saga.until(request.card, over);
  assert.match(end.all, /✗ Failed/);
  return { ...request, end };
}

describe('no room for the size', () => {
  it('offers the other approved sizes, and goes on with one without a new vote', async () => {
    const { talk, world } = saga;
    world.capacity.runOut('Standard_D2s_v5');
    const { id, end } = await failed('app-01 latest as app-room isolated size Standard_D2s_v5');
    assert.match(end.all, /✗ \*\*Create the machine\*\*/);
    assert.match(end.all, /No Standard\\_D2s\\_v5 free here/);
    assert.match(end.all, /Retry with Standard_D4s_v5/);
    // Its last job restored the disks successfully, so the status must show what failed, and not that job.
    const told = await talk.ask('oncall', 'ops', `status ${id}`, /app-01/);
    assert.match(told.all, new RegExp(`${id} failed: No Standard\\\\_D2s\\\\_v5 free here`));
    const stranger = await talk.ask('outsider', 'ops', `retry ${id}`, /Ask Olivia Novak/);
    assert.match(stranger.all, /or someone who approved it/);
    await talk.ask('oncall', 'ops', `retry ${id} size Standard_M128`, /Choose one of the sizes approved/);
    await talk.click('oncall', end.id, 'retry-with', { index: 0 });
    assert.match((await saga.until(end, /✓ Done/)).all, /✓ Done/);
    const machine = saga.machine('app-room');
    assert.deepEqual(machine?.properties.hardwareProfile, { vmSize: 'Standard_D4s_v5' });
    assert.equal((await deployments(id)).length, 2, 'each attempt is a deployment of its own');
    await talk.ask('oncall', 'ops', `retry ${id}`, new RegExp(`has no failed step.*"status ${id}"`));
    assert.ok((await talk.read('ops', 'oncall')).every(({ all }) => !/app-01, restore: completed/.test(all)));
  });
});

describe('no room where a retry can change nothing', () => {
  /** The plan that the first such button of the card opens. */
  async function planOf(end: Said): Promise<Said> {
    const { talk } = saga;
    await talk.click('oncall', end.id, 'restore-again', { index: 0 });
    return talk.passes('its plan', async () =>
      (await talk.read('ops', 'oncall')).findLast(({ id, all }) => id > end.id && /Check the plan/.test(all)),
    );
  }

  it('of a machine that Azure makes: the plan of a new request for one in another size', async () => {
    const { talk, world } = saga;
    world.capacity.runOut('Standard_D2s_v5');
    const { id, end } = await failed('app-01 latest as app-azure new vm');
    assert.match(end.all, /✗ \*\*Restore as a new machine\*\*/);
    assert.match(end.all, /"Ask again" makes a new request, which someone else has to approve/);
    assert.match(end.all, /\[Try again\][\s\S]*\[Ask again: Standard_D4s_v5\][\s\S]*\[Ask again: Standard_E4s_v5\]/);
    assert.doesNotMatch(end.all, /Ask again: Standard_D2s_v5|Retry with/);
    const plan = await planOf(end);
    assert.match(plan.all, /INC0012345/);
    assert.match(JSON.stringify(plan.card), /Standard[\\]*_D4s[\\]*_v5/);
    assert.match(plan.all, /\[Ask for approval\]/);
    await talk.click('oncall', plan.id, 'form-cancel');
    const forged = { forge: { verb: 'restore-again', data: { verb: 'restore-again', id, choice: 'Standard_M128' } } };
    assert.match(
      (await talk.click('oncall', end.id, 'restore-again', { ...forged, index: 0 })).text ?? '',
      /out of date/,
    );
  });

  it('of a machine in a zone-redundant vault: the plan of a new request for one in another zone', async () => {
    const { talk, world } = saga;
    const vault = world.resources.get(vaultIds.test) ?? assert.fail();
    const before = structuredClone(vault.properties);
    vault.properties.redundancySettings = { standardTierStorageRedundancy: 'ZoneRedundant' };
    await talk.letPass(20 * 60);
    world.capacity.runOut('Standard_D2s_v5');
    const { end } = await failed('dev-01 #6 as dev-zone isolated size Standard_D2s_v5');
    assert.match(end.all, /\[Retry with Standard_E4s_v5\][\s\S]*\[Ask again: zone \d\]/);
    const zone = /Ask again: zone (\d)/.exec(end.all)?.[1];
    const plan = await planOf(end);
    assert.match(plan.all, /Wed 18 Nov 02:00[\s\S]*\[Ask for approval\]/);
    assert.match(JSON.stringify(plan.card), new RegExp(`"Zone","value":"${zone}"`));
    await talk.click('oncall', plan.id, 'form-cancel');
    vault.properties = before;
  });
});

describe('what a try made that failed', () => {
  it('is still told as made by the request once the step was tried again, with the lines that delete it', async () => {
    const { talk, world } = saga;
    world.capacity.runOut('Standard_D2s_v5');
    const { id, end } = await failed('app-01 latest as app-twice isolated size Standard_D2s_v5');
    await talk.letPass(20 * 60);
    await saga.again(end, 'oncall', `retry ${id}`);
    const { all } = await talk.ask('oncall', 'ops', `leftovers ${id}`, /Leftovers of/);
    assert.match(all, /az vm delete [^\n]*app-twice /);
    assert.match(all, /az network nic delete [^\n]*app-twice-nic/);
    assert.doesNotMatch(all, /nothing that R-\w+ recorded/);
  });
});

describe('what was approved has moved', () => {
  it('the name was taken by somebody else: void, and nothing is sent', async () => {
    const request = await saga.asked('app-01 latest as app-taken isolated');
    const original = saga.world.resources.get(vmId('app-01'));
    assert.ok(original);
    const id = `${saga.target.targetResourceGroupId}/providers/Microsoft.Compute/virtualMachines/app-taken`;
    saga.world.resources.put({ ...structuredClone(original), id, name: 'app-taken', tags: {} });
    await saga.approve(request);
    const end = await saga.until(request.card, over);
    assert.match(end.all, /Approval void[\s\S]*app-taken is taken/);
    assert.doesNotMatch(end.all, /still there/);
    assert.deepEqual(await saga.effects(/restore.*accepted.*app-01.*app-taken/), []);
    assert.deepEqual(await deployments(request.id), []);
  });

  it('the name was taken while the disks were restored: void before the machine, and told what stays', async () => {
    const request = await saga.asked('app-01 latest as app-late isolated');
    await saga.approve(request);
    await saga.until(request.card, /▶ \*\*Restore the disks\*\*/, 1);
    const original = saga.world.resources.get(vmId('app-01'));
    assert.ok(original);
    const id = `${saga.target.targetResourceGroupId}/providers/Microsoft.Compute/virtualMachines/app-late`;
    saga.world.resources.put({ ...structuredClone(original), id, name: 'app-late', tags: {} });
    const end = await saga.until(request.card, over);
    assert.match(end.all, /Approval void[\s\S]*✓ \*\*Restore the disks\*\*/);
    assert.match(end.all, new RegExp(`created is still there: \\*\\*leftovers ${request.id}`));
    assert.deepEqual(await deployments(request.id), []);
  });

  it('the subnet is gone, which is no effect: nothing is sent, and it goes on once it is there again', async () => {
    const request = await saga.asked('app-01 latest as app-net isolated');
    const network = saga.world.resources.get(saga.target.isolatedSubnetId.replace(/\/subnets\/.*/, ''));
    assert.ok(network);
    const { subnets } = network.properties;
    network.properties.subnets = [];
    await saga.approve(request);
    const end = await saga.until(request.card, over);
    network.properties.subnets = subnets;
    assert.match(end.all, /✗ Failed[\s\S]*Subnet isolated[\s\S]*✗ \*\*Restore the disks\*\*/);
    assert.deepEqual(await saga.effects(/restore.*accepted.*app-01.*app-net/), []);
    assert.deepEqual(await deployments(request.id), []);
    assert.match((await saga.again(end, 'oncall', `retry ${request.id}`)).all, /✓ Done/);
  });

  it('the backup is gone, yet its disks are out of it: it goes on', async () => {
    const request = await saga.asked('dev-01 latest as dev-late isolated');
    await saga.approve(request);
    await saga.until(request.card, /✓ \*\*Restore the disks\*\*/, 1);
    const { items } = [...saga.world.vaults.values()].find(({ name }) => name === 'rsv-test') ?? assert.fail();
    const [key, item] = [...items].find(([, { vmName }]) => vmName === 'dev-01') ?? assert.fail();
    items.delete(key);
    const end = await saga.until(request.card, over);
    items.set(key, item);
    assert.match(end.all, /✓ Done/);
  });

  it('the original got encryption at host, yet the disks are out: the copy is made as it was signed', async () => {
    const request = await saga.asked('app-01 latest as app-host isolated');
    await saga.approve(request);
    await saga.until(request.card, /▶ \*\*Restore the disks\*\*/, 1);
    const original = saga.world.resources.get(vmId('app-01')) ?? assert.fail();
    original.properties.securityProfile = { encryptionAtHost: true };
    await saga.until(request.card, /✓ \*\*Restore the disks\*\*/, 1);
    const end = await saga.until(request.card, over);
    delete original.properties.securityProfile;
    assert.match(end.all, /✓ Done/);
    assert.equal(saga.machine('app-host')?.properties.securityProfile, undefined);
  });

  it('the original was only stopped: that is no effect, it goes on', async () => {
    const request = await saga.asked('app-01 latest as app-stopped isolated');
    power('app-01', 'deallocated');
    await saga.approve(request);
    const end = await saga.until(request.card, over);
    power('app-01', 'running');
    assert.match(end.all, /✓ Done/);
  });
});

describe('in the place of the original', () => {
  it('is refused while the original runs', async () => {
    const { talk } = saga;
    const said = await talk.ask('oncall', 'ops', 'restore app-01 latest in place because INC0012345', /deallocated/);
    assert.match(said.all, /app-01/);
    await talk.click('oncall', said.id, 'form-cancel').catch(() => undefined);
  });

  it('waits for the original to be deallocated again, and then goes on from there', async () => {
    power('app-01', 'deallocated');
    const request = await saga.asked('app-01 latest as app-place in place');
    await saga.approve(request);
    await saga.until(request.card, /▶ \*\*Restore the disks\*\*/, 1);
    power('app-01', 'running');
    const end = await saga.until(request.card, over);
    assert.match(end.all, /✗ Failed[\s\S]*app-01 isn't deallocated/);
    assert.deepEqual(await deployments(request.id), []);
    power('app-01', 'deallocated');
    assert.match((await saga.again(end, 'approver-1', `retry ${request.id}`)).all, /✓ Done/);
    power('app-01', 'running');
    assert.equal((await saga.effects(/restore accepted/)).filter((each) => each.includes(request.id)).length, 0);
  });
});

describe('nobody who stands for it holds the keys', () => {
  it('stops before the keys are touched, and goes on once somebody may', async () => {
    const { roles } = saga.world;
    const held = roles.assignments;
    const holders = [people['approver-1'].objectId, people['approver-2'].objectId];
    const request = await saga.asked('sql-01 latest as sql-keys isolated');
    assert.match(request.card.all, /Olivia Novak can't use the keys in kv-/);
    roles.assignments = held.filter(
      ({ principalId, roleDefinition }) =>
        !holders.includes(principalId) || roleDefinition.roleName !== 'Disk key holder',
    );
    await saga.approve(request);
    const end = await saga.until(request.card, over);
    assert.match(
      end.all,
      /✗ Failed[\s\S]*the right to use the keys of the key vault[\s\S]*neither Olivia Novak nor whoever approved this can/,
    );
    assert.deepEqual(await deployments(request.id), []);
    roles.assignments = held;
    assert.match((await saga.again(end, 'oncall', `retry ${request.id}`)).all, /✓ Done/);
  });
});

describe('a machine that does not come up', () => {
  it('bitlocker-01: said after 15 minutes; deallocated and started on a word, each once, and looked at again', async () => {
    const { id, end } = await failed('bitlocker-01 latest as bit-copy isolated');
    assert.match(end.all, /didn't report within 15 minutes[\s\S]*\[Deallocate and start\]/);
    const again = await saga.again(end, 'oncall', `retry ${id} restart`);
    assert.match(
      again.all,
      /✓ \*\*Deallocate the machine\*\*[\s\S]*✓ \*\*Start the machine\*\*[\s\S]*✓ \*\*Check the machine\*\*/,
    );
    const calls = await saga.talk.api.requests('');
    const of = (what: string) =>
      calls.filter(({ method, path }) => method === 'POST' && path.includes(`bit-copy/${what}`));
    assert.deepEqual([of('deallocate').length, of('start').length], [1, 1]);
  });

  it('for which there is no place any more: Azure says so, and the cause is told', async () => {
    const { world } = saga;
    const { id, end } = await failed('bitlocker-01 latest as bit-full isolated');
    world.capacity.runOut('Standard_D2s_v5');
    const full = await saga.again(end, 'oncall', `retry ${id} restart`);
    assert.match(
      full.all,
      /✗ Failed[\s\S]*couldn't start bit-full \(AllocationFailed\)[\s\S]*sufficient capacity[\s\S]*Try again/,
    );
    assert.doesNotMatch(full.all, /retry R-\w{4} size/, 'it is not deployed anew, so no size helps');
    // The same failure is reported for the second try, and not copied from the first.
    const still = await saga.again(full, 'oncall', `retry ${id}`);
    assert.match(still.all, /couldn't start bit-full \(AllocationFailed\)/);
    world.capacity.end();
    assert.match((await saga.again(still, 'oncall', `retry ${id}`)).all, /✓ Done/);
  });

  it('and was switched off by somebody: that is no success, and a restart only starts it', async () => {
    const { talk, world } = saga;
    const request = await saga.asked('bitlocker-01 latest as bit-off isolated');
    await saga.approve(request);
    await saga.until(request.card, /▶ \*\*Check the machine\*\*/, 5);
    const copy = saga.machine('bit-off');
    const machine = copy && world.machines.get(copy.id.toLowerCase());
    assert.ok(machine);
    switchOff(world, copy.id, machine);
    const end = await saga.until(request.card, over);
    assert.match(end.all, /✗ Failed[\s\S]*bit-off is deallocated[\s\S]*\[Deallocate and start\]/);
    const again = await saga.again(end, 'oncall', `retry ${request.id} restart`);
    assert.match(again.all, /✓ Done[\s\S]*– \*\*Deallocate the machine\*\*[\s\S]*✓ \*\*Start the machine\*\*/);
    assert.ok(!(await talk.api.requests('')).some(({ path }) => path.includes('bit-off/deallocate')));
  });

  it('is touched only while the requester may do so in Azure: at the word, and before each step', async () => {
    const { talk, world } = saga;
    const { roles } = world;
    const { id, end } = await failed('bitlocker-01 latest as bit-held isolated');
    const sent = async () =>
      (await talk.api.requests(''))
        .filter(({ method }) => method === 'POST')
        .flatMap(({ path }) => /bit-held\/(deallocate|start)\b/.exec(path)?.[1] ?? []);
    const deny = (act: string) => {
      roles.denials = [
        {
          name: 'dddddddd-0000-4000-8000-000000000001',
          denyAssignmentName: 'no power',
          scope: world.resources.get(saga.target.targetResourceGroupId)?.id ?? saga.target.targetResourceGroupId,
          actions: [`Microsoft.Compute/virtualMachines/${act}/action`],
          notActions: [],
          principalIds: [people.oncall.objectId],
          excludedIds: [],
        },
      ];
    };
    let stopped = end;
    try {
      for (const act of ['deallocate', 'start']) {
        deny(act);
        await talk.ask(
          'oncall',
          'ops',
          `retry ${id} restart`,
          new RegExp(`no power.*right to ${act} virtual machines`),
        );
        // An approver's vote adds no right: the bot acts on behalf of the requester.
        await talk.ask(
          'approver-1',
          'ops',
          `retry ${id} restart`,
          new RegExp(`Olivia Novak[\\s\\S]*right to ${act} virtual machines`),
        );
        await talk.click('oncall', end.id, 'retry-restart');
      }
      assert.deepEqual(await sent(), []);
      roles.denials = [];
      await talk.ask('oncall', 'ops', `retry ${id} restart`, /is under way/);
      deny('start');
      stopped = await saga.until(end, /the right of Olivia Novak/);
      assert.match(stopped.all, /✗ Failed[\s\S]*takes away the right of Olivia Novak to start virtual machines/);
      assert.ok(!(await sent()).includes('start'));
    } finally {
      roles.denials = [];
    }
    assert.match((await saga.again(stopped, 'oncall', `retry ${id}`)).all, /✓ Done/);
    assert.deepEqual(await sent(), ['deallocate', 'start']);
  });
});

describe('a Linux machine that does not come up', () => {
  /** Its copies wait at the prompt for the passphrase when they first boot. */
  function copiesAsk(name: string): void {
    const items = [...saga.world.vaults.values()].flatMap(({ items }) => [...items.values()]);
    for (const { vmName, points } of items) {
      if (vmName === name) for (const { source } of points) source.copyAsksForKey = true;
    }
  }

  it('fails at its extension, with what Azure says; its screen is sent, and a restart brings it up', async () => {
    const { talk } = saga;
    await talk.ask('oncall', 'personal-oncall', 'help', /I understand/);
    copiesAsk('rotated-01');
    // The first read of the screen fails transiently.
    await talk.api.fault({ match: { path: 'retrieveBootDiagnosticsData' }, do: 'error', status: 503, times: 1 });
    const { id, end } = await failed('rotated-01 latest as rot-copy isolated');
    assert.match(
      end.all,
      /the agent of rot-copy didn't report[\s\S]*VMExtensionProvisioningTimeout: Provisioning of VM extension[\s\S]*\[Deallocate and start\]/,
    );
    const screen = await talk.passes('its screen', async () =>
      (await talk.read('personal-oncall')).find(({ all, pictures = [] }) => all.includes(id) && pictures.length > 0),
    );
    assert.match(screen.all, /rot-copy didn't come up; this is its screen/);
    const again = await saga.again(end, 'oncall', `retry ${id} restart`);
    assert.match(again.all, /✓ Done[\s\S]*✓ \*\*Start the machine\*\*[\s\S]*✓ \*\*Check the machine\*\*/);
  });

  it('shows its screen below the request, to whoever asked alone, where private answers are seen', async () => {
    const { talk } = saga;
    const { behaviour } = talk.sandbox.teams;
    behaviour.takesNoTargeted = false;
    for (const text of ['@Strongroom channel private off', '@Strongroom channel private']) {
      talk.sandbox.teams.client.say({ as: 'oncall', in: 'ops', text });
      await talk.settled();
    }
    const mine = async () =>
      (await talk.read('ops', 'oncall')).filter(
        (message) => message.from === 'bot' && (message as { only?: string | null }).only === 'oncall',
      );
    const line = await talk.passes('the line that asks', async () =>
      (await mine()).find(({ all }) => all.includes('only you should see it')),
    );
    await talk.click('oncall', line.id, 'I see this');
    copiesAsk('rotated-01');
    const { id } = await failed('rotated-01 latest as rot-here isolated');
    const screen = await talk.passes('its screen', async () =>
      (await mine()).find(({ all, pictures = [] }) => all.includes(id) && pictures.length > 0),
    );
    assert.match(screen.all, /rot-here didn't come up; this is its screen/);
    assert.equal(
      (await talk.read('personal-oncall')).some(({ all }) =>
        all.includes("rot-here didn't come up; this is its screen"),
      ),
      false,
    );
    assert.equal(
      (await talk.read('ops', 'dba')).some(({ all }) => all.includes("rot-here didn't come up; this is its screen")),
      false,
    );

    behaviour.takesNoTargeted = true;
    copiesAsk('rotated-01');
    await failed('rotated-01 latest as rot-there isolated');
    const elsewhere = await talk.passes('its screen elsewhere', async () =>
      (await talk.read('personal-oncall')).find(
        ({ all, pictures = [] }) => /rot-there/.test(all) && pictures.length > 0,
      ),
    );
    assert.match(elsewhere.all, /rot-there didn't come up; this is its screen/);
  });
});

describe('an answer that is lost', () => {
  for (const [what, call] of [
    ['to the deployment', { method: 'PUT', path: 'deployments/strongroom-' }],
    ['to the extension', { method: 'PUT', path: 'virtualMachines/[^/]+/extensions/' }],
  ] as const) {
    it(`${what}: its effect is found, and nothing is sent twice`, async () => {
      await saga.talk.api.fault({ match: call, do: 'reset-after', times: 1 });
      const name = `web-${call.path.length}`;
      const request = await saga.asked(`web-01 latest as ${name} isolated`);
      await saga.approve(request);
      assert.match((await saga.until(request.card, over)).all, /✓ Done/);
      const calls = (await saga.talk.api.requests('')).filter(
        ({ method, path }) => method === 'PUT' && (path.includes(request.id) || path.includes(`/${name}/extensions/`)),
      );
      assert.equal(calls.length, 2, 'one deployment and one extension');
    });
  }
});

describe('a machine that lost what protects it', () => {
  it('is not called verified, and is once it is encrypted at host again', async () => {
    const request = await saga.asked('host-01 latest as host-01-bare isolated');
    await saga.approve(request);
    // During the boot somebody, or Azure, removes it.
    await saga.until(request.card, /✓ \*\*Create the machine/, 5);
    const machine = saga.machine('host-01-bare');
    assert.ok(machine);
    machine.properties.securityProfile = {};
    const end = await saga.until(request.card, over);
    assert.match(end.all, /✗ Failed[\s\S]*isn't encrypted at host/);
    machine.properties.securityProfile = { encryptionAtHost: true };
    assert.match((await saga.again(end, 'oncall', `retry ${request.id}`)).all, /✓ Done/);
  });
});
