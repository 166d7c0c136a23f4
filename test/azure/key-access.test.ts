import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { resourceId } from '../../sandbox/world/arm-id.ts';
import { setGrantTier } from '../../sandbox/world/grant-tier.ts';
import { backupManagementService, tenantId } from '../../sandbox/world/people.ts';
import { prod, vaultIds } from '../../sandbox/world/places.ts';
import type { Services } from '../../src/app/services.ts';
import { protectedItemIdOf } from '../../src/kernel/arm-id.ts';
import { clouds } from '../../src/kernel/config/clouds.ts';
import { keyRole } from '../../src/protection/rules/plan-grant.ts';
import { grantAccessStep } from '../../src/protection/steps/grant-access.ts';
import type { StepInput } from '../../src/saga/step-handler.ts';
import { type LocalSetting, localAzure } from './local-setting.ts';

let s: LocalSetting;
beforeEach(async () => {
  s = await localAzure();
});
afterEach(() => s.close());

const subscription = `/subscriptions/${prod.id}`;
const keyVault = (name: string) => resourceId(prod.id, 'rg-app', 'Microsoft.KeyVault/vaults', name);
const vm = (name: string) => resourceId(prod.id, 'rg-app', 'Microsoft.Compute/virtualMachines', name);
const dataActions = [
  'keys/backup/action',
  'keys/read',
  'secrets/backup/action',
  'secrets/getSecret/action',
  'secrets/readMetadata/action',
].map((one) => `Microsoft.KeyVault/vaults/${one}`);

async function principal(): Promise<string> {
  const found = await s.azure.directory.servicePrincipal(clouds.public?.backupManagementAppId ?? '');
  assert.equal(found, backupManagementService.objectId);
  return found ?? '';
}

/** Protects a machine and backs it up. */
async function backsUp(name: string): Promise<string | undefined> {
  const call = { vault: vaultIds.prod, vmId: vm(name), policyId: `${vaultIds.prod}/backupPolicies/DefaultPolicy` };
  const sent = await s.azure.protection.enable({ ...call, clientRequestId: s.nextId() });
  s.pass(3);
  const operation = await s.azure.operations.get(
    vaultIds.prod,
    sent.kind === 'accepted' ? (sent.operationId ?? '') : '',
  );
  if (operation.failure) return String(operation.failure.params.azureCode);
  const item = await s.azure.items.get(protectedItemIdOf(vaultIds.prod, vm(name)));
  assert.ok(item);
  await s.azure.backups.send({ vault: vaultIds.prod, item, clientRequestId: s.nextId() });
  s.pass(120);
  return (await s.azure.items.get(item))?.protectionState;
}

const verbs = ['get', 'list', 'backup'];

test('a policy that was added lets the machine be protected and backed up, and takes nothing from anybody', async () => {
  assert.equal(await backsUp('new-01'), 'UserErrorKeyVaultPermissionsNotConfigured');
  const before = await s.azure.keyVaults.get(keyVault('kv-new'));
  const grant = { keyVaultId: keyVault('kv-new'), tenantId, principal: await principal(), keys: [], secrets: verbs };
  const sent = await s.azure.keyVaultAccess.grantPolicy({ ...grant, clientRequestId: s.nextId() });
  assert.deepEqual(sent, { kind: 'accepted' });
  const after = await s.azure.keyVaults.get(keyVault('kv-new'));
  assert.deepEqual(after?.accessPolicies, [
    ...(before?.accessPolicies ?? []),
    { objectId: grant.principal, keys: [], secrets: verbs },
  ]);
  assert.equal(await backsUp('new-01'), 'Protected');
});

test('rights are added to those the principal has', async () => {
  const grant = { keyVaultId: keyVault('kv-new'), tenantId, principal: await principal(), clientRequestId: s.nextId() };
  await s.azure.keyVaultAccess.grantPolicy({ ...grant, keys: ['get'], secrets: ['get'] });
  await s.azure.keyVaultAccess.grantPolicy({ ...grant, keys: [], secrets: ['backup', 'get'] });
  const policies = (await s.azure.keyVaults.get(keyVault('kv-new')))?.accessPolicies ?? [];
  assert.deepEqual(policies.at(-1), { objectId: grant.principal, keys: ['get'], secrets: ['get', 'backup'] });
});

