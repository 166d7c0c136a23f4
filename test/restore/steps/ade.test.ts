import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Services } from '../../../src/app/services.ts';
import type { OsType } from '../../../src/kernel/facts.ts';
import { adeExtensionStep } from '../../../src/restore/steps/ade.ts';

const vmId = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/copy';
const bek = { secretUrl: 'https://kv.vault.azure.net/secrets/bek/1', keyVaultId: '/kv' };

/** System that the extension is sent for, if the point and the new machine have these. */
async function sentFor(point: OsType, machine: OsType) {
  const sent: OsType[] = [];
  const azure = {
    vms: { get: async () => ({ id: vmId, osType: machine, power: 'running' }) },
    extensions: {
      ade: async () => undefined,
      async sendAde({ osType }: { osType: OsType }) {
        sent.push(osType);
        return { kind: 'accepted' };
      },
    },
  };
  const at = {
    plan: { kind: 'restore', choice: {}, point: { osType: point }, plan: { target: { vmId, region: 'westeurope' } } },
    results: { 'check-keys': { keys: [{ bek }], states: [], missing: 0 } },
    attempt: { id: 'a' },
  };
  const services = { azure } as unknown as Services;
  const needed = await adeExtensionStep.needed?.(services, at as never);
  if (needed?.kind === 'yes') await adeExtensionStep.send(services, at as never);
  return sent;
}

describe('the extension of Azure Disk Encryption', () => {
  it('is for the system that the point tells, and where it tells none for that of the machine', async () => {
    assert.deepEqual(await sentFor('Linux', 'unknown'), ['Linux']);
    assert.deepEqual(await sentFor('unknown', 'Linux'), ['Linux']);
    assert.deepEqual(await sentFor('Windows', 'Windows'), []);
  });
});
