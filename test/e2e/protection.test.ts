import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inDays, stage } from './stage.ts';

const on = stage();

const soon = { timeout: 900_000 };

test(
  'from a new policy to the first recovery point of a machine whose keys Azure Backup could not read',
  soon,
  async () => {
    const [oncall, platform] = await on.windows(['oncall', 'platform']);
    assert.ok(oncall && platform);

    await platform.type('@Strongroom policy new rsv-prod');
    await platform.button('Next').waitFor();
    await platform.fill('Name of the policy', 'daily-30');
    await platform.button('Next').click();
    await platform.said(/✗ The vault has a policy of this name/).waitFor();
    assert.equal(
      await platform.pane.getByLabel('Name of the policy').last().inputValue(),
      'daily-30',
      'the entry is kept',
    );
    await platform.fill('Name of the policy', 'nightly-30');
    await platform.button('Next').click();
    await platform
      .said('When')
      .or(platform.said(/New policy nightly-30: Daily/))
      .waitFor();
    await platform.shot('policy-1-form');
    await platform.button('Keep some for weeks').click();
    await platform.fill('Weeks to keep the points of some weekdays (empty: none)', '12');
    await platform.pane.getByLabel('Sunday').first().check();
    await platform.button('Next').click();
    await platform.said(/Backs up daily at 02:00 \(Europe\/Amsterdam\)/).waitFor();
    await platform.said(/The points of Sunday are kept for 12 weeks/).waitFor();
    await platform.button('Create').click();
    await on.passes(/is done: New policy nightly-30/);
    await platform.said(/is done: New policy nightly-30/).waitFor();

    await oncall.type('@Strongroom vm new-01');
    await oncall.button('Protect...').click();
    await oncall.button('Next').waitFor();
    await oncall.said(/In key vault kv-new, Azure Backup lacks secrets get, list, backup/).waitFor();
    await oncall.pane
      .getByLabel(/nightly-30/)
      .last()
      .check();
    await oncall.button('Next').click();
    await oncall.said(/Protect new-01 in rsv-prod: is this it\?/).waitFor();
    await oncall.said(/The points of Sunday are kept for 12 weeks/).waitFor();
    await oncall.button('Enable backup').click();

    await platform.said(/Then new-01 is protected in rsv-prod, as requested/).waitFor();
    await platform.approve();
    await on.passes(/is done: Let Azure Backup read the keys of new-01/);
    await oncall.said(/is done: Let Azure Backup read the keys of new-01/).waitFor();
    await oncall.button('Start the first backup...').click();
    await oncall.button('Back up now').waitFor();
    await oncall.fill('Keep the backup through', inDays(30));
    await oncall.button('Back up now').click();
    await on.control.until('Azure to accept it', async () => (await on.accepted('backup')).length === 1);
    await on.passes(/is done: Backup of new-01/);
    await oncall.said(/is done: Backup of new-01/).waitFor();
    await oncall.type('@Strongroom vm new-01');
    await oncall.said(/Recovery points \(1\)/).waitFor();
    await oncall.said('nightly-30').waitFor();
  },
);

test(
  'five machines on one card, two of which cannot: the three are protected, and of the two it is said why',
  soon,
  async () => {
    const [oncall] = await on.windows(['oncall']);
    assert.ok(oncall);
    await oncall.type('@Strongroom protect plain-01 plain-02 plain-03 far-01 vast-01');
    await oncall.button('Next').waitFor();
    await oncall.said(/✗ far-01.*az backup vault create --name rsv-northeurope/).waitFor();
    await oncall.said(/✗ vast-01.*5000 GB/).waitFor();
    for (const name of ['plain-01', 'plain-02', 'plain-03']) {
      assert.ok(await oncall.pane.getByLabel(name, { exact: true }).last().isChecked());
    }
    await oncall.shot('protect-5-several');
    await oncall.button('Next').click();
    await oncall.said(/Protect plain-01, plain-02, plain-03 in rsv-prod/).waitFor();
    await oncall.button('Enable backup').click();
    for (const name of ['plain-01', 'plain-02', 'plain-03']) {
      const done = new RegExp(`is done: Protect ${name}`);
      await on.passes(done);
      await oncall.said(done).waitFor();
    }
  },
);

test('stop, resume and undelete: each says before what happens', soon, async () => {
  const [oncall, approver] = await on.windows(['oncall', 'approver-1']);
  assert.ok(oncall && approver);
  await oncall.type('@Strongroom vm web-01');
  await oncall.button('Stop protection...').click();
  await oncall.said(/no longer backed up/).waitFor();
  await oncall.fill('Reason', 'INC0012345 moves to another team');
  await oncall.shot('protection-1-stop');
  await oncall.button('Ask for approval').click();
  await approver.approve();
  await on.passes(/is done: Stop the protection of web-01/);
  await oncall.said(/is done: Stop the protection of web-01/).waitFor();

  await oncall.type('@Strongroom protection resume web-01');
  await oncall.button('Next').click();
  await oncall.said(/Recovery points older than it keeps expire/).waitFor();
  await oncall.button('Resume protection').click();
  await on.passes(/is done: Resume the protection of web-01/);
  await oncall.said(/is done: Resume the protection of web-01/).waitFor();

  await oncall.type('@Strongroom undelete undead-01 because deleted by mistake');
  await approver.said(/Undelete the backup of undead-01/).waitFor();
  await approver.approve();
  await on.passes(/is done: Undelete the backup of undead-01/);
  await oncall.said(/is done: Undelete the backup of undead-01/).waitFor();
});
