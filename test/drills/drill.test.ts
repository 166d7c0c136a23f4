import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { drillPlace, vaultIds } from '../../sandbox/world/places.ts';
import { over, type Saga, startSaga } from '../saga/saga.ts';
import { idIn, type Said } from '../talk.ts';
import { cleanUpOf, leftNothing } from './clean-up-of.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga.close());

const spoil = (body: object) =>
  fetch(`${saga.talk.sandbox.address}/api/world/drills`, { method: 'POST', body: JSON.stringify(body) });

const machines = () => {
  const { resources } = saga.talk.sandbox.world;
  const group = drillPlace.resourceGroupId;
  return [
    'Microsoft.Compute/virtualMachines',
    'Microsoft.Compute/disks',
    'Microsoft.Network/networkInterfaces',
  ].flatMap((type) => resources.list(type, group).map(({ name }) => name));
};

/** A policy of Azure protects every machine, the copy too (modelled). */
function protectToo(vmId: string, vmName: string) {
  const { items } = saga.world.vaults.get(vaultIds.prod.toLowerCase()) ?? assert.fail();
  const like = [...items.values()].find((item) => item.vmName === 'web-01') ?? assert.fail();
  const [containerName, itemName] = [like.containerName, like.itemName].map((name) => name.replace('web-01', vmName));
  const names = { containerName: containerName ?? '', itemName: itemName ?? '', vmId, vmName };
  const item: typeof like = { ...like, ...names, points: [] };
  const key = item.itemName.toLowerCase();
  items.set(key, item);
  return { item, forget: () => items.delete(key) };
}

async function asked(line: string): Promise<{ id: string; card: Said }> {
  const card = await saga.talk.ask('oncall', 'ops', `drill ${line}`, /asks\. Decide by/);
  return { id: idIn(card.all), card };
}

/** The card of a clean-up that went well, which only `status` shows. @param said by the drill's card */
function cleanUpSteps(drill: string, said: string): Promise<Said> {
  const [, id = assert.fail()] = new RegExp(`(R-\\w{4}) is done: ${leftNothing(drill).source}`).exec(said) ?? [];
  return saga.talk.ask('oncall', 'ops', `status ${id}`, /Cleanup after drill/);
}

