import assert from 'node:assert/strict';
import { it } from 'node:test';
import { releaseByHand } from '../../../src/quarantine/rules/release-by-hand.ts';

it('the lines of a release move the interface to a subnet of a network that has a group of its own', () => {
  const groupId = '/subscriptions/s-1/resourceGroups/rg-quarantine';
  const subnetId =
    '/subscriptions/s-2/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet-1/subnets/released';
  const { az, powershell } = releaseByHand({
    groupId,
    subnetId,
    nicId: `${groupId}/providers/Microsoft.Network/networkInterfaces/copy-nic`,
    machineId: `${groupId}/providers/Microsoft.Compute/virtualMachines/copy`,
  });
  assert.equal(
    az[0],
    `az network nic ip-config update --subscription s-1 --resource-group rg-quarantine --nic-name copy-nic --name ipconfig1 --subnet ${subnetId} &&`,
  );
  assert.ok(powershell.some((line) => line.includes(`@{ Id = '${subnetId}' }`)));
});
