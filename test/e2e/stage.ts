import { after, before, beforeEach } from 'node:test';
import type { Browser, Locator, Page, Request } from 'playwright-core';
import { cardAsText } from '../../sandbox/teams/card-text.ts';
import { patientSeconds } from '../faults/until.ts';
import { type Opened, openSandbox, type TestSandboxOptions, tuesday } from '../open-sandbox.ts';
import { withSteps } from '../talk.ts';
import { launch } from './browser.ts';
import { Control, Window } from './people.ts';

/** A day as Input.Date gives it, counted from the first day of the world. */
export function inDays(days: number): string {
  return new Date(tuesday.getTime() + days * 24 * 60 * 60_000).toISOString().slice(0, 10);
}

/** A sandbox and a browser for the tests of one file; world, chat and page are new for each test. */
export function stage(options: TestSandboxOptions = {}) {
  let opened: Opened;
  let browser: Browser;
  let page: Page;
  let used = false;
  /** Messages, clicks and refreshes that the page has sent and that are still unanswered. */
  const sending = new Set<Request>();

  async function withLastSaid(error: unknown): Promise<never> {
    const all = (await new Control(opened.sandbox.address).messages('ops')).slice(-4);
    // A card is drawn only near the screen: one that is looked for in vain may lie beyond it.
    const stands = await page
      .locator('.scroller:visible')
      .evaluateAll((all) => all.map((one) => `${one.scrollTop} + ${one.clientHeight} of ${one.scrollHeight}`));
    throw new Error(`${error}; windows stand at ${stands}; the last that was said:\n${JSON.stringify(all, null, 1)}`);
  }

  before(async () => {
    [opened, browser] = await Promise.all([openSandbox(options), launch()]);
  });

  after(async () => {
    await browser?.close();
    await opened?.close();
  });

  beforeEach(async () => {
    await page?.close();
    if (used) await opened.sandbox.reset({ ...options, world: { origin: tuesday, ...options.world } });
    used = true;
    page = await browser.newPage({ viewport: { width: 1440, height: 1000 }, reducedMotion: 'reduce' });
    page.setDefaultTimeout(patientSeconds * 1000);
    sending.clear();
    page.on('request', (request) => {
      if (request.method() === 'POST') sending.add(request);
    });
    const sent = (request: Request) => void sending.delete(request);
    page.on('requestfinished', sent);
    page.on('requestfailed', sent);
  });

  return {
    get control() {
      return new Control(opened.sandbox.address);
    },
    get address() {
      return opened.sandbox.address;
    },
    get world() {
      return opened.sandbox.world;
    },
    get browser() {
      return browser;
    },
    get page() {
      return page;
    },
    /** Opens the page with these people side by side in the channel ops. */
    async windows(people: string[], look = ''): Promise<Window[]> {
      await page.goto(`${opened.sandbox.address}/?people=${people.join(',')}&open=ops${look}`);
      await page.locator('body[data-ready=true]').waitFor();
      return people.map((person) => new Window(page, person));
    },
    /** Lets world time pass in steps until a message in ops matches, in its text or on its card. */
    passes(fits: RegExp, stepSeconds = 60) {
      const says = ({ text, card }: { text: string; card: unknown }) =>
        fits.test(text) || (card !== null && fits.test(cardAsText(withSteps(card as Record<string, unknown>))));
      const look = async () => {
        // Time must not pass a click that is still on its way.
        await this.control.until('the page to have sent all', async () => sending.size === 0);
        return (await this.control.messages('ops')).findLast((message) => message.from === 'bot' && says(message));
      };
      return this.control.passes(`${fits}`, look, stepSeconds).catch(withLastSaid);
    },
    /** Waits until it is seen. */
    sees: (shown: Locator) => shown.waitFor().catch(withLastSaid),
    /** The newest card on which a request waits for a decision. */
    request(as: string) {
      return this.control.until('the request card', async () =>
        (await this.control.messages('ops', as)).findLast(({ text }) => text.includes('Approve or reject')),
      );
    },
    /** Whether a Compute resource exists in a group of the production subscription. */
    async made(group: string, type: 'virtualMachines' | 'disks', name: string): Promise<boolean> {
      const path = `/subscriptions/aaaa0000-0000-4000-8000-00000000a001/resourceGroups/${group}/providers/Microsoft.Compute/${type}`;
      const listed = JSON.stringify(await this.control.get<unknown>(`/api/azure/resources${path}`));
      return listed.toLowerCase().includes(`/${type}/${name}"`.toLowerCase());
    },
    /** Accepted operations of Azure, e.g. "restore accepted job … of sql-01". */
    async accepted(kind: 'restore' | 'backup' | 'cancel'): Promise<string[]> {
      const calls = await this.control.get<{ effect: string }[]>('/api/azure/requests');
      return calls.map(({ effect }) => effect).filter((effect) => effect.startsWith(`${kind} accepted`));
    },
  };
}
