import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSecurityGroup } from '../../../src/azure/parse/network.ts';
import { ruleLines } from '../../../src/quarantine/rules/rule-lines.ts';

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
