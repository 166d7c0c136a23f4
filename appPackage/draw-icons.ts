import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { launch } from '../test/e2e/browser.ts';

/** The sizes that Teams demands, in pixels. */
const icons = { color: 192, outline: 32 };

/** Renders the PNGs of the app package from their drawings: after a change of an SVG, run `npm run icons`. */
const browser = await launch();
try {
  for (const [name, size] of Object.entries(icons)) {
    const svg = readFileSync(path.join(import.meta.dirname, 'icons', `${name}.svg`), 'utf8');
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`);
    // Teams puts the outline icon on its own colours, so the background must be transparent.
    const png = await page.screenshot({ omitBackground: true });
    writeFileSync(path.join(import.meta.dirname, `${name}.png`), png);
  }
} finally {
  await browser.close();
}
