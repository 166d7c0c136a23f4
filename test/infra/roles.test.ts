import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { builtInRoles, type Role, roles } from '../../infra/roles.ts';
import { roles as known } from '../../sandbox/world/role-definitions.ts';
import { keyRoleActions } from '../../src/machines/rules/key-access-gaps.ts';
import { keyRole } from '../../src/protection/rules/plan-grant.ts';
import { infra, read } from './bicep.ts';
import { actionsOf, functionsOf, recordedAzure, samples, type Tier } from './calls.ts';

/** Given in Entra, not by a role: docs/permissions.md tells of them. */
const ofGraph: readonly string[] = [
  'microsoft.graph/serviceprincipals/read',
  'microsoft.graph/users/read',
  'microsoft.graph/groups/read',
];

test('every function that speaks to Azure belongs to a tier', () => {
  assert.deepEqual(Object.keys(samples).toSorted(), functionsOf(recordedAzure().azure).toSorted());
});

/** Of a Managed HSM, which gives rights by roles of its own: docs/permissions.md tells of them. */
const ofHsm = 'microsoft.keyvault/managedhsm/';

/** Azure lists to everybody the subscriptions in which they have a role, and asks for no right. */
const asksNothing = 'microsoft.resources/subscriptions/read';

/** What Azure asks for in the name of a deployment: no call of ours names it. The local Azure asks for it too. */
const inTheNameOf: Partial<Record<Tier, string[]>> = {
  rebuild: [
    'microsoft.compute/virtualmachines/write',
    'microsoft.network/networkinterfaces/write',
    'microsoft.network/networkinterfaces/join/action',
    'microsoft.network/virtualnetworks/subnets/join/action',
    'microsoft.keyvault/vaults/deploy/action',
  ],
};

const tiers = ['observe', 'protect', 'restore', 'rebuild', 'keys', 'grant', 'drill', 'quarantine'] satisfies Tier[];

for (const tier of tiers) {
  test(`the roles of tier ${tier} allow what its calls ask for, and nothing else`, async () => {
    const asked = (await actionsOf(tier)).filter(
      (action) => !ofGraph.includes(action) && !action.startsWith(ofHsm) && action !== asksNothing,
    );
    const allowed = roles.filter((role) => role.tier === tier).flatMap(actionsIn);
    assert.deepEqual([...new Set(allowed)].toSorted(), [...asked, ...(inTheNameOf[tier] ?? [])].toSorted());
  });
}

test('tier observe only reads', () => {
  for (const role of roles.filter(({ tier }) => tier === 'observe')) {
    for (const action of actionsIn(role)) assert.match(action, /\/read$|\/readmetadata\/action$/);
  }
});

test('built-in Reader allows all of the role that reads, so that stage 1 needs none of its own', () => {
  const [observe = assert.fail()] = roles;
  const reader = known.reader.actions.map((action) => new RegExp(`^${action.replaceAll('*', '.*')}$`, 'i'));
  for (const action of actionsIn(observe)) {
    assert.ok(
      reader.some((pattern) => pattern.test(action)),
      action,
    );
  }
  assert.deepEqual(observe.dataPermissions, []);
});

/** Deleted besides what drills made, by a tier of its own: the copy of keys beside restored disks. */
const copyOfKeys = 'microsoft.storage/storageaccounts/blobservices/containers/blobs/delete';

test('no role has a wildcard or may delete more than that copy, but where drills are made, and only tiers of their own give rights', () => {
  for (const role of roles) {
    for (const action of actionsIn(role)) {
      assert.doesNotMatch(action, /\*/);
      if (action !== copyOfKeys && role.tier !== 'drill') assert.doesNotMatch(action, /\/delete$/);
      if (role.tier.startsWith('grant')) continue;
      assert.doesNotMatch(action, /microsoft\.authorization\/.*\/(write|action)$|accesspolicies/);
    }
  }
});

test('the actions on vaults are ones that the built-in roles of Azure Backup have, so they exist', () => {
  const patterns = [...known.backupContributor.actions, ...known.backupOperator.actions].map(
    (action) => new RegExp(`^${action.replaceAll('.', '\\.').replaceAll('*', '.*')}$`, 'i'),
  );
  const onVaults = roles.flatMap(actionsIn).filter((action) => action.startsWith('microsoft.recoveryservices/'));
  assert.ok(onVaults.length > 5);
  for (const action of onVaults)
    assert.ok(
      patterns.some((pattern) => pattern.test(action)),
      action,
    );
});

test('the built-in roles that are given are the ones they are called, and Bicep gives each', () => {
  const main = read('roles.bicep');
  for (const { role, id } of builtInRoles) {
    assert.equal(Object.values(known).find(({ name }) => name === id)?.roleName, role);
    assert.ok(main.includes(`'${id}'`), `roles.bicep does not give ${role}`);
  }
});

test('Bicep makes the role that Azure Backup is given, as the rules know it', () => {
  const bicep = read('modules/key-role.bicep');
  // The first eight characters of the subscription stand in the name.
  const [before, after] = keyRole.nameFor('aaaaaaaa-0000').split('aaaaaaaa');
  assert.ok(bicep.includes(`roleName: '${before}\${take(subscription().subscriptionId, 8)}${after}'`));
  const actions = [...bicep.matchAll(/'(Microsoft\.KeyVault\/[^']+)'/g)].map(([, action]) => action);
  assert.deepEqual(actions.toSorted(), [...keyRoleActions].toSorted());
});

test('Bicep makes every role that there is a file for', () => {
  const bicep = read('modules/roles.bicep');
  const files = readdirSync(path.join(infra, 'roles')).filter((file) => file !== 'built-in.json');
  assert.equal(files.length, roles.length);
  for (const file of files) assert.ok(bicep.includes(`loadJsonContent('../roles/${file}')`), file);
});

function actionsIn({ permissions, dataPermissions }: Role): string[] {
  return [...permissions, ...dataPermissions].map(({ action }) => action.toLowerCase());
}
