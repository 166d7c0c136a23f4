import assert from 'node:assert/strict';
import type { Said, Talk } from '../talk.ts';

/** Key access of a machine, opened by the button of its check; without a vault, of its card. */
export async function askKeyAccess(talk: Talk, vm: string): Promise<Said> {
  const check = await talk.ask('oncall', 'ops', `check ${vm}`, new RegExp(vm));
  const { status } = await talk.click('oncall', check.id, 'open-keyaccess');
  assert.equal(status, 200);
  await talk.settled();
  const said = await talk.read('ops');
  const isOpened = ({ id, all }: Said) => id > check.id && all.includes(`Key access of ${vm}`);
  return said.find(isOpened) ?? assert.fail(`no key access of ${vm}`);
}
