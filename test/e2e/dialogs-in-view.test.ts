import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator } from 'playwright-core';
import { stage } from './stage.ts';

const on = stage();

/** Whether all of a text is on the screen, without scrolling. */
async function isInView(text: Locator, height: number): Promise<boolean> {
  const box = await text.boundingBox();
  return box !== null && box.y >= 0 && box.y + box.height <= height;
}

test('on a phone a mistake stands in view beside its field, and a plan opens at its sentence', async () => {
  const phone = { width: 390, height: 700 };
  await on.page.setViewportSize(phone);
  const [oncall] = await on.windows(['oncall'], '&phone=ios');
  assert.ok(oncall);
  await oncall.type('@Strongroom restore web-01');
  await oncall.button('Open the form').click();
  const { dialog } = oncall;
  const next = dialog.getByRole('button', { name: 'Show the plan', exact: true }).last();
  await next.click();
  const problem = dialog.getByText(/The reason is missing/).last();
  await problem.waitFor();
  assert.ok(await isInView(problem, phone.height), 'the mistake');
  const reason = dialog.getByLabel('Reason');
  const [said, field] = await Promise.all([problem.boundingBox(), reason.boundingBox()]);
  assert.ok(said && field && Math.abs(said.y - (field.y + field.height)) < 60, 'it is beside its field');
  await reason.fill('INC0012345 table dropped');
  await next.click();
  const sentence = dialog.getByText(/web-01 as of/).first();
  await sentence.waitFor();
  assert.ok(await isInView(sentence, phone.height), 'the sentence of the plan');
});
