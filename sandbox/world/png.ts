import { crc32, deflateSync } from 'node:zlib';

/** Red, green and blue, 0 to 255. */
export type Colour = readonly [number, number, number];

/** A picture of a few colours, drawn by rectangles. */
export class Canvas {
  readonly width: number;
  readonly height: number;
  readonly #palette: Colour[] = [];
  readonly #pixels: Buffer;

  constructor(width: number, height: number, background: Colour) {
    [this.width, this.height] = [width, height];
    this.#pixels = Buffer.alloc(width * height);
    this.fill(0, 0, width, height, background);
  }

  fill(left: number, top: number, width: number, height: number, colour: Colour): void {
    const index = this.#indexOf(colour);
    for (let y = Math.max(0, top); y < Math.min(this.height, top + height); y++) {
      this.#pixels.fill(index, y * this.width + Math.max(0, left), y * this.width + Math.min(this.width, left + width));
    }
  }

  /** With a palette and one byte per pixel: the simplest kind of PNG. */
  toPng(): Buffer {
    const rows = Buffer.alloc(this.height * (this.width + 1));
    for (let y = 0; y < this.height; y++)
      this.#pixels.copy(rows, y * (this.width + 1) + 1, y * this.width, (y + 1) * this.width);
    const header = Buffer.alloc(13);
    header.writeUInt32BE(this.width, 0);
    header.writeUInt32BE(this.height, 4);
    header.set([8, 3, 0, 0, 0], 8);
    return Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', header),
      chunk('PLTE', Buffer.from(this.#palette.flat())),
      chunk('IDAT', deflateSync(rows, { level: 9 })),
      chunk('IEND', Buffer.alloc(0)),
    ]);
  }

  #indexOf(colour: Colour): number {
    const found = this.#palette.findIndex((one) => one.join() === colour.join());
    return found >= 0 ? found : this.#palette.push(colour) - 1;
  }
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
