import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { VirtualMachine } from '@azure/arm-compute';
import { parseVm } from '../../src/azure/vms.ts';

const id = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/copy';
const withStatus = (code: string, message?: string) =>
  parseVm({
    id,
    location: 'westeurope',
    instanceView: { statuses: [{ code, ...(message && { message }), time: new Date('2026-11-24T02:00:00Z') }] },
  } as VirtualMachine);

describe('what failed last on a machine', () => {
  it('is read from its instance view: code, message and when', () => {
    assert.deepEqual(withStatus('ProvisioningState/failed/AllocationFailed', 'No room.')?.provisioningFailure, {
      code: 'AllocationFailed',
      message: 'No room.',
      at: new Date('2026-11-24T02:00:00Z'),
    });
  });

  it('is nothing where all went well, or no code is named', () => {
    for (const code of ['ProvisioningState/succeeded', 'ProvisioningState/failed']) {
      assert.equal(withStatus(code)?.provisioningFailure, undefined);
    }
  });

  it('is told without key material', () => {
    const said = `BEK at https://st.blob.core.windows.net/keys/a?sv=2023&sig=abc%3D, "secretData": "${'A'.repeat(40)}", ${'Q'.repeat(344)}`;
    const failure = withStatus('ProvisioningState/failed/VMExtensionProvisioningError', said)?.provisioningFailure;
    assert.doesNotMatch(JSON.stringify(failure), /sig=|AAAA|QQQQ/);
  });
});

it('what Azure deletes together with a machine are disks and interfaces that were attached so', () => {
  const storage = (deleteOption?: string) => ({ managedDisk: { id: `/disks/${deleteOption}` }, deleteOption });
  const nic = (deleteOption?: string) => ({ id: `/nics/${deleteOption}`, deleteOption });
  const deletedWith = (...options: (string | undefined)[]) =>
    parseVm({
      id,
      location: 'westeurope',
      storageProfile: { osDisk: storage(options[0]), dataDisks: options.map((one, lun) => ({ ...storage(one), lun })) },
      networkProfile: { networkInterfaces: options.map(nic) },
    } as unknown as VirtualMachine)?.deletedWith;
  assert.equal(deletedWith('Detach', undefined), undefined);
  assert.deepEqual(deletedWith('Detach', 'Delete'), ['/disks/Delete', '/nics/Delete']);
});
