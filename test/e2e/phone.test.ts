import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator } from 'playwright-core';
import type { Window } from './people.ts';
import { inDays, stage } from './stage.ts';

const on = stage();

const soon = { timeout: 900_000 };

/** Opens the form behind the newest card that has one, as a dialog over the window. */
async function openForm(window: Window, line: RegExp): Promise<Locator> {
  await window.said(line).waitFor();
  await window.button('Open the form').click();
  await window.dialog.waitFor();
  return window.dialog;
}

async function tap(dialog: Locator, title: string): Promise<void> {
  await dialog.getByRole('button', { name: title, exact: true }).last().click();
}

async function askToRestore(oncall: Window, vm: string): Promise<void> {
  await oncall.type(`@Strongroom restore ${vm}`);
  const form = await openForm(oncall, new RegExp(`is filling in a form for ${vm}`));
  await form.getByLabel('Reason').fill('INC0012345 table dropped');
  await tap(form, 'Show the plan');
  await form
    .getByText(/Check the plan, then ask|Nothing happens yet/)
    .first()
    .waitFor();
  assert.deepEqual(await cutOff(form), []);
  await tap(form, 'Ask for approval');
  await form.waitFor({ state: 'hidden' });
}

/** Elements that extend past a dialog's edge, which hides them. */
function cutOff(dialog: Locator): Promise<string[]> {
  return dialog.evaluate((element) => {
    const { right } = element.getBoundingClientRect();
    return [...element.querySelectorAll('*')]
      .filter((part) => part.getBoundingClientRect().right > right + 1)
      .map((part) => part.textContent?.slice(0, 60) ?? '');
  });
}

for (const device of ['ios', 'android'] as const) {
  test(`the whole of the guide by click on a phone, with all that is reported of it: ${device}`, soon, async () => {
    const [oncall, platform] = await on.windows(['oncall', 'platform'], `&phone=${device}`);
    assert.ok(oncall && platform);

    await platform.type('@Strongroom policy new rsv-prod');
    const policy = await openForm(platform, /is filling in a form for rsv-prod/);
    await policy.getByLabel('Name of the policy').fill('nightly-30');
    await tap(policy, 'Next');
    await policy.getByText(/New policy nightly-30: Daily/).waitFor();
    await tap(policy, 'Next');
    await policy.getByText(/Backs up daily at 02:00/).waitFor();
    await tap(policy, 'Create');
    await policy.waitFor({ state: 'hidden' });
    await on.passes(/is done: New policy nightly-30/);

    await oncall.type('@Strongroom vm new-01');
    await oncall.button('Protect...').waitFor();
    await oncall.button('Details').click();
    await oncall.said(/Subscription/).waitFor();
    await oncall.button('Protect...').click();
    const protect = await openForm(oncall, /is filling in a form for new-01/);
    await protect
      .getByLabel(/nightly-30/)
      .last()
      .check();
    await tap(protect, 'Next');
    await protect.getByText(/Protect new-01 in rsv-prod: is this it\?/).waitFor();
    await tap(protect, 'Enable backup');
    await on.sees(platform.said(/Then new-01 is protected in rsv-prod, as requested/));
    await platform.approve();
    await on.passes(/is done: Let Azure Backup read the keys of new-01/);

    await oncall.button('Start the first backup...').click();
    const backup = await openForm(oncall, /is filling in a form for new-01/);
    await backup.getByLabel('Keep the backup through').fill(inDays(30));
    await tap(backup, 'Back up now');
    await on.passes(/is done: Backup of new-01/);

    // An hour instead of three minutes: the person cancels it in real time, which goes on.
    on.world.restoreSlowness = 20;
    await askToRestore(oncall, 'new-01');
    await on.sees(platform.said(/asks to restore new-01/));
    await platform.approve();
    await on.passes(/running, \d+%/, 10);
    await oncall.said(/Step 1 of \d+ · Restore the disks/).waitFor();
    const sure = oncall.dialog.getByRole('button', { name: 'Stop', exact: true });
    await oncall.tap(oncall.button('Stop'), sure);
    await oncall.dialog.getByText(/for new-01 for good\?/).waitFor();
    await sure.click();
    // If time passed before the click arrived, the job would end by itself.
    await on.control.until('a cancelled job', async () => (await on.accepted('cancel')).length > 0);
    await on.passes(/was cancelled: Restore of new-01/, 30);
    assert.equal((await on.accepted('cancel')).length, 1);
    on.world.restoreSlowness = 1;

    await askToRestore(oncall, 'new-01');
    await platform.button('Approve').waitFor();
    await platform.approve();
    await on.passes(/is done: new-01-\S+, a copy of new-01/);
    await oncall.said(/is done: new-01-\S+, a copy of new-01/).waitFor();
    assert.equal((await on.accepted('restore')).length, 2);
  });
}
