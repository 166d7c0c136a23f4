import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stage } from './stage.ts';

const on = stage();

function idIn(text: string): string {
  const id = /R-[2-9A-HJKMNP-Z]{4}/.exec(text)?.[0];
  assert.ok(id, `no request id in: ${text}`);
  return id;
}

const soon = { timeout: 900_000 };

test('from command to a verified machine, by form: asked, approved, carried out, told', soon, async () => {
  const [oncall, outsider, approver] = await on.windows(['oncall', 'outsider', 'approver-1']);
  assert.ok(oncall && outsider && approver);

  await oncall.type('@Strongroom restore sql-01');
  await oncall.button('Show the plan').waitFor();
  await outsider.said('is filling in a form for sql-01').waitFor();
  assert.equal(await outsider.pane.getByLabel('Reason').count(), 0, 'others see who is at it, not the form');
  await oncall.said(/Not offered: .*replace existing \(not for Azure Disk Encryption\)/).waitFor();

  await oncall.choose('Recovery point', 1);
  await oncall.fill('Reason', 'INC0012345 table dropped');
  await oncall.button('Change name, size, disks').click();
  await oncall.fill('Name of the new machine', 'sql-01-..');
  await oncall.button('Show the plan').click();
  await oncall.said(/✗ .*sql-01-\.\./).waitFor();
  await oncall.fill('Name of the new machine', 'sql-01-check');
  await oncall.button('Show the plan').click();
  await oncall.said(/starts as sql-01-check in rg-restore, on the isolated network/).waitFor();
  await oncall.button('Ask for approval').click();

  await approver.button('Approve').waitFor();
  await approver.shot('restore-3-asked');
  const asked = await on.request('outsider');
  await outsider.tap(outsider.button('Approve'), outsider.said(/Your Azure roles/));
  assert.equal(await approver.pane.getByText(/Your Azure roles/).count(), 0, 'refused in private');
  await oncall.button('Withdraw').waitFor();
  assert.equal(await oncall.button('Approve').count(), 0, 'whoever asks is not offered the decision');
  assert.equal((await on.request('approver-1')).text, asked.text, 'and the card is as it was');
  assert.deepEqual(await on.accepted('restore'), []);
  await approver.approve();
  await approver.said(/▶/).waitFor();
  await on.passes(/running, \d+%/, 10);
  await approver.said(/Step 1 of \d/).waitFor();
  await approver.shot('restore-5-running');
  await on.passes(/is done: sql-01-check, a copy of sql-01/);
  await oncall.said(/is done: sql-01-check, a copy of sql-01/).waitFor();
  await oncall.said(/sql-01-check [^\n]*Not backed up/).waitFor();
  await oncall.button('Protect...').click();
  await oncall.said(/Protect sql-01-check/).waitFor();

  const messages = await on.control.messages('ops', 'oncall');
  const closing = messages.filter(({ text, mentions }) => text.includes('is done') && mentions.length > 0);
  assert.equal(closing.length, 1, 'one closing reply');
  assert.deepEqual(
    closing[0]?.mentions.map(({ name }) => name),
    ['Olivia Novak'],
  );
  assert.equal(closing[0]?.replyTo, messages[0]?.id, 'in the thread it was asked in');
  const card = messages.find(({ id }) => id === asked.id);
  const stages = card?.edits.map(({ text }) => text).concat(card.text) ?? [];
  assert.match(stages[0] ?? '', /asks to restore/);
  assert.match(JSON.stringify(card?.card), /pproved by Anton Visser/);
  assert.ok(stages.some((text) => /is under way/.test(text)));
  assert.match(stages.at(-1) ?? '', /is done/);
  assert.equal((await on.accepted('restore')).length, 1);
  assert.ok(await on.made('rg-restore', 'virtualMachines', 'sql-01-check'), 'the machine exists');
});