test('a custom role of five data actions, given to Azure Backup on the key vault alone, does the same', async () => {
  assert.equal(await backsUp('new-02'), 'UserErrorKeyVaultPermissionsNotConfigured');
  const [name, scope] = [keyRole.nameFor(prod.id), keyVault('kv-new-rbac')];
  assert.equal(await s.azure.roleDefinitions.find(subscription, 'Azure Backup disk keys'), undefined, 'the whole name');
  const made = await s.azure.roleDefinitions.find(scope, name);
  assert.deepEqual(made?.permissions[0]?.dataActions, dataActions);
  const assignment = { scope, roleDefinitionId: made?.id ?? '', principalId: await principal(), name: s.nextId() };
  assert.equal(await s.azure.roleAssignments.get(scope, assignment.name), undefined);
  for (const _ of ['once', 'and again']) {
    const sent = await s.azure.roleAssignments.create({ ...assignment, clientRequestId: s.nextId() });
    assert.deepEqual(sent, { kind: 'accepted' });
  }
  const given = await s.azure.roleAssignments.get(scope, assignment.name);
  assert.deepEqual(given, { roleDefinitionId: made?.id, scope });
  assert.equal(await backsUp('new-02'), 'Protected');
});

test('what Azure refuses of roles', async () => {
  const scope = keyVault('kv-new-rbac');
  const create = async (more: object) => {
    const administrator = `${subscription}/providers/Microsoft.Authorization/roleDefinitions/00482a5a-887f-4fb3-b363-3b7fe8e74483`;
    const call = {
      scope,
      roleDefinitionId: administrator,
      principalId: await principal(),
      name: s.nextId(),
      clientRequestId: s.nextId(),
    };
    const sent = await s.azure.roleAssignments.create({ ...call, ...more });
    return sent.kind === 'refused' ? sent.failure.params.azureCode : sent.kind;
  };
  assert.equal(await create({ principalId: s.nextId() }), 'PrincipalNotFound');
  assert.equal(
    await create({
      roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${s.nextId()}`,
    }),
    'RoleDefinitionDoesNotExist',
  );
  assert.equal(await create({}), 'accepted');
  assert.equal(await create({}), 'RoleAssignmentExists');
});

test('a grant of a role that somebody gave by hand on one of the key vaults is done, as Azure takes no second one of it', async () => {
  const [scope, principalId] = [keyVault('kv-new-rbac'), await principal()];
  const role = await s.azure.roleDefinitions.find(scope, keyRole.nameFor(prod.id));
  const services = { azure: s.azure } as unknown as Services;
  const plan = { kind: 'grant-access', principal: principalId, wanted: [{ model: 'rbac', keyVaultId: scope }] };
  const at = { plan, attempt: { id: s.nextId() } } as unknown as StepInput<never>;
  const grantSetByHand = (on: string, roleDefinitionId: string) =>
    s.azure.roleAssignments.create({
      scope: on,
      roleDefinitionId,
      principalId,
      name: s.nextId(),
      clientRequestId: s.nextId(),
    });
  const administrator = `${subscription}/providers/Microsoft.Authorization/roleDefinitions/00482a5a-887f-4fb3-b363-3b7fe8e74483`;
  await grantSetByHand(scope, administrator);
  await grantSetByHand(keyVault('kv-prod'), role?.id ?? '');
  assert.deepEqual(await grantAccessStep.find(services, at), { kind: 'absent' }, 'another role, another key vault');
  assert.deepEqual(await grantSetByHand(scope, role?.id ?? ''), { kind: 'accepted' });
  assert.deepEqual(await grantAccessStep.find(services, at), { kind: 'done' });
  assert.deepEqual(await grantAccessStep.send(services, at), { kind: 'accepted' });
});

test('without the grant tier nothing is given', async () => {
  setGrantTier(s.world, false);
  const policy = { keyVaultId: keyVault('kv-new'), tenantId, principal: await principal(), keys: [], secrets: verbs };
  const sent = await s.azure.keyVaultAccess.grantPolicy({ ...policy, clientRequestId: s.nextId() });
  assert.equal(sent.kind === 'refused' && sent.failure.params.action, 'Microsoft.KeyVault/vaults/accessPolicies/write');
  assert.equal(await s.azure.roleDefinitions.find(subscription, keyRole.nameFor(prod.id)), undefined);
  setGrantTier(s.world, true);
  assert.equal((await s.azure.keyVaultAccess.grantPolicy({ ...policy, clientRequestId: s.nextId() })).kind, 'accepted');
});
