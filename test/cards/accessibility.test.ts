import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { launch } from '../e2e/browser.ts';
import { patientSeconds } from '../faults/until.ts';

let gallery: ChildProcess;
let address: string;
let browser: Browser;
before(async () => {
  const script = path.join(import.meta.dirname, '../../cards/gallery/serve.ts');
  gallery = spawn(process.execPath, [script], {
    env: { ...process.env, CARDS_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  assert.ok(gallery.stdout);
  const [line] = (await once(createInterface({ input: gallery.stdout }), 'line')) as [string];
  address = /http:\S+/.exec(line)?.[0] ?? assert.fail(line);
  browser = await launch();
});
after(async () => {
  gallery.kill();
  await browser?.close();
});

/**
 * Findings about the renderer, not about our cards: it gives every card the same ids, and forms of two samples are on
 * one page.
 */
const ofTheGallery = new Set(['duplicate-id', 'duplicate-id-aria', 'duplicate-id-active']);

for (const [language, theme, width] of [
  ['en', 'light', '500'],
  ['nl', 'dark', '320'],
] as const) {
  test(`axe finds nothing serious in any card: ${language}, ${theme}, ${width} pixels`, async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
    page.setDefaultTimeout(patientSeconds * 1000);
    await page.goto(`${address}?language=${language}&theme=${theme}&width=${width}`);
    await page.locator('body[data-ready]').waitFor();
    assert.ok((await page.locator('.card').count()) > 50);
    await page.evaluate(axe.source);
    const found = await page.evaluate<{ id: string; impact: string; nodes: { html: string }[] }[]>(
      'axe.run("#cards", { runOnly: ["wcag2a", "wcag2aa", "wcag21aa"] }).then((result) => result.violations)',
    );
    const serious = found.filter(({ id, impact }) => !ofTheGallery.has(id) && ['serious', 'critical'].includes(impact));
    assert.deepEqual(
      serious.map(({ id, nodes }) => [id, nodes.length, ...nodes.slice(0, 3).map(({ html }) => html.slice(0, 300))]),
      [],
    );
    await page.close();
  });
}