test(
  "each by one line and one approval: what's missing of the keys is brought back, what's gone is made again",
  soon,
  async () => {
    const machines = ['web-01', 'rotated-01', 'softkey-01', 'lostkey-01', 'gone-01'];
    const [oncall, approver] = await on.windows(['oncall', 'approver-1']);
    assert.ok(oncall && approver);
    const ids = new Map<string, string>();
    for (const vm of machines) {
      await oncall.type(`@Strongroom restore ${vm} latest as ${vm}-copy isolated because INC0012345`);
      const plan = await on.control.until(`the plan for ${vm}`, async () =>
        (await on.control.messages('ops', 'oncall')).find(({ text }) => text.includes(`check the plan for ${vm}`)),
      );
      const id = idIn(plan.text);
      ids.set(vm, id);
      await oncall.type(`@Strongroom confirm ${id}`);
      await approver.said(new RegExp(`asks to restore ${vm} .*Approve or reject ${id}`)).waitFor();
      await approver.approve(id);
    }
    for (const vm of machines) {
      const done = new RegExp(`${ids.get(vm)} is done: ${vm}-copy, a copy of ${vm}`);
      await on.passes(done);
      await oncall.said(done).waitFor();
      assert.ok(await on.made('rg-restore', 'virtualMachines', `${vm}-copy`), `${vm}-copy exists`);
    }
    const closing = async (vm: string) =>
      JSON.stringify(
        (await on.control.messages('ops', 'oncall')).find(
          ({ text, card }) =>
            text.includes(`${ids.get(vm)} is done`) && JSON.stringify(card).includes('Restore the keys'),
        ),
      );
    assert.match(await closing('lostkey-01'), /\*\*Restore the keys\*\*: done/);
    assert.match(await closing('softkey-01'), /\*\*Restore the keys\*\*: done/);
    assert.match(await closing('rotated-01'), /\*\*Restore the keys\*\*: not needed/);
    assert.match(await closing('web-01'), /\*\*Restore the keys\*\*: not needed/);
    assert.equal((await on.accepted('restore')).length, machines.length, 'each was restored once');
  },
);

test('unmanaged disks come back as files, and what comes next is said', soon, async () => {
  const [oncall, approver] = await on.windows(['oncall', 'approver-1']);
  assert.ok(oncall && approver);
  await oncall.type('@Strongroom restore legacy-01');
  await oncall.said(/Not offered: isolated \(not for unmanaged disks\)/).waitFor();
  await oncall.fill('Reason', 'INC0012345');
  await oncall.button('Show the plan').click();
  await oncall.button('Ask for approval').click();
  await approver.approve();
  await on.passes(/is done: the disks of legacy-01/);
  await oncall.said(/is done: the disks of legacy-01/).waitFor();
  await oncall.said(/No machine was created from them: commands R-\w{4} shows how/).waitFor();
});

test(
  'a machine that asks for its recovery key: its screen goes to the requester alone, who has it restarted',
  soon,
  async () => {
    const [oncall, approver] = await on.windows(['oncall', 'approver-1']);
    assert.ok(oncall && approver);
    // A person who never wrote to the bot has no personal chat in which it could show anything.
    await oncall.open('Strongroom');
    await oncall.type('help');
    await oncall.said(/I understand/).waitFor();
    await oncall.open('ops');
    await oncall.type('@Strongroom restore bitlocker-01 latest because INC0012345');
    await oncall.button('Ask for approval').click();
    await approver.approve();
    await on.passes(/[Ii]t may be waiting at its boot screen/);
    await oncall.said(/[Ii]t may be waiting at its boot screen/).waitFor();
    await oncall.button('Deallocate and start').waitFor();
    await oncall.shot('restore-7-failed');
    await oncall.open('Strongroom');
    const picture = oncall.pane.getByRole('img', { name: 'Screen of bitlocker-01' });
    await picture.waitFor();
    assert.ok(((await picture.boundingBox())?.width ?? 0) >= 320, 'it is a picture');
    await oncall.shot('restore-8-screen');
    const shared = JSON.stringify(await on.control.messages('ops', 'approver-1'));
    assert.doesNotMatch(shared, /data:image|sig=/, 'neither the picture nor its address is in the channel');
    await oncall.open('ops');
    await oncall.button('Deallocate and start').click();
    await on.passes(/is done: bitlocker-01-\S+ runs/);
    await oncall.said(/is done: bitlocker-01-\S+ runs/).waitFor();
  },
);

test('replacing the disks takes a sentence that is accepted', soon, async () => {
  const [oncall, approver] = await on.windows(['oncall', 'approver-1']);
  assert.ok(oncall && approver);
  await oncall.type('@Strongroom restore app-01 latest replace because INC0012345');
  await oncall.said(/The disks of app-01 are replaced by those of/).waitFor();
  await oncall.shot('restore-9-replace');
  await oncall.button('Ask for approval').click();
  await oncall.said('Select the sentence. Nothing is sent without it.').waitFor();
  assert.equal(await approver.pane.getByRole('button', { name: 'Approve', exact: true }).count(), 0);
  await oncall.pane
    .getByLabel(/I accept that app-01 is stopped/)
    .last()
    .check();
  await oncall.button('Ask for approval').click();
  await approver.approve();
  await on.passes(/is done: app-01 has the disks of/);
  await oncall.said(/is done: app-01 has the disks of/).waitFor();
});
