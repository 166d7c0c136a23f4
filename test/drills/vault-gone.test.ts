import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { drillPlace, vaultIds } from '../../sandbox/world/places.ts';
import { type Saga, startSaga } from '../saga/saga.ts';
import { idIn } from '../talk.ts';
import { cleanUpOf, leftNothing } from './drilled.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga.close());

const hour = 60 * 60;

const copies = () => saga.world.resources.list('Microsoft.Compute/virtualMachines', drillPlace.resourceGroupId);

const disks = () => saga.world.resources.list('Microsoft.Compute/disks', drillPlace.resourceGroupId);

/** Files that Azure Backup left in the account for drills. */
const files = () =>
  saga.world.blobs.containers('stdrillprod').flatMap((name) => saga.world.blobs.list('stdrillprod', name));

/**
 * A drill with a running copy whose vault is deleted.
 * @returns a function that brings the vault back
 */
async function losesVault(vm: string, at = /▶ \*\*Check inside the copy/): Promise<{ id: string; back: () => void }> {
  const { talk, world } = saga;
  // A vault that came back is known once the lists were read again.
  await talk.letPass(6 * 60, 60);
  const card = await talk.ask('oncall', 'ops', `drill ${vm}`, /asks\. Decide by/);
  await saga.approve({ card });
  await talk.passes(
    'that step',
    async () => (await talk.read('ops')).find((one) => one.id === card.id && at.test(one.all)),
    10,
  );
  assert.ok(files().length > 0);
  const key = vaultIds.prod.toLowerCase();
  const vault = world.vaults.get(key) ?? assert.fail();
  const resource = world.resources.get(key) ?? assert.fail();
  world.vaults.delete(key);
  world.resources.delete(resource.id);
  const back = () => {
    world.vaults.set(key, vault);
    world.resources.put(resource);
  };
  return { id: idIn(card.all), back };
}

describe('a drill whose vault is gone before its end', () => {
  it('leaves nothing: what it made and the files that it wrote down are deleted', async () => {
    const { id, back } = await losesVault('app-01');
    await saga.talk.letPass(2 * hour, 10 * 60);
    await saga.talk.hears('ops', leftNothing(id));
    assert.deepEqual([copies(), files()], [[], []]);
    back();
  });

  for (const [when, at] of [
    ['before its machine was made', /✓ \*\*Record the disks/],
    ['while that is made', /▶ \*\*(?:Create|Deploy|Make)/],
  ] as const) {
    it(`leaves no disks and no machine either where it ended ${when}`, async () => {
      const { id, back } = await losesVault('app-01', at);
      assert.ok(disks().length > 0);
      await saga.talk.letPass(2 * hour, 10 * 60);
      await saga.talk.hears('ops', leftNothing(id));
      assert.deepEqual([copies(), disks(), files()], [[], [], []]);
      back();
    });
  }

  it('of a machine with keys tells each day that a copy of them cannot be looked for until it can', async () => {
    const { id, back } = await losesVault('sql-01');
    await saga.talk.letPass(2 * hour, 10 * 60);
    const first = await cleanUpOf(saga, id);
    assert.deepEqual(copies(), []);
    assert.match(
      first.all,
      /✗ Failed[\s\S]*recorded is deleted\. But vault rsv-prod or its restore job can't be found/,
    );
    await saga.talk.letPass(24 * hour, hour);
    const second = await cleanUpOf(saga, id, first);
    assert.match(second.all, /✗ Failed/);
    back();
    await saga.talk.letPass(24 * hour, hour);
    assert.match((await cleanUpOf(saga, id, second)).all, leftNothing(id));
    assert.deepEqual(files(), []);
  });

  it('of a machine with keys ends by the word of whoever looked, under their name, where it never comes back', async () => {
    const { talk } = saga;
    const { id } = await losesVault('sql-01');
    await talk.letPass(2 * hour, 10 * 60);
    const first = await cleanUpOf(saga, id);
    assert.match(first.all, new RegExp(`drill cleaned ${id} because`));
    const line = `drill cleaned ${id}`;
    await talk.ask('outsider', 'ops', `${line} because I say so`, /Your Azure roles don't let you/);
    await talk.ask('oncall', 'ops', line, /What did you find/);
    const left = files();
    await talk.ask('oncall', 'ops', `${line} because the container held none`, /I take your word/);
    const second = await cleanUpOf(saga, id, first);
    assert.match(second.all, leftNothing(id));
    assert.deepEqual(
      files().filter((name) => !left.includes(name)),
      [],
    );
    const audit = await talk.ask('platform', 'ops', `audit ${id}`, /no copy of keys is left/);
    assert.match(audit.all, /Olivia Novak/);
    await talk.ask('oncall', 'ops', `${line} because again`, /don't need anyone's word/);
    const cards = async () =>
      (await talk.read('ops')).filter(({ all }) => all.includes(`Cleanup after drill ${id}`)).length;
    const before = await cards();
    await talk.letPass(48 * hour, hour);
    assert.equal(await cards(), before);
  });
});
