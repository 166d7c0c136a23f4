import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { drillPlace, vaultIds } from '../../sandbox/world/places.ts';
import { type Saga, startSaga } from '../saga/saga.ts';
import { idIn, type Said } from '../talk.ts';
import { askForDrill, cleanUpOf, leftNothing, madeByDrills, spoil } from './drilled.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga.close());

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

/** The card of a clean-up that went well, which only `status` shows. @param said by the drill's card */
function cleanUpSteps(drill: string, said: string): Promise<Said> {
  const [, id = assert.fail()] = new RegExp(`(R-\\w{4}) ${leftNothing(drill).source}`).exec(said) ?? [];
  return saga.talk.ask('oncall', 'ops', `status ${id}`, /Cleanup after drill/);
}

describe('the clean-up after a drill', () => {
  it('says, on its card and in the audit, until when Azure keeps what was deleted', async () => {
    const { talk } = saga;
    await spoil(saga, { softDeleteDays: 7 });
    const request = await askForDrill(saga, 'web-01');
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
    await spoil(saga, { softDeleteDays: 0 });
  });

  it('tells daily what a lock keeps, of a drill that took no silence of the guest for a proof, and leaves what a stranger put there', async () => {
    const { talk, world } = saga;
    await spoil(saga, { probe: 'web-01:silent' });
    const request = await askForDrill(saga, 'web-01');
    await saga.approve(request);
    await spoil(saga, { locked: true });
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
    await spoil(saga, { locked: false });
    await talk.letPass(24 * 60 * 60, 3600);
    const again = await cleanUpSteps(request.id, (await cleanUpOf(saga, request.id, first)).all);
    assert.match(again.all, leftNothing(request.id));
    assert.match(again.all, /I can't tell what of it Azure keeps soft-deleted, or until when/);
    forget();
    assert.deepEqual(madeByDrills(saga), [disk.name]);
    world.resources.delete(disk.id);
  });
});
