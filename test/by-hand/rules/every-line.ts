import assert from 'node:assert/strict';
import fc from 'fast-check';
import { byHand } from '../../../src/by-hand/rules/by-hand.ts';
import type { HandFacts, HandKind } from '../../../src/by-hand/rules/hand-step.ts';
import { typedLines } from '../../../src/by-hand/rules/typed-lines.ts';
import { cancelByHand } from '../../../src/jobs/request-kinds/cancel-job.ts';
import type { AdeKeys } from '../../../src/kernel/facts.ts';
import type { ListedResource } from '../../../src/kernel/place-facts.ts';
import type { Wanted } from '../../../src/machines/rules/key-access-gaps.ts';
import { backupByHand } from '../../../src/protection/rules/backup.ts';
import {
  holdByHand,
  protectByHand,
  raiseByHand,
  resumeByHand,
  stopByHand,
  undeleteByHand,
} from '../../../src/protection/rules/by-hand.ts';
import { grantByHand } from '../../../src/protection/rules/grant-by-hand.ts';
import { postureLines } from '../../../src/protection/rules/posture.ts';
import type { ChangeLines } from '../../../src/requests/rules/change-lines.ts';
import { findLeftovers, type LeftoverSource } from '../../../src/restore/rules/leftovers.ts';
import type { StepKind } from '../../../src/restore/rules/plan.ts';
import { releaseByHand } from '../../../src/restore/rules/release.ts';

/** Builds each line that a person is given to run at least once, with arbitrary names. */

/** Names in a line; `name(i)` is the one in the i-th place. */
export type Names = (place: number) => string;
export const harmless: Names = (place) => `name-${place}-x`;

/** Replaces harmless names in a value by others. */
export function exchanged(value: unknown, names: Names): unknown {
  if (typeof value === 'string') {
    const inUrl = value.startsWith('https://');
    // Texts in an object made by jq are JSON-encoded.
    const inProgram = value.startsWith('{value:');
    return value.replace(/name-(\d+)-x/g, (_, place) => {
      const name = names(Number(place));
      if (inUrl) return encodeURIComponent(name);
      return inProgram ? JSON.stringify(name).slice(1, -1) : name;
    });
  }
  if (Array.isArray(value)) return value.map((one) => exchanged(one, names));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, exchanged(one, names)]));
}

/** JSON words are compared by value. */
export function meant(word: string): unknown {
  if (word.startsWith('{"')) return JSON.parse(word);
  // Azure's own tools encode semicolons in a path, and letters outside ASCII.
  return word.startsWith('/subscriptions/') ? decoded(word.replaceAll('%3B', ';')) : word;
}

function decoded(path: string): string {
  return path.replace(/(?:%[89A-F][0-9A-F])+/g, (letters) => {
    try {
      return decodeURIComponent(letters);
    } catch {
      return letters;
    }
  });
}

const evil = [
  'rg-(prod)',
  '$(touch owned)',
  '`touch owned`',
  '; touch owned #',
  '" ; touch owned ; "',
  "' ; touch owned ; '",
  "'$(Restart-Computer)'",
  '(Restart-Computer)',
  '\u2019; Restart-Computer; \u2018',
  '@secret',
  'x=@secret',
  '&& touch owned',
  '* ? [a]',
  '~',
  '!!',
  '\\',
  '-rf',
  'a b\tc',
  '$HOME',
  '#x',
  '{a,b}',
  '<x',
  '>owned',
  '|cat',
  'é😀\u202e',
];

/**
 * One hostile name per place. No slash, which would make another id, and no control character, which Azure does not
 * allow.
 */
export const anyNames: fc.Arbitrary<Names> = fc
  .array(
    fc.oneof(
      fc.constantFrom(...evil.map((name) => name.replaceAll('/', ''))),
      fc
        .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
        .filter((text) => text.isWellFormed() && text.trim() === text && !/[/\p{Cc}]|^[.]+$/u.test(text)),
    ),
    { minLength: 12, maxLength: 12 },
  )
  .map((names) => (place) => {
    const name = names[place % names.length] ?? '';
    // The group's name: outside ASCII it takes lines of another kind, tested once below.
    return place === 0 ? name.replace(/[^\x20-\x7e]/g, '_') : name;
  });

