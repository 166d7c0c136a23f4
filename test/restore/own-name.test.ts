import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { resourceId } from '../../sandbox/world/arm-id.ts';
import { ade, pmk } from '../../sandbox/world/encryption.ts';
import { prod, vaultIds } from '../../sandbox/world/places.ts';
import { protect } from '../../sandbox/world/protect.ts';
import { deleteVm } from '../../sandbox/world/vm-changes.ts';
import { over, type Saga, startSaga } from '../saga/saga.ts';

/** Machines in the restore place, like a copy that was kept and is backed up by now. */
const kept = { subscriptionId: prod.id, group: 'rg-restore', os: 'Linux' } as const;

let saga: Saga;
before(async () => {
  saga = await startSaga();
  const vault = saga.world.vault(vaultIds.prod) ?? assert.fail();
  protect(saga.world, vault, 'daily-30', { ...kept, name: 'kept-01', encryption: ade('kv-prod') });
  for (const name of ['kept-02', 'kept-03', 'kept-04']) {
    protect(saga.world, vault, 'daily-30', { ...kept, name, size: 'Standard_E4s_v5', encryption: pmk() });
  }
});
after(() => saga.close());

function deleteKept(vm: string): void {
  deleteVm(saga.world, resourceId(prod.id, kept.group, 'Microsoft.Compute/virtualMachines', vm));
}

for (const [vm, words] of [
  ['kept-01', 'isolated'],
  ['kept-02', 'new vm'],
] as const) {
  it(`${vm}, deleted, comes back under its own name in its own group to the end (${words})`, async () => {
    deleteKept(vm);
    const request = await saga.asked(`${vm} latest as ${vm} ${words}`);
    await saga.approve(request);
    const { all } = await saga.until(request.card, over);
    assert.match(all, /✓ Done[\s\S]*✓ \*\*Tag what was created\*\*/);
    assert.equal(saga.machine(vm)?.properties.provisioningState, 'Succeeded');
  });
}

it('is not taken for its original where making it is tried again: that one is gone', async () => {
  const { world } = saga;
  deleteKept('kept-03');
  const request = await saga.asked('kept-03 latest as kept-03 in place');
  world.capacity.runOut('Standard_E4s_v5');
  await saga.approve(request);
  const end = await saga.until(request.card, over);
  assert.match(end.all, /✗ \*\*Create the machine\*\*/);
  world.capacity.end();
  const made = world.machines.get(saga.machine('kept-03')?.id.toLowerCase() ?? '') ?? assert.fail();
  // Like after a cancelled deployment.
  made.power = 'running';
  assert.match((await saga.again(end, 'oncall', `retry ${request.id}`)).all, /✓ Done/);
});

it('is not taken for its original where a job that failed left it half-made: it is in the way until it is deleted', async () => {
  const { world, talk } = saga;
  deleteKept('kept-04');
  const request = await saga.asked('kept-04 latest as kept-04 new vm');
  await saga.approve(request);
  const vault = world.vault(vaultIds.prod) ?? assert.fail();
  const job = await talk.passes('its job', async () =>
    vault.jobs.find(({ operation, bag }) => operation === 'Restore' && bag['Target VM Name'] === 'kept-04'),
  );
  Object.assign(job, { result: 'Failed' });
  const end = await saga.until(request.card, over);
  const told = await saga.again(end, 'oncall', `retry ${request.id}`);
  assert.match(told.all, /✗ Failed[\s\S]*already has kept-04, from an earlier try/);
  const group = `/subscriptions/${prod.id}/resourceGroups/${kept.group}`;
  const made = world.resources.all(group).filter(({ tags }) => tags?.RSVaultBackup === job.id);
  deleteKept('kept-04');
  for (const { id } of made) world.resources.delete(id);
  assert.match((await saga.again(told, 'oncall', `retry ${request.id}`)).all, /✓ Done/);
});
