import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languages } from '../../../src/kernel/languages.ts';
import { requestsCard, requestsText } from '../../../src/requests/cards/requests.ts';

test('a request of a kind that a newer version has made is listed by its id and machine', () => {
  const now = new Date('2026-11-24T09:00:00Z');
  const row = { id: 'R-7K2M', kind: 'of-tomorrow', state: 'pending', vm: 'sql-01', vault: 'rsv-prod' } as const;
  for (const language of languages) {
    const rows = [{ ...row, requester: 'Olivia Novak', createdAt: now, decideBy: now }];
    const card = requestsCard({ now, rows }, { language, timeZone: 'UTC' });
    assert.match(JSON.stringify(card), /\*\*R-7K2M\*\* sql-01"/);
  }
});

test('one request is spoken of as one, and none as none', () => {
  const now = new Date('2026-11-24T09:00:00Z');
  const row = { id: 'R-7K2M', kind: 'restore', state: 'pending', vm: 'sql-01', vault: 'rsv-prod' } as const;
  const rows = [{ ...row, requester: 'Olivia Novak', createdAt: now, decideBy: now }];
  const said = (card: { rows: typeof rows }) =>
    languages.map((language) => requestsText({ now, ...card }, { language, timeZone: 'UTC' }));
  assert.deepEqual(said({ rows }), ['1 request, 1 waiting for a decision.', '1 aanvraag, 1 te beslissen.']);
  assert.deepEqual(said({ rows: [] }), ['No requests that you can see here.', 'Geen aanvragen die je hier mag zien.']);
});

test('how to decide is told only where something waits for it', () => {
  const now = new Date('2026-11-24T09:00:00Z');
  const row = { id: 'R-7K2M', vm: 'sql-01', vault: 'rsv-prod', requester: 'Olivia Novak', createdAt: now };
  const tells = (...rows: Parameters<typeof requestsCard>[0]['rows']) =>
    /Type \*\*approve/.test(JSON.stringify(requestsCard({ now, rows }, { language: 'en', timeZone: 'UTC' })));
  const done = { ...row, state: 'succeeded' } as const;
  assert.equal(tells(done), false);
  assert.equal(tells({ ...row, state: 'pending', decideBy: now }, done), true);
  assert.equal(tells({ ...row, state: 'running', asks: true, decideBy: now }), true);
});
