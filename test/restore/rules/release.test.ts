import assert from 'node:assert/strict';
import { it, test } from 'node:test';
import { parseSecurityGroup } from '../../../src/azure/networks.ts';
import { releaseByHand, ruleLines } from '../../../src/restore/rules/release.ts';

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

const group = (properties: object) => ({
  id: '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups/nsg',
  properties: { securityRules: [{ name: 'jump', properties }], defaultSecurityRules: [] },
});
const rule = {
  direction: 'Inbound',
  access: 'Allow',
  priority: 100,
  protocol: 'Tcp',
  sourcePortRange: '*',
  destinationAddressPrefix: '*',
  destinationPortRange: '22',
};
const linesOf = (properties: object) => {
  const parsed = parseSecurityGroup(group(properties));
  assert.ok(parsed);
  return ruleLines(parsed);
};

test('a rule that names application security groups is signed with which, and with its source ports', () => {
  const jump = { ...rule, sourceApplicationSecurityGroups: [{ id: '/asg/jump' }] };
  const other = { ...rule, sourceApplicationSecurityGroups: [{ id: '/asg/everything' }] };
  assert.deepEqual(linesOf(jump), ['inbound 100 allow jump: /asg/jump -> *, Tcp 22']);
  assert.notDeepEqual(linesOf(jump), linesOf(other));
  assert.deepEqual(linesOf({ ...jump, sourcePortRange: '1000-2000' }), [
    'inbound 100 allow jump: /asg/jump -> *, Tcp 22, from 1000-2000',
  ]);
});
