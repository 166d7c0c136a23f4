import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { uncommonTargets } from '../../sandbox/world/places.ts';
import { entraVaultIdentity } from '../../sandbox/world/seed-uncommon.ts';
import { over, type Saga, startSaga } from '../saga/saga.ts';

let saga: Saga;
before(async () => {
  saga = await startSaga({ world: { uncommon: true } });
});
after(() => saga?.close());

const account = uncommonTargets.find(({ vault }) => vault === 'rsv-entra')?.stagingStorageAccountId ?? '';

test('where staging takes no keys, a restore goes by the identity of the vault to a running machine', async () => {
  const check = await saga.talk.ask('oncall', 'ops', 'check entra-01', /entra-01/);
  assert.match(check.all, /takes no shared keys, so rsv-entra of vault rsv-entra needs/);
  const plan = await saga.talk.ask(
    'oncall',
    'ops',
    'restore entra-01 latest as entra-02 isolated because INC0012345',
    /Check the plan, then ask/,
  );
  assert.match(plan.all, /takes no shared keys, so rsv-entra/);
  const lines = await saga.talk.ask('oncall', 'ops', 'commands entra-01', /restore-disks/);
  assert.match(lines.all, /--storage-account \S*ststagingentra[^\n]* --mi-system-assigned/);
  const powershell = await saga.talk.ask('oncall', 'ops', 'commands entra-01 powershell', /Restore-AzRecovery/);
  assert.match(powershell.all, /-StorageAccountName 'ststagingentra'[^\n]* -UseSystemAssignedIdentity/);
  const request = await saga.asked('entra-01 latest as entra-02 isolated');
  await saga.approve(request);
  assert.match((await saga.until(request.card, over, 120)).all, /✓ Done/);
});

test('an identity that lacks the role stops a restore before it is asked for, in check and by Azure’s own look', async () => {
  const { roles } = saga.talk.sandbox.world;
  const kept = roles.assignments;
  roles.assignments = kept.filter(({ principalId, scope }) => principalId !== entraVaultIdentity || scope !== account);
  const check = await saga.talk.ask('oncall', 'ops', 'check entra-01', /lacks/);
  assert.match(
    check.all,
    /identity that vault rsv-entra uses[^\n]* lacks the right to create and change blobs on ststagingentra/,
  );
  assert.match(check.all, /VM Restore Operator/);
  roles.assignments = kept;
});
