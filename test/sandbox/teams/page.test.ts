import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import type { Sandbox } from '../../../sandbox/start-sandbox.ts';
import { findConversation, roster } from '../../../sandbox/teams/roster.ts';
import { launch } from '../../e2e/browser.ts';
import { patientSeconds, until } from '../../faults/until.ts';
import { type Opened, openSandbox } from '../../open-sandbox.ts';

let sandbox: Sandbox;
let browser: Browser;
let page: Page;
let opened: Opened;
let problems: string[] = [];
before(async () => {
  [opened, browser] = await Promise.all([openSandbox({ world: { fleetSize: 3 } }), launch()]);
  ({ sandbox } = opened);
  page = await browser.newPage({ reducedMotion: 'reduce' });
  page.setDefaultTimeout(patientSeconds * 1000);
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
});
beforeEach(() => {
  sandbox.teams.reset();
  problems = [];
});
after(async () => {
  await browser?.close();
  await opened?.close();
});

const form = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    {
      type: 'TextBlock',
      text: 'Restore of **sql-01** <b>',
      style: 'heading',
      size: 'large',
      weight: 'bolder',
      wrap: true,
    },
    { type: 'Container', style: 'warning', items: [{ type: 'TextBlock', text: 'Waiting for approval', wrap: true }] },
    { type: 'FactSet', facts: [{ title: 'Vault', value: 'rsv-prod' }] },
    { type: 'Input.Text', id: 'reason', label: 'Reason', isRequired: true, errorMessage: 'Say why' },
    { type: 'Input.Date', id: 'until', label: 'Keep until' },
    { type: 'Input.ChoiceSet', id: 'point', label: 'Point', value: 'a', choices: [{ title: 'Newest', value: 'a' }] },
  ],
  actions: [
    { type: 'Action.Submit', title: 'Approve', style: 'positive', data: { verb: 'approve' } },
    {
      type: 'Action.Submit',
      title: 'Reject',
      style: 'destructive',
      associatedInputs: 'none',
      data: { verb: 'reject' },
    },
  ],
};

test('a name is completed behind @, and the bot answers for all to see', async () => {
  await open('people=oncall,approver-1&open=ops');
  const mine = pane('oncall');
  await mine.getByRole('combobox', { name: 'New post in ops' }).pressSequentially('@stro');
  await mine.getByRole('option', { name: 'Strongroom' }).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.type('vm sql-01');
  await page.keyboard.press('Enter');
  await pane('approver-1').locator('.card').getByText('sql-01').first().waitFor();
  assert.deepEqual(problems, []);
});

test('an edit replaces the card in place, and a card for one person is seen by that person alone', async () => {
  await open('people=oncall,outsider&open=approvals,approvals');
  const message = post('approvals', form);
  await pane('outsider').getByRole('button', { name: 'Approve' }).waitFor();
  sandbox.teams.chat.show(message, 'outsider', text('Not for you'));
  await pane('outsider').getByText('Only you can see this', { exact: true }).waitFor();
  assert.equal(await pane('oncall').getByText('Not for you').count(), 0);
  sandbox.teams.chat.edit(message, { text: '', mentions: [], card: text('Done') });
  await pane('outsider').getByText('Done').waitFor();
  assert.equal(await pane('outsider').getByText('Only you can see this', { exact: true }).count(), 0);
  assert.equal(await pane('oncall').locator('article').count(), 1);
  await pane('oncall').getByText('Edited').waitFor();
});

test('what comes in while one is elsewhere is counted, and the locked phone shows its sentence', async () => {
  await open('people=oncall&open=ops');
  const mine = pane('oncall');
  post('personal-oncall', form, 'The restore of sql-01 has failed.');
  await mine
    .getByRole('tab', { name: /Strongroom/ })
    .getByLabel('1 unread')
    .waitFor();
  await mine.getByRole('button', { name: /Lock screen/ }).click();
  await mine.locator('.lock-screen').getByText('The restore of sql-01 has failed.').waitFor();
  await mine.getByRole('button', { name: /Lock screen/ }).click();
  await mine.getByRole('tab', { name: /Strongroom/ }).click();
  await mine.getByRole('button', { name: 'Approve' }).waitFor();
  assert.equal(await mine.getByLabel('1 unread').count(), 0);
});

test('what is posted while the page loads is shown once it has', async () => {
  const answered = '**/api/conversations/*/messages?*';
  await page.route(answered, async (route) => {
    const response = await route.fetch();
    if (decodeURIComponent(route.request().url()).includes(roster.team.id)) {
      post('General', undefined, 'Posted late');
      await pane('oncall')
        .getByRole('tab', { name: /General.*1 unread/ })
        .waitFor();
    }
    await route.fulfill({ response });
  });
  await open('people=oncall&open=ops');
  await page.unroute(answered);
  await pane('oncall').getByRole('tab', { name: 'General' }).click();
  await pane('oncall').getByRole('article').getByText('Posted late').waitFor();
});

test('text from elsewhere stays text', async () => {
  await open('people=oncall&open=ops');
  const card = text(
    '<img src=x onerror=alert(1)> [a](javascript:alert(1)) [b](https://example.com/_x_) **bold** \\*not\\*',
  );
  post('ops', card, '<script>alert(1)</script>');
  const shown = pane('oncall').locator('.card');
  await shown.getByText('<img src=x').waitFor();
  assert.equal(await shown.locator('img').count(), 0);
  assert.equal(await shown.locator('a').count(), 1);
  assert.equal(await shown.locator('a').getAttribute('href'), 'https://example.com/_x_');
  assert.equal(await shown.locator('strong').textContent(), 'bold');
  await shown.getByText('*not*').waitFor();
  assert.deepEqual(problems, []);
});

