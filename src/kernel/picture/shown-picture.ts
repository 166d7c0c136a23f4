import { halved, parseBitmap } from './bitmap.ts';
import { isPng, pngOf } from './png.ts';

export type Picture = { contentType: 'image/png' | 'image/jpeg'; base64: string };

/**
 * Teams takes a picture inside a message (base64, as an attachment beside the text), and a message of at most some 80 KB:
 * base64 adds a third, text and envelope the rest.
 */
const mostBytes = 48 * 1024;
/** Halved oftener, nothing on a screen could be read. */
const mostHalvings = 3;

/**
 * A screenshot in a size that a message carries: Azure takes a bitmap of 2 to 3 MB, which becomes a small PNG.
 * @returns undefined where it is no picture, or cannot be made small enough
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
