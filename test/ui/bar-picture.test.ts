import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPng } from '../../src/kernel/picture.ts';
import { barPicture } from '../../src/ui/bars.ts';

const days = (count: (day: number) => number) =>
  Array.from({ length: 14 }, (_, at) => ({ label: 11 + at, count: count(at) }));

function pngIn(uri: string): Buffer {
  const [lead, data] = uri.split(',');
  assert.equal(lead, 'data:image/png;base64');
  const file = Buffer.from(data ?? '', 'base64');
  assert.ok(isPng(file));
  return file;
}

test('fourteen days are a PNG small beside what a card may hold', () => {
  const uri = barPicture(days((at) => at * 3));
  const file = pngIn(uri);
  assert.deepEqual([file.readUInt32BE(16), file.readUInt32BE(20)], [364, 88]);
  assert.ok(uri.length < 3_000, `${uri.length}`);
  assert.ok(file.includes('tRNS'), 'it lies on a dark card too');
});

test('days without a failure, and one with more than two digits hold, are drawn', () => {
  pngIn(barPicture(days(() => 0)));
  pngIn(barPicture(days((at) => (at === 3 ? 4_100 : 0))));
  assert.notEqual(barPicture(days(() => 1)), barPicture(days((at) => (at === 13 ? 2 : 1))));
});
