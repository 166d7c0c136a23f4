import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { until } from '../faults/until.ts';
import { over, type Saga, startSaga } from '../saga/saga.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga.close());

describe('a machine that Azure makes or mends itself', () => {
  it('new VM: restored in one step, then looked at', async () => {
    const request = await saga.asked('app-01 latest as app-new new vm');
    await saga.approve(request);
    const end = await saga.until(request.card, over);
    assert.match(end.all, /✓ Done[\s\S]*✓ \*\*Restore as a new machine\*\*[\s\S]*✓ \*\*Check the machine\*\*/);
    assert.ok(saga.machine('app-new'));
  });

  it('new VM is refused where the disks are encrypted with ADE', async () => {
    const { talk } = saga;
    const said = await talk.ask(
      'oncall',
      'ops',
      'restore sql-01 latest new vm because INC0012345',
      /Azure Disk Encryption/,
    );
    await talk.click('oncall', said.id, 'form-cancel').catch(() => undefined);
  });
});

describe('a killed bot', () => {
  it('goes on with the machine where it was, and deploys it once', async () => {
    const { api } = saga.talk;
    await api.tap({ at: 'arrival', call: 1, only: { method: 'PUT', path: 'deployments/strongroom-' } });
    const request = await saga.asked('web-01 latest as web-killed isolated');
    await saga.approve(request);
    await saga.talk.passes('the kill', async () => ((await api.tapState()).fired ? true : undefined));
    await until('the end of the bot', async () => (await api.bot()).pid === null);
    await api.start();
    assert.match((await saga.until(request.card, over)).all, /✓ Done/);
    const calls = (await api.requests('')).filter(
      ({ method, path, effect }) => method === 'PUT' && path.includes(request.id) && effect !== '',
    );
    assert.equal(calls.length, 1);
  });
});
