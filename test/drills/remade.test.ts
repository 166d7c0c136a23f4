import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { over, type Saga, startSaga } from '../saga/saga.ts';
import { idIn, type Said } from '../talk.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga.close());

const hour = 60 * 60;

/** Deletes and recreates a machine: it has the same ARM id, and another immutable id. */
function remake(name: string, immutableId = 'eeeeeeee-0000-4000-8000-000000000009'): void {
  const id = [...saga.world.machines.keys()].find((one) => one.endsWith(`/${name}`)) ?? assert.fail();
  const vm = saga.world.resources.get(id) ?? assert.fail();
  vm.properties.vmId = immutableId;
  vm.properties.timeCreated = saga.world.clock.now().toISOString();
}

const said = async (fits: RegExp) => (await saga.talk.read('ops')).filter(({ all }) => fits.test(all));
const drillsOf = (vm: string) => said(new RegExp(`Restore drill of ${vm}`));
const told = /aren't drilled until somebody approves them: web-01/;

async function drilled(vm: string): Promise<Said> {
  const run = await saga.talk.passes(`a drill of ${vm}`, async () => (await drillsOf(vm)).at(-1), 10);
  return saga.until(run, over);
}

describe('a machine of a definition that is deleted and made again under its name', () => {
  let definition: { id: string; card: Said };
  let renewed = '';

  it('is not the one that was approved, also where that happened before the vote: only the others are drilled', async () => {
    const { talk } = saga;
    const line = 'drill new web-01 app-01 weekly hours 0-0 because INC0012345';
    const card = await talk.ask('oncall', 'ops', line, /asks\. Decide by/);
    definition = { id: idIn(card.all), card };
    remake('web-01');
    await saga.approve(definition);
    await saga.until(card, /In force until/, 1);
    assert.match((await drilled('app-01')).all, /✓ Done/);
    assert.equal((await drillsOf('web-01')).length, 0);
    const [first] = await said(told);
    assert.match(first?.all ?? '', new RegExp(`made again[\\s\\S]*drill renew ${definition.id}`));
  });

  it('is told once and drilled on no later day', async () => {
    await saga.talk.letPass(48 * hour, 6 * hour);
    assert.equal((await said(told)).length, 1);
    assert.equal((await drillsOf('web-01')).length, 0);
  });

  it('is drilled once that is asked for anew and approved by whoever read which machine it is, by a point of its own', async () => {
    const { talk } = saga;
    const card = await talk.ask('oncall', 'ops', `drill renew ${definition.id} because INC0012345`, /asks\. Decide by/);
    assert.match(card.all, /Not the machines that were approved before[^\n]*: web-01/);
    await saga.approve({ card });
    await saga.until(card, /In force until/, 1);
    renewed = idIn(card.all);
    assert.match((await drilled('web-01')).all, /✓ Done/);
    assert.equal((await said(/web-01 isn't proven: its point is older than the machine/)).length, 0);
  });

  it('is named to whoever is asked as long as nobody agreed to it, also where what is renewed was never approved', async () => {
    const { talk } = saga;
    remake('web-01', 'eeeeeeee-0000-4000-8000-000000000010');
    await talk.letPass(60);
    let id = renewed;
    const anew = 'drill new web-01 app-01 weekly hours 0-0 because INC0012345';
    for (const what of ['in force', 'withdrawn', 'asked for anew']) {
      const line = what === 'asked for anew' ? anew : `drill renew ${id} because INC0012345`;
      const card = await talk.ask('oncall', 'ops', line, /asks\. Decide by/);
      assert.match(card.all, /Not the machines that were approved before[^\n]*: web-01/, what);
      id = idIn(card.all);
      await talk.ask('oncall', 'ops', `withdraw ${id}`, /withdr/);
    }
  });

  it('is named no more to whoever is asked for drills of it after somebody agreed, also once those are over', async () => {
    const { talk } = saga;
    const line = 'drill new web-01 monthly hours 0-0 because INC0012345';
    const first = await talk.ask('oncall', 'ops', line, /asks\. Decide by/);
    assert.match(first.all, /Not the machines that were approved before[^\n]*: web-01/);
    await saga.approve({ card: first });
    await saga.until(first, /In force until/, 1);
    await talk.ask('oncall', 'ops', `withdraw ${idIn(first.all)}`, /withdr/);
    const next = await talk.ask('oncall', 'ops', line.replace('monthly', 'quarterly'), /asks\. Decide by/);
    assert.doesNotMatch(next.all, /Not the machines that were approved before/);
    // Old definitions, which had another id, no longer count.
    const again = await talk.ask(
      'oncall',
      'ops',
      `drill renew ${definition.id} because INC0012345`,
      /asks\. Decide by/,
    );
    assert.doesNotMatch(again.all, /Not the machines that were approved before/);
  });
});
