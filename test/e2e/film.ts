import { writeFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';

type Frame = { picture: Buffer; seconds: number };

const signature = 8;

/** Chunks of a PNG: length, type, data and checksum each. */
function* chunksOf(png: Buffer): Generator<{ type: string; data: Buffer }> {
  for (let at = signature; at < png.length; ) {
    const length = png.readUInt32BE(at);
    yield { type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) };
    at += length + 12;
  }
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(data.length, 0);
  around.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([around.subarray(0, 4), body, around.subarray(4)]);
}

function numbers(...values: readonly number[]): Buffer {
  const made = Buffer.alloc(values.length * 4);
  values.forEach((value, at) => {
    made.writeUInt32BE(value, at * 4);
  });
  return made;
}

/**
 * Writes screenshots of one size as an animated PNG that repeats for ever. Browsers and GitHub play it; what doesn't,
 * shows the first frame. (PNG, third edition, 11.3.6.)
 */
export function writeFilm(file: string, frames: readonly Frame[]): void {
  const [first] = frames;
  if (!first) throw new Error('a film without a frame');
  const header = [...chunksOf(first.picture)].find(({ type }) => type === 'IHDR')?.data as Buffer;
  let sequence = 0;
  const parts = frames.flatMap(({ picture, seconds }, index) => {
    const timing = Buffer.alloc(6);
    timing.writeUInt16BE(Math.round(seconds * 1000), 0);
    timing.writeUInt16BE(1000, 2);
    const size = [header.readUInt32BE(0), header.readUInt32BE(4)];
    const control = chunk('fcTL', Buffer.concat([numbers(sequence++, ...size, 0, 0), timing]));
    const data = [...chunksOf(picture)].filter(({ type }) => type === 'IDAT').map((one) => one.data);
    if (index === 0) return [control, ...data.map((one) => chunk('IDAT', one))];
    return [control, ...data.map((one) => chunk('fdAT', Buffer.concat([numbers(sequence++), one])))];
  });
  writeFileSync(
    file,
    Buffer.concat([
      first.picture.subarray(0, signature),
      chunk('IHDR', header),
      chunk('acTL', numbers(frames.length, 0)),
      ...parts,
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}
