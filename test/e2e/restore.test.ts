import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stage } from './stage.ts';

const on = stage();

async function disksIn(group: string): Promise<string[]> {
  const path = `/subscriptions/aaaa0000-0000-4000-8000-00000000a001/resourceGroups/${group}/providers/Microsoft.Compute/disks`;
  const listed = await on.control.get<unknown>(`/api/azure/resources${path}`);
  return JSON.stringify(listed).match(/Microsoft\.Compute\/disks\/[^"]+/g) ?? [];
}

test('a restore by form: asked, refused to the wrong people, approved, carried out, told', {
  timeout: 240_000,
}, async () => {
  const [oncall, outsider, approver] = await on.windows(['oncall', 'outsider', 'approver-1']);
  assert.ok(oncall && outsider && approver);

  await oncall.type('@Strongroom restore sql-01');
  await oncall.button('Show the plan').waitFor();
  await outsider.said('is filling in a restore of sql-01').waitFor();
  assert.equal(await outsider.pane.getByLabel('Reason').count(), 0, 'others see who is at it, not the form');
  await oncall.shot('restore-1-form');

  await oncall.choose('Recovery point', 1);
  await oncall.fill('Reason', 'INC0012345 table dropped');
  await oncall.button('Show the plan').click();
  await oncall.button('Ask for approval').waitFor();
  await oncall.shot('restore-2-plan');
  await oncall.button('Ask for approval').click();

  await outsider.button('Approve').waitFor();
  await outsider.shot('restore-3-asked');
  const asked = await on.control.until('the request card', async () =>
    (await on.control.messages('ops', 'outsider')).find(({ text }) => text.includes('Approve or reject')),
  );

  await outsider.button('Approve').click();
  await outsider.said(/Your Azure roles do not include/).waitFor();
  await oncall.button('Approve').click();
  await oncall.said(/someone else has to decide it/).waitFor();
  await oncall.shot('restore-4-refused');
  const unchanged = (await on.control.messages('ops', 'approver-2')).find(({ id }) => id === asked.id);
  assert.equal(unchanged?.text, asked.text);
  assert.deepEqual(unchanged?.edits, [], 'refusals are private: the shared card is as it was');
  assert.deepEqual(await on.accepted('restore'), []);

  await approver.button('Approve').click();
  await on.control.post('/api/clock', { speed: 30 });
  await approver.said(/▶/).waitFor();
  await approver.said(/running, \d+ %/).waitFor({ timeout: 60_000 });
  await approver.shot('restore-5-running');
  await oncall.said(/is done: the disks of sql-01/).waitFor({ timeout: 90_000 });

  const messages = await on.control.messages('ops', 'oncall');
  const closing = messages.filter(({ text }) => text.includes('is done') && text.includes('<at>'));
  assert.equal(closing.length, 1, 'one closing reply');
  assert.deepEqual(
    closing[0]?.mentions.map(({ name }) => name),
    ['Olivia Novak'],
  );
  assert.equal(closing[0]?.replyTo, messages[0]?.id, 'in the thread it was asked in');
  const card = messages.find(({ id }) => id === asked.id);
  const stages = card?.edits.map(({ text }) => text).concat(card.text) ?? [];
  assert.match(stages[0] ?? '', /asks to restore/);
  assert.ok(stages.some((text) => /was approved by Anton Visser/.test(text)));
  assert.ok(stages.some((text) => /is running/.test(text)));
  assert.match(stages.at(-1) ?? '', /is done/);
  assert.equal((await on.accepted('restore')).length, 1);
  assert.equal((await disksIn('rg-restore')).length >= 3, true, 'the disks exist in the target group');
  await oncall.shot('restore-6-done');
});

test('the same by text alone', { timeout: 240_000 }, async () => {
  const [oncall, approver] = await on.windows(['oncall', 'approver-1']);
  assert.ok(oncall && approver);
  await oncall.type('@Strongroom restore sql-01 latest because INC0012345 table dropped');
  const confirm = await on.control.until('what to type', async () =>
    (await on.control.messages('ops', 'oncall')).find(({ text }) => text.includes('then type "confirm')),
  );
  const id = /R-[2-9A-Z]{4}/.exec(confirm.text)?.[0] ?? '';
  await oncall.type(`@Strongroom confirm ${id}`);
  await approver.said(/Approve or reject/).waitFor();
  await approver.type(`@Strongroom approve ${id}`);
  const ask = await on.control.until('the piece of the hash', async () =>
    (await on.control.messages('ops', 'approver-1')).find(({ text }) => text.includes('To approve it, type')),
  );
  const piece = /approve R-[2-9A-Z]{4} ([0-9A-F]{4})/.exec(ask.text)?.[1] ?? '';
  assert.deepEqual(await on.accepted('restore'), [], 'the first line only shows the plan');
  await oncall.type(`@Strongroom approve ${id} ${piece}`);
  await on.control.until('the private refusal', async () =>
    (await on.control.messages('personal-oncall', 'oncall')).find(({ text }) =>
      text.includes('someone else has to decide'),
    ),
  );
  await approver.type(`@Strongroom approve ${id} ${piece}`);
  await on.control.post('/api/clock', { speed: 60 });
  await oncall.said(/is done: the disks of sql-01/).waitFor({ timeout: 90_000 });
  assert.equal((await on.accepted('restore')).length, 1);
});
