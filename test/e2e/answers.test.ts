import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onlyObserve } from '../infra/only-observe.ts';
import type { Window } from './people.ts';
import { stage } from './stage.ts';

/** Answers beside a restore, as people see them; with SCREENSHOTS=1 also as pictures in docs/images. */
const on = stage({ targeted: true });

const phone = { width: 360, height: 760 };

/** Opens one person's window on a page of this size. */
async function alone(person: string, size: { width: number; height: number }, look = ''): Promise<Window> {
  await on.page.setViewportSize(size);
  const [window] = await on.windows([person], look);
  assert.ok(window);
  return window;
}

/** Checks that nothing extends past the edge of the page. */
async function fits(): Promise<void> {
  const wide = await on.page.evaluate('document.documentElement.scrollWidth > innerWidth + 1');
  assert.equal(wide, false, 'nothing reaches over the edge');
}

test('whoever adds the bot to a team is welcomed there, with three lines to type', async () => {
  await on.control.post('/api/teams/events', { as: 'platform', kind: 'add', in: 'General' });
  const platform = await alone('platform', phone);
  await platform.open('General');
  await platform.said('Welcome to Strongroom').waitFor();
  await platform.said(/nothing happens until you send it/).waitFor();
  await fits();
  await platform.said('Welcome to Strongroom').evaluate((said) => said.scrollIntoView({ block: 'start' }));
  await platform.shot('welcome');
});

test('help is about what goes on: it names the request that waits for who asks, and what runs', async () => {
  await on.page.setViewportSize({ width: 1440, height: 800 });
  const [oncall, approver, outsider] = await on.windows(['oncall', 'approver-1', 'outsider']);
  assert.ok(oncall && approver && outsider);
  await oncall.type('@Strongroom restore web-01 latest because INC0012345');
  await oncall.said(/Check the plan, then ask/).waitFor();
  await oncall.button('Ask for approval').click();
  await approver.said(/Decide by/).waitFor();
  for (const window of [oncall, approver, outsider]) {
    await window.open('Strongroom');
    await window.type('help');
    await window.said('What you can type now').waitFor();
  }
  await approver.said(/web-01: it waits for your decision/).waitFor();
  await oncall.said(/web-01: who has to approve it/).waitFor();
  await outsider.said(/Your account as I see it/).waitFor();
  await oncall.shot('help-situations');
});

test('a private answer stands in the channel for the one who asked, and for nobody else', async () => {
  await on.page.setViewportSize({ width: 1400, height: 620 });
  const [oncall, outsider] = await on.windows(['oncall', 'outsider']);
  assert.ok(oncall && outsider);
  await outsider.type('@Strongroom restore sql-01');
  await outsider.button('I see this').click();
  await outsider.said(/answers for one person are given here/).waitFor();
  await outsider.type('@Strongroom restore web-01');
  await outsider.said(/can't find a virtual machine called web-01/).waitFor();
  await oncall.said(/restore web-01/).waitFor();
  assert.equal(await oncall.said(/can't find a virtual machine/).count(), 0);
  await oncall.shot('private-answers');
});

test('a private channel is an incident room like any other', async () => {
  await on.control.post('/api/teams/events', { as: 'platform', kind: 'add', in: 'incident-7' });
  await on.control.post('/api/say', { as: 'platform', in: 'incident-7', text: '@Strongroom channel allow all' });
  await on.control.post('/api/bot/settle');
  const oncall = await alone('oncall', phone);
  await oncall.open('incident-7');
  await oncall.type('@Strongroom check sql-01');
  await oncall.said(/Will sql-01 restore\?/).waitFor();
  await fits();
  await oncall.shot('private-channel');
});

test('the doctor says what is set up and what is not', async () => {
  const platform = await alone('platform', { width: 1440, height: 1000 });
  await platform.open('Strongroom');
  await platform.type('doctor');
  await platform.said("Strongroom's health").waitFor();
  assert.equal(
    await platform.pane
      .getByText(/No pager is set: at night a request wakes nobody/)
      .filter({ visible: true })
      .count(),
    1,
    'it is said once',
  );
  await platform.shot('doctor');
});

test('where a tier is off, the whole plan is shown, and that none of it was done', async () => {
  onlyObserve(on.world);
  const oncall = await alone('oncall', { width: 900, height: 1300 });
  await oncall.type('@Strongroom restore sql-01 latest because INC0012345');
  await oncall.said('What would have been done: sql-01').waitFor();
  await fits();
  await oncall.shot('would-have');
});

test('a locked phone shows one sentence of each answer', async () => {
  const oncall = await alone('oncall', { width: 320, height: 640 }, '&theme=dark');
  await oncall.type('@Strongroom check rotated-01');
  await oncall.said(/Will rotated-01 restore\?/).waitFor();
  await oncall.type('@Strongroom points sql-01');
  await oncall.said(/Recovery points of sql-01/).waitFor();
  await oncall.lock();
  await oncall.said(/I recommend #1/).waitFor();
  await fits();
  await oncall.shot('lock-screen');
});
