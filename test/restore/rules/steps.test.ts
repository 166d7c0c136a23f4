import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AdeKeys, SetKey } from '../../../src/kernel/facts.ts';
import {
  type PlanStep,
  type RestoreChoice,
  type RestoreFacts,
  type StepKind,
  withoutAdded,
} from '../../../src/restore/rules/plan.ts';
import { keyRecoverySteps, planVerifyStep, rebuildSteps, removeExportSteps } from '../../../src/restore/rules/steps.ts';
import { planTarget } from '../../../src/restore/rules/target.ts';
import {
  adeMachine,
  encryptedPoint,
  keys,
  keyVaultId,
  point,
  subscription,
  vm,
} from '../../machines/rules/machines.ts';
import { facts, machines, signedAs, staging, subnet, targetGroup, vault } from './plan-facts.ts';

const copy: RestoreChoice = { mode: 'rebuild', names: { vm: 'copy' } };
const steps = (one: RestoreFacts, choice = copy) => rebuildSteps(one, choice, planTarget(one, choice));
const stepOf = (kind: PlanStep['kind'], one: RestoreFacts, choice = copy) =>
  steps(one, choice).find((step) => step.kind === kind);

const mine = { conditional: false, byHand: false, carrier: 'requester', needs: [], keyNeeds: [] };
const other = `${keyVaultId}-other`;
const withKeys = (at: AdeKeys) => facts({ ...machines.ade(), point: encryptedPoint(true, { keys: at }) });

/** Facts of a point that names no keys, like today's points. */
function unnamed(onRecord: AdeKeys[], over: Partial<RestoreFacts['point']> = {}): RestoreFacts {
  const { keys: _, ...bare } = encryptedPoint(true, { hasKeyAndSecret: false, ...over });
  const one = facts({ point: bare });
  return { ...one, encryption: { ...one.encryption, ade: { ...one.encryption.ade, keysOnRecord: onRecord } } };
}

