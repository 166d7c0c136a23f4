import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { deleteVm } from '../../sandbox/world/vm-changes.ts';
import { over, type Saga, startSaga } from '../saga/saga.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga({ world: { uncommon: true } });
});
after(() => saga.close());

for (const [vm, words] of [
  ['sql-01', 'as sql-01-copy isolated'],
  ['web-01', 'as web-01-copy isolated'],
  ['cvm-03', 'as cvm-03-copy isolated'],
  ['app-01', 'as app-01-copy new vm'],
  ['bitlocker-01', 'disks'],
] as const) {
  it(`${vm}, deleted with its disks while its restore waits for a decision, is restored as it was signed (${words})`, async () => {
    const request = await saga.asked(`${vm} latest ${words}`);
    const original = [...saga.world.machines.keys()].find((id) => id.endsWith(`/${vm}`)) ?? assert.fail();
    deleteVm(saga.world, original);
    await saga.approve(request);
    const { all } = await saga.until(request.card, over);
    assert.match(all, /✓ Done/);
  });
}