describe('a restore drill', () => {
  it('restores a copy that nobody reaches, looks inside it, and deletes all that it made', async () => {
    const request = await asked('sql-01 because INC0012345');
    assert.match(request.card.all, /checked and \*\*deleted/);
    await saga.approve(request);
    const vms = 'Microsoft.Compute/virtualMachines';
    const copy = await saga.talk.passes('its copy', async () =>
      saga.world.resources.list(vms, drillPlace.resourceGroupId).at(0),
    );
    // An Azure policy gives every machine an identity (modelled).
    copy.identity = { type: 'SystemAssigned', principalId: 'abababab-0000-4000-8000-000000000001' };
    const end = await saga.until(request.card, over);
    assert.match(end.all, /✓ Done[\s\S]*/);
    assert.match(end.all, /✓ \*\*[^*]*\*\*: done, took \d+ minutes/, 'what each step took');
    assert.match(
      end.all,
      /sql-01 is proven: its copy started and the check inside it passed, in \d+ .*\. (What it made is being deleted|R-\w{4}: cleaning up)/,
    );
    await saga.talk.hears('ops', /The copy of sql-01 got a managed identity/);
    assert.match(end.all, /✓ \*\*Check that the copy can't be reached\*\*[\s\S]*✓ \*\*Check inside the copy\*\*/);
    await saga.until(request.card, leftNothing(request.id));
    assert.deepEqual(machines(), []);
    const calls = await saga.talk.api.requests('');
    assert.ok(!calls.some(({ method, path }) => method === 'PUT' && /vault\.azure\.net/.test(path)));
  });

  it('is not asked for where its place is in another region than its machine', async () => {
    const staging = saga.world.resources.get(drillPlace.stagingStorageAccountId) ?? assert.fail();
    const { location } = staging;
    staging.location = 'francecentral';
    try {
      const line = 'drill web-01 because INC0012345';
      await saga.talk.ask(
        'oncall',
        'ops',
        line,
        /Staging account stdrillprod is in francecentral; the vault needs one in/,
      );
    } finally {
      staging.location = location;
    }
  });

  it('does not begin while its network is peered, and fails with a copy that was peered meanwhile, which is deleted', async () => {
    const { talk } = saga;
    await spoil({ peered: true });
    await talk.ask('oncall', 'ops', 'drill web-01', /n't shut off \(peering: vnet-app\)/);
    await spoil({ peered: false });
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
    await spoil({ peered: true });
    const end = await saga.until(request.card, over);
    assert.match(end.all, /✗ Failed[\s\S]*can be reached or can reach out/);
    assert.doesNotMatch(end.all, /Try again/);
    await saga.until(request.card, leftNothing(request.id));
    assert.deepEqual(machines(), []);
    await spoil({ peered: false });
  });

  it('fails with what the guest says is wrong, of which only its owner reads more', async () => {
    const { talk } = saga;
    await spoil({ probe: 'app-01:fails' });
    const request = await asked('app-01');
    await saga.approve(request);
    const end = await saga.until(request.card, over);
    assert.match(end.all, /✗ Failed[\s\S]*a check inside it failed: a service doesn't run/);
    assert.doesNotMatch(end.all, /MSSQLSERVER/);
    await talk.hears('ops', /app-01 isn't proven\. That stays open until a drill of it passes\./);
    await saga.until(request.card, leftNothing(request.id));
    assert.match((await talk.read('personal-oncall')).map(({ all }) => all).join('\n'), /MSSQLSERVER is stopped/);
  });

  it('says of its clean-up, on the card and in the audit, until when Azure keeps what was deleted', async () => {
    const { talk } = saga;
    await spoil({ softDeleteDays: 7 });
    const request = await asked('web-01');
    await saga.approve(request);
    await saga.until(request.card, /✓ Done/);
    const { all } = await saga.until(request.card, leftNothing(request.id));
    const end = await cleanUpSteps(request.id, all);
    assert.match(
      end.all,
      /Check that nothing is left\*\*: done.*kept soft-deleted by Azure until Tue 1 Dec 2026 at the latest/,
    );
    const audit = await talk.ask('platform', 'ops', `audit ${idIn(end.all)}`, /live/);
    assert.match(audit.all, /softDeletedUntil/);
    await spoil({ softDeleteDays: 0 });
  });

  it('fails where a key is missing, and writes nothing to the key vault', async () => {
    const request = await asked('lostkey-01');
    await saga.approve(request);
    assert.match((await saga.until(request.card, over)).all, /✗ Failed[\s\S]*are missing from their key vault/);
    await saga.until(request.card, leftNothing(request.id));
    const changes = (await saga.talk.api.requests('')).filter(
      ({ method, path }) => method !== 'GET' && /vault\.azure\.net|\/(keys|secrets)\/restore/.test(path),
    );
    assert.deepEqual(changes, []);
    assert.deepEqual(machines(), []);
  });

  it('does not take silence of the guest for a proof; tells daily what a lock keeps, and leaves what a stranger put there', async () => {
    const { talk, world } = saga;
    await spoil({ probe: 'web-01:silent' });
    const request = await asked('web-01');
    await saga.approve(request);
    await spoil({ locked: true });
    const copy = await talk.passes('its copy', async () =>
      world.resources.list('Microsoft.Compute/virtualMachines', drillPlace.resourceGroupId).at(0),
    );
    const { item, forget } = protectToo(copy.id, copy.name);
    await saga.until(request.card, /✓ Done/);
    await talk.hears('ops', /web-01 isn't proven: its copy started, but the check inside it told nothing/);
    const first = await cleanUpOf(saga, request.id);
    assert.match(first.all, new RegExp(`rsv-prod/${copy.name}`));
    // Somebody deletes that backup, and Azure doesn't show until when it is kept.
    Object.assign(item, { protectionState: 'ProtectionStopped', softDeletedAt: world.clock.now(), hidesEnd: true });
    assert.match(
      (await talk.read('ops')).map(({ all }) => all).join('\n'),
      /its guest didn't report. It's booted, not proven/,
    );
    assert.match(first.all, /✗ Failed[\s\S]*A lock keeps them: keep-drills/);
    const disk = world.resources
      .list('Microsoft.Compute/disks', drillPlace.resourceGroupId)
      .find(({ name }) => name.includes('osdisk'));
    assert.ok(disk);
    // Somebody deletes it and makes another under its name, with all its tags.
    world.resources.delete(disk.id);
    world.resources.put({
      ...structuredClone(disk),
      properties: { ...disk.properties, uniqueId: 'ffffffff-0000-4000-8000-000000000001', diskState: 'Unattached' },
    });
    delete world.resources.get(disk.id)?.managedBy;
    await spoil({ locked: false });
    await talk.letPass(24 * 60 * 60, 3600);
    const again = await cleanUpSteps(request.id, (await cleanUpOf(saga, request.id, first)).all);
    assert.match(again.all, new RegExp(`nothing is left of the 8 things that drill ${request.id} created`));
    assert.match(again.all, /I can't tell what of it Azure keeps soft-deleted, or until when/);
    forget();
    assert.deepEqual(machines(), [disk.name]);
    world.resources.delete(disk.id);
  });

  it('proves nothing of a machine that is younger than its point', async () => {
    const { items } = saga.world.vaults.get(vaultIds.prod.toLowerCase()) ?? assert.fail();
    const item = [...items.values()].find(({ vmName }) => vmName === 'sql-01') ?? assert.fail();
    const vm = saga.world.resources.get(item.vmId) ?? assert.fail();
    const made = vm.properties.timeCreated;
    vm.properties.timeCreated = saga.world.clock.now().toISOString();
    const request = await asked('sql-01 because INC0012345');
    vm.properties.timeCreated = made;
    await saga.approve(request);
    assert.match((await saga.until(request.card, over)).all, /✓ Done/);
    await saga.talk.hears('ops', /sql-01 isn't proven: its point is older than the machine/);
  });
});

describe('a drill that went well', () => {
  it('is one post that grew: it rings nobody and has no card for its clean-up', async () => {
    const { talk } = saga;
    const before = (await talk.read('ops')).length;
    const request = await asked('app-01');
    await saga.approve(request);
    await saga.until(request.card, leftNothing(request.id));
    await talk.letPass(3600, 600);
    const posts = (await talk.read('ops'))
      .slice(before)
      .filter(({ from, mentions }) => from === 'bot' && mentions.length === 0);
    assert.deepEqual(
      posts.map(({ id }) => id),
      [request.card.id],
    );
    assert.ok((await talk.read('personal-oncall')).every(({ all }) => !all.includes(request.id)));
  });
});

describe('a bot that is killed at a call of a drill', () => {
  /** Killed as the call arrives, so that Azure never acts, or once it has acted, so that the answer is lost. */
  const calls = [
    { method: 'POST', path: '/restore', at: 'arrival' },
    { method: 'PUT', path: '/providers/Microsoft.Resources/deployments/strongroom-', at: 'answer' },
    { method: 'PUT', path: '/runCommands/', at: 'answer' },
    { method: 'DELETE', path: '/virtualMachines/', at: 'answer' },
    { method: 'DELETE', path: '/disks/', at: 'arrival' },
  ] as const;

  it('forgets nothing of what was made, and does nothing twice', async () => {
    const { talk } = saga;
    const request = await asked('app-01');
    const before = (await talk.api.requests('')).length;
    const arm = (next: (typeof calls)[number] | undefined) => {
      if (!next) return talk.api.tap();
      const { at, ...only } = next;
      return talk.api.tap({ at, call: 1, only });
    };
    await arm(calls[0]);
    // The test doesn't care about a click that the kill left unanswered.
    await saga.approve(request).catch(() => undefined);
    for (const [index, { method, path }] of calls.entries()) {
      const gone = async () => ((await talk.api.bot()).pid === null ? true : undefined);
      await talk.passes(`the kill at ${method} ${path}`, gone, 30);
      // Set before the start: the bot begins to work before it reports that it is up.
      await arm(calls[index + 1]);
      await talk.api.start();
    }
    const cleanUp = await saga.until(request.card, leftNothing(request.id));
    assert.match(cleanUp.all, new RegExp(`nothing is left of the 7 things that drill ${request.id} created`));
    assert.deepEqual(machines(), []);
    const sent = (await talk.api.requests('')).slice(before);
    for (const path of ['/restore', '/deployments/strongroom-', '/runCommands/']) {
      const acted = sent.filter(({ method, path: to, effect }) => method !== 'GET' && to.includes(path) && effect);
      assert.equal(acted.length, 1, path);
    }
  });
});
