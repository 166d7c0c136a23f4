import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { byHand } from '../../../src/by-hand/rules/by-hand.ts';
import type { HandFacts } from '../../../src/by-hand/rules/hand-step.ts';
import { inPair, pairGaps } from '../../../src/by-hand/rules/in-pair.ts';
import { typedLines } from '../../../src/by-hand/rules/typed-lines.ts';
import { pairedRegion } from '../../../src/machines/rules/paired-region.ts';

describe('the paired region', () => {
  it('is the other of a pair however the first is written, goes one way where the pair does, or is not known', () => {
    assert.equal(pairedRegion('West Europe'), 'northeurope');
    assert.equal(pairedRegion('northeurope'), 'westeurope');
    assert.equal(pairedRegion('brazilsouth'), 'southcentralus');
    assert.equal(pairedRegion('southcentralus'), 'northcentralus');
    assert.equal(pairedRegion('polandcentral'), undefined);
  });
});

describe('lines for the paired region', () => {
  const key = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv';
  const facts = {
    vault: { id: '/subscriptions/s/v', name: 'rsv', resourceGroup: 'rg-backup', subscriptionId: 's' },
    containerName: 'c',
    itemName: 'VM;x;rg;web-01',
    vm: { id: '/vm', name: 'web-01' },
    osType: 'Linux',
    pointAt: new Date('2026-11-24T02:10:00Z'),
    plan: {
      body: {
        objectType: 'IaasVMRestoreRequest',
        recoveryPointId: '1',
        storageAccountId: '/subscriptions/s/resourceGroups/rg/x/y/z/home',
        targetResourceGroupId: '/subscriptions/s/resourceGroups/rg-restore',
        recoveryType: 'RestoreDisks',
        zones: ['2'],
        targetDiskNetworkAccessSettings: { targetDiskNetworkAccessOption: 'SameAsOnSourceDisks' },
      },
      effects: { mode: 'rebuild', target: { form: 'managed' } },
      steps: [{ kind: 'tag-made' }],
    },
    machine: { groupId: '/subscriptions/s/resourceGroups/rg-restore', name: 'copy', region: 'westeurope', zone: '2' },
    done: [],
    keys: [],
    pass: 'none',
    away: [],
    settings: [],
    keyCopy: 'not-yet',
  } as unknown as HandFacts;

  it('send nothing that the request across regions has no member for, and name nothing of home', () => {
    const lines = byHand(inPair(facts, 'northeurope')).flatMap((step) => typedLines(step, 'az'));
    const all = lines.join('\n');
    assert.doesNotMatch(all, /--target-zone|--zone|disk-access-option|rg-restore|\/home|tag create/);
    assert.match(all, /recoverypoint list .*--use-secondary-region .*grep -F 1 \|\| .*STOP/);
    assert.match(all, /backup job show .*--use-secondary-region/);
    assert.match(all, /--target-resource-group '<group in northeurope>'/);
    assert.match(all, /storageAccounts\/<staging account in northeurope>'/);
    assert.match(all, /--subnet '<subnet id>'/);
  });

  it('ask nothing of the home region in PowerShell either: its cmdlets read a container, and a point by its id, there alone', () => {
    const lines = byHand(inPair(facts, 'northeurope')).find(({ kind }) => kind === 'restore-disks')?.powershell ?? [];
    assert.deepEqual(lines.slice(1, 4), [
      "$item = Get-AzRecoveryServicesBackupItem -BackupManagementType AzureVM -WorkloadType AzureVM -UseSecondaryRegion -VaultId $vault.ID | Where-Object Name -eq 'VM;x;rg;web-01'",
      "$point = Get-AzRecoveryServicesBackupRecoveryPoint -Item $item -StartDate ([datetime]'2026-11-24T01:10:00.000Z').ToUniversalTime() -EndDate ([datetime]'2026-11-24T03:10:00.000Z').ToUniversalTime() -UseSecondaryRegion -VaultId $vault.ID | Where-Object RecoveryPointId -eq '1'",
      "if (-not $point) { throw 'STOP: this point is not in the paired region yet, choose one of those that are' }",
    ]);
    assert.doesNotMatch(lines.join('\n'), /BackupContainer|-RecoveryPointId /);
  });

  it('say that the point is not there only where somebody has looked', () => {
    const restore = byHand(inPair(facts, 'northeurope')).find(({ kind }) => kind === 'restore-disks');
    assert.ok(restore);
    const run = (before: string) => {
      const bash = `az() { return 0; }\n${before}\n${typedLines(restore, 'az').join('\n')}`;
      return spawnSync('bash', ['-c', bash], { encoding: 'utf8' }).stdout;
    };
    assert.match(run('STOPPED='), /not in the paired region yet/);
    assert.doesNotMatch(run('STOPPED=yes'), /not in the paired region yet/);
  });

  it('end with the disks where a machine would need its keys in that region', () => {
    const encrypted: HandFacts = {
      ...facts,
      keys: [{ bek: { secretUrl: 'https://kv.vault.azure.net/secrets/a/1', keyVaultId: key } }],
    };
    const kinds = byHand(inPair(encrypted, 'northeurope')).map(({ kind }) => kind);
    assert.deepEqual(kinds, ['sign-in', 'restore-disks']);
    const none = { named: false, customerKey: false, privateDisks: false, guarded: false };
    assert.deepEqual(pairGaps(encrypted, none), ['age', 'places', 'keys', 'no-cancel', 'no-request']);
    const all = pairGaps(facts, { named: true, customerKey: true, privateDisks: true, guarded: true });
    assert.deepEqual(all, ['age', 'customer-key', 'private-disks', 'guard', 'no-cancel', 'no-request']);
  });
});
