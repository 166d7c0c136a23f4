import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startTalk, type Talk } from '../talk.ts';

let talk: Talk;
before(async () => {
  talk = await startTalk();
});
after(() => talk?.close());

async function post(path: string, body: object): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${talk.sandbox.address}${path}`, { method: 'POST', body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

for (const [vm, keyVault] of [
  ['locked-01', 'kv-locked'],
  ['rbac-01', 'kv-rbac'],
] as const) {
  test(`once ${keyVault} is open to Azure Backup, ${vm} is backed up and its check is clear`, async () => {
    await talk.ask('oncall', 'ops', `check ${vm}`, new RegExp(`check ${vm}`));
    assert.deepEqual((await post('/api/world/key-access', { keyVault, granted: true })).status, 200);
    const { body } = await post('/api/world/scheduled-backups', { keyVault });
    assert.deepEqual(body, { started: 1 });
    await talk.letPass(2 * 3600);
    const mended = await talk.ask('oncall', 'ops', `check ${vm}`, /checks\)/);
    assert.doesNotMatch(mended.all, /keyaccess|Stops the next backup/);
  });
}

test('what the controls do not know is said, and nothing is done', async () => {
  for (const [path, body, remedy] of [
    ['/api/world/key-access', { keyVault: 'kv-none', granted: true }, /kv-locked/],
    ['/api/world/key-access', { keyVault: 'kv-locked' }, /granted/],
    ['/api/world/scheduled-backups', {}, /rsv-prod/],
    ['/api/world/scheduled-backups', { vault: 'rsv-none' }, /rsv-prod/],
    ['/api/world/grant-tier', {}, /on/],
  ] as const) {
    const answer = await post(path, body);
    assert.equal(answer.status, 400, path);
    assert.match(String(answer.body.remedy), remedy);
  }
});
