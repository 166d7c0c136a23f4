import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ClientSecretCredential } from '@azure/identity';
import { loopbackClient } from '../../sandbox/azure/loopback-client.ts';
import { type LocalAzure, startAzure } from '../../sandbox/azure/start-azure.ts';
import { groupId, resourceId, subscriptionPath } from '../../sandbox/world/arm-id.ts';
import { bot, people, tenantId } from '../../sandbox/world/people.ts';
import { prod, restoreTargets, test as testing, vaultIds } from '../../sandbox/world/places.ts';
import { roles } from '../../sandbox/world/role-definitions.ts';
import { makeWorld } from '../../sandbox/world/seed.ts';
import type { World } from '../../sandbox/world/world.ts';
import { type Access, createAccess, EligibleError } from '../../src/access/access.ts';
import { actions, backUpAction, writeItemAction } from '../../src/access/rules/actions.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import type { Need } from '../../src/kernel/permissions.ts';
import { decide } from '../../src/requests/rules/approval.ts';
import { azureOn } from '../azure/wire-fixture.ts';
import { noon } from '../sandbox/azure/setting.ts';

let world: World;
let local: LocalAzure;
let access: Access;

before(async () => {
  world = makeWorld({ origin: noon, fleetSize: 3 });
  const { roles: book } = world;
  // Additions to the world's own roles: one through a group, one at a management group, one with a condition, and a
  // denial for one person in one place.
  book.groups.push({
    objectId: 'cccccccc-0000-4000-8000-000000000001',
    name: 'Restorers',
    members: [people.outsider.objectId],
  });
  book.assign('cccccccc-0000-4000-8000-000000000001', roles.backupOperator, vaultIds.fleet, 'Group');
  const conditional = book.assign(people.outsider.objectId, roles.backupOperator, vaultIds.test);
  conditional.condition = "@Resource[Microsoft.RecoveryServices/vaults:name] StringEquals 'rsv-test'";
  book.denials.push({
    name: 'dddddddd-0000-4000-8000-000000000001',
    denyAssignmentName: 'no-restores-from-guarded',
    scope: vaultIds.guarded,
    actions: ['Microsoft.RecoveryServices/vaults/backupFabrics/*/restore/action'],
    notActions: [],
    principalIds: [people['approver-2'].objectId],
    excludedIds: [],
  });
  local = await startAzure(world);
  const httpClient = loopbackClient(local.port);
  const clock = new Clock(world.clock.setting);
  const credential = new ClientSecretCredential(tenantId, bot.appId, bot.secret, { httpClient });
  const subscriptions = [prod.id, testing.id];
  const { azure } = azureOn(local.port, { httpClient, clock, credential, subscriptions });
  access = createAccess(azure, clock);
});
after(() => local.close());

const vm = (subscription: string, group: string, name: string) =>
  resourceId(subscription, group, 'Microsoft.Compute/virtualMachines', name);
const machines = {
  prod: vm(prod.id, 'rg-app', 'sql-01'),
  guarded: vm(prod.id, 'rg-app', 'guarded-01'),
  test: vm(testing.id, 'rg-dev', 'dev-01'),
  fleet: vm(testing.id, 'rg-fleet', 'fleet-0001'),
};
type VaultName = keyof typeof vaultIds;
const vaultNames = Object.keys(vaultIds) as VaultName[];

/** The steps of each gated command, and of the changes without approval: an action and its scope. */
const commands: Record<string, (vault: VaultName) => Need[]> = {
  'restore: the restore itself': (vault) => [{ action: actions.restore, scope: vaultIds[vault] }],
  'restore: its disks': (vault) => [{ action: actions.writeDisk, scope: targetOf(vault).targetResourceGroupId }],
  'restore: its staging account': (vault) => [
    { action: actions.writeStaging, scope: targetOf(vault).stagingStorageAccountId },
  ],
  'restore: the source machine': (vault) => [{ action: actions.writeVm, scope: machines[vault] }],
  'restore: the new machine': (vault) => [
    { action: actions.writeVm, scope: targetOf(vault).targetResourceGroupId },
    { action: actions.writeInterface, scope: targetOf(vault).targetResourceGroupId },
    { action: actions.deploy, scope: targetOf(vault).targetResourceGroupId },
    { action: actions.joinSubnet, scope: targetOf(vault).isolatedSubnetId },
  ],
  'protection stop and undelete': (vault) => [{ action: writeItemAction, scope: vaultIds[vault] }],
  'keyaccess grant': (vault) => [
    {
      action: 'Microsoft.KeyVault/vaults/accessPolicies/write',
      scope: resourceId(prod.id, 'rg-app', 'Microsoft.KeyVault/vaults', vault === 'fleet' ? 'kv-fleet' : 'kv-prod'),
    },
  ],
  backup: (vault) => [{ action: backUpAction, scope: vaultIds[vault] }],
};

function targetOf(vault: VaultName) {
  const found = restoreTargets.find((target) => target.vault === `rsv-${vault}`) ?? restoreTargets.at(-1);
  assert.ok(found);
  return found;
}

