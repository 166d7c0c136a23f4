import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { runCommandType } from '../../sandbox/world/extensions.ts';
import { probeScript } from '../../src/drills/rules/probe.ts';
import { over, type Saga, startSaga } from '../saga/saga.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga();
});
after(() => saga.close());

it('the copy of a Windows machine whose point does not tell its system is looked at as Windows', async () => {
  const { talk, world } = saga;
  const item =
    [...world.vaults.values()].flatMap(({ items }) => [...items.values()]).find(({ vmName }) => vmName === 'sql-01') ??
    assert.fail();
  for (const { source } of item.points) Object.assign(source, { osType: undefined });
  const scripts: unknown[] = [];
  const put = world.resources.put.bind(world.resources);
  world.resources.put = (one) => {
    if (one.type === runCommandType) scripts.push((one.properties.source as { script?: string }).script);
    return put(one);
  };
  const card = await talk.ask('oncall', 'ops', 'drill sql-01', /asks\. Decide by/);
  await saga.approve({ card });
  await saga.until(card, over);
  assert.deepEqual(scripts, [probeScript('Windows')]);
});
