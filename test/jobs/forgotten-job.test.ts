import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { vaultIds } from '../../sandbox/world/places.ts';
import { over, type Saga, startSaga } from '../saga/saga.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga?.close());

test('of a request whose job Azure no longer lists its own state is told, and that the job is gone', async () => {
  const { talk, world } = saga;
  const request = await saga.asked('sql-01 #1 disks');
  await saga.approve(request);
  const end = await saga.until(request.card, over);
  assert.match(end.all, /✓ Done/);
  const vault = world.vaults.get(vaultIds.prod.toLowerCase()) ?? assert.fail();
  vault.jobs = [];
  const told = await talk.ask('oncall', 'ops', `status ${request.id}`, new RegExp(request.id));
  assert.match(told.all, new RegExp(`${request.id} is done: .*Azure no longer lists its job`));
  assert.doesNotMatch(told.all, /There's no job/);
});
