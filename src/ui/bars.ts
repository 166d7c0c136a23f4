import { pngOf } from '../kernel/picture.ts';

/**
 * Width of one bar with its gap, and size of the whole, in pixels. Three digits fit; the text beside it is complete.
 */
const step = 26;
const barWidth = 18;
const barsHeight = 60;
/** Digits of three by five pixels, twice as large: the count above a bar, the day below it. */
const scale = 2;
const textHeight = 5 * scale + 4;

/** Palette: transparent, to suit light and dark; a bar; a digit. */
const palette = [
  [0, 0, 0],
  [196, 49, 75],
  [128, 128, 128],
] as const;
const [nothing, bar, ink] = [0, 1, 2];

/** Each digit as five rows of three bits. */
const digits = [
  [7, 5, 5, 5, 7],
  [2, 6, 2, 2, 7],
  [7, 1, 7, 4, 7],
  [7, 1, 7, 1, 7],
  [5, 5, 7, 1, 1],
  [7, 4, 7, 1, 7],
  [7, 4, 7, 5, 7],
  [7, 1, 1, 1, 1],
  [7, 5, 7, 5, 7],
  [7, 5, 7, 1, 7],
] as const;

/**
 * Bars as a picture, for apps that draw no charts: a PNG of a few hundred bytes as a data URI, which cards accept
 * since 1.2 on the desktop and on phones.
 * @param bars each with a number below it
 */
export function barPicture(bars: readonly { label: number; count: number }[]): string {
  const width = bars.length * step;
  const height = barsHeight + 2 * textHeight;
  const rows = Array.from({ length: height }, () => new Uint8Array(width).fill(nothing));
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const fill = (x: number, y: number, wide: number, high: number, color: number) => {
    for (let row = y; row < y + high; row += 1) rows[row]?.fill(color, x, x + wide);
  };
  const write = (number: number, middle: number, y: number) => {
    const text = String(number);
    const start = middle - Math.floor((text.length * 4 * scale - scale) / 2);
    [...text].forEach((digit, at) => {
      digits[Number(digit)]?.forEach((bits, row) => {
        for (let column = 0; column < 3; column += 1)
          if (bits & (4 >> column)) fill(start + (at * 4 + column) * scale, y + row * scale, scale, scale, ink);
      });
    });
  };
  bars.forEach(({ label, count }, at) => {
    const left = at * step + (step - barWidth) / 2;
    const high = Math.round((barsHeight * count) / most);
    const top = textHeight + barsHeight - high;
    // A day without any gets a line, so that it is visible.
    fill(left, Math.min(top, textHeight + barsHeight - 1), barWidth, Math.max(1, high), count > 0 ? bar : ink);
    write(Math.min(count, 999), left + barWidth / 2, top - textHeight + 2);
    write(label, left + barWidth / 2, textHeight + barsHeight + 4);
  });
  const rgb = Buffer.concat(rows.map((row) => Buffer.from([...row].flatMap((color) => palette[color] ?? []))));
  return `data:image/png;base64,${pngOf({ width, height, rgb }, true).toString('base64')}`;
}

const signs = 20;

/**
 * A progress bar of text: coloured columns are as high as their padding and barely visible in Teams' themes. It
 * repeats the percentage in words beside it; '' if there is nothing to show.
 */
export function progressBar(percent: number | undefined): string {
  if (percent === undefined || percent <= 0 || percent >= 100) return '';
  const done = Math.round((percent / 100) * signs);
  return `${'█'.repeat(done)}${'░'.repeat(signs - done)}`;
}
