import assert from 'node:assert/strict';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { effects, killedAtSend } from './killed-at-send.ts';
import { over, type Saga, startSaga } from './saga.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga.close());

const stop = async () => {
  await saga.talk.settled();
  await saga.talk.api.kill('SIGTERM');
};

/** Copies the embedded database as operations.md says: stop, copy, start. */
async function copied(): Promise<string> {
  const copy = join(saga.talk.dataDir, 'copy');
  await stop();
  cpSync(saga.talk.botData, copy, { recursive: true });
  await saga.talk.api.start();
  return copy;
}

async function takenBack(copy: string): Promise<void> {
  await stop();
  rmSync(saga.talk.botData, { recursive: true });
  cpSync(copy, saga.talk.botData, { recursive: true });
  rmSync(copy, { recursive: true });
  await saga.talk.api.start();
}

async function approveTyped(id: string): Promise<void> {
  const shown = await saga.talk.ask('approver-1', 'ops', `approve ${id}`, /approve R-\w{4} \w{4}/);
  const [typed = assert.fail()] = /approve R-\w{4} \w{4}/.exec(shown.all) ?? [];
  await saga.talk.ask('approver-1', 'ops', typed);
}

describe('a database that was restored to a moment before the first send', () => {
  it('a restore that was approved since is approved again: its job is found, and nothing is sent twice', async () => {
    const before = await effects(saga, /restore accepted.*dev-01/);
    const { id, card } = await saga.asked('dev-01 latest disks');
    const copy = await copied();
    await saga.approve({ card });
    assert.match((await saga.until(card, over)).all, /✓ Done/);
    await takenBack(copy);
    await approveTyped(id);
    await saga.talk.letPass(3600, 60);
    assert.equal(await effects(saga, /restore accepted.*dev-01/), before + 1);
    assert.match((await saga.talk.ask('oncall', 'ops', 'status dev-01')).all, /dev-01[\s\S]*Done/);
  });

  it('a restore that was approved before, and had waited for Azure, goes on with the job that it has', async () => {
    const before = await effects(saga, /restore accepted.*web-01/);
    const { card } = await saga.asked('web-01 latest disks');
    const path = '/recoveryPoints/';
    await saga.talk.api.fault({ match: { method: 'GET', path }, do: 'error', status: 429, code: 'TooManyRequests' });
    await saga.approve({ card });
    const copy = await copied();
    await saga.talk.api.clearFaults();
    assert.match((await saga.until(card, over)).all, /✓ Done/);
    assert.equal(await effects(saga, /restore accepted.*web-01/), before + 1);
    await takenBack(copy);
    await saga.talk.letPass(3600, 60);
    assert.equal(await effects(saga, /restore accepted.*web-01/), before + 1);
    assert.match((await saga.talk.ask('oncall', 'ops', 'status web-01')).all, /web-01[\s\S]*Done/);
  });

  it('a restore that Azure did not take at the first try: the job is that of a later one, and nothing is sent twice', async () => {
    const before = await effects(saga, /restore accepted.*dev-01/);
    const { id, card } = await saga.asked('dev-01 latest disks');
    const copy = await copied();
    await saga.talk.api.fault({ match: { method: 'POST', path: '/restore' }, do: 'error', status: 429 });
    await saga.approve({ card });
    await saga.talk.letPass(3 * 60, 20);
    await saga.talk.api.clearFaults();
    assert.match((await saga.until(card, over)).all, /✓ Done/);
    await takenBack(copy);
    await approveTyped(id);
    await saga.talk.letPass(3600, 60);
    assert.equal(await effects(saga, /restore accepted.*dev-01/), before + 1);
    assert.match((await saga.talk.ask('oncall', 'ops', 'status dev-01')).all, /dev-01[\s\S]*Done/);
  });

  it('a restore whose try was open then, and was refused since: the job is that of the next, and nothing is sent twice', async () => {
    const before = await effects(saga, /restore accepted.*dev-01/);
    const { card } = await saga.asked('dev-01 latest disks');
    await killedAtSend(saga, { method: 'POST', path: '/restore' }, () => saga.approve({ card }));
    const copy = join(saga.talk.dataDir, 'copy');
    cpSync(saga.talk.botData, copy, { recursive: true });
    await saga.talk.api.fault({ match: { method: 'POST', path: '/restore' }, do: 'error', status: 429, times: 1 });
    await saga.talk.api.start();
    assert.match((await saga.until(card, over)).all, /✓ Done/);
    assert.equal(await effects(saga, /restore accepted.*dev-01/), before + 1);
    await takenBack(copy);
    await saga.talk.letPass(3600, 60);
    assert.equal(await effects(saga, /restore accepted.*dev-01/), before + 1);
    assert.match((await saga.talk.ask('oncall', 'ops', 'status dev-01')).all, /dev-01[\s\S]*Done/);
  });

  it('a machine that was made since is known by its deployment, and the request ends well', async () => {
    const deployments = () => effects(saga, /^deployment strongroom-/);
    const before = await deployments();
    const request = await saga.asked('app-01 latest as app-then isolated');
    await saga.approve(request);
    const copy = await copied();
    assert.match((await saga.until(request.card, over)).all, /✓ Done/);
    assert.equal(await deployments(), before + 1);
    await takenBack(copy);
    await saga.talk.letPass(2 * 3600, 60);
    assert.equal(await deployments(), before + 1);
    assert.match((await saga.talk.ask('oncall', 'ops', 'status app-01')).all, /app-01[\s\S]*Done/);
    assert.equal((await saga.talk.read('ops')).filter(({ all }) => /possible attack/.test(all)).length, 0);
  });
});
