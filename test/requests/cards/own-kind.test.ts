import assert from 'node:assert/strict';
import { it } from 'node:test';
import { decideCard, decideText } from '../../../src/requests/cards/decision.ts';
import '../kinds/nap.ts';

it('a kind of request that has no words of its own for saying yes gets those of any', () => {
  const plan = { kind: 'nap', vm: 'sql-01', vault: 'rsv-prod', hash: 'ab12cd', warnings: [] };
  const data = { id: 'R-7K2M', nonce: 'n', now: new Date(0), plan };
  const reader = { language: 'en' as const, timeZone: 'UTC' };
  assert.match(JSON.stringify(decideCard(data, 'approve', reader)), /"title":"Yes, go ahead"/);
  assert.match(decideText(data, 'approve', reader), /sql-01 is put to sleep/);
});
