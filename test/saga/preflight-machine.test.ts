import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { resourceId } from '../../sandbox/world/arm-id.ts';
import { prod } from '../../sandbox/world/places.ts';
import { deleteKeys } from '../../sandbox/world/vm-changes.ts';
import { deny, effects, giveBack, killedAtSend, refusedAtResend } from './killed-at-send.ts';
import { over, type Saga, startSaga } from './saga.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga.close());
afterEach(() => giveBack(saga));

function loseKeys(vm: string): void {
  const id = resourceId(prod.id, 'rg-app', 'Microsoft.Compute/virtualMachines', vm);
  deleteKeys(saga.world, id, saga.world.clock.now(), true);
}

const retry = (id: string, more = '') => saga.talk.api.say('oncall', 'ops', `retry ${id}${more}`);

describe('from restored disks to a machine: killed at a send, then the right is taken away', () => {
  it('keys and encryption settings: neither is sent; given back, each acts once', async () => {
    loseKeys('sql-01');
    const { id, card } = await saga.asked('sql-01 latest as sql-late isolated');
    const keys = /^(key|secret) \S+ (restored|set|recovered)/;
    const settings = /^change of disk sql-01\S* accepted/;
    const keyless = await refusedAtResend(saga, {
      about: id,
      send: { method: 'POST', path: '/keys/restore' },
      effect: keys,
      begin: () => saga.approve({ card }),
    });
    const unset = await refusedAtResend(saga, {
      about: id,
      send: { method: 'PATCH', path: '/disks/' },
      effect: settings,
      begin: () => retry(id),
      before: keyless,
    });
    assert.equal(await effects(saga, /^key \S+ (restored|recovered)/), 1);
    assert.equal(await effects(saga, /^secret \S+ set/), 3, 'one for each disk');
    assert.match((await saga.again(unset, 'oncall', `retry ${id}`)).all, /✓ Done/);
    assert.equal(await effects(saga, settings), 3);
    assert.equal(await effects(saga, keys), 4, 'no key and no secret came back twice');
  });

  it('deallocate and start: neither is sent; given back, each acts once', async () => {
    const request = await saga.asked('bitlocker-01 latest as bit-late isolated');
    await saga.approve(request);
    const { id, card } = request;
    const silent = await saga.until(card, over);
    assert.match(silent.all, /didn't report within 15 minutes/);
    const deallocate = /^deallocate of bit-late accepted/;
    const start = /^start of bit-late accepted/;
    const running = await refusedAtResend(saga, {
      about: id,
      send: { method: 'POST', path: '/deallocate' },
      effect: deallocate,
      begin: () => retry(id, ' restart'),
      before: silent,
    });
    const off = await refusedAtResend(saga, {
      about: id,
      send: { method: 'POST', path: '/start' },
      effect: start,
      begin: () => retry(id),
      before: running,
    });
    assert.match((await saga.again(off, 'oncall', `retry ${id}`)).all, /✓ Done/);
    assert.deepEqual([await effects(saga, deallocate), await effects(saga, start)], [1, 1]);
  });

  it('the tag goes by what others can write, so it is left out', async () => {
    const request = await saga.asked('dev-01 latest disks');
    await killedAtSend(saga, { method: 'PATCH', path: '/tags/default' }, () => saga.approve(request));
    const tags = await effects(saga, /^tags of .* changed/);
    deny(saga, 'oncall');
    await saga.talk.api.start();
    assert.match((await saga.until(request.card, over)).all, /✓ Done[\s\S]*– \*\*Tag what was created/);
    assert.equal(await effects(saga, /^tags of .* changed/), tags);
  });

  it('the copy of a key was made here, so it is deleted', async () => {
    loseKeys('lostkey-01');
    const request = await saga.asked('lostkey-01 latest as key-late isolated');
    const deleted = /^blob .*vmencryption.* deleted/;
    const before = await effects(saga, deleted);
    await killedAtSend(saga, { method: 'DELETE', path: 'vmencryption-' }, () => saga.approve(request));
    assert.equal(await effects(saga, deleted), before);
    deny(saga, 'oncall');
    await saga.talk.api.start();
    assert.match((await saga.until(request.card, over)).all, /✓ Done/);
    assert.equal(await effects(saga, deleted), before + 1);
  });
});
