import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { over, type Saga, startSaga } from '../workflows/saga.ts';
import { type StandIn, standIn } from './stand-ins.ts';

let saga: Saga;
let service: StandIn;
before(async () => {
  service = await standIn('cloudevents');
  saga = await startSaga({
    world: { origin: new Date('2026-11-24T02:00:00Z') },
    pager: service.pager,
    approvalPolicy: policyFile('rules:\n  - { name: at night, remindMinutes: [10] }\n'),
  });
});
after(async () => {
  await saga.close();
  service.close();
});

function policyFile(text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'strongroom-night-')), 'approval-policy.yaml');
  writeFileSync(file, text);
  return file;
}

const types = () => service.got.map(({ body }) => (body as { type: string }).type.replace('strongroom.request.', ''));

it('a restore at three in the morning: paged when it is asked, reminded, decided and done, each once', async () => {
  const asked = await saga.asked('web-01 latest');
  await saga.talk.passes('the page', async () => (types().includes('asked') ? true : undefined), 5);
  const [page] = service.got;
  assert.match(page?.raw ?? '', new RegExp(`${asked.id} about web-01 waits for a decision until`));
  assert.match(page?.raw ?? '', new RegExp(`l/message/19%3Aops%40thread.tacv2/${asked.card.id}`), 'it opens the card');
  await saga.talk.passes('the reminder', async () => (types().includes('reminded') ? true : undefined));
  await saga.approve(asked);
  await saga.until(asked.card, over);
  await saga.talk.passes('the end', async () => (types().includes('done') ? true : undefined), 5);
  assert.deepEqual(types(), ['asked', 'reminded', 'decided', 'done']);
  assert.match(service.got.at(-1)?.raw ?? '', new RegExp(`${asked.id} about web-01 is done`));
});
