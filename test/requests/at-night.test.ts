import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { people } from '../../sandbox/world/people.ts';
import { over, type Saga, startSaga } from '../saga/saga.ts';
import { type StandIn, standIn } from './stand-ins.ts';

let saga: Saga;
let service: StandIn;
let rota: Rota;

const policy = `
groups:
  night:
    oncall:
      pagerduty: { schedule: PI7DH85 }
      people: { anton@contoso.com: ${people['approver-1'].objectId}, dana@contoso.com: ${people.dba.objectId} }
rules:
  - { name: at night, who: [night] }
`;

type Rota = { origin: string; onCall: string[] | 'down'; close(): void };

/** A stand-in for PagerDuty's list of people on call. */
async function startRota(): Promise<Rota> {
  const server = createServer((_, response) => {
    response.statusCode = own.onCall === 'down' ? 503 : 200;
    const oncalls = own.onCall === 'down' ? [] : own.onCall.map((email) => ({ user: { id: 'P1', email } }));
    response.end(JSON.stringify({ oncalls }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const own: Rota = {
    origin,
    onCall: ['anton@contoso.com'],
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return own;
}

before(async () => {
  service = await standIn('cloudevents');
  rota = await startRota();
  saga = await startSaga({
    world: { origin: new Date('2026-11-24T02:00:00Z') },
    pager: service.pager,
    onCall: { key: 'key', origin: rota.origin },
    approvalPolicy: policyFile(policy),
  });
});
after(async () => {
  await saga.close();
  service.close();
  rota.close();
});

function policyFile(text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'strongroom-night-')), 'approval-policy.yaml');
  writeFileSync(file, text);
  return file;
}

const types = () => service.got.map(({ body }) => (body as { type: string }).type.replace('strongroom.request.', ''));

it('a restore at three in the morning: paged, decided by who is on call, and done', async () => {
  const { talk } = saga;
  const asked = await saga.asked('web-01 latest');
  const { id } = asked;
  await talk.passes('the page', async () => (types().includes('asked') ? true : undefined), 5);
  const [page] = service.got;
  assert.match(page?.raw ?? '', new RegExp(`${id} waits for a decision until`));
  assert.match(page?.raw ?? '', new RegExp(`l/message/19%3Aops%40thread.tacv2/${asked.card.id}`), 'it opens the card');

  const personal = (who: string) => `personal-${who}`;
  const why = (who: string, fits: RegExp) => talk.ask(who, personal(who), `status ${id}`, fits);
  const told = await why(
    'approver-1',
    /night is whoever is on call now, by the PagerDuty schedule PI7DH85: Anton Visser/,
  );
  assert.match(told.all, /You can decide it/);
  const hash = await piece('approver-1', id);
  const approve = (who: string, room: string, fits: RegExp) => talk.ask(who, room, `approve ${id} ${hash}`, fits);
  await approve('dba', 'ops', /doesn't name you/); // mapped, but not on call
  rota.onCall = 'down';
  await approve('approver-1', personal('approver-1'), /couldn't read who is in night/);
  await why('approver-1', /which I can't read now: nobody in it can decide/);
  rota.onCall = ['anton@contoso.com', 'olivia@contoso.com'];
  await approve('oncall', 'ops', /you made that request/); // on call or not
  await approve('approver-1', personal('approver-1'), /pproved/);
  await saga.until(asked.card, over);
  await talk.passes('the end', async () => (types().includes('done') ? true : undefined), 5);
  assert.deepEqual(types(), ['asked', 'decided', 'done']);
  assert.match(service.got.at(-1)?.raw ?? '', new RegExp(`web-01: ${id} is over`));
});

/** Characters of the plan's hash, which prove that the card was read. */
async function piece(who: string, id: string): Promise<string> {
  const said = await saga.talk.ask(who, `personal-${who}`, `approve ${id}`, new RegExp(`approve ${id} [0-9A-F]{4}`));
  return new RegExp(`approve ${id} ([0-9A-F]{4})`).exec(said.all)?.[1] ?? '';
}
