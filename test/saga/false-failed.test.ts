import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { over, type Saga, startSaga } from './saga.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga.close());

it('a restore whose operation says "Failed" while its job runs is followed, and not sent again', async () => {
  const { talk, world } = saga;
  const request = await saga.asked('dev-01 latest disks');
  const operations = () => [...world.vaults.values()].flatMap((vault) => [...vault.operations.values()]);
  const before = new Set(operations());
  await saga.approve(request);
  const accepted = async () => operations().find((operation) => !before.has(operation));
  const operation = await talk.passes('its operation', accepted, 1);
  operation.error = { code: 'InternalError', message: 'Try again.' };
  const end = await saga.until(request.card, over);
  assert.match(end.all, /✓ Done/);
  assert.equal((await saga.effects(/restore accepted.*dev-01/)).length, 1);
});
