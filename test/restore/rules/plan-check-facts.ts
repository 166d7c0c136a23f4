import type { Read } from '../../../src/kernel/errors.ts';
import type { EncryptionSetFacts, KeyVaultFacts } from '../../../src/kernel/facts.ts';
import type { StoredKey } from '../../../src/kernel/keys.ts';
import type { Rights } from '../../../src/kernel/permissions.ts';
import { classify } from '../../../src/machines/rules/ade.ts';
import { keyFactsOf, keyVaultIdsOf } from '../../../src/machines/rules/check-keys.ts';
import type { KeyInspection } from '../../../src/machines/rules/check-machine.ts';
import type { PlanCheckFacts } from '../../../src/restore/rules/checks.ts';
import { planRestore } from '../../../src/restore/rules/plan-restore.ts';
import { adeMachine, encryptedPoint, keys, keyVaultId } from '../../machines/rules/machines.ts';
import {
  encryptionSet as encryptionSetId,
  item,
  type Machine,
  machines,
  now,
  staging,
  subnet,
  targetGroup,
  vault,
} from './plan-facts.ts';

export const backupServiceId = '262044b1-0000-4000-8000-000000000001';

export const read = <T>(value: T): Read<T> => ({ kind: 'read', value });
export const unread: Read<never> = { kind: 'unread', failure: { code: 'azure.unreachable', params: { reason: 'X' } } };

export function present(version: string, over: Partial<Extract<StoredKey, { kind: 'present' }>> = {}): StoredKey {
  return { kind: 'present', versions: [{ version, enabled: true }], certificateBacked: false, ...over };
}

export const noRights: Rights = { assignments: [], definitions: new Map(), denyAssignments: [] };

export function keyVault(over: Partial<KeyVaultFacts> = {}): KeyVaultFacts {
  return {
    id: keyVaultId,
    name: 'kv-prod',
    resourceGroup: 'rg-app',
    subscriptionId: 'aaaa0000-0000-4000-8000-00000000a001',
    location: 'westeurope',
    url: 'https://kv-prod.vault.azure.net/',
    permissionModel: 'access-policy',
    enabledForDiskEncryption: 'yes',
    firewall: 'open',
    accessPolicies: [
      { objectId: backupServiceId, keys: ['get', 'list', 'backup'], secrets: ['get', 'list', 'backup'] },
    ],
    ...over,
  };
}

/** A disk encryption set with the key that is in use everywhere here. */
export function encryptionSet(over: Partial<EncryptionSetFacts> = {}): EncryptionSetFacts {
  return {
    id: encryptionSetId,
    name: 'des-app',
    encryptionType: 'EncryptionAtRestWithCustomerKey',
    keyUrl: 'https://kv-prod.vault.azure.net/keys/cmk-app/c49cc945',
    keyVaultId,
    principalIds: ['dede0000-0000-4000-8000-000000000001'],
    ...over,
  };
}

/** The machine of the matrix with BEK and KEK, and a point of it. */
export function adeMachineAndPoint(kek = true): Machine {
  return { ...adeMachine({ kek, managed: true, pass: 'single' }), point: encryptedPoint(kek) };
}

/** A machine about which everything was read and nothing is wrong. */
export function checkFacts(machine: Machine = machines.pmk(), over: Partial<PlanCheckFacts> = {}): PlanCheckFacts {
  const { vm, disks = [], point } = machine;
  const encryption = classify({ ...(vm && { vm }), disks, point });
  const pair = keys(true);
  const known: KeyInspection[] =
    encryption.ade.value === 'no'
      ? []
      : [pair.bek.secretUrl, ...(pair.kek ? [pair.kek.keyUrl] : [])].map((url) => ({
          url,
          state: read(present('c49cc945')),
        }));
  const looks = over.keys ?? known;
  const outcome = planRestore(
    {
      vault,
      item,
      point,
      vm,
      disks,
      encryption,
      profile: { targetResourceGroupId: targetGroup, stagingStorageAccountId: staging, isolatedSubnetId: subnet },
      keys: keyFactsOf(encryption, looks),
    },
    { mode: 'disks' },
    { now },
  );
  return {
    now,
    vault,
    item,
    points: [point],
    point,
    vm: read(vm),
    encryption,
    outcome,
    keys: known,
    encryptionSets: [],
    hold: undefined,
    setAccess: read([]),
    policy: read({ name: 'DefaultPolicy', keptUntil: new Date('2027-01-01T00:00:00Z') }),
    keyVaults: keyVaultIdsOf(encryption).map((id) => ({
      id,
      settings: read(keyVault()),
      backupService: read(noRights),
    })),
    backupServiceId: read(backupServiceId),
    stagingId: staging,
    staging: read({
      location: 'westeurope',
      kind: 'StorageV2',
      sku: 'Standard_LRS',
      available: 'yes',
      hierarchical: false,
      takesKeys: true,
    }),
    targetGroupId: targetGroup,
    targetGroup: read('yes' as const),
    subnetId: subnet,
    network: read({ location: 'westeurope', subnet: 'yes' as const }),
    requester: { name: 'Olivia Novak', missing: read([]) },
    bot: read([]),
    usages: read([]),
    guards: read([]),
    validation: read([]),
    ...over,
  };
}
