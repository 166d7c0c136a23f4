import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { roles as builtIn } from '../../../sandbox/world/role-definitions.ts';
import { readersRange, summariseReaders } from '../../../src/access/count-readers.ts';
import { type Means, type ReadersPlace, type ReadersRoles, readersGained } from '../../../src/access/rules/readers.ts';
import type { GivenRole, RoleDefinition } from '../../../src/kernel/permissions.ts';

const subscription = '/subscriptions/s1';
const app = `${subscription}/resourceGroups/rg-app`;
const machine = `${app}/providers/Microsoft.Compute/virtualMachines/sql-01`;
const disk = `${app}/providers/Microsoft.Compute/disks/sql-01-os`;
const target = `${subscription}/resourceGroups/rg-restore`;
const staging = `${subscription}/resourceGroups/rg-stage/providers/Microsoft.Storage/storageAccounts/stage`;
const vault = `${subscription}/resourceGroups/rg-keys/providers/Microsoft.KeyVault/vaults/kv`;

const custom = (name: string, actions: string[], more: Partial<RoleDefinition['permissions'][number]> = {}) => ({
  id: name,
  name,
  permissions: [{ actions, notActions: [], dataActions: [], notDataActions: [], ...more }],
});
const own = {
  exporter: custom('exporter', ['Microsoft.Compute/disks/beginGetAccess/action']),
  screenReader: custom('screenReader', ['Microsoft.Compute/virtualMachines/retrieveBootDiagnosticsData/action']),
  almostAll: custom('almostAll', ['*'], {
    notActions: [
      'Microsoft.Compute/disks/beginGetAccess/action',
      'Microsoft.Compute/virtualMachines/*',
      'Microsoft.Authorization/*',
    ],
  }),
  accessPolicyWriter: custom('accessPolicyWriter', ['Microsoft.KeyVault/vaults/accessPolicies/write']),
  secretReader: custom('secretReader', [], { dataActions: ['Microsoft.KeyVault/vaults/secrets/getSecret/action'] }),
  signIn: custom('signIn', [], { dataActions: ['Microsoft.Compute/virtualMachines/login/action'] }),
};
const definitions = new Map<string, RoleDefinition>([
  ...Object.values(own).map((role) => [role.id.toLowerCase(), role] as const),
  ...Object.entries(builtIn).map(
    ([id, { roleName, actions, notActions, dataActions, notDataActions }]) =>
      [
        id.toLowerCase(),
        { id, name: roleName, permissions: [{ actions, notActions, dataActions, notDataActions }] },
      ] as const,
  ),
]);

type RoleName = keyof typeof own | keyof typeof builtIn | 'unread';
const give = (principalId: string, role: RoleName, scope: string, more: Partial<GivenRole> = {}): GivenRole => ({
  principalId,
  roleDefinitionId: role,
  scope,
  to: principalId.startsWith('g-') ? 'group' : principalId.startsWith('app-') ? 'other' : 'person',
  ...more,
});

const rebuilt: ReadersPlace = {
  original: { machine, disks: [disk] },
  copy: { group: target, staging, makesMachine: true },
};
const disksOnly: ReadersPlace = { ...rebuilt, copy: { group: target, staging, makesMachine: false } };
const byRoles = { id: vault };
const byPolicies = (...objectIds: string[]) => ({
  id: vault,
  policies: objectIds.map((objectId) => ({ objectId, secrets: ['get', 'list'] })),
});

/** Expected readers, worked out by hand: `?` behind a name if it cannot be known. */
type Expected = Record<string, Means[]>;
type Layout = {
  it: string;
  place?: ReadersPlace;
  given: GivenRole[];
  groups?: Record<string, string[]>;
  gains: Expected;
};

