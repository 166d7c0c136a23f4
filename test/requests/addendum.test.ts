import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { sourcesScript } from '../../sandbox/start-sandbox.ts';
import { over, type Saga, startSaga } from '../saga/saga.ts';
import { type StandIn, standIn } from './stand-ins.ts';

let saga: Saga;
let service: StandIn;
before(async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'strongroom-deviations-')), 'found.json');
  const eviction = { path: 'virtualMachines/properties/evictionPolicy', value: '"Deallocate"' };
  writeFileSync(file, JSON.stringify([eviction]));
  service = await standIn('cloudevents');
  const imported = `--import ${new URL('../restore/children/deviating-deployment.ts', import.meta.url)}`;
  saga = await startSaga({
    pager: service.pager,
    // The test replaces a module, so the bot runs from the sources.
    botScript: sourcesScript,
    botEnv: { DEVIATIONS: file, NODE_OPTIONS: imported },
  });
});
after(async () => {
  await saga.close();
  service.close();
});

const types = () => service.got.map(({ body }) => (body as { type: string }).type.replace('strongroom.request.', ''));

it('what is found beyond a plan that was approved rings until it is decided, too', async () => {
  const { talk } = saga;
  const request = await saga.asked('app-01 latest as app-more isolated');
  await saga.approve(request);
  const asks = new RegExp(`${request.id} waits for one more vote`);
  const vote = await talk.passes('the vote', async () => (await talk.read('ops')).find(({ all }) => asks.test(all)));
  await talk.settled();
  assert.deepEqual(types(), ['asked', 'decided', 'asked']);
  await saga.approve({ card: vote });
  await saga.until(request.card, over);
  await talk.passes('the end', async () => (types().includes('done') ? true : undefined), 5);
  assert.deepEqual(types(), ['asked', 'decided', 'asked', 'decided', 'done']);
});
