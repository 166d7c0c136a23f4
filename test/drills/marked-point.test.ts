import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { over, type Saga, startSaga } from '../saga/saga.ts';
import { idIn } from '../talk.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga({ world: { uncommon: true } });
});
after(() => saga?.close());

const mark = /recovery point is marked: Defender for Cloud knew of a threat on the machine/;

test('a drill of a point that was taken while a threat was known says so on its cards and in its thread, and proves nothing more than a boot', async () => {
  const { talk } = saga;
  const card = await talk.ask('oncall', 'ops', 'drill threat-01 #1 because INC0012345', /Waiting for approval/);
  assert.match(card.all, /had found a threat on threat-01: Detected Petya/);
  assert.match((await talk.look('approver-1', card)).all, /had found a threat on threat-01: Detected Petya/);
  await saga.approve({ card });
  const end = await saga.until(card, over);
  assert.match(end.all, /✓ Done/);
  assert.match(end.all, mark);
  await talk.hears('ops', new RegExp(`threat-01 isn't proven: .*${mark.source}`));
  const list = await talk.ask('oncall', 'ops', 'drills threat-01', /booted/);
  assert.match(list.all, new RegExp(`${idIn(card.all)} · of a marked point: threat found on the machine`));
  await talk.ask('oncall', 'ops', 'vm threat-01', /[Nn]ever proven|not proven|hasn't been proven/);
});

test('a drill of a point against which nothing is known marks nothing', async () => {
  const card = await saga.talk.ask('oncall', 'ops', 'drill threat-01 #3 because INC0012345', /Waiting for approval/);
  assert.doesNotMatch(card.all, /had found a threat/);
});
