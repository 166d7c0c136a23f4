/** A picture as pixels: three bytes each, red, green, blue, row by row from the top. */
export type Pixels = { width: number; height: number; rgb: Buffer };

/** Larger than any screen that Azure photographs. */
const mostPixels = 4096 * 4096;
const fileHeaderBytes = 14;
/** BI_RGB and BI_BITFIELDS: pixels as they are. Azure writes no others. */
const uncompressed: ReadonlySet<number> = new Set([0, 3]);

/** Reads a Windows bitmap of 24 or 32 bits a pixel; undefined for anything else. */
export function parseBitmap(file: Buffer): Pixels | undefined {
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
  // Each row is filled up to four bytes.
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
export function halved({ width, height, rgb }: Pixels): Pixels {
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
