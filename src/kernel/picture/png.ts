import { crc32, deflateSync } from 'node:zlib';
import type { Pixels } from './bitmap.ts';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export function isPng(file: Buffer): boolean {
  return file.subarray(0, signature.length).equals(signature);
}

/**
 * A PNG of at most 256 colours: those of the picture, or where it has more, the nearest of an even palette.
 * @param clearFirst what has the colour of the first pixel is seen through
 */
export function pngOf({ width, height, rgb }: Pixels, clearFirst = false): Buffer {
  const { palette, indices } = paletteOf(rgb);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    // Each row begins with its filter: none, which suits flat screens best.
    indices.copy(rows, y * (width + 1) + 1, y * width, (y + 1) * width);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // 8 bits a pixel, by palette.
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', palette),
    ...(clearFirst ? [chunk('tRNS', Buffer.from([0]))] : []),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const mostColours = 256;

function paletteOf(rgb: Buffer): { palette: Buffer; indices: Buffer } {
  const indices = Buffer.alloc(rgb.length / 3);
  const known = new Map<number, number>();
  for (let pixel = 0; pixel < indices.length; pixel += 1) {
    const colour = rgb.readUIntBE(pixel * 3, 3);
    let index = known.get(colour);
    if (index === undefined) {
      if (known.size === mostColours) return evenPalette(rgb, indices);
      index = known.size;
      known.set(colour, index);
    }
    indices[pixel] = index;
  }
  const palette = Buffer.alloc(known.size * 3);
  for (const [colour, index] of known) palette.writeUIntBE(colour, index * 3, 3);
  return { palette, indices };
}

/** Six steps of each colour: 216 in all. */
const steps = 6;

function evenPalette(rgb: Buffer, indices: Buffer): { palette: Buffer; indices: Buffer } {
  const near = (value: number) => Math.round((value * (steps - 1)) / 255);
  for (let pixel = 0; pixel < indices.length; pixel += 1) {
    const [red = 0, green = 0, blue = 0] = rgb.subarray(pixel * 3, pixel * 3 + 3);
    indices[pixel] = (near(red) * steps + near(green)) * steps + near(blue);
  }
  const level = (step: number) => Math.round((step * 255) / (steps - 1));
  const palette = Buffer.from(
    Array.from({ length: steps ** 3 }, (_, index) => [
      level(Math.floor(index / steps ** 2)),
      level(Math.floor(index / steps) % steps),
      level(index % steps),
    ]).flat(),
  );
  return { palette, indices };
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
