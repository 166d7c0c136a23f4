import assert from 'node:assert/strict';
import { test } from 'node:test';
import { indexText, isOfTonight, parseIndex, staleMachines } from '../../../src/by-hand/rules/kept-commands.ts';

const now = new Date('2026-11-25T04:00:00Z');
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000);

test('the index reads as it was written, and lines of others are left out', () => {
  const kept = [
    { file: 'a.rg.s.txt', at: ago(1) },
    { file: 'b.rg.s.txt' },
    { file: 'c.rg.s.txt', at: ago(90), noLonger: true },
  ];
  const hostile = ['2026-11-25T04:00:00.000Z ../../x.txt', 'soon d.txt', '2026-99-99 e.txt', 'never f.txt rm -rf'];
  assert.deepEqual(parseIndex(indexText(kept) + hostile.join('\n')), kept);
  assert.match(indexText(kept), /^\S+ c\.rg\.s\.txt no-longer-kept$/m);
});

test('a run that was cut off makes no file of this night again', () => {
  assert.equal(isOfTonight({ file: 'a', at: ago(1) }, now), true);
  for (const made of [undefined, { file: 'a' }, { file: 'a', at: ago(24) }, { file: 'a', at: ago(-48) }])
    assert.equal(isOfTonight(made, now), false);
  assert.equal(isOfTonight({ file: 'a', at: ago(1), noLonger: true }, now), false, 'its tag came back');
});

test('a date that is old, absent or yet to come is stale, but not that of a machine that lost its tag', () => {
  const kept = [
    { file: 'fresh.txt', at: ago(25) },
    { file: 'old.txt', at: ago(27) },
    { file: 'never.txt' },
    { file: 'to-come.txt', at: ago(-48) },
    { file: 'untagged.txt', at: ago(90), noLonger: true },
  ];
  assert.deepEqual(staleMachines(kept, now), ['old', 'never', 'to-come']);
});
