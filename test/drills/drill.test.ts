import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { drillPlace, vaultIds } from '../../sandbox/world/places.ts';
import { over, type Saga, startSaga } from '../saga/saga.ts';
import { askForDrill, leftNothing, madeByDrills, spoil } from './drilled.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga.close());

describe('a restore drill', () => {
  it('restores a copy that nobody reaches, looks inside it, and deletes all that it made', async () => {
    const request = await askForDrill(saga, 'sql-01 because INC0012345');
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
      /sql-01 is proven: its copy started and the check inside it passed, in \d+ .*\. (What it made is being deleted\.|R-\w{4} is under way: Cleanup after drill R-\w{4}\.)/,
    );
    await saga.talk.hears('ops', /The copy of sql-01 got a managed identity/);
    assert.match(end.all, /✓ \*\*Check that the copy can't be reached\*\*[\s\S]*✓ \*\*Check inside the copy\*\*/);
    await saga.until(request.card, leftNothing(request.id));
    assert.deepEqual(madeByDrills(saga), []);
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
    await spoil(saga, { peered: true });
    await talk.ask('oncall', 'ops', 'drill web-01', /n't shut off \(peering: vnet-app\)/);
    await spoil(saga, { peered: false });
    const request = await askForDrill(saga, 'web-01');
    await saga.approve(request);
    await talk.passes(
      'the deployment',
      async () =>
        (await talk.api.requests('')).find(
          ({ method, path }) => method === 'PUT' && path.includes(`strongroom-${request.id}`),
        ),
      10,
    );
    await spoil(saga, { peered: true });
    const end = await saga.until(request.card, over);
    assert.match(end.all, /✗ Failed[\s\S]*can be reached or can reach out/);
    assert.doesNotMatch(end.all, /Try again/);
    await saga.until(request.card, leftNothing(request.id));
    assert.deepEqual(madeByDrills(saga), []);
    await spoil(saga, { peered: false });
  });

  it('fails with what the guest says is wrong, of which only its owner reads more', async () => {
    const { talk } = saga;
    await spoil(saga, { probe: 'app-01:fails' });
    const request = await askForDrill(saga, 'app-01');
    await saga.approve(request);
    const end = await saga.until(request.card, over);
    assert.match(end.all, /✗ Failed[\s\S]*a check inside it failed: a service doesn't run/);
    assert.doesNotMatch(end.all, /MSSQLSERVER/);
    await talk.hears('ops', /app-01 isn't proven\. That stays open until a drill of it passes\./);
    await saga.until(request.card, leftNothing(request.id));
    assert.match((await talk.read('personal-oncall')).map(({ all }) => all).join('\n'), /MSSQLSERVER is stopped/);
    await spoil(saga, { probe: 'app-01:' });
  });

  it('fails where a key is missing, and writes nothing to the key vault', async () => {
    const request = await askForDrill(saga, 'lostkey-01');
    await saga.approve(request);
    assert.match((await saga.until(request.card, over)).all, /✗ Failed[\s\S]*are missing from their key vault/);
    await saga.until(request.card, leftNothing(request.id));
    const changes = (await saga.talk.api.requests('')).filter(
      ({ method, path }) => method !== 'GET' && /vault\.azure\.net|\/(keys|secrets)\/restore/.test(path),
    );
    assert.deepEqual(changes, []);
    assert.deepEqual(madeByDrills(saga), []);
  });

  it('proves nothing of a machine that is younger than its point', async () => {
    const { items } = saga.world.vaults.get(vaultIds.prod.toLowerCase()) ?? assert.fail();
    const item = [...items.values()].find(({ vmName }) => vmName === 'sql-01') ?? assert.fail();
    const vm = saga.world.resources.get(item.vmId) ?? assert.fail();
    const made = vm.properties.timeCreated;
    vm.properties.timeCreated = saga.world.clock.now().toISOString();
    const request = await askForDrill(saga, 'sql-01 because INC0012345');
    vm.properties.timeCreated = made;
    await saga.approve(request);
    assert.match((await saga.until(request.card, over)).all, /✓ Done/);
    await saga.talk.hears('ops', /sql-01 isn't proven: its point is older than the machine/);
  });
});

describe('a drill that went well', () => {
  it('is one post that grew: it rings nobody and has no card for its clean-up', async () => {
    const { talk } = saga;
    const request = await askForDrill(saga, 'app-01');
    await saga.approve(request);
    const before = (await talk.read('ops')).map(({ id }) => id);
    const end = await saga.until(request.card, leftNothing(request.id));
    assert.match(end.all, /app-01 is proven/);
    await talk.letPass(3600, 600);
    // The end of the alert that a drill of the tests before began.
    const ended = /^app-01 was restored and proven, /;
    const posts = (await talk.read('ops')).filter(({ id, all }) => !before.includes(id) && !ended.test(all));
    assert.deepEqual(
      posts.map(({ all }) => all),
      [],
    );
    assert.ok((await talk.read('personal-oncall')).every(({ all }) => !all.includes(request.id)));
  });
});
