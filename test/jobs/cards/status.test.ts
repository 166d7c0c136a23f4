import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statusCard, statusText } from '../../../src/jobs/cards/status.ts';
import type { JobFacts } from '../../../src/kernel/facts.ts';
import { languages } from '../../../src/kernel/languages.ts';

const now = new Date('2026-11-24T09:00:00Z');
const nothing = { nonce: 'n', now, waiting: [], running: [], failed: [] };
const row = {
  id: 'R-7K2M',
  state: 'pending',
  vm: 'sql-01',
  vault: 'rsv-prod',
  requester: 'Olivia',
  createdAt: now,
} as const;

test('a request of a kind that a newer version has made is listed by its id and machine', () => {
  for (const language of languages) {
    const data = { ...nothing, waiting: [{ ...row, kind: 'of-tomorrow', decideBy: now }] };
    assert.match(JSON.stringify(statusCard(data, { language, timeZone: 'UTC' })), /\*\*R-7K2M\*\* sql-01"/);
  }
});

test('what waits comes before what goes on, and that before what failed, the rest counted', () => {
  const rows = (state: 'running' | 'failed') => Array.from({ length: 7 }, () => ({ ...row, state }));
  const data = { ...nothing, failed: rows('failed'), running: rows('running'), waiting: [row] };
  const card = JSON.stringify(statusCard(data, { language: 'en', timeZone: 'UTC' }));
  assert.match(
    card,
    /Waiting for you: 1.*Under way: 7.*and 2 more: \*\*status running.*Failed: 7.*and 2 more: \*\*status failed/,
  );
});

test('machines that failed for one cause share a row, and each of them counts', () => {
  const job: JobFacts = {
    vaultId: '/subscriptions/s/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/v',
    id: '5f7ef30a-55bb-5884-8ecd-97dda82969c6',
    vmName: 'sql-01',
    containerName: 'iaasvmcontainerv2;rg-app;sql-01',
    operation: 'Backup',
    status: 'Failed',
    startedAt: now,
    cancellable: false,
    errors: [],
    tasks: [],
    properties: {},
  };
  const others = (names: string[]) => names.map((name) => ({ name, id: `job-of-${name}` }));
  const rows = [['web-01', 'web-02'], [], [], [], [], ['app-01']];
  const data = { ...nothing, failed: rows.map((names) => ({ vault: 'rsv-prod', job, others: others(names) })) };
  const reader = { language: 'en', timeZone: 'UTC' } as const;
  assert.match(JSON.stringify(statusCard(data, reader)), /Failed: 9".*and 2 more: /);
  assert.match(statusText(data, reader), /Failed: 9\./);
});

test('a locked phone shows how much there is, or that there is nothing', () => {
  const said = (data: typeof nothing) => languages.map((language) => statusText(data, { language, timeZone: 'UTC' }));
  assert.deepEqual(said(nothing), [
    'Nothing is waiting for you or under way, and nothing failed lately.',
    'Niets wacht op jou, loopt of is onlangs mislukt.',
  ]);
  assert.match(said({ ...nothing, waiting: [row] as never[] }).join(), /Waiting for you: 1\. Under way: 0\./);
});
