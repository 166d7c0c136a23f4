import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { over, type Saga, startSaga } from './saga.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga.close());

/** Hides all restores of this machine from Azure's lists, until shown again. */
function hide(vmName: string): { show(): void } {
  const vault = [...saga.world.vaults.values()].find(({ name }) => name === 'rsv-prod') ?? assert.fail();
  const hidden = vault.jobs.filter(({ operation, item }) => operation === 'Restore' && item?.vmName === vmName);
  vault.jobs = vault.jobs.filter((job) => !hidden.includes(job));
  return { show: () => vault.jobs.push(...hidden) };
}

/** A half-done restore whose job Azure no longer knows. */
async function lost(line: string) {
  const request = await saga.asked(line);
  await saga.approve(request);
  await saga.until(request.card, /▶ \*\*Restore the disks\*\*.*%/, 1);
  const job = hide('app-01');
  const end = await saga.until(request.card, over);
  assert.match(end.all, /✗ Failed[\s\S]*no longer knows the job/);
  return { ...request, job, end };
}

it('a restore whose job Azure did not know for a while is followed again once it is tried again, and not sent twice', async () => {
  const { id, job, end } = await lost('app-01 latest as app-lost isolated');
  job.show();
  assert.match((await saga.again(end, 'oncall', `retry ${id}`)).all, /✓ Done/);
  assert.equal((await saga.effects(/restore accepted.*app-01/)).length, 1);
});

it('a step that is tried again shows nothing of the job of the try before', async () => {
  const { talk } = saga;
  const { id, card, end } = await lost('app-01 latest as app-anew isolated');
  await talk.api.fault({ match: { method: 'GET', path: '/recoveryPoints/' }, do: 'error', status: 409, code: 'Busy' });
  await talk.ask('oncall', 'ops', `retry ${id}`, /is under way/);
  const shown = await saga.until(card, /▶ \*\*Restore the disks\*\*/, 1);
  assert.doesNotMatch(shown.all, /%/);
  await talk.api.clearFaults();
  assert.match((await saga.until(end, over)).all, /✓ Done/);
});

it('is followed again, too, where the try between was refused or failed since it was still at work', async () => {
  const { talk } = saga;
  const { id, job, end, ...request } = await lost('app-01 latest as app-between isolated');
  const sent = (await saga.effects(/restore accepted.*app-01/)).length;
  await talk.api.fault({
    match: { method: 'POST', path: '/restore' },
    do: 'error',
    status: 409,
    code: 'UserErrorRestoreOperationInProgress',
    times: 1,
  });
  const refused = await saga.again(end, 'oncall', `retry ${id}`);
  assert.match(refused.all, /✗ Failed[\s\S]*UserErrorRestoreOperationInProgress/);
  await talk.ask('oncall', 'ops', `retry ${id}`, /is under way/);
  await saga.until(request.card, /▶ \*\*Restore the disks\*\*.*%/, 1);
  const vault = [...saga.world.vaults.values()].find(({ name }) => name === 'rsv-prod') ?? assert.fail();
  const second = vault.jobs.findLast(({ operation, item }) => operation === 'Restore' && item?.vmName === 'app-01');
  Object.assign(second ?? assert.fail(), { result: 'Failed' });
  const failing = await talk.passes('its end', async () => {
    const now = (await talk.read('ops')).find(({ id: one, in: room }) => one === refused.id && room === refused.in);
    return now && now.all !== refused.all && over.test(now.all) ? now : undefined;
  });
  assert.match(failing.all, /✗ Failed/);
  job.show();
  assert.match((await saga.again(failing, 'oncall', `retry ${id}`)).all, /✓ Done/);
  assert.equal((await saga.effects(/restore accepted.*app-01/)).length, sent + 1, 'that which failed, and no third');
});
