import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { type Sandbox, startSandbox } from '../../sandbox/start-sandbox.ts';
import { launch } from './browser.ts';
import { Control, Window } from './people.ts';

/** A sandbox and a browser for the tests of one file; world, chat and page are new for each test. */
export function stage() {
  let sandbox: Sandbox;
  let browser: Browser;
  let page: Page;
  const dataDir = mkdtempSync(join(tmpdir(), 'strongroom-e2e-'));

  before(async () => {
    [sandbox, browser] = await Promise.all([startSandbox({ port: 0, dataDir }), launch()]);
  });

  after(async () => {
    await browser?.close();
    await sandbox?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  beforeEach(async () => {
    await page?.close();
    await sandbox.reset();
    page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
  });

  return {
    get control() {
      return new Control(sandbox.address);
    },
    get page() {
      return page;
    },
    /** Opens the page with these people side by side in the channel ops. */
    async windows(people: string[], look = ''): Promise<Window[]> {
      await page.goto(`${sandbox.address}/?people=${people.join(',')}&open=ops${look}`);
      await page.locator('body[data-ready=true]').waitFor();
      return people.map((person) => new Window(page, person));
    },
    /** What Azure accepted, e.g. "restore accepted job … of sql-01". */
    async accepted(kind: 'restore' | 'backup' | 'cancel'): Promise<string[]> {
      const calls = await this.control.get<{ effect: string }[]>('/api/azure/requests');
      return calls.map(({ effect }) => effect).filter((effect) => effect.startsWith(`${kind} accepted`));
    },
  };
}