const group = (of: Names) => `/subscriptions/s-1/resourceGroups/${of(0)}`;
const inGroup = (of: Names, type: string, place: number) => `${group(of)}/providers/${type}/${of(place)}`;

const keys = (of: Names): AdeKeys => ({
  bek: {
    secretUrl: 'https://kv.vault.azure.net/secrets/BEK/1',
    keyVaultId: inGroup(of, 'Microsoft.KeyVault/vaults', 1),
  },
  kek: { keyUrl: 'https://kv.vault.azure.net/keys/kek/1', keyVaultId: inGroup(of, 'Microsoft.KeyVault/vaults', 1) },
});

const steps = (kinds: StepKind[]) => kinds.map((kind) => ({ kind })) as HandFacts['plan']['steps'];

/** Facts of a rebuild in which every name is hostile. */
function factsOf(of: Names, more: (facts: HandFacts) => Partial<HandFacts>): HandFacts {
  const facts: HandFacts = {
    requestId: 'R-7K2M',
    vault: {
      id: inGroup(of, 'Microsoft.RecoveryServices/vaults', 2),
      name: of(2),
      resourceGroup: of(0),
      subscriptionId: 's-1',
    },
    containerName: of(3),
    itemName: of(4),
    vm: { id: inGroup(of, 'Microsoft.Compute/virtualMachines', 5), name: of(5) },
    osType: 'Windows',
    pointAt: new Date('2026-11-24T02:10:00Z'),
    plan: {
      body: {
        recoveryPointId: of(6),
        storageAccountId: inGroup(of, 'Microsoft.Storage/storageAccounts', 7),
        recoveryType: 'RestoreDisks',
        targetResourceGroupId: group(of),
        restoreDiskLunList: [0, 2],
        zones: ['2'],
        region: of(1),
      },
      effects: { mode: 'rebuild', target: { form: 'managed' } },
      steps: steps(['tag-made', 'ade-extension']),
    } as unknown as HandFacts['plan'],
    machine: {
      groupId: group(of),
      name: of(5),
      region: of(1),
      subnetId: `${inGroup(of, 'Microsoft.Network/virtualNetworks', 8)}/subnets/${of(9)}`,
      size: of(10),
      zone: of(11),
      security: ['trusted-launch', 'vtpm', 'encryption-at-host'],
    },
    done: [],
    keys: [keys(of)],
    pass: 'single',
    away: [
      { url: 'https://kv.vault.azure.net/keys/kek/1', state: 'missing' },
      { url: 'https://kv.vault.azure.net/secrets/BEK/1', state: 'missing' },
      { url: 'https://kv.vault.azure.net/secrets/other/1', state: 'soft-deleted' },
    ],
    settings: [{ lun: -1, keys: keys(of) }],
    keyCopy: 'not-yet',
  };
  return { ...facts, ...more(facts) };
}

const disks = (of: Names) => [
  { lun: -1, id: inGroup(of, 'Microsoft.Compute/disks', 3) },
  { lun: 0, id: inGroup(of, 'Microsoft.Compute/disks', 4) },
  { lun: 5, id: inGroup(of, 'Microsoft.Compute/disks', 6) },
];

const withBody = (facts: HandFacts, body: object, mode: string, form: string) =>
  ({
    ...facts.plan,
    body: { ...facts.plan.body, ...body },
    effects: { ...facts.plan.effects, mode, target: { form } },
  }) as HandFacts['plan'];

const blobUri = (of: Names) => `https://acc.blob.core.windows.net/box/${encodeURIComponent(of(8))}`;

/** A GUID from Azure: the lines keep it in a bash variable, which az reads like any argument. */
export const job = '00000000-1111-2222-3333-444444444444';

