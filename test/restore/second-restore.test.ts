import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { over, type Saga, startSaga } from '../saga/saga.ts';
import { idIn } from '../talk.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga.close());

it('whoever restores a machine again, and whoever decides it, is told of the restore under way or done', async () => {
  const first = await saga.asked('web-01 latest as web-first isolated');
  assert.doesNotMatch(first.card.all, /restore of web-01 too|restored before/);
  const second = await saga.asked('web-01 latest as web-second isolated');
  assert.match(second.card.all, new RegExp(`${first.id} of Olivia Novak is a restore of web-01 too`));
  await saga.talk.ask('oncall', 'ops', `stop ${second.id}`, /withdrawn/);
  await saga.approve(first);
  const { all } = await saga.until(first.card, over);
  const [, took = assert.fail(all)] = /✓ Done[\s\S]*, after (.*)\./.exec(all) ?? [];
  const closing = await saga.talk.hears('ops', /web-first runs at 10\.99\.\d+\.\d+, isolated\. Not backed up\./);
  assert.match(closing.all, new RegExp(`It took ${took}\\.`), 'every message says the same time');
  assert.match(closing.all, /\[Open in portal\] \[Protect\.\.\.\] \[Delete copy\.\.\.\]/);
  const form = await saga.talk.ask('platform', 'ops', 'protect web-first in rsv-prod with daily-30', /is this it\?/);
  await saga.talk.ask('platform', 'ops', `confirm ${idIn(form.all)}`, /Protect web-first/);
  await saga.talk.hears('ops', /is done: Protect web-first/);
  const later = await saga.talk.shows(closing, /web-first runs at [\d.]+, isolated\. Backups were set up later\./);
  assert.match(later.all, /\[Open in portal\] \[Delete copy\.\.\.\]/);
  assert.deepEqual(later.mentions, closing.mentions);
  const third = await saga.asked('web-01 latest as web-third isolated');
  assert.match(third.card.all, new RegExp(`web-01 was restored before, .*: ${first.id} of Olivia Novak`));
});
