import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { over, type Saga, startSaga } from './saga.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga.close());

it('a restore whose job Azure did not know for a while is followed again once it is tried again, and not sent twice', async () => {
  const { world } = saga;
  const request = await saga.asked('app-01 latest as app-lost isolated');
  await saga.approve(request);
  await saga.until(request.card, /▶ \*\*Restore the disks\*\*.*%/, 1);
  const vault = [...world.vaults.values()].find(({ name }) => name === 'rsv-prod') ?? assert.fail();
  const hidden = vault.jobs.filter(({ operation, item }) => operation === 'Restore' && item?.vmName === 'app-01');
  vault.jobs = vault.jobs.filter((job) => !hidden.includes(job));
  const end = await saga.until(request.card, over);
  assert.match(end.all, /✗ Failed[\s\S]*no longer knows the job/);
  vault.jobs.push(...hidden);
  assert.match((await saga.again(end, 'oncall', `retry ${request.id}`)).all, /✓ Done/);
  assert.equal((await saga.effects(/restore accepted.*app-01/)).length, 1);
});
