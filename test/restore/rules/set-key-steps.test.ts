import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SetKey } from '../../../src/kernel/facts.ts';
import { type RestoreFacts, type StepKind, withoutAdded } from '../../../src/restore/rules/plan.ts';
import { bringKeyBackSteps, removeExportSteps } from '../../../src/restore/rules/set-key-steps.ts';
import { keyVaultId } from '../../machines/rules/machines.ts';
import { facts, machines, staging, vault } from './plan-facts.ts';

const setKey: SetKey = { url: 'https://kv-prod.vault.azure.net/keys/cmk/1', keyVaultId, state: 'missing' };
const kinds = (one: RestoreFacts) =>
  withoutAdded([...bringKeyBackSteps(one), ...removeExportSteps(one)], one.signedSteps).map(({ kind }) => kind);
const all: StepKind[] = ['export-key', 'recover-set-key', 'remove-key-export', 'remove-key-copy'];
const confidential = (over: Partial<RestoreFacts> = {}) => facts(machines.confidential(), { setKey, ...over });

const removal = {
  action: 'Microsoft.Storage/storageAccounts/write',
  scope: staging,
  conditional: true,
  byHand: false,
  carrier: 'requester',
  needs: [],
  keyNeeds: [],
};

describe('the steps about the key of a confidential machine', () => {
  it('bring it out, put it back by who may write keys, and delete its copy, each only if it is needed', () => {
    const [restore, recover] = ['restore', 'recover'].map((verb) => `Microsoft.KeyVault/vaults/keys/${verb}/action`);
    assert.deepEqual(bringKeyBackSteps(confidential()), [
      {
        ...removal,
        kind: 'export-key',
        action:
          'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/recoveryPoints/restore/action',
        scope: vault.id,
      },
      {
        ...removal,
        kind: 'recover-set-key',
        action: restore,
        scope: keyVaultId,
        carrier: 'key-holder',
        keyNeeds: [restore, recover].map((action) => ({ action, scope: keyVaultId, plane: 'data' })),
      },
      { ...removal, kind: 'remove-key-export' },
    ]);
  });

  it('delete at the end what the restore itself brought out', () => {
    assert.deepEqual(removeExportSteps(confidential()), [{ ...removal, kind: 'remove-key-copy' }]);
  });

  it('bring nothing back in a drill, and delete what its restore brought out all the same', () => {
    const { profile } = confidential();
    assert.deepEqual(kinds(confidential({ profile: { ...profile, leavesKeys: true } })), ['remove-key-copy']);
  });

  it('are none where the key is no customer’s, and none where Azure Disk Encryption has steps of its own', () => {
    assert.deepEqual(kinds(confidential({ setKey: undefined })), []);
    for (const machine of [machines.pmk(), machines.cmk(), machines.ade(), machines.unknown()])
      assert.deepEqual(kinds(facts(machine, { setKey })), []);
  });

  it('are left out of a plan that was signed before there were any, and stay in one that has them', () => {
    assert.deepEqual(kinds(confidential({ signedSteps: ['restore-disks', 'deploy-vm', 'verify'] })), []);
    assert.deepEqual(kinds(confidential({ signedSteps: [...all, 'restore-disks'] })), all);
    assert.deepEqual(kinds(confidential({ signedSteps: [] })), []);
  });

  it('stay as signed once the disks are restored, although the original and its set are gone', () => {
    const restoredWith = { keys: { point: null, vm: [], set: null }, steps: [], dataDiskSets: undefined };
    const { vm: _, ...gone } = facts(machines.pmk(), { restoredWith, signedSteps: all });
    assert.deepEqual(kinds(gone), all);
    assert.deepEqual(kinds({ ...gone, signedSteps: ['restore-disks'] }), []);
    assert.deepEqual(kinds(facts(machines.ade(), { restoredWith, signedSteps: all })), []);
  });
});
