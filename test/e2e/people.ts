import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { patientSeconds } from '../faults/until.ts';

const pages = ['README.md', ...globSync('docs/*.md')].map((page) => readFileSync(page, 'utf8')).join('\n');

/** Most taps of a person, and the wait for each to have an effect (real milliseconds). */
const mostTaps = 6;
const tapMs = (patientSeconds * 1000) / mostTaps;

/** Whether a page shows this image; others are not taken. */
export function isShown(name: string): boolean {
  return pages.includes(`images/${name}.`);
}

/** One person's window on the sandbox page: what they type, click and see. */
export class Window {
  readonly pane: Locator;
  readonly #page: Page;

  constructor(page: Page, person: string) {
    this.#page = page;
    this.pane = page.locator(`[data-person="${person}"]`);
  }

  async type(text: string): Promise<void> {
    const field = this.pane.locator('form.composer textarea').last();
    await field.fill(text);
    await field.press('Enter');
  }

  /** The newest card or message that shows this text. */
  said(text: string | RegExp): Locator {
    // The lock screen keeps a hidden copy of every notification.
    return this.pane.getByText(text).filter({ visible: true }).last();
  }

  /** The button with this title on the newest card that has one. */
  button(title: string): Locator {
    return this.pane.getByRole('button', { name: title, exact: true }).last();
  }

  /** Opens the dialog behind Approve and confirms it: on the card of this request, or on the newest. */
  async approve(id?: string): Promise<void> {
    await this.#answer(await this.openSentence(id));
  }

  /** Opens the dialog behind Approve. */
  async openSentence(id?: string): Promise<Locator> {
    const yes = this.dialog.getByRole('button', { name: /^Yes, / });
    // An open dialog covers the card.
    if (await yes.isVisible()) return yes;
    const card = await this.#cardOf(id);
    await this.tap(card.getByRole('button', { name: 'Approve', exact: true }).last(), yes);
    return yes;
  }

  /** Opens the reasons behind Reject and taps one. */
  async reject(reason: string): Promise<void> {
    const why = this.dialog.getByRole('button', { name: reason, exact: true });
    await this.tap(this.button('Reject'), why);
    await this.#answer(why);
  }

  /**
   * Taps a button until its effect shows. On a busy machine a card is redrawn just before the tap, or an answer comes
   * too late, and nothing opens or a dialog only says so: people close it and tap again.
   */
  async tap(button: Locator, leadsTo: Locator): Promise<void> {
    for (let taps = 0; taps < mostTaps && !(await leadsTo.isVisible()); taps += 1) {
      if (await this.#close.isVisible()) await this.#close.click();
      // The effect may have come by now, and cover the button.
      await button.click({ timeout: tapMs }).catch(() => undefined);
      await leadsTo
        .or(this.#close)
        .first()
        .waitFor({ timeout: tapMs })
        .catch(() => undefined);
    }
    await leadsTo.waitFor();
  }

  /** Taps the button that ends a dialog. If that takes long, the dialog says that the answer comes later. */
  async #answer(button: Locator): Promise<void> {
    await button.click();
    await this.dialog.filter({ hasNotText: 'Checking with Azure' }).waitFor({ state: 'hidden' });
    if (await this.#close.isVisible()) await this.#close.click();
  }

  get #close(): Locator {
    return this.dialog.getByRole('button', { name: 'Close the dialog' });
  }

  /** The dialog that is open over this window. */
  get dialog(): Locator {
    return this.pane.getByRole('dialog');
  }

  async #cardOf(id?: string): Promise<Locator> {
    if (!id) return this.pane;
    const card = this.pane.locator(`article[data-summary*="Approve or reject ${id}"]`).last();
    // A card is drawn only once it comes near the screen.
    await card.scrollIntoViewIfNeeded();
    return card;
  }

  async choose(label: string, index: number): Promise<void> {
    await this.pane.getByLabel(label).last().selectOption({ index });
  }

  async fill(label: string, text: string): Promise<void> {
    await this.pane.getByLabel(label).last().fill(text);
  }

  async open(tab: string): Promise<void> {
    await this.pane.getByRole('tab', { name: tab }).click();
  }

  /** Shows the lock screen of this phone, or the app behind it. */
  async lock(): Promise<void> {
    await this.pane.getByRole('button', { name: /^Lock screen of / }).click();
  }

  async shot(name: string): Promise<void> {
    if (process.env.SCREENSHOTS && isShown(name)) await this.#page.screenshot({ path: `docs/images/${name}.png` });
  }
}

type ApiMessage = {
  id: string;
  from: string;
  text: string;
  replyTo: string | null;
  summary: string | null;
  edits: { text: string; summary: string | null }[];
  mentions: { name: string }[];
  card: unknown;
};

/** The control API of a sandbox, for what a page does not show. */
export class Control {
  readonly #address: string;

  constructor(address: string) {
    this.#address = address;
  }

  /**
   * Messages of a conversation; the text of a message with a card is its summary.
   * @param as whose client refreshes cards that name them; nobody's by default
   */
  async messages(conversation: string, as = ''): Promise<ApiMessage[]> {
    const path = `/api/conversations/${conversation}/messages${as && `?as=${as}`}`;
    const messages: ApiMessage[] = await this.get(path);
    return messages.map((message) => ({
      ...message,
      text: message.text || message.summary || '',
      edits: message.edits.map(({ text, summary }) => ({ text: text || summary || '', summary })),
    }));
  }

  async get<T>(path: string): Promise<T> {
    const answer = await fetch(this.#address + path);
    assert.ok(answer.ok, `${path}: ${answer.status}`);
    return (await answer.json()) as T;
  }

  async post<T>(path: string, body: object = {}): Promise<T> {
    const answer = await fetch(this.#address + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const json = (await answer.json()) as T;
    assert.ok(answer.ok, `${path}: ${answer.status} ${JSON.stringify(json)}`);
    return json;
  }

  /** Lets world time pass; before and after, the bot does everything that is due. */
  async letPass(seconds: number): Promise<void> {
    await this.post('/api/bot/settle');
    await this.post('/api/clock', { advanceSeconds: seconds });
    await this.post('/api/bot/settle');
  }

  /** Lets world time pass until the check returns something, in equal steps on every machine. */
  async passes<T>(what: string, look: () => Promise<T | undefined | false>, stepSeconds = 60): Promise<T> {
    for (let step = 0; step < 24 * 60; step += 1) {
      await this.post('/api/bot/settle');
      const seen = await look();
      if (seen) return seen;
      await this.post('/api/clock', { advanceSeconds: stepSeconds });
    }
    assert.fail(`waited in vain for ${what}`);
  }

  /**
   * Polls until the answer is something.
   * @throws AssertionError after three minutes
   */
  async until<T>(what: string, ask: () => Promise<T | undefined | false>): Promise<T> {
    const deadline = Date.now() + patientSeconds * 1000;
    for (;;) {
      const answer = await ask();
      if (answer) return answer;
      assert.ok(Date.now() < deadline, `waited in vain for ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
