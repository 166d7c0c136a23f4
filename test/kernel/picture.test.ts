import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { type Picture, shownPicture } from '../../src/kernel/picture.ts';

type Paint = (x: number, y: number) => [red: number, green: number, blue: number];

/** A Windows bitmap; a negative height means that the first row is the highest. */
function bitmap(width: number, height: number, paint: Paint, bits: 24 | 32 = 24): Buffer {
  const rows = Math.abs(height);
  const stride = Math.ceil((width * bits) / 32) * 4;
  const file = Buffer.alloc(54 + stride * rows);
  file.write('BM', 'latin1');
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(bits, 28);
  for (let row = 0; row < rows; row += 1) {
    for (let x = 0; x < width; x += 1) {
      const [red, green, blue] = paint(x, height > 0 ? rows - 1 - row : row);
      file.set([blue, green, red], 54 + row * stride + x * (bits / 8));
    }
  }
  return file;
}

/** The pixels of one of our own PNGs: three bytes each, no filters. */
function pixelsOf({ base64 }: Picture): { width: number; height: number; at: Paint } {
  const file = Buffer.from(base64, 'base64');
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    chunks.set(file.toString('latin1', at + 4, at + 8), file.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const header = chunks.get('IHDR');
  assert.ok(header);
  const width = header.readUInt32BE(0);
  const rows = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0));
  return {
    width,
    height: header.readUInt32BE(4),
    at: (x, y) => {
      const from = y * (width * 3 + 1) + 1 + x * 3;
      const [red = -1, green = -1, blue = -1] = rows.subarray(from, from + 3);
      return [red, green, blue];
    },
  };
}

describe('a screenshot', () => {
  it('of any size and row order is shown pixel by pixel', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        fc.constantFrom(24 as const, 32 as const),
        fc.integer(),
        (width, height, topDown, bits, seed) => {
          const paint: Paint = (x, y) => [(x * 37 + seed) & 255, (y * 91) & 255, (x * y + seed) & 255];
          const made = shownPicture(bitmap(width, topDown ? -height : height, paint, bits));
          assert.ok(made);
          const shown = pixelsOf(made);
          assert.deepEqual([shown.width, shown.height], [width, height]);
          for (let y = 0; y < height; y += 1) {
            for (let x = 0; x < width; x += 1) assert.deepEqual(shown.at(x, y), paint(x, y));
          }
        },
      ),
    );
  });

  it('of a real screen fits into a message and keeps its size', () => {
    // A recovery screen: blue, with lines of white text.
    const screen = bitmap(1024, 768, (x, y) =>
      y % 24 < 12 && (x * 2654435761 + y * 40503) % 97 < 11 && x < 700 ? [255, 255, 255] : [0, 90, 158],
    );
    const made = shownPicture(screen);
    assert.ok(made);
    assert.equal(made.contentType, 'image/png');
    assert.ok(made.base64.length < 66_000, String(made.base64.length));
    assert.equal(pixelsOf(made).width >= 512, true);
  });

  it('that cannot be made small enough is not shown at all', () => {
    let state = 1;
    const noise = () => {
      state = (state * 1103515245 + 12345) & 0x7fffffff;
      return (state >> 16) & 255;
    };
    const made = shownPicture(bitmap(2048, 2048, () => [noise(), noise(), noise()]));
    if (made) assert.ok(made.base64.length < 66_000);
  });

  it('is passed on where it is small and of a kind that Teams shows', () => {
    const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(20)]);
    assert.deepEqual(shownPicture(png), { contentType: 'image/png', base64: png.toString('base64') });
    const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(20)]);
    assert.equal(shownPicture(jpeg)?.contentType, 'image/jpeg');
  });

  it('that is none is none, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const file = Buffer.concat([Buffer.from('BM'), Buffer.from(bytes)]);
        const made = shownPicture(file);
        if (made) assert.equal(made.contentType, 'image/png');
        assert.equal(shownPicture(Buffer.from(`<html>${bytes.length}`)), undefined);
      }),
    );
  });
});