/** Members that only this kind of body has. */
const newMachine = (of: Names) => ({
  recoveryType: 'AlternateLocation',
  targetVirtualMachineId: inGroup(of, 'Microsoft.Compute/virtualMachines', 5),
  virtualNetworkId: inGroup(of, 'Microsoft.Network/virtualNetworks', 8),
  subnetId: `${inGroup(of, 'Microsoft.Network/virtualNetworks', 8)}/subnets/${of(9)}`,
});
/** Files are in the staging account: they have no group. */
const asFiles = { targetResourceGroupId: undefined, zones: undefined };

/** Variants of a restore that together produce every line at least once. */
const restores: Record<string, (of: Names) => Partial<HandFacts> | ((facts: HandFacts) => Partial<HandFacts>)> = {
  'nothing is known yet': () => ({}),
  'az cannot find its group': (of) => (facts) => ({
    vm: {
      ...facts.vm,
      // A name may contain a replacement pattern of `replace`, such as $$.
      id: facts.vm.id.replace(group(of), () => group((place) => `größe ${of(place)}`)),
    },
  }),
  'the disks are known': (of) => ({ done: ['restore-disks'], jobId: job, disks: disks(of) }),
  'disks in one count, by LUN': (of) => ({ jobId: job, disks: disks(of).slice(0, 2), osType: 'Linux' }),
  'an application unlocks them': (of) => ({ jobId: job, disks: disks(of), pass: 'dual', osType: 'Linux' }),
  'a key copy that is known': (of) => ({ jobId: job, keyCopy: { uri: blobUri(of) } }),
  'no key wraps the secret, and it is gone': (of) => ({
    keys: [{ bek: keys(of).bek }],
    away: [{ url: 'https://kv.vault.azure.net/secrets/BEK/1', state: 'missing' }],
  }),
  'the key is only deleted': () => ({
    away: [{ url: 'https://kv.vault.azure.net/keys/kek/1', state: 'soft-deleted' }],
  }),
  'keys in the point': (of) => ({ keyCopy: 'gone', keysInPoint: `${inGroup(of, 'x/vaults', 2)}/points/${of(6)}` }),
  'the machine is confidential': (of) => (facts) => ({
    machine: {
      ...facts.machine,
      security: ['confidential', 'secure-boot', 'vtpm'],
      stateEncryption: 'DiskWithVMGuestState',
    },
    plan: withBody(
      facts,
      {
        restoreDiskLunList: undefined,
        zones: undefined,
        securedVMDetails: {
          securedVMOsDiskEncryptionSetId: inGroup(of, 'Microsoft.Compute/diskEncryptionSets', 10),
        },
      },
      'rebuild',
      'managed',
    ),
  }),
  'its key is gone, and a restore brings it out': () => ({
    keys: [],
    setKey: { url: 'https://kv.vault.azure.net/keys/cmk/1', state: 'missing', keyVaultId: '/kv' },
  }),
  'its key was brought out of an HSM': () => ({
    keys: [],
    setKey: { url: 'https://hsm.managedhsm.azure.net/keys/cmk/1', state: 'missing', exportJobId: job },
    done: ['export-key'],
  }),
  'its key is only deleted': () => ({
    keys: [],
    setKey: { url: 'https://kv.vault.azure.net/keys/cmk/1', state: 'soft-deleted' },
  }),
  'each confidential data disk has a set': (of) => (facts) => ({
    plan: withBody(
      facts,
      {
        restoreDiskLunList: undefined,
        zones: undefined,
        securedVMDetails: {
          securedVMOsDiskEncryptionSetId: inGroup(of, 'Microsoft.Compute/diskEncryptionSets', 10),
          dataDiskEncryptionSettings: {
            perDiskEncryptionSetIds: [
              { lun: 0, diskEncryptionSetId: inGroup(of, 'Microsoft.Compute/diskEncryptionSets', 11) },
            ],
          },
        },
      },
      'rebuild',
      'managed',
    ),
  }),
  'the copy goes into quarantine': (of) => (facts) => ({
    jobId: job,
    disks: disks(of),
    plan: {
      ...facts.plan,
      effects: { ...facts.plan.effects, networkMode: 'quarantine', quarantine: { openings: [of(8)] } },
    } as HandFacts['plan'],
  }),
  'the copy goes into quarantine, and its disks cannot be read yet': (of) => (facts) => ({
    jobId: job,
    plan: {
      ...facts.plan,
      effects: { ...facts.plan.effects, networkMode: 'quarantine', quarantine: { openings: [of(8)] } },
    } as HandFacts['plan'],
  }),
  'disks as files': () => (facts) => ({ plan: withBody(facts, asFiles, 'rebuild', 'vhd') }),
  'files that Azure makes disks of': () => (facts) => ({
    plan: withBody(facts, { zones: undefined, restoreWithManagedDisks: true }, 'rebuild', 'managed'),
  }),
  'another subscription': (of) => (facts) => {
    const groupId = group(of).replace('s-1', 's-2');
    return {
      plan: withBody(
        facts,
        { targetResourceGroupId: groupId, restoreDiskLunList: undefined, zones: undefined },
        'rebuild',
        'managed',
      ),
      machine: { ...facts.machine, groupId },
    };
  },
  'files that are known': (of) => (facts) => ({
    plan: withBody(facts, asFiles, 'rebuild', 'vhd'),
    files: [-1, 1].map((lun) => ({ lun, uri: `${blobUri(of)}-${lun}` })),
  }),
  'a machine that Azure makes': (of) => (facts) => ({
    plan: withBody(facts, { ...newMachine(of), restoreDiskLunList: undefined }, 'new-vm', 'managed'),
  }),
  'another encryption set': (of) => (facts) => ({
    plan: withBody(
      facts,
      { diskEncryptionSetId: inGroup(of, 'Microsoft.Compute/diskEncryptionSets', 10) },
      'rebuild',
      'managed',
    ),
  }),
  'the OS disk alone': () => (facts) => ({ plan: withBody(facts, { restoreDiskLunList: [] }, 'rebuild', 'managed') }),
  'the machine is from the Marketplace': (of) => (facts) => ({
    machine: {
      ...facts.machine,
      plan: { name: of(3), publisher: of(4), product: of(6) },
      licenseType: of(7),
      diskController: 'NVMe',
      acceleratedNetworking: true,
    },
  }),
  'its disks are private': () => (facts) => ({
    plan: withBody(
      facts,
      {
        restoreDiskLunList: undefined,
        zones: undefined,
        targetDiskNetworkAccessSettings: { targetDiskNetworkAccessOption: 'SameAsOnSourceDisks' },
      },
      'rebuild',
      'managed',
    ),
  }),
  'disks that are replaced': () => (facts) => ({
    plan: withBody(
      facts,
      { recoveryType: 'OriginalLocation', targetResourceGroupId: undefined, zones: undefined },
      'replace',
      'managed',
    ),
  }),
  ...Object.fromEntries(
    (['restore-disks', 'deploy-vm', 'ade-extension', 'recover-keys', 'tag-made'] as HandKind[]).flatMap((kind) => [
      [
        `${kind} is under way`,
        (of: Names) => ({ jobId: job, underWay: { kind, attemptId: of(7), jobId: job, deployment: of(7) } }),
      ],
      [`${kind} is under way, its job unknown`, (of: Names) => ({ underWay: { kind, attemptId: of(7) } })],
    ]),
  ),
};

