import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { over, type Saga, startSaga } from '../saga/saga.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga?.close());

/** A restore whose machine is created, and stays at a prompt. */
async function stuck(vm: string, copy: string) {
  const { world, talk } = saga;
  const request = await saga.asked(`${vm} latest as ${copy} isolated`);
  await saga.approve(request);
  const id = `${saga.target.targetResourceGroupId}/providers/Microsoft.Compute/virtualMachines/${copy}`;
  const machine = await talk.passes('the machine', async () => world.machines.get(id.toLowerCase()));
  machine.asksForKey = true;
  const end = await saga.until(request.card, over);
  assert.match(end.all, /✗ Failed[\s\S]*didn't report/);
  const closing = await talk.passes('its closing', async () =>
    (await talk.read('ops')).findLast(({ from, text }) => from === 'bot' && text.includes(`${request.id} failed`)),
  );
  return { id: request.id, card: end.all, thread: closing.text };
}

describe('a machine that does not come up', () => {
  it('whose secret this request set: thread and card say which version may be false, and how to disable it', async () => {
    const { id, card, thread } = await stuck('lostkey-01', 'lost-prompt');
    const [, vault = '', name = '', version = ''] =
      /set-attributes --vault-name (\S+) --name (\S+) --version (\w{32}) --enabled false/.exec(card) ?? [];
    assert.ok(version);
    for (const said of [card, thread]) {
      assert.match(said, new RegExp(`${id} put a secret [\\s\\S]*${vault}/${name}, version ${version}[\\s\\S]*false`));
      assert.match(said, /az keyvault secret set-attributes/);
    }
  });

  it('whose secret was only undeleted: nothing is said of it', async () => {
    const { card, thread } = await stuck('softkey-01', 'soft-prompt');
    assert.doesNotMatch(card + thread, /may be false/);
  });
});