test('who reads at the end stays there when a card shrinks and the next message comes before its scroll event', async () => {
  for (let count = 0; count < 40; count += 1) post('ops', form, `message ${count}`);
  await open('people=oncall&open=ops');
  await pane('oncall').locator('article').getByText('message 39').waitFor();
  // The project's types know no DOM.
  const left = await page.evaluate<number>(`(async () => {
    const scroller = document.querySelector('[data-person="oncall"] .scroller');
    const list = scroller.querySelector('.threads');
    const frames = async () => {
      for (let count = 0; count < 5; count += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    };
    const add = () => {
      const one = document.createElement('li');
      one.style.height = '600px';
      list.append(one);
    };
    scroller.scrollTop = scroller.scrollHeight;
    await frames();
    // Between the layout of the shrunk card and the event that its scrolling makes.
    const last = list.lastElementChild;
    const shrunk = new ResizeObserver(() => {
      if (last.offsetHeight > 50) return;
      shrunk.disconnect();
      add();
    });
    shrunk.observe(last);
    last.style.cssText = 'height: 20px; overflow: hidden';
    await frames();
    add();
    await frames();
    return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
  })()`);
  assert.equal(Math.round(left), 0);
});

test('only the hand of who reads leaves the end: a click that scrolls to its button does not', async () => {
  for (let count = 0; count < 40; count += 1) post('ops', form, `message ${count}`);
  await open('people=oncall&open=ops');
  const mine = pane('oncall');
  const scroller = mine.locator('.scroller');
  // Two frames: in the first, the page learns of a scroll.
  const drawn = () => page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  const next = async (words: string) => {
    post('ops', form, words);
    await mine.locator('article').getByText(words).waitFor({ state: 'attached' });
    await drawn();
  };
  const left = () =>
    scroller.evaluate(({ scrollTop, scrollHeight, clientHeight }) =>
      Math.round(scrollHeight - scrollTop - clientHeight),
    );
  await mine.locator('article').getByText('message 39').waitFor();
  await scroller.evaluate((shown) => {
    shown.scrollTop -= 200;
  });
  await drawn();
  await next('after a click');
  assert.equal(await left(), 0);

  await scroller.hover();
  await page.mouse.wheel(0, -400);
  await until('the list scrolled up', async () => (await left()) > 300);
  await drawn();
  await next('after a wheel');
  assert.ok((await left()) > 300);
  await mine.getByRole('button', { name: 'New messages' }).waitFor();
});

test('with 500 messages only those near the screen have rendered cards, and a new one is added without touching them', async () => {
  for (let count = 0; count < 500; count += 1) post('ops', count % 2 ? form : undefined, `message ${count}`);
  await open('people=oncall,approver-1&open=ops');
  const mine = pane('oncall');
  await mine.locator('article').getByText('message 499').waitFor();
  assert.equal(await mine.locator('article').count(), 500);
  assert.ok((await mine.locator('.card').count()) < 20);
  await mine
    .locator('article')
    .first()
    .evaluate((first) => first.setAttribute('data-untouched', ''));
  post('ops', form, 'the newest');
  await mine.locator('article').getByText('the newest').waitFor();
  assert.equal(await mine.locator('article[data-untouched]').count(), 1);
});

const looks: [string, string, number][] = [
  ['light', 'people=oncall,approver-1&open=ops,approvals&panel', 1440],
  ['dark', 'people=oncall,approver-1&open=ops,approvals&panel', 1440],
  ['light', 'people=oncall&open=approvals', 320],
  ['dark', 'people=oncall&lock', 320],
];
for (const [theme, query, width] of looks) {
  test(`axe finds nothing serious: ${theme}, ${width} pixels, ${query}`, async () => {
    post('ops', undefined, 'See <at>Olivia Novak</at> and **this**');
    post('approvals', form, 'Restore sql-01: approve or reject.');
    await open(`${query}&theme=${theme}`, width);
    await page.locator('.pane').first().waitFor();
    if (!query.includes('lock')) await page.getByRole('button', { name: 'Approve' }).first().waitFor();
    if (query.includes('panel')) await page.locator('#panel').getByText('sql-01').first().waitFor();
    await page.evaluate(axe.source);
    const found = await page.evaluate<{ id: string; impact: string; nodes: { html: string }[] }[]>(
      'axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa"] }).then((result) => result.violations)',
    );
    const serious = found.filter((one) => ['serious', 'critical'].includes(one.impact));
    assert.deepEqual(
      serious.map((one) => [one.id, ...one.nodes.map((node) => node.html)]),
      [],
    );
    assert.ok((await page.evaluate<number>('document.documentElement.scrollWidth')) <= width, 'nothing sticks out');
    assert.deepEqual(problems, []);
  });
}

async function open(query: string, width = 1440): Promise<void> {
  await page.setViewportSize({ width, height: 800 });
  await page.goto(`${sandbox.address}/?${query}`);
  await page.locator('body[data-ready]').waitFor();
}

function pane(person: string) {
  return page.locator(`.pane[data-person="${person}"]`);
}

function post(name: string, card?: Record<string, unknown>, words = '') {
  const conversation = findConversation(roster, name);
  assert.ok(conversation);
  return sandbox.teams.chat.post(conversation, 'bot', { text: words, mentions: [], ...(card && { card }) });
}

function text(words: string) {
  return { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: words, wrap: true }] };
}
