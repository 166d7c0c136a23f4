import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';

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
    // The lock screen keeps a hidden copy of every notice.
    return this.pane.getByText(text).filter({ visible: true }).last();
  }

  /** The button of the newest card that has one with this title. */
  button(title: string): Locator {
    return this.pane.getByRole('button', { name: title, exact: true }).last();
  }

  /** Opens the sentence behind Approve and says yes to it: on the card of this request, or on the newest. */
  async approve(id?: string): Promise<void> {
    for (let tries = 0; tries < 3; tries += 1) {
      const yes = await this.openSentence(id);
      const said = await yes.click({ timeout: 3000 }).then(
        () => true,
        () => false,
      );
      if (said) return;
    }
    throw new assert.AssertionError({ message: 'the sentence was closed before it was answered' });
  }

  /** Opens the sentence behind Approve. A card that is drawn anew meanwhile closes it: then it is opened again. */
  async openSentence(id?: string): Promise<Locator> {
    const card = id ? this.pane.locator('article', { hasText: `Approve or reject ${id}` }).last() : this.pane;
    // A card is drawn only once it comes near the screen.
    if (id) await card.scrollIntoViewIfNeeded();
    const approve = card.getByRole('button', { name: 'Approve', exact: true }).last();
    const yes = card.getByRole('button', { name: /^Yes, / }).last();
    await approve.waitFor();
    for (let tries = 0; tries < 6; tries += 1) {
      await approve.click();
      const open = await yes.waitFor({ timeout: 3000 }).then(
        () => true,
        () => false,
      );
      if (open) return yes;
    }
    throw new assert.AssertionError({ message: 'the card kept changing between the two taps' });
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

  async shot(name: string): Promise<void> {
    if (process.env.SCREENSHOTS) await this.#page.screenshot({ path: `docs/images/${name}.png` });
  }
}

type ApiMessage = {
  id: string;
  from: string;
  text: string;
  replyTo: string | null;
  edits: { text: string }[];
  mentions: { name: string }[];
  card: unknown;
};

/** The control API of a sandbox, for what a page does not show. */
export class Control {
  readonly #address: string;

  constructor(address: string) {
    this.#address = address;
  }

  messages(conversation: string, as: string): Promise<ApiMessage[]> {
    return this.get(`/api/conversations/${conversation}/messages?as=${as}`);
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

  /** Asks until the answer is something. @throws AssertionError after a minute */
  async until<T>(what: string, ask: () => Promise<T | undefined | false>): Promise<T> {
    const deadline = Date.now() + 60_000;
    for (;;) {
      const answer = await ask();
      if (answer) return answer;
      assert.ok(Date.now() < deadline, `waited in vain for ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