/** Facts of each variant, by its name. */
export const everyRestore: Record<string, (of: Names) => HandFacts> = Object.fromEntries(
  Object.entries(restores).map(([name, moreOf]) => [
    name,
    (of) => {
      const more = moreOf(of);
      return factsOf(of, typeof more === 'function' ? more : () => more);
    },
  ]),
);

const subscriptions = ['11111111-2222-3333-4444-555555555555', '21111111-2222-3333-4444-555555555555'];

const wanted = (of: Names): Wanted[] => [
  {
    model: 'access-policy',
    keyVaultId: inGroup(of, 'Microsoft.KeyVault/vaults', 1),
    keyVault: of(1),
    keys: ['get', 'backup'],
    secrets: ['get', 'list'],
  },
  { model: 'rbac', keyVaultId: inGroup(of, 'Microsoft.KeyVault/vaults', 2), keyVault: of(2), actions: [] },
];

const changes = (of: Names): ChangeLines[] => {
  const vaultId = inGroup(of, 'Microsoft.RecoveryServices/vaults', 2);
  const vmId = inGroup(of, 'Microsoft.Compute/virtualMachines', 5);
  const item = { vaultId, vmId, containerName: of(3), itemName: of(4) };
  const raises = (name: string) => ({ base: 'daily-30', name, retention: { daily: { count: 210 } }, snapshotDays: 5 });
  return [
    backupByHand(item, new Date('2026-12-24T23:59:00Z')),
    protectByHand(item, of(6)),
    resumeByHand(item, of(6)),
    stopByHand(item, false),
    stopByHand(item, true),
    holdByHand(item, true, raises('hold-daily-30')),
    raiseByHand(item, raises('longer-daily-30')),
    undeleteByHand(item),
    cancelByHand(vaultId, of(7)),
  ];
};