describe('the steps from restored disks to a machine', () => {
  it('look at the keys with the right to restore, and look at the machine with the right to read', () => {
    const one = facts(machines.ade());
    assert.deepEqual(stepOf('check-keys', one), {
      ...mine,
      kind: 'check-keys',
      action:
        'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/recoveryPoints/restore/action',
      scope: vault.id,
    });
    const verify = { ...mine, kind: 'verify', action: 'Microsoft.Compute/virtualMachines/read', scope: targetGroup };
    assert.deepEqual(stepOf('verify', one), verify);
  });

  it('observe the original itself where its disks were replaced, and the group where it is gone', () => {
    const one = facts(machines.pmk());
    const target = planTarget(one, { mode: 'replace' });
    assert.equal(planVerifyStep(one, target).scope, vm().id);
    const { vm: _, ...gone } = one;
    assert.equal(planVerifyStep(gone, target).scope, target.resourceGroupId);
  });

  it('deploy with the rights to the machine, its interface and its subnet, and nothing of keys without ADE', () => {
    const needs = [
      ['Microsoft.Compute/virtualMachines/write', targetGroup],
      ['Microsoft.Network/networkInterfaces/write', targetGroup],
      ['Microsoft.Network/networkInterfaces/join/action', targetGroup],
      ['Microsoft.Network/virtualNetworks/subnets/join/action', subnet],
    ].map(([action, scope]) => ({ action, scope }));
    const one = facts(machines.pmk());
    const deploy = {
      ...mine,
      kind: 'deploy-vm',
      action: 'Microsoft.Resources/deployments/write',
      scope: targetGroup,
    };
    assert.deepEqual(stepOf('deploy-vm', one), { ...deploy, needs });
    const { isolatedSubnetId: _, ...apart } = one.profile;
    assert.deepEqual(stepOf('deploy-vm', { ...one, profile: apart })?.needs, needs.slice(0, 3));
    const keyNeeds = [{ action: 'Microsoft.KeyVault/vaults/deploy/action', scope: keyVaultId, plane: 'control' }];
    assert.deepEqual(stepOf('deploy-vm', facts(machines.ade())), { ...deploy, needs, keyNeeds });
  });

  it('delete the copy of the keys with the right to the staging account, if there is one', () => {
    const action = 'Microsoft.Storage/storageAccounts/write';
    const removal = { ...mine, kind: 'remove-key-copy', action, scope: staging, conditional: true };
    assert.deepEqual(stepOf('remove-key-copy', facts(machines.ade())), removal);
    assert.equal(stepOf('remove-key-copy', facts(machines.pmk())), undefined);
  });

  it('are about keys only with ADE, and bring none back in a drill', () => {
    const kinds = (one: RestoreFacts) => steps(one).map(({ kind }) => kind);
    const one = facts(machines.ade());
    const drilled = ['check-keys', 'apply-ade-settings', 'deploy-vm', 'verify', 'remove-key-copy'];
    assert.deepEqual(kinds({ ...one, profile: { ...one.profile, leavesKeys: true } }), drilled);
    assert.deepEqual(kinds(one), drilled.toSpliced(1, 0, 'recover-keys'));
    assert.deepEqual(kinds(facts(machines.pmk())), ['deploy-vm', 'verify']);
  });

  it('stay as signed in what only the original tells, once the disks are out, and in nothing else', () => {
    const over = (kind: string) => ({ scope: `/signed/${kind}`, conditional: true, byHand: true });
    const signed = (['ade-extension', 'recover-keys', 'apply-ade-settings', 'deploy-vm'] as const).map((kind) => ({
      kind,
      action: 'signed',
      ...over(kind),
    }));
    const bare = facts({ ...machines.ade(), point: encryptedPoint(true, { osType: 'Linux' }) });
    const [before, after, without] = [
      bare,
      { ...bare, signed: signedAs({ steps: signed }, { stands: true }) },
      { ...bare, signed: signedAs({ steps: [] }, { stands: true }) },
    ].map((one) => steps(one));
    assert.deepEqual(
      after,
      before?.map((one) =>
        ['ade-extension', 'recover-keys', 'apply-ade-settings'].includes(one.kind)
          ? { ...one, ...over(one.kind) }
          : one,
      ),
    );
    assert.deepEqual(without, before);
  });

  it('count a machine as encrypted whose encryption is not known', () => {
    const one = facts({ point: point({ encrypted: 'unknown' }) });
    assert.ok(stepOf('check-keys', one) && stepOf('recover-keys', one));
  });
});

describe('who brings keys back', () => {
  const verbs = ['secrets/setSecret', 'secrets/recover', 'secrets/restore', 'keys/recover', 'keys/restore'];
  const actions = (some: string[]) => some.map((verb) => `Microsoft.KeyVault/vaults/${verb}/action`);

  it('holds each right on the contents of the key vault, the one that is signed first', () => {
    assert.deepEqual(stepOf('recover-keys', facts(machines.ade())), {
      ...mine,
      kind: 'recover-keys',
      action: actions(verbs)[0],
      scope: keyVaultId,
      conditional: true,
      carrier: 'key-holder',
      keyNeeds: actions(verbs).map((action) => ({ action, scope: keyVaultId, plane: 'data' })),
    });
  });

  it('holds them in each key vault where key and secret lie apart', () => {
    const { bek, kek } = keys(true);
    const apart = withKeys({ bek, kek: { keyUrl: kek?.keyUrl ?? '', keyVaultId: other } });
    const needs = stepOf('recover-keys', apart)?.keyNeeds ?? [];
    for (const at of [keyVaultId, other]) {
      const held = needs.filter(({ scope, plane }) => scope === at && plane === 'data').map(({ action }) => action);
      assert.deepEqual(held.sort(), actions(verbs).sort());
    }
    assert.equal(needs.length, 2 * verbs.length);
    assert.deepEqual(
      stepOf('deploy-vm', apart)?.keyNeeds.map(({ scope }) => scope),
      [keyVaultId, other],
    );
  });

  it('holds them once in a key vault that is spelled in two ways', () => {
    const { bek, kek } = keys(true);
    const twice = withKeys({ bek, kek: { keyUrl: kek?.keyUrl ?? '', keyVaultId: keyVaultId.toUpperCase() } });
    assert.equal(stepOf('recover-keys', twice)?.keyNeeds.length, verbs.length);
  });

  it('is told by the disks where the point names no keys, and by the subscription where nothing does', () => {
    const { bek } = keys(false);
    assert.equal(stepOf('recover-keys', unnamed([{ bek: { ...bek, keyVaultId: other } }]))?.scope, other);
    for (const onRecord of [[], [{ bek: { ...bek, keyVaultId: '' } }]]) {
      const nowhere = unnamed(onRecord);
      assert.equal(stepOf('recover-keys', nowhere)?.scope, subscription);
      assert.deepEqual(stepOf('deploy-vm', nowhere)?.keyNeeds, []);
    }
  });

  it('is never told by the disks of today where the point names its own', () => {
    const { disks, vm: machine } = adeMachine({ kek: true, managed: true, pass: 'single' });
    const moved = disks.map((one) => ({
      ...one,
      ade: { enabled: true, version: '1.1', keys: { bek: { ...keys(true).bek, keyVaultId: other } } },
    }));
    const needs = stepOf('recover-keys', facts({ vm: machine, disks: moved, point: encryptedPoint(true) }))?.keyNeeds;
    assert.deepEqual([...new Set(needs?.map(({ scope }) => scope))], [keyVaultId]);
  });
});