const all: Means[] = ['owner', 'disk-export', 'run-command', 'screen'];
const layouts: Layout[] = [
  { it: 'nobody holds anything', given: [], gains: {} },
  { it: 'who owns the subscription reads both', given: [give('ann', 'owner', subscription)], gains: {} },
  { it: 'who owns the target group gains by all of it', given: [give('ann', 'owner', target)], gains: { ann: all } },
  {
    it: 'a contributor there may give no roles',
    given: [give('ann', 'contributor', target)],
    gains: { ann: ['disk-export', 'run-command', 'screen'] },
  },
  { it: 'a reader there reads no disk', given: [give('ann', 'reader', target)], gains: {} },
  {
    it: 'who may work inside the original gains nothing by exporting the copy',
    given: [give('ann', 'virtualMachineContributor', app), give('ann', 'exporter', target)],
    gains: {},
  },
  {
    it: 'who sees the screen of the original gains the whole of the copy',
    given: [give('ann', 'screenReader', machine), give('ann', 'exporter', target)],
    gains: { ann: ['disk-export'] },
  },
  {
    it: 'a screen alone is a gain, and the least',
    given: [give('bob', 'screenReader', target), give('ann', 'exporter', target)],
    gains: { ann: ['disk-export'], bob: ['screen'] },
  },
  {
    it: 'a screen is none where no machine is made',
    place: disksOnly,
    given: [give('ann', 'screenReader', target), give('bob', 'virtualMachineContributor', target)],
    gains: {},
  },
  {
    it: 'keys and data of the staging account, and not its settings',
    given: [
      give('ann', 'storageAccountContributor', staging),
      give('bob', 'storageBlobDataContributor', staging),
      give('cas', 'reader', staging),
    ],
    gains: { ann: ['staging-keys'], bob: ['staging-data'] },
  },
  {
    it: 'what a role takes out of a wildcard is not held',
    given: [give('ann', 'almostAll', target)],
    gains: {},
  },
  {
    it: 'a group gives what it holds to each of its people',
    given: [give('g-ops', 'contributor', target), give('ann', 'owner', app)],
    groups: { 'g-ops': ['ann', 'bob', 'cas'] },
    gains: { bob: ['disk-export', 'run-command', 'screen'], cas: ['disk-export', 'run-command', 'screen'] },
  },
  {
    it: 'a group that cannot be read stands for itself',
    given: [give('g-ops', 'exporter', target)],
    gains: { 'g-ops': ['disk-export'] },
  },
  {
    it: 'a person in two groups counts once',
    given: [give('g-ops', 'exporter', target), give('g-dba', 'storageBlobDataContributor', staging)],
    groups: { 'g-ops': ['ann'], 'g-dba': ['ann'] },
    gains: { ann: ['disk-export', 'staging-data'] },
  },
  {
    it: 'a condition cannot be told',
    given: [give('ann', 'exporter', target, { condition: "@Resource[x] StringEquals 'y'" })],
    gains: { 'ann?': ['disk-export'] },
  },
  {
    it: 'a role that cannot be read may be anything',
    given: [give('ann', 'unread', target)],
    gains: { 'ann?': ['owner', 'disk-export', 'run-command', 'sign-in', 'screen'] },
  },
  {
    it: 'a condition on the original proves no access to it',
    given: [give('ann', 'owner', app, { condition: "@Resource[x] StringEquals 'y'" }), give('ann', 'exporter', target)],
    gains: { 'ann?': ['disk-export'] },
  },
  {
    it: 'an encrypted disk that is exported is read with its key alone',
    place: { ...disksOnly, keyVault: byRoles },
    given: [give('ann', 'exporter', target), give('bob', 'exporter', target), give('bob', 'secretReader', vault)],
    gains: { bob: ['disk-export'] },
  },
  {
    it: 'a machine that runs has unlocked its disks for whoever works inside of it',
    place: { ...rebuilt, keyVault: byRoles },
    given: [give('ann', 'virtualMachineContributor', target), give('bob', 'signIn', target)],
    gains: { ann: ['run-command', 'screen'], bob: ['sign-in'] },
  },
  {
    it: 'access policies open a key vault, by name, by group and for whoever may write them',
    place: { ...disksOnly, keyVault: byPolicies('ann', 'g-keys') },
    given: ['ann', 'bob', 'cas', 'dan']
      .map((id) => give(id, 'exporter', target))
      .concat(give('cas', 'accessPolicyWriter', vault)),
    groups: { 'g-keys': ['bob'] },
    gains: { ann: ['disk-export'], bob: ['disk-export'], cas: ['disk-export'] },
  },
  {
    it: 'an access policy of whom nobody knows may be a group of theirs',
    place: { ...disksOnly, keyVault: byPolicies('somebody') },
    given: [give('ann', 'exporter', target)],
    gains: { 'ann?': ['disk-export'] },
  },
  {
    it: 'applications are told apart from people',
    given: [give('app-bot', 'contributor', target)],
    gains: { 'app-bot': ['disk-export', 'run-command', 'screen'] },
  },
  {
    it: 'disks that are replaced in their place open no group, and are staged all the same',
    place: { ...rebuilt, copy: { staging, makesMachine: false } },
    given: [give('ann', 'owner', target), give('bob', 'storageAccountContributor', staging)],
    gains: { bob: ['staging-keys'] },
  },
];

describe('who gains access by the place of a copy', () => {
  for (const { it: says, place = rebuilt, given, groups = {}, gains } of layouts) {
    it(says, () => {
      const roles: ReadersRoles = { given, definitions, peopleIn: new Map(Object.entries(groups)) };
      const found = readersGained(place, roles).map(({ id, means, sure }) => [sure ? id : `${id}?`, means]);
      assert.deepEqual(found, Object.entries(gains));
    });
  }

  it('has at least twenty layouts', () => {
    assert.ok(layouts.length >= 20);
  });
});

describe('what a plan keeps of it', () => {
  const seen = (given: GivenRole[], groups: Record<string, string[]> = {}) =>
    summariseReaders(
      readersGained(rebuilt, { given, definitions, peopleIn: new Map(Object.entries(groups)) }),
      new Map([
        ['ann', 'Ann'],
        ['g-ops', 'Operations'],
      ]),
    );

  it('names the worst first, groups by how many of their people gain', () => {
    const given = [
      give('g-ops', 'exporter', target),
      give('ann', 'owner', target),
      give('app-bot', 'exporter', target),
    ];
    assert.deepEqual(seen(given, { 'g-ops': ['ann', 'bob', 'cas'] }), {
      people: 3,
      perhaps: 0,
      applications: 1,
      groups: [],
      ways: [
        { means: 'owner', people: 1, names: [{ name: 'Ann' }] },
        { means: 'disk-export', people: 2, names: [{ name: 'Operations', group: 2 }] },
      ],
    });
  });

  it('is how many at least and at most: a group that nobody read may be anybody', () => {
    const conditional = { condition: "@Resource[x] StringEquals 'y'" };
    const told = seen([give('ann', 'exporter', target), give('bob', 'exporter', target, conditional)]);
    assert.deepEqual(readersRange(told), { least: 1, most: 2 });
    const group = seen([give('ann', 'exporter', target), give('g-ops', 'exporter', target)]);
    assert.deepEqual(readersRange(group), { least: 1, most: Number.POSITIVE_INFINITY });
    for (const nothing of ['unread', undefined] as const) {
      assert.deepEqual(readersRange(nothing), { least: 0, most: Number.POSITIVE_INFINITY });
    }
  });
});
