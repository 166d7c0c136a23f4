import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { replacePasted } from '../../../src/chat/rules/parse-command-line.ts';

const because = ['because', 'omdat'];
const subscription = '/subscriptions/aaaa0000-0000-4000-8000-00000000a001';
const vm = `${subscription}/resourceGroups/rg-app/providers/Microsoft.Compute/virtualMachines/sql-01`;
const vault = `${subscription}/resourceGroups/rg-backup/providers/Microsoft.RecoveryServices/vaults/rsv-prod`;
const job = '12bea6a4-0fec-46f3-9df1-0574d511c777';
const portal = 'https://portal.azure.com/#@contoso.com/resource';
const item = `${vault}/backupFabrics/Azure/protectionContainers/IaasVMContainer;iaasvmcontainerv2;rg-app;sql-01/protectedItems/VM;iaasvmcontainerv2;rg-app;sql-01`;

describe('what is pasted', () => {
  const cases: [pasted: string, read: string][] = [
    [vm, 'sql-01'],
    [`${vm}/`, 'sql-01'],
    [`"${vm}"`, 'sql-01'],
    [`<${portal}${vm}/overview>`, 'sql-01'],
    [`check ${portal}${vm}/overview?x=1#y`, 'check sql-01'],
    [encodeURIComponent(vm), 'sql-01'],
    [
      `https://portal.azure.com/#view/Microsoft_Azure_Compute/VirtualMachineInstancesMenuBlade/~/overview/instanceId/${encodeURIComponent(vm)}`,
      'sql-01',
    ],
    [
      `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(`${portal}${vm.replace('sql-01', 'sql%2D01')}/overview`)}&data=05`,
      'sql-01',
    ],
    [`[sql-01](${portal}${vm}/overview)`, 'sql-01'],
    [`kun je ${vm}/ en ${vm.replace('sql-01', 'web-01')}, nakijken?`, 'kun je sql-01 en web-01, nakijken?'],
    [`${vm},${vm.replace('sql-01', 'web-01')}`, 'sql-01,web-01'],
    [item, 'sql-01'],
    [encodeURIComponent(item), 'sql-01'],
    [vault, 'rsv-prod'],
    [`vault ${portal}${vault}/overview`, 'vault rsv-prod'],
    [`${vault}/backupJobs/${job}`, job],
    [
      `https://portal.azure.com/#view/Microsoft_Azure_DataProtection/V1JobsDetails.ReactView/jobId/${encodeURIComponent(`${vault}/backupJobs/${job.toUpperCase()}`)}`,
      job,
    ],
  ];
  for (const [pasted, read] of cases) {
    it(`${pasted.slice(0, 60)}… is ${read}`, () => assert.equal(replacePasted(pasted, because), read));
  }

  it('behind "because" stays as somebody wrote it', () => {
    assert.equal(
      replacePasted(`restore ${vm} because see ${portal}${vault}`, because),
      `restore sql-01 because see ${portal}${vault}`,
    );
    assert.equal(replacePasted(`herstel ${vm} omdat ${vm}`, because), `herstel sql-01 omdat ${vm}`);
  });

  it('that holds two names is none of them', () => {
    const web = vm.replace('sql-01', 'web-01');
    for (const both of [`${portal}${vm}?${web}`, `${portal}${vm}?x=${item.replaceAll('sql-01', 'web-01')}`])
      assert.equal(replacePasted(`restore ${both}`, because), `restore ${both}`);
    assert.equal(replacePasted(`restore ${portal}${vm}#${vm.toUpperCase()}`, because), 'restore sql-01');
  });

  it('names nothing that is decided', () => {
    for (const link of [vm.replace('sql-01', 'R-7K2M'), vm.replace('sql-01', 'r7k2m')])
      assert.equal(replacePasted(`approve ${link}`, because), `approve ${link}`);
  });

  it('that leads to something else stays as it is, encoded or not', () => {
    for (const other of [
      `${subscription}/resourceGroups/rg-app`,
      `${subscription}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-prod`,
      '%2Fsubscriptions%2F%zz',
      'https://example.com/virtualMachines/sql-01',
    ])
      assert.equal(replacePasted(other, because), other);
  });

  it('never fails, and leaves a line without an address alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => void replacePasted(`%2Fsubscriptions%2F${text}`, because)),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        fc.pre(!/subscriptions/i.test(text));
        assert.equal(replacePasted(text, because), text);
      }),
    );
  });
});
