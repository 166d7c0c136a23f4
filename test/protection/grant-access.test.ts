import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Services } from '../../src/app/services.ts';
import { nameOf } from '../../src/kernel/arm-id.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { keyRoleActions } from '../../src/machines/rules/key-access-gaps.ts';
import { grantAccessRequest } from '../../src/protection/request-kinds/grant-access.ts';
import { grantAccessStep, verifyAccessStep } from '../../src/protection/steps/grant-access.ts';
import type { StepInput } from '../../src/saga/step-handler.ts';
import { disk, vm } from '../machines/rules/machines.ts';
import { backupServiceId, encryptionSet, noRights } from '../restore/rules/plan-check-facts.ts';

const idOf = (vault: string) => `/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/${vault}`;

it('a grant closes the gaps that were signed, whatever key vault the machine names by then', async () => {
  const granted: string[] = [];
  const services = {
    azure: {
      vms: { get: async () => assert.fail('what the machine names now decides nothing') },
      keyVaults: { get: async () => ({ accessPolicies: [] }) },
      keyVaultAccess: {
        grantPolicy: async ({ keyVaultId }: { keyVaultId: string }) => {
          granted.push(keyVaultId);
          return { kind: 'accepted' };
        },
      },
    },
    config: { tenantId: 't', grantKeyAccess: true, grantKeyPolicies: true },
  } as unknown as Services;
  const wanted = { model: 'access-policy', keyVaultId: idOf('kv-signed'), keys: ['get'], secrets: ['get'] };
  const at = {
    plan: { kind: 'grant-access', principal: 'p', target: { vmId: '/vm', vmName: 'vm' }, wanted: [wanted] },
    attempt: { id: 'a', number: 1, opened_at: new Date(0) },
  } as unknown as StepInput<never>;
  assert.deepEqual(await grantAccessStep.send(services, at), { kind: 'accepted' });
  assert.deepEqual(granted, [idOf('kv-signed')]);

  const without = { ...services, config: { ...services.config, grantKeyPolicies: false } };
  const failure = { code: 'protection.grant-off', params: { vm: 'vm' } };
  assert.deepEqual(
    await grantAccessStep.send(without, at),
    { kind: 'refused', failure },
    'the setting has changed since',
  );
  assert.deepEqual(granted, [idOf('kv-signed')]);
});

it('a grant gives no role that holds more than the data actions that were signed', async () => {
  const given: string[] = [];
  const role = (permissions: object) => ({
    id: '/roles/r',
    name: 'Azure Backup disk keys (s)',
    permissions: [{ actions: [], notActions: [], dataActions: keyRoleActions, notDataActions: [], ...permissions }],
  });
  const sent = async (permissions: object) => {
    const services = {
      azure: {
        roleDefinitions: { find: async () => role(permissions) },
        access: { assignments: async () => [] },
        roleAssignments: {
          get: async () => undefined,
          create: async ({ roleDefinitionId }: { roleDefinitionId: string }) => {
            given.push(roleDefinitionId);
            return { kind: 'accepted' };
          },
        },
      },
      config: { grantKeyAccess: true, grantKeyPolicies: false },
    } as unknown as Services;
    const wanted = { model: 'rbac', keyVaultId: idOf('kv-signed'), keyVault: 'kv-signed', actions: keyRoleActions };
    const plan = { kind: 'grant-access', principal: 'p', target: { vmId: '/vm', vmName: 'vm' }, wanted: [wanted] };
    const at = { plan, attempt: { id: 'a', number: 1, opened_at: new Date(0) } } as unknown as StepInput<never>;
    return grantAccessStep.send(services, at);
  };
  for (const [more, actions] of [
    [{ actions: ['Microsoft.KeyVault/vaults/write'] }, 'Microsoft.KeyVault/vaults/write'],
    [{ dataActions: [...keyRoleActions, 'Microsoft.KeyVault/vaults/*'] }, 'Microsoft.KeyVault/vaults/*'],
  ] as const) {
    const params = { vm: 'vm', role: 'Azure Backup disk keys (s)', subscription: 's', actions };
    assert.deepEqual(await sent(more), { kind: 'refused', failure: { code: 'protection.key-role-wider', params } });
  }
  assert.deepEqual(given, []);
  assert.deepEqual(await sent({ dataActions: keyRoleActions.map((one) => one.toUpperCase()) }), { kind: 'accepted' });
  assert.deepEqual(given, ['/roles/r']);
});

/**
 * A confidential machine whose key vault is unreadable for a while, or forever.
 * @param frozenMinutes how long the process stands still while it reads the machine
 */
function unreadable(failure: CodedError, minutes = 0, frozenMinutes = 0) {
  let passed = minutes;
  const machine = vm({ securityType: 'ConfidentialVM' });
  const { id: diskEncryptionSetId } = encryptionSet();
  const began = new Date('2026-11-24T03:00:00Z');
  const services = {
    azure: {
      vms: {
        async get() {
          passed += frozenMinutes;
          return machine;
        },
      },
      disks: {
        get: async (id: string) => disk(nameOf(id), { encryptionType: 'customer-key', diskEncryptionSetId }),
      },
      diskEncryptionSets: { get: async () => encryptionSet() },
      directory: { servicePrincipal: async () => backupServiceId },
      keyVaults: { get: () => Promise.reject(failure) },
    },
    access: { rights: async () => noRights },
    config: { cloud: { backupManagementAppId: 'app' } },
    clock: { now: () => new Date(began.getTime() + passed * 60_000) },
  } as unknown as Services;
  const plan = { kind: 'grant-access', principal: backupServiceId, target: { vmId: machine.id, vmName: 'cvm-01' } };
  return { services, at: { plan, step: { started_at: began } } as unknown as StepInput<never> };
}

const throttled = new CodedError('azure.throttled', { service: 'Key Vault', seconds: 30 });
const forbidden = new CodedError('azure.forbidden', {});

it('a grant whose key vault cannot be read fails with why, which has it wait where that passes, and is never done', async () => {
  const codeOf = (error: unknown) => error instanceof CodedError && error.code;
  for (const failure of [throttled, forbidden]) {
    const { services, at } = unreadable(failure);
    const refused = (error: unknown) => codeOf(error) === failure.code;
    await assert.rejects(async () => grantAccessStep.needed?.(services, at), refused);
    const progress = { requestId: 'R-7K2M', results: {} };
    await assert.rejects(async () => grantAccessRequest.replan(services, at.plan, progress), refused);
    assert.deepEqual(await verifyAccessStep.needed?.(services, at), { kind: 'later' });
    const late = unreadable(failure, 11);
    const told = await verifyAccessStep.needed?.(late.services, late.at);
    assert.equal(told?.kind === 'stop' && told.failure.code, failure.code);
    const frozen = unreadable(failure, 9, 10);
    assert.deepEqual(await verifyAccessStep.needed?.(frozen.services, frozen.at), { kind: 'later' });
  }
});
