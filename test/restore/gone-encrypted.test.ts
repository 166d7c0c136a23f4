import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { resourceId } from '../../sandbox/world/arm-id.ts';
import { prod } from '../../sandbox/world/places.ts';
import { deleteVm } from '../../sandbox/world/vm-changes.ts';
import { over, type Saga, startSaga } from '../saga/saga.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga.close());

for (const [vm, keys] of [
  ['sql-01', /✓ \*\*Check the keys\*\*/],
  ['web-01', /✓ \*\*Check the keys\*\*[\s\S]*✓ \*\*Set up disk encryption\*\*/],
] as const) {
  it(`${vm}, encrypted and deleted with its disks: the point alone tells its keys`, async () => {
    deleteVm(saga.world, resourceId(prod.id, 'rg-app', 'Microsoft.Compute/virtualMachines', vm));
    const request = await saga.asked(`${vm} latest as ${vm}-copy isolated`);
    await saga.approve(request);
    const { all } = await saga.until(request.card, over);
    assert.match(all, /✓ Done/);
    assert.match(all, keys);
    assert.equal(saga.machine(`${vm}-copy`)?.properties.provisioningState, 'Succeeded');
  });
}
