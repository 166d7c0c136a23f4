import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { people } from '../../sandbox/world/people.ts';
import { standIn } from '../requests/stand-ins.ts';
import type { Window } from './people.ts';
import { stage } from './stage.ts';

const policy = `
groups:
  night:
    oncall:
      pagerduty: { schedule: PI7DH85 }
      people: { anton@contoso.com: ${people['approver-1'].objectId} }
rules:
  - { name: at night, who: [night] }
`;

/** Three in the morning in Amsterdam. */
const three = new Date('2026-11-24T02:00:00Z');
const pager = await standIn('cloudevents');
const rota = createServer((_, response) => {
  response.end(JSON.stringify({ oncalls: [{ user: { id: 'P1', email: 'anton@contoso.com' } }] }));
});
await new Promise<void>((resolve) => rota.listen(0, '127.0.0.1', resolve));
const approvalPolicy = join(mkdtempSync(join(tmpdir(), 'strongroom-night-')), 'approval-policy.yaml');
writeFileSync(approvalPolicy, policy);

const on = stage({
  world: { origin: three },
  approvalPolicy,
  pager: pager.pager,
  onCall: { key: 'key', origin: `http://127.0.0.1:${(rota.address() as AddressInfo).port}` },
});
after(() => {
  pager.close();
  rota.closeAllConnections();
  rota.close();
});

const soon = { timeout: 900_000 };
const paged = () => pager.got.map(({ body }) => (body as { type: string }).type.replace('strongroom.request.', ''));

/** Opens two iPhones with all reported defects, at night. */
async function phones(): Promise<[Window, Window]> {
  await on.control.post('/api/teams/behaviour', { quietHours: true });
  await on.page.setViewportSize({ width: 720, height: 760 });
  const [oncall, approver] = await on.windows(['oncall', 'approver-1'], '&phone');
  assert.ok(oncall && approver);
  return [oncall, approver];
}

async function idOf(fits: RegExp, place = 'ops', as = 'oncall'): Promise<string> {
  const found = await on.control.until(`${fits}`, async () =>
    (await on.control.messages(place, as)).findLast(({ from, text }) => from === 'bot' && fits.test(text)),
  );
  const id = /R-[2-9A-HJKMNP-Z]{4}/.exec(found.text)?.[0];
  assert.ok(id, found.text);
  return id;
}

test(
  'a restore at three in the morning by text: the phone is silent, the pager is not, who is on call decides',
  soon,
  async () => {
    const before = paged().length;
    const [oncall, approver] = await phones();
    // A person who has written to the bot once has a personal chat, where they are asked for a decision.
    await approver.open('Strongroom');
    await approver.type('help');
    await approver.said(/I understand/).waitFor();
    await approver.open('ops');
    await oncall.type('@Strongroom restore web-01 latest isolated because INC0012345');
    const id = await idOf(/check the plan for web-01/);
    await oncall.type(`@Strongroom confirm ${id}`);
    await approver.said(new RegExp(`asks to restore web-01 .*Approve or reject ${id}`)).waitFor();
    await approver.lock();
    await approver.said(/Quiet hours: \d+ held back/).waitFor();
    await approver.said('No notifications').waitFor();
    await approver.shot('night-1-locked');
    await on.control.passes('the page', async () => paged().slice(before).includes('asked'), 5);
    assert.match(pager.got.at(before)?.raw ?? '', new RegExp(`web-01: ${id} waits for a decision`));

    await approver.lock();
    await approver.open('Strongroom');
    await approver.type(`status ${id}`);
    await approver.said(/night is whoever is on call now, by the PagerDuty schedule PI7DH85: Anton Visser/).waitFor();
    await approver.type(`approve ${id}`);
    const asked = new RegExp(`approve ${id} ([0-9A-F]{4})`);
    const shown = await on.control.until('the plan', async () =>
      (await on.control.messages('personal-approver-1', 'approver-1')).find(({ text, card }) =>
        asked.test(text + JSON.stringify(card)),
      ),
    );
    await approver.shot('night-2-asked');
    await approver.type(`approve ${id} ${asked.exec(shown.text + JSON.stringify(shown.card))?.[1]}`);
    await on.passes(/is done: web-01-\S+, a copy of web-01/);
    await on.control.passes('the last page', async () => paged().slice(before).includes('done'), 5);
    assert.deepEqual(paged().slice(before), ['asked', 'decided', 'done']);
    await approver.said(/is done: web-01-\S+, a copy of web-01/).waitFor();
    assert.equal(await approver.button('Approve').count(), 0, 'the card of the answer was decided with the others');
    await approver.open('ops');
    await approver.said(/is done: web-01-\S+, a copy of web-01/).waitFor();
    await oncall.said(/is done: web-01-\S+, a copy of web-01/).waitFor();
    for (const person of [approver, oncall])
      await person
        .said(/is done: web-01-\S+, a copy of web-01/)
        .evaluate((said) => said.scrollIntoView({ block: 'start' }));
    await oncall.shot('night-3-done');
    assert.equal((await on.accepted('restore')).length, 1);
  },
);
