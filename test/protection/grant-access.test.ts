import assert from 'node:assert/strict';
import { it } from 'node:test';
import { grantAccessStep } from '../../src/protection/steps/grant-access.ts';
import type { StepInput } from '../../src/saga/step-handler.ts';
import type { Services } from '../../src/services.ts';

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
    config: { tenantId: 't' },
  } as unknown as Services;
  const wanted = { model: 'access-policy', keyVaultId: idOf('kv-signed'), keys: ['get'], secrets: ['get'] };
  const at = {
    plan: { kind: 'grant-access', principal: 'p', target: { vmId: '/vm', vmName: 'vm' }, wanted: [wanted] },
    attempt: { id: 'a', number: 1, opened_at: new Date(0) },
  } as unknown as StepInput<never>;
  assert.deepEqual(await grantAccessStep.send(services, at), { kind: 'accepted' });
  assert.deepEqual(granted, [idOf('kv-signed')]);
});
