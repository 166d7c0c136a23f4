import { crc32, deflateSync } from 'node:zlib';

export type Picture = { contentType: 'image/png' | 'image/jpeg'; base64: string };

/**
 * Teams accepts a picture inside a message (base64, as an attachment beside the text), and a message of at most
 * some 80 KB: base64 adds a third, text and envelope the rest.
 */
const mostBytes = 48 * 1024;
/** With more halvings a screen would be unreadable. */
const mostHalvings = 3;

/**
 * Shrinks a screenshot to fit into a message: Azure takes a bitmap of 2 to 3 MB, which becomes a small PNG.
 * @returns undefined if it is not a picture, or cannot be made small enough
 */
export function shownPicture(file: Buffer): Picture | undefined {
  if (file.length <= mostBytes) {
    if (isPng(file)) return { contentType: 'image/png', base64: file.toString('base64') };
    if (isJpeg(file)) return { contentType: 'image/jpeg', base64: file.toString('base64') };
  }
  let pixels = parseBitmap(file);
  for (let halvings = 0; pixels && halvings <= mostHalvings; halvings += 1) {
    const png = pngOf(pixels);
    if (png.length <= mostBytes) return { contentType: 'image/png', base64: png.toString('base64') };
    pixels = halved(pixels);
  }
  return undefined;
}

function isJpeg(file: Buffer): boolean {
  return file.length > 3 && file.readUIntBE(0, 3) === 0xffd8ff;
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function isPng(file: Buffer): boolean {
  return file.subarray(0, signature.length).equals(signature);
}

/** Teams shows no bitmaps. Each pixel keeps its three bytes: flat screens become small all the same. */
function pngOf({ width, height, rgb }: Pixels): Buffer {
  const stride = width * 3;
  const rows = Buffer.alloc((stride + 1) * height);
  for (let y = 0; y < height; y += 1) {
    // Each row begins with its filter: none, which suits flat screens best.
    rgb.copy(rows, y * (stride + 1) + 1, y * stride, (y + 1) * stride);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // 8 bits a colour, red, green and blue.
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** A picture as pixels: three bytes each, red, green, blue, row by row from the top. */
type Pixels = { width: number; height: number; rgb: Buffer };

/** Larger than any screen that Azure photographs. */
const mostPixels = 4096 * 4096;
const fileHeaderBytes = 14;
/** BI_RGB and BI_BITFIELDS: uncompressed pixels. Azure writes no others. */
const uncompressed: ReadonlySet<number> = new Set([0, 3]);

/** Reads a Windows bitmap of 24 or 32 bits a pixel; undefined for anything else. */
function parseBitmap(file: Buffer): Pixels | undefined {
  if (file.length < 54 || file.toString('latin1', 0, 2) !== 'BM') return undefined;
  const start = file.readUInt32LE(10);
  const width = file.readInt32LE(fileHeaderBytes + 4);
  const signedHeight = file.readInt32LE(fileHeaderBytes + 8);
  const bits = file.readUInt16LE(fileHeaderBytes + 14);
  const compression = file.readUInt32LE(fileHeaderBytes + 16);
  const height = Math.abs(signedHeight);
  if ((bits !== 24 && bits !== 32) || !uncompressed.has(compression)) return undefined;
  if (width <= 0 || height === 0 || width * height > mostPixels) return undefined;
  const bytes = bits / 8;
  // Rows are padded to four bytes.
  const stride = Math.ceil((width * bytes) / 4) * 4;
  if (start + stride * height > file.length) return undefined;
  const rgb = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    // A positive height means that the first row is the lowest one.
    const row = start + stride * (signedHeight > 0 ? height - 1 - y : y);
    for (let x = 0; x < width; x += 1) {
      const from = row + x * bytes;
      const to = (y * width + x) * 3;
      rgb[to] = file[from + 2] ?? 0;
      rgb[to + 1] = file[from + 1] ?? 0;
      rgb[to + 2] = file[from] ?? 0;
    }
  }
  return { width, height, rgb };
}

/** Half as wide and high, each pixel the mean of four. */
function halved({ width, height, rgb }: Pixels): Pixels {
  const half = { width: Math.max(1, width >> 1), height: Math.max(1, height >> 1) };
  const small = Buffer.alloc(half.width * half.height * 3);
  const at = (x: number, y: number, channel: number) =>
    rgb[(Math.min(y, height - 1) * width + Math.min(x, width - 1)) * 3 + channel] ?? 0;
  for (let y = 0; y < half.height; y += 1) {
    for (let x = 0; x < half.width; x += 1) {
      for (let channel = 0; channel < 3; channel += 1) {
        const [left, top] = [x * 2, y * 2];
        const sum =
          at(left, top, channel) +
          at(left + 1, top, channel) +
          at(left, top + 1, channel) +
          at(left + 1, top + 1, channel);
        small[(y * half.width + x) * 3 + channel] = sum >> 2;
      }
    }
  }
  return { ...half, rgb: small };
}
