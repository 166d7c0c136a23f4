import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { deleteVm } from '../../sandbox/world/vm-changes.ts';
import { over, type Saga, startSaga } from '../saga/saga.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga.close());

const hour = 60 * 60;
const said = async (fits: RegExp) => (await saga.talk.read('ops')).filter(({ all }) => fits.test(all));

describe('a machine of a definition that is deleted', () => {
  it('is not drilled under it, as nobody knows whose points are under its name, and the thread says so once', async () => {
    const { talk, world } = saga;
    const line = 'drill new web-01 app-01 weekly hours 0-0 because INC0012345';
    const card = await talk.ask('oncall', 'ops', line, /asks\. Decide by/);
    const key = [...world.machines.keys()].find((one) => one.endsWith('/web-01')) ?? assert.fail();
    deleteVm(world, world.resources.get(key)?.id ?? assert.fail());
    await saga.approve({ card });
    await saga.until(card, /In force until/, 1);
    const other = async () => (await said(/Restore drill of app-01/)).at(-1);
    await saga.until(await talk.passes('a drill of app-01', other, 10), over);
    await talk.letPass(48 * hour, 6 * hour);
    const told = await said(/web-01 no longer exists[\s\S]*Type "drill web-01"/);
    assert.equal(told.length, 1);
    assert.equal((await said(/drill of web-01 under|doesn't allow this/)).length, 0);
    assert.equal((await said(/Restore drill of web-01/)).length, 0);
  });

  it('is drilled once, from the points that are left, where somebody asks for that and others agree', async () => {
    const line = 'drill web-01 because INC0012345';
    const card = await saga.talk.ask('oncall', 'ops', line, /asks\. Decide by[\s\S]*Restore drill of web-01/);
    await saga.approve({ card });
    assert.match((await saga.until(card, over)).all, /✓ Done/);
  });
});