/** Written by hand from the roles of the world: what is not listed is refused. */
const may: Record<string, Partial<Record<keyof typeof commands, VaultName[]>>> = {
  oncall: {
    'restore: the restore itself': ['prod', 'test', 'guarded'],
    'restore: its disks': ['prod', 'test', 'guarded', 'fleet'],
    'restore: its staging account': ['prod', 'test', 'guarded', 'fleet'],
    'restore: the source machine': ['prod', 'test', 'guarded'],
    'restore: the new machine': ['prod', 'test', 'guarded', 'fleet'],
    'protection stop and undelete': ['prod', 'test', 'guarded'],
    backup: ['prod', 'test', 'guarded'],
  },
  'approver-1': {
    'restore: the restore itself': ['prod', 'test', 'guarded'],
    'restore: its disks': ['prod', 'test', 'guarded', 'fleet'],
    'restore: its staging account': ['prod', 'test', 'guarded', 'fleet'],
    'restore: the new machine': ['prod', 'test', 'guarded', 'fleet'],
    'protection stop and undelete': ['prod', 'test', 'guarded'],
    backup: ['prod', 'test', 'guarded'],
  },
  'approver-2': {
    'restore: the restore itself': ['prod', 'test'],
    'restore: its disks': ['prod', 'test', 'guarded', 'fleet'],
    'restore: its staging account': ['prod', 'test', 'guarded', 'fleet'],
    'restore: the new machine': ['prod', 'test', 'guarded', 'fleet'],
    'protection stop and undelete': ['prod', 'test', 'guarded'],
    backup: ['prod', 'test', 'guarded'],
  },
  outsider: {
    'restore: the restore itself': ['fleet'],
    'protection stop and undelete': ['fleet'],
    backup: ['fleet'],
  },
  platform: Object.fromEntries(Object.keys(commands).map((command) => [command, vaultNames])),
  eligible: {},
  // A guest is refused before this check; Azure itself would allow them.
  guest: {
    'restore: the restore itself': ['prod', 'test'],
    'protection stop and undelete': ['prod', 'test'],
    backup: ['prod', 'test'],
  },
};

async function answerOf(objectId: string, needs: Need[]): Promise<string> {
  try {
    await access.require(objectId, needs, false);
    return 'allowed';
  } catch (error) {
    assert.ok(error instanceof CodedError);
    return error.code;
  }
}

describe('every person, every command, every vault', () => {
  for (const [name, person] of Object.entries(people)) {
    it(`${name}: as Azure itself decides, and as the roles of the world say`, async () => {
      for (const [command, needsOf] of Object.entries(commands)) {
        for (const vault of vaultNames) {
          const needs = needsOf(vault);
          const where = `${name}, ${command}, ${vault}`;
          const answer = await answerOf(person.objectId, needs);
          const azure = needs.every(({ action, scope }) => world.roles.allows(person.objectId, action, scope));
          assert.equal(answer === 'allowed', azure, `${where}: ${answer}`);
          assert.equal(answer === 'allowed', may[name]?.[command]?.includes(vault) ?? false, `${where}: ${answer}`);
        }
      }
    });
  }

  it('says why not: never, taken away, not told, or only to be activated', async () => {
    const restore = (vault: VaultName) => [{ action: actions.restore, scope: vaultIds[vault] }];
    assert.equal(await answerOf(people.outsider.objectId, restore('prod')), 'not-allowed');
    assert.equal(await answerOf(people.outsider.objectId, restore('test')), 'not-known');
    assert.equal(await answerOf(people['approver-2'].objectId, restore('guarded')), 'denied');
    await assert.rejects(
      access.require(people.eligible.objectId, restore('prod'), true),
      (error) =>
        error instanceof EligibleError && error.params.role === 'Backup Operator' && error.params.scope === 'rsv-prod',
    );
    assert.equal(await answerOf(people.eligible.objectId, restore('fleet')), 'not-allowed');
    // Eligibility for one of two rights is not enough to wait for.
    const both = [...restore('prod'), { action: actions.writeVm, scope: groupId(testing.id, 'rg-fleet') }];
    assert.equal(await answerOf(people.eligible.objectId, both), 'not-allowed');
  });

  it('a role above is inherited, a role beside is not, and what is activated counts at once for a change', async () => {
    const { objectId } = people.eligible;
    const need = [{ action: actions.restore, scope: vaultIds.prod }];
    world.roles.activate(objectId);
    await access.require(objectId, need, true);
    world.roles.deactivate(objectId);
    await assert.rejects(access.require(objectId, need, true), EligibleError);
    const given = world.roles.assign(objectId, roles.backupContributor, subscriptionPath(prod.id));
    await access.require(objectId, need, true);
    await assert.rejects(access.require(objectId, [{ action: actions.restore, scope: vaultIds.test }], true));
    world.roles.assignments = world.roles.assignments.filter((one) => one !== given);
  });

  it('the requester decides under no role: not as owner, not as administrator', () => {
    const at = new Date('2026-11-24T09:00:00Z');
    for (const { objectId } of Object.values(people)) {
      const outcome = decide(
        {
          requesterOid: objectId.toUpperCase(),
          assigneeOid: '',
          state: 'pending',
          decideBy: new Date(at.getTime() + 60_000),
        },
        [],
        { voterOid: objectId, decision: 'approve', at, mayDecide: 'yes', groups: ['Holders'] },
        { approvals: 1, denials: 1, oneVotePerGroup: false },
      );
      assert.deepEqual(outcome, { kind: 'refused', code: 'requester-cannot-approve' });
    }
  });
});