const release = (of: Names): ChangeLines =>
  releaseByHand({
    groupId: group(of),
    subnetId: `${inGroup(of, 'Microsoft.Network/virtualNetworks', 2)}/subnets/${of(3)}`,
    nicId: inGroup(of, 'Microsoft.Network/networkInterfaces', 4),
    machineId: inGroup(of, 'Microsoft.Compute/virtualMachines', 5),
  });

function leftoverLines(of: Names): string[] {
  const types = [
    'Microsoft.Compute/virtualMachines',
    'Microsoft.Compute/disks',
    'Microsoft.Network/networkInterfaces',
    'x/y',
  ];
  const source: LeftoverSource = {
    request: { id: 'R-7K2M', requester: 'p', vm: of(5), endedAt: new Date(0) },
    restores: [{ jobId: 'job', span: { from: new Date(0) } }],
    made: { ids: types.map((type, at) => inGroup(of, type, at + 2)), span: { from: new Date(0) } },
    blobs: [{ uri: blobUri(of), kind: 'vhd' }],
    restoredKeys: [
      { url: 'https://kv.vault.azure.net/keys/kek/1', only: 'version' },
      { url: 'https://kv.vault.azure.net/secrets/bek', only: 'whole' },
    ],
  };
  const resources: ListedResource[] = types.map((type, at) => ({
    id: inGroup(of, type, at + 2),
    name: of(at + 2),
    type,
    tags: { 'strongroom-request': 'R-7K2M', RSVaultBackup: 'job' },
    createdAt: new Date(0),
  }));
  return findLeftovers([source], resources).map(({ line }) => {
    assert.ok(typeof line === 'string');
    return line;
  });
}

const postureOf = (shell: 'az' | 'powershell') => (of: Names) =>
  Object.values(postureLines[shell]).map((line) => line({ vault: of(2), group: of(0), subscription: of(1) }));

/** A block of PowerShell lines counts as one. */
export const everyLine: Record<string, { bash: (of: Names) => string[]; powershell?: (of: Names) => string[] }> = {
  ...Object.fromEntries(
    Object.entries(everyRestore).map(([name, facts]) => [
      `a restore where ${name}`,
      {
        bash: (of: Names) => byHand(facts(of)).flatMap((step) => [...typedLines(step, 'az'), ...step.rest]),
        powershell: (of: Names) => byHand(facts(of)).map((step) => typedLines(step, 'powershell').join('\n')),
      },
    ]),
  ),
  'a change': {
    bash: (of) => changes(of).flatMap(({ az }) => az),
    powershell: (of) => changes(of).map(({ powershell }) => powershell.join('\n')),
  },
  'a grant': {
    bash: (of) => grantByHand(wanted(of), of(8), of(9), subscriptions).az,
    powershell: (of) => grantByHand(wanted(of), of(8), of(9), subscriptions).powershell,
  },
  'a release': { bash: (of) => release(of).az },
  'how a vault is protected': { bash: postureOf('az'), powershell: postureOf('powershell') },
  'what is left over': { bash: leftoverLines },
};
