import { writeFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { patientSeconds } from '../faults/until.ts';
import { writeFilm } from './film.ts';
import { isShown, Window } from './people.ts';

const height = 800;
const most = 1500;
/** Height of the page around the messages, in px. */
const aroundMessages = 260;
const looks = [
  { name: 'light', width: 700, theme: 'light' },
  { name: 'dark', width: 700, theme: 'dark' },
  { name: 'light, on a phone', width: 360, theme: 'light' },
  { name: 'dark, on a phone', width: 360, theme: 'dark' },
] as const;

/** The film of a restore on a phone: the size of its frames in px, and how long each stands. */
const phone = { width: 390, height: 700 };
const secondsAFrame = 3;

/** Pictures of one message: light and dark, on a wide screen and on a phone. */
export class Views {
  /** Messages that don't fit on their screen. */
  readonly faults: string[] = [];
  readonly #address: string;
  readonly #language: string;
  readonly #pages: readonly Page[];
  readonly #frames: Buffer[] = [];

  private constructor(address: string, language: string, pages: readonly Page[]) {
    this.#address = address;
    this.#language = language;
    this.#pages = pages;
  }

  static async open(browser: Browser, address: string, language: string): Promise<Views> {
    const pages: Page[] = [];
    for (const { width } of looks) {
      const page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce' });
      page.setDefaultTimeout(patientSeconds * 1000);
      pages.push(page);
    }
    return new Views(address, language, pages);
  }

  async close(): Promise<void> {
    if (this.#frames.length > 0)
      writeFilm(
        'docs/images/restore-on-a-phone.png',
        this.#frames.map((picture) => ({ picture, seconds: secondsAFrame })),
      );
    for (const page of this.#pages) await page.close();
  }

  /** @param press button to press first, to show the dialog that it opens */
  async show(person: string, message: string, name: string, press?: string): Promise<void> {
    const shots: Buffer[] = [];
    for (const [index, page] of this.#pages.entries()) {
      const look = looks[index];
      await page.goto(`${this.#address}/?people=${person}&open=ops&theme=${look?.theme}`);
      await page.locator('body[data-ready=true]').waitFor();
      const shown = page.locator(`[data-id="${message}"]`).last();
      await shown.scrollIntoViewIfNeeded();
      await shown.locator('.ac-adaptiveCard').first().waitFor();
      const window = new Window(page, person);
      const measured = press ? window.dialog : shown;
      if (press) {
        const button = shown.getByRole('button', { name: press, exact: true });
        await window.tap(button, measured.locator('.ac-adaptiveCard'));
      }
      // The page grows to show a message that is longer than the screen.
      const long = await measured.evaluate((element) => {
        const parts = [element, ...element.querySelectorAll('.dialog-body')];
        return Math.max(...parts.map(({ scrollHeight }) => scrollHeight));
      });
      await page.setViewportSize({
        width: look?.width ?? 0,
        height: Math.min(most, Math.max(height, Math.ceil(long) + aroundMessages)),
      });
      await measured.evaluate((element) => element.scrollIntoView({ block: 'start' }));
      // A dialog hides content that extends past its edge.
      const wide: string[] = await measured.evaluate((element, inDialog) => {
        const page = element.ownerDocument.defaultView?.innerWidth ?? 0;
        const edge = inDialog ? Math.min(page, element.getBoundingClientRect().right) : page;
        return [element, ...element.querySelectorAll('*')]
          .filter((part) => part.getBoundingClientRect().right > edge + 1)
          .map((part) => part.textContent?.slice(0, 60) ?? '');
      }, press !== undefined);
      for (const text of wide) this.faults.push(`${this.#language}, ${name}, ${look?.name}: ${text}`);
      if (process.env.SCREENSHOTS) shots.push(await page.screenshot());
    }
    const picture = `flow-${this.#language}-${name}`;
    if (shots.length > 0 && isShown(picture)) writeFileSync(`docs/images/${picture}.webp`, await this.#beside(shots));
  }

  /** Takes a message that was shown as a frame of the film. */
  async film(message: string): Promise<void> {
    const page = this.#pages[looks.findIndex(({ name }) => name === 'light, on a phone')];
    if (!process.env.SCREENSHOTS || !page) return;
    await page.setViewportSize(phone);
    const shown = page.locator(`[data-id="${message}"]`).last();
    await shown.evaluate((element) => element.scrollIntoView({ block: 'start' }));
    this.#frames.push(await page.screenshot());
  }

  /** Joins the four pictures side by side. WebP takes a third of PNG for the same text. */
  async #beside(shots: readonly Buffer[]): Promise<Buffer> {
    const [page] = this.#pages;
    const sources = shots.map((shot) => `data:image/png;base64,${shot.toString('base64')}`);
    const made = (await page?.evaluate(`(${drawBeside})(${JSON.stringify(sources)})`)) as string | undefined;
    return Buffer.from(made?.split(',')[1] ?? '', 'base64');
  }
}

/** Runs in the page. */
const drawBeside = `async (urls) => {
  const pictures = await Promise.all(urls.map(async (url) => {
    const picture = new Image();
    picture.src = url;
    await picture.decode();
    return picture;
  }));
  const canvas = document.createElement('canvas');
  canvas.width = pictures.reduce((sum, { width }) => sum + width, 0);
  canvas.height = Math.max(...pictures.map(({ height }) => height));
  let left = 0;
  for (const picture of pictures) {
    canvas.getContext('2d').drawImage(picture, left, 0);
    left += picture.width;
  }
  return canvas.toDataURL('image/webp', 0.5);
}`;
