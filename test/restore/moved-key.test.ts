import assert from 'node:assert/strict';
import { it } from 'node:test';
import { resourceId } from '../../sandbox/world/arm-id.ts';
import { prod } from '../../sandbox/world/places.ts';
import { over, startSaga } from '../saga/saga.ts';

it('a machine whose disks are encrypted otherwise since its point is made once somebody agrees to them as they were', async (t) => {
  const saga = await startSaga();
  t.after(() => saga.close());
  const id = resourceId(prod.id, 'rg-app', 'Microsoft.Compute/virtualMachines', 'app-01');
  const vm = saga.world.resources.get(id) ?? assert.fail();
  const { osDisk } = vm.properties.storageProfile as { osDisk: { managedDisk: { id: string } } };
  const disk = saga.world.resources.get(osDisk.managedDisk.id) ?? assert.fail();
  assert.match(JSON.stringify(disk.properties.encryption), /CustomerKey[\s\S]*des-app/);
  disk.properties.encryption = { type: 'EncryptionAtRestWithPlatformKey' };

  const request = await saga.asked('app-01 latest as app-before isolated');
  await saga.approve(request);
  const { all } = await saga.until(request.card, /waits for one more vote/);
  assert.doesNotMatch(all, /possible attack/);
  const vote = await saga.talk.hears('ops', new RegExp(`${request.id} waits for one more vote`));
  assert.match(vote.all, /The restored disks aren't as in the plan[\s\S]*properties\/encryption[\s\S]*des-app/);
  assert.doesNotMatch(vote.all, /template/);
  assert.equal(saga.machine('app-before'), undefined);
  await saga.talk.click('approver-1', vote.id, 'approve');
  assert.match((await saga.until(request.card, over)).all, /✓ Done/);
  assert.ok(saga.machine('app-before'));
});
