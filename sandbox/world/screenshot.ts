import { crc32, deflateSync } from 'node:zlib';
import { guid } from './ids.ts';
import type { Machine } from './machine.ts';
import { agentAnswers } from './machine-model.ts';
import type { ArmResource } from './resources.ts';
import type { World } from './world.ts';

/** The account of Azure's boot diagnostics, which belongs to no subscription of the world. */
const account = 'mdwesteurope';

const black: Colour = [0, 0, 0];
const white: Colour = [255, 255, 255];
const grey: Colour = [170, 170, 170];
const recoveryBlue: Colour = [0, 95, 184];
const loginBlue: Colour = [16, 34, 64];

/** Stores the screenshot of a VM behind its signed address. Azure names it .bmp; ours is a PNG (modelled). */
export function takeScreenshot(world: World, vm: ArmResource, now: Date) {
  const machine = world.machines.get(vm.id.toLowerCase());
  const container = `bootdiagnostics-${vm.name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .slice(0, 9)}-${guid(`boot ${vm.id}`)}`;
  const name = `${vm.name}.${guid(`boot ${vm.id}`)}`;
  const put = (end: string, content: Buffer, contentType: string) => {
    world.blobs.put(account, container, `${name}${end}`, { content, contentType, writtenAt: now });
    return `${container}/${name}${end}`;
  };
  const picture = draw(vm, machine, now);
  return {
    screenshot: { host: `${account}.blob.core.windows.net`, path: put('.screenshot.bmp', picture, 'image/bmp') },
    serialLog: put('.serialconsole.log', Buffer.alloc(0), 'text/plain'),
  };
}

function draw(vm: ArmResource, machine: Machine | undefined, now: Date): Buffer {
  const windows = /"osType":"Windows"/i.test(JSON.stringify(vm.properties.storageProfile));
  if (machine?.power !== 'running') return new Canvas(640, 400, black).toPng();
  if (machine.asksForKey) return windows ? recovery() : passphrase(vm.name);
  if (!agentAnswers(machine, now)) return starting();
  return windows ? lockScreen(now) : login(vm.name);
}

/** The blue prompt of BitLocker. */
function recovery(): Buffer {
  const canvas = new Canvas(640, 400, recoveryBlue);
  write(canvas, 48, 56, 'BitLocker recovery', white, 3);
  write(canvas, 48, 112, 'Enter the recovery key for this drive', white, 2);
  canvas.fill(48, 148, 544, 30, white);
  canvas.fill(50, 150, 540, 26, recoveryBlue);
  write(canvas, 48, 200, 'Recovery key ID: not shown in the sandbox', white);
  write(canvas, 48, 340, 'Press Enter to continue', white, 2);
  write(canvas, 48, 366, 'Press Esc for more recovery options', white, 2);
  return canvas.toPng();
}

function passphrase(name: string): Buffer {
  const canvas = new Canvas(640, 400, black);
  write(canvas, 16, 24, `${name}: boot`, grey, 2);
  write(canvas, 16, 56, 'Please unlock disk osencrypt:', white, 2);
  return canvas.toPng();
}

function starting(): Buffer {
  const canvas = new Canvas(640, 400, black);
  write(canvas, 240, 184, 'Starting', grey, 3);
  return canvas.toPng();
}

function lockScreen(now: Date): Buffer {
  const canvas = new Canvas(640, 400, loginBlue);
  write(canvas, 212, 120, now.toISOString().slice(11, 16), white, 7);
  write(canvas, 160, 210, 'Press Ctrl-Alt-Delete to unlock', white, 2);
  return canvas.toPng();
}

function login(name: string): Buffer {
  const canvas = new Canvas(640, 400, black);
  write(canvas, 16, 24, 'Ubuntu 22.04 LTS tty1', grey, 2);
  write(canvas, 16, 60, `${name} login: _`, white, 2);
  return canvas.toPng();
}

/** Glyphs of five by seven dots, one number per row, the leftmost dot as the highest bit. Capitals, digits, marks. */
const glyphs: Record<string, number[]> = {
  A: [14, 17, 17, 31, 17, 17, 17],
  B: [30, 17, 17, 30, 17, 17, 30],
  C: [14, 17, 16, 16, 16, 17, 14],
  D: [30, 17, 17, 17, 17, 17, 30],
  E: [31, 16, 16, 30, 16, 16, 31],
  F: [31, 16, 16, 30, 16, 16, 16],
  G: [14, 17, 16, 23, 17, 17, 15],
  H: [17, 17, 17, 31, 17, 17, 17],
  I: [14, 4, 4, 4, 4, 4, 14],
  J: [7, 2, 2, 2, 2, 18, 12],
  K: [17, 18, 20, 24, 20, 18, 17],
  L: [16, 16, 16, 16, 16, 16, 31],
  M: [17, 27, 21, 21, 17, 17, 17],
  N: [17, 25, 21, 19, 17, 17, 17],
  O: [14, 17, 17, 17, 17, 17, 14],
  P: [30, 17, 17, 30, 16, 16, 16],
  Q: [14, 17, 17, 17, 21, 18, 13],
  R: [30, 17, 17, 30, 20, 18, 17],
  S: [15, 16, 16, 14, 1, 1, 30],
  T: [31, 4, 4, 4, 4, 4, 4],
  U: [17, 17, 17, 17, 17, 17, 14],
  V: [17, 17, 17, 17, 17, 10, 4],
  W: [17, 17, 17, 21, 21, 27, 17],
  X: [17, 17, 10, 4, 10, 17, 17],
  Y: [17, 17, 10, 4, 4, 4, 4],
  Z: [31, 1, 2, 4, 8, 16, 31],
  '0': [14, 17, 19, 21, 25, 17, 14],
  '1': [4, 12, 4, 4, 4, 4, 14],
  '2': [14, 17, 1, 2, 4, 8, 31],
  '3': [30, 1, 1, 14, 1, 1, 30],
  '4': [2, 6, 10, 18, 31, 2, 2],
  '5': [31, 16, 30, 1, 1, 17, 14],
  '6': [14, 16, 16, 30, 17, 17, 14],
  '7': [31, 1, 2, 4, 8, 8, 8],
  '8': [14, 17, 17, 14, 17, 17, 14],
  '9': [14, 17, 17, 15, 1, 1, 14],
  '-': [0, 0, 0, 31, 0, 0, 0],
  '.': [0, 0, 0, 0, 0, 12, 12],
  ':': [0, 12, 12, 0, 12, 12, 0],
  '(': [2, 4, 8, 8, 8, 4, 2],
  ')': [8, 4, 2, 2, 2, 4, 8],
  _: [0, 0, 0, 0, 0, 0, 31],
};

/** @param size of one dot of a glyph, in pixels */
function write(canvas: Canvas, left: number, top: number, text: string, colour: Colour, size = 1): void {
  for (const [place, letter] of [...text.toUpperCase()].entries()) {
    for (const [row, bits] of (glyphs[letter] ?? []).entries()) {
      for (let column = 0; column < 5; column++) {
        if (bits & (16 >> column)) {
          canvas.fill(left + (place * 6 + column) * size, top + row * size, size, size, colour);
        }
      }
    }
  }
}

/** Red, green and blue, 0 to 255. */
type Colour = readonly [number, number, number];

/** An image of a few colours, drawn with rectangles. */
class Canvas {
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

  /** Encodes with a palette and one byte per pixel: the simplest kind of PNG. */
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
