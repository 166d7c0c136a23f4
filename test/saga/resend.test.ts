import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { comes, comesHeld, effects, holds, killedAtSend } from './killed-at-send.ts';
import { over, type Saga, startSaga } from './saga.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga.close());
afterEach(() => saga.talk.api.clearFaults());

const hour = 3600;
const restore = { method: 'POST', path: '/restore' };
const deploy = { method: 'PUT', path: '/deployments/' };

function itemOf(vm: string) {
  const items = [...saga.world.vaults.values()].flatMap((vault) => [...vault.items.values()]);
  const item = items.find(({ vmName }) => vmName === vm);
  assert.ok(item);
  return item;
}

/** A request that was approved, with the bot killed as its step is about to be sent. */
async function killed(line: string, send: typeof restore) {
  const request = await saga.asked(line);
  await killedAtSend(saga, send, () => saga.approve(request));
  return request;
}

/** Azure refuses for everybody, even after the bot restarts. */
const gone = (path: string, code: string) =>
  saga.talk.api.fault({ match: { method: 'GET', path }, do: 'error', status: 404, code, message: 'gone' });

const isHeld = (id: string) =>
  comesHeld(saga, new RegExp(`${id}: the answer[\\s\\S]*(?:isn't sent again now|it's too late to send it again)`));

describe('killed between the commit of an attempt and its send, then the time passes', () => {
  it('the first step of a restore, and of a backup: the request expires, and nothing is sent', async () => {
    const { talk } = saga;
    const sent = /(restore|backup) accepted.*(web|dev)-01/;
    const before = await effects(saga, sent);
    const { id, card } = await killed('web-01 latest disks', restore);
    await talk.letPass(2 * hour);
    await talk.api.start();
    assert.match((await saga.until(card, /Expired/)).all, /couldn't start in time/);
    const [held] = await holds(saga, id);
    assert.doesNotMatch(held?.all ?? '', /so nothing happened|new request/, 'nobody knows yet');
    const begin = () => talk.api.say('oncall', 'ops', 'backup dev-01 keep 30d');
    await killedAtSend(saga, { method: 'POST', path: '/backup' }, begin);
    await talk.letPass(2 * hour);
    await talk.api.start();
    await comes(saga, /dev-01[\s\S]*couldn't start in time/);
    assert.equal(await effects(saga, sent), before);
  });

  it('a later step: after a day it is not sent again by itself', async () => {
    const { id, card } = await killed('app-01 latest as app-day isolated', deploy);
    await saga.talk.letPass(25 * hour);
    await saga.talk.api.start();
    assert.match((await saga.until(card, over)).all, /✗ Failed[\s\S]*24 hours ago without an answer/);
    assert.equal(await effects(saga, new RegExp(`^deployment strongroom-${id}`)), 0);
    assert.equal((await holds(saga, id)).length, 1);
  });
});

describe('killed between the commit of an attempt and its send, then what was signed is no longer so', () => {
  it('the point is gone: told once, void, and nothing is sent', async () => {
    const before = await effects(saga, /restore accepted.*dev-01/);
    const { id, card } = await killed('dev-01 latest disks', restore);
    const item = itemOf('dev-01');
    const points = item.points.splice(0);
    await saga.talk.api.start();
    const end = await saga.until(card, over);
    item.points.push(...points);
    assert.match(end.all, /Approval void/);
    assert.equal(await effects(saga, /restore accepted.*dev-01/), before);
    const [held, ...more] = await holds(saga, id);
    assert.deepEqual(more, []);
    assert.match(held?.all ?? '', /recovery point of dev-01 no longer exists/);
    assert.doesNotMatch(held?.all ?? '', /Ask again/, 'the first may have been sent');
  });

  it('the point is back in time: it goes on, and is sent once', async () => {
    const before = await effects(saga, /restore accepted.*dev-01/);
    const { id, card } = await killed('dev-01 latest disks', restore);
    const item = itemOf('dev-01');
    const points = item.points.splice(0);
    await saga.talk.api.start();
    await isHeld(id);
    item.points.push(...points);
    assert.match((await saga.until(card, over)).all, /✓ Done/);
    assert.equal(await effects(saga, /restore accepted.*dev-01/), before + 1);
    assert.equal((await holds(saga, id)).length, 1);
  });

  it('somebody took the name of the machine: no deployment', async () => {
    const { id, card } = await killed('app-01 latest as app-taken isolated', deploy);
    const original = saga.world.resources.get(itemOf('app-01').vmId);
    assert.ok(original);
    const vmId = `${saga.target.targetResourceGroupId}/providers/Microsoft.Compute/virtualMachines/app-taken`;
    saga.world.resources.put({ ...structuredClone(original), id: vmId, name: 'app-taken', tags: {} });
    await saga.talk.api.start();
    assert.match((await saga.until(card, over)).all, /Approval void|✗ Failed/);
    assert.equal(await effects(saga, new RegExp(`^deployment strongroom-${id}`)), 0);
    assert.equal((await holds(saga, id)).length, 1);
  });
});

describe('killed between the commit of an attempt and its send, then a finding turns red', () => {
  it('the group that the disks go to is gone: told once; when it is back it goes on, and is sent once', async () => {
    const before = await effects(saga, /restore accepted.*dev-01/);
    const { id, card } = await killed('dev-01 latest disks', restore);
    await gone('/resourceGroups/rg-restore-test\\?', 'ResourceGroupNotFound');
    await saga.talk.api.start();
    await isHeld(id);
    assert.equal(await effects(saga, /restore accepted.*dev-01/), before);
    await saga.talk.api.clearFaults();
    assert.match((await saga.until(card, over)).all, /✓ Done/);
    assert.equal(await effects(saga, /restore accepted.*dev-01/), before + 1);
    assert.equal((await holds(saga, id)).length, 1);
  });

  it('the subnet of the machine is gone for good: told once, and no deployment', async () => {
    const { id, card } = await killed('app-01 latest as app-subnet isolated', deploy);
    await gone('/virtualNetworks/', 'ResourceNotFound');
    await saga.talk.api.start();
    assert.doesNotMatch((await saga.until(card, over)).all, /✓ Done/);
    assert.equal(await effects(saga, new RegExp(`^deployment strongroom-${id}`)), 0);
    assert.equal((await holds(saga, id)).length, 1);
  });
});