describe('the extension of Azure Disk Encryption', () => {
  const one = (osType: 'Linux' | 'Windows' | 'unknown', pass: 'single' | 'dual' = 'single') => {
    const { mechanism: _, ...bare } = encryptedPoint(true, { osType });
    return facts({ ...adeMachine({ kek: true, managed: true, pass }), point: { ...bare, mechanism: 'unknown' } });
  };

  it('is put on Linux, and where the system is not known only if it turns out to be Linux', () => {
    assert.deepEqual(stepOf('ade-extension', one('Linux')), {
      ...mine,
      kind: 'ade-extension',
      action: 'Microsoft.Compute/virtualMachines/extensions/write',
      scope: targetGroup,
    });
    assert.equal(stepOf('ade-extension', one('unknown'))?.conditional, true);
    assert.equal(stepOf('ade-extension', one('Windows')), undefined);
  });

  it('is put on whatever it is where somebody asked for it', () => {
    for (const osType of ['Windows', 'unknown', 'Linux'] as const)
      assert.equal(stepOf('ade-extension', one(osType), { ...copy, adeExtension: true })?.conditional, false);
  });

  it('is left to a person where it wants the secret of an application', () => {
    assert.equal(stepOf('ade-extension', one('Linux', 'dual'))?.byHand, true);
    assert.equal(stepOf('ade-extension', one('Linux'))?.byHand, false);
  });
});

const setKey: SetKey = { url: 'https://kv-prod.vault.azure.net/keys/cmk/1', keyVaultId, state: 'missing' };
const kinds = (one: RestoreFacts) =>
  withoutAdded([...keyRecoverySteps(one), ...removeExportSteps(one)], one).map(({ kind }) => kind);
const all: StepKind[] = ['export-key', 'recover-set-key', 'remove-key-export', 'remove-key-copy'];
const signedSteps = (kinds: readonly StepKind[], stands = false) =>
  signedAs({ steps: kinds.map((kind) => ({ kind, conditional: true, byHand: false })) }, { stands });
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
    assert.deepEqual(keyRecoverySteps(confidential()), [
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
    assert.deepEqual(kinds(confidential({ signed: signedSteps(['restore-disks', 'deploy-vm', 'verify']) })), []);
    assert.deepEqual(kinds(confidential({ signed: signedSteps([...all, 'restore-disks']) })), all);
    assert.deepEqual(kinds(confidential({ signed: signedSteps([]) })), []);
  });

  it('stay as signed once the disks are restored, although the original and its set are gone', () => {
    const signed = signedSteps(all, true);
    const { vm: _, ...gone } = facts(machines.pmk(), { signed });
    assert.deepEqual(kinds(gone), all);
    assert.deepEqual(kinds({ ...gone, signed: signedSteps(['restore-disks'], true) }), []);
    assert.deepEqual(kinds(facts(machines.ade(), { signed })), []);
  });
});
