import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startTalk, type Talk } from '../talk.ts';

let talk: Talk;
before(async () => {
  talk = await startTalk();
});
after(() => talk.close());

test('a vault says what stands, what is weak and what mends it, to whoever may read it', async () => {
  const { all } = await talk.ask('oncall', 'ops', 'vault rsv-guarded', /of 8 protections in place/);
  assert.match(all, /How rsv-guarded is protected/);
  assert.match(all, /A Resource Guard requires a second person for \d+ operations: .*protectedItems\/delete/);
  assert.match(all, /open to public networks.*A stolen credential/);
  assert.match(
    all,
    /Set-AzContext -Subscription 'aaaa0000-\S+' -ErrorAction Stop; Update-AzRecoveryServicesVault -ResourceGroupName 'rg-backup' -Name 'rsv-guarded'/,
  );
  const plain = await talk.ask('oncall', 'ops', 'vault rsv-prod', /of 8 protections in place/);
  assert.match(plain.all, /The vault has no Resource Guard/);
  assert.match(
    plain.all,
    /az backup vault resource-guard-mapping update --subscription aaaa0000-\S+ --resource-group rg-backup --name rsv-prod /,
  );
});

test('a vault that is not theirs to read is answered as one that does not exist', async () => {
  await talk.ask('oncall', 'ops', 'vault rsv-none', /I can't find a vault rsv-none/);
  const told = await talk.ask(
    'outsider',
    'ops',
    'vault rsv-prod',
    /don't let you read any vault here[\s\S]*Backup Reader/,
  );
  assert.doesNotMatch(told.all, /protections in place|immutable/);
});
