import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ItemChange, itemLine } from '../../../src/domain/by-hand/item-line.ts';

const vaultId = '/subscriptions/s-1/resourceGroups/rg-backup/providers/Microsoft.RecoveryServices/vaults/rsv-prod';
const vmId = '/subscriptions/s-1/resourceGroups/rg app/providers/Microsoft.Compute/virtualMachines/web-01';
const of = { vaultId, vmId, containerName: 'IaasVMContainer;x;rg;web-01', itemName: 'VM;x;rg;web-01' };
const where = '--subscription s-1 --resource-group rg-backup --vault-name rsv-prod';
const item =
  "--container-name 'IaasVMContainer;x;rg;web-01' --item-name 'VM;x;rg;web-01' --backup-management-type AzureIaasVM --workload-type VM";

const lines: [change: ItemChange, line: string][] = [
  [
    { ...of, kind: 'backup', keepUntil: new Date('2026-12-24T23:59:00Z') },
    `az backup protection backup-now ${where} ${item} --retain-until 24-12-2026`,
  ],
  [
    { ...of, kind: 'protect', policyName: 'daily-30' },
    `az backup protection enable-for-vm ${where} --vm '${vmId}' --policy-name daily-30`,
  ],
  [
    { ...of, kind: 'resume-protection', policyName: 'daily-30' },
    `az backup protection resume ${where} ${item} --policy-name daily-30`,
  ],
  [{ ...of, kind: 'stop-protection' }, `az backup protection disable ${where} ${item} --yes`],
  [{ ...of, kind: 'undelete' }, `az backup protection undelete ${where} ${item}`],
];
for (const [change, line] of lines) {
  test(`${change.kind} by hand is one line, of which the shell reads nothing`, () => {
    assert.equal(itemLine(change), line);
    assert.doesNotMatch(line, /delete-backup-data/);
  });
}
