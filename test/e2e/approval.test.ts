import assert from 'node:assert/strict';
import { test } from 'node:test';
import { policyFile } from '../requests/policy.ts';
import type { Window } from './people.ts';
import { stage } from './stage.ts';

const on = stage({ approvalPolicy: policyFile() });

/**
 * Asks in one line and sends the plan to the approvers.
 * @returns the request's id
 */
async function ask(oncall: Window, vm: string): Promise<string> {
  await oncall.type(`@Strongroom restore ${vm} latest because INC0012345 table dropped`);
  await oncall.button('Ask for approval').click();
  const asked = await on.control.until('the request card', async () =>
    (await on.control.messages('ops', 'outsider')).find(({ text }) => text.includes('Approve or reject')),
  );
  return /R-[2-9A-Z]{4}/.exec(asked.text)?.[0] ?? '';
}

test('a quorum of two from two groups: four people side by side', { timeout: 900_000 }, async () => {
  const [oncall, anton, dana, petra] = await on.windows(['oncall', 'approver-1', 'dba', 'platform']);
  assert.ok(oncall && anton && dana && petra);
  await ask(oncall, 'sql-01');
  await petra.said(/2 of 2 groups to go: dba or platform/).waitFor();
  await oncall.button('Withdraw').waitFor();
  await on.control.until(
    "the requester's own view, which offers no vote",
    async () => (await oncall.button('Approve').count()) === 0,
  );

  const yes = await anton.openSentence();
  await anton.said(/You agree that a copy of sql-01/).waitFor();
  assert.deepEqual(await on.accepted('restore'), [], 'one tap opens a sentence and does nothing');
  assert.match((await yes.textContent()) ?? '', /Yes, create this copy/);
  await yes.click();
  await petra.said(/1 of 2 groups to go: platform/).waitFor();
  await dana.approve();
  await oncall.said(/Approved by Dana Mertens/).waitFor();
  await oncall.said(/1 of 2 groups to go: platform/).waitFor();
  assert.deepEqual(await on.accepted('restore'), [], 'two of one group are one vote');

  await petra.said(/Approved by Dana Mertens/).waitFor();
  await petra.approve();
  for (const window of [oncall, anton, dana, petra]) await window.said(/✓ Approved|▶ Running/).waitFor();
  await on.control.until('the restore', async () => (await on.accepted('restore')).length === 1);
});

test('a question and its answer stand on the card, and a rejection takes two taps and no typing', {
  timeout: 900_000,
}, async () => {
  const [oncall, anton] = await on.windows(['oncall', 'approver-1']);
  assert.ok(oncall && anton);
  const id = await ask(oncall, 'web-01');
  await anton.type(`@Strongroom ask ${id} is the table really gone?`);
  await oncall.said(/Anton Visser asks: is the table really gone/).waitFor();
  await oncall.type(`@Strongroom answer ${id} yes, dropped at 01:40`);
  await anton.said(/Olivia Novak answers: yes, dropped at 01:40/).waitFor();
  await anton.reject('Wrong time');
  await oncall.said(/✗ Rejected/).waitFor();
  await oncall.said(/Rejected by Anton Visser.*Wrong time/).waitFor();
  assert.deepEqual(await on.accepted('restore'), []);
});

test('nobody decides: one is asked, then the next group, and in the end nothing happens', {
  timeout: 900_000,
}, async () => {
  const [oncall, bea, petra] = await on.windows(['oncall', 'approver-2', 'platform']);
  assert.ok(oncall && bea && petra);
  const id = await ask(oncall, 'app-01');
  await petra.said(new RegExp(`Restore of app-01: ${id} waits for your decision`)).waitFor();
  await on.control.letPass(21 * 60);
  await bea.said(/leads can decide now too/).waitFor();
  await bea.button('Approve').waitFor();
  await on.control.letPass(40 * 60);
  for (const window of [oncall, bea, petra]) await window.said(/■ Expired/).waitFor();
  assert.equal(await bea.button('Approve').count(), 0);
  assert.deepEqual(await on.accepted('restore'), []);
});

test('the glass is broken with two taps, loudly, and two others sign the review', { timeout: 900_000 }, async () => {
  const [oncall, bea, dana, petra] = await on.windows(['oncall', 'approver-2', 'dba', 'platform']);
  assert.ok(oncall && bea && dana && petra);
  const id = await ask(oncall, 'dev-01');
  await bea.type(`@Strongroom breakglass ${id} INC0000001 nobody answers`);
  await bea.button('Break the glass').waitFor();
  assert.deepEqual(await on.accepted('restore'), [], 'the first tap begins nothing');
  await bea.button('Break the glass').click();
  await petra.said(/Glass broken: dev-01/).waitFor();
  await oncall.said(/Bea Okafor broke the glass/).waitFor();
  await on.control.until('the restore', async () => (await on.accepted('restore')).length === 1);
  await petra.button('I have looked at it').click();
  await dana.said(/1 of 2 so far/).waitFor();
  await dana.button('I have looked at it').click();
  await oncall.said(/Reviewed\./).waitFor();
  await oncall.said(/Reviewed by Petra Lange, Dana Mertens/).waitFor();
});
