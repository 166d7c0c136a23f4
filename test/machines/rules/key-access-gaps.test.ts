import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { KeyVaultFacts } from '../../../src/kernel/facts.ts';
import type { Rights } from '../../../src/kernel/permissions.ts';
import { classify } from '../../../src/machines/rules/ade.ts';
import { type KeyAccess, keyAccessOf, keyRoleActions } from '../../../src/machines/rules/key-access-gaps.ts';
import { grantByHand } from '../../../src/protection/rules/grant-by-hand.ts';
import { assignmentName, keyRole, planGrant } from '../../../src/protection/rules/plan-grant.ts';
import { backupServiceId, keyVault, noRights, read, unread } from '../../restore/rules/plan-check-facts.ts';
import { adeMachine, disk, keyVaultId, vm } from './machines.ts';

function access(kek: boolean, over: Partial<KeyVaultFacts>, rights: Rights = noRights): KeyAccess {
  const machine = adeMachine({ kek, managed: true, pass: 'single' });
  const vaults = [{ id: keyVaultId, settings: read(keyVault(over)), backupService: read(rights) }];
  return keyAccessOf('sql-01', classify(machine), vaults, read<string | undefined>(backupServiceId));
}

/** Missing access in words. */
function lacks(found: KeyAccess): string[] {
  if (found.kind !== 'lacking') return [found.kind];
  return found.gaps.flatMap((gap) =>
    gap.model === 'rbac' ? gap.actions : [`keys ${gap.keys.join()}`, `secrets ${gap.secrets.join()}`],
  );
}

const policy = (keys: string[], secrets: string[]) => ({
  accessPolicies: [{ objectId: backupServiceId, keys, secrets }],
});

function holding(dataActions: readonly string[]): Rights {
  const role = {
    id: '/r',
    name: 'Disk keys',
    permissions: [{ actions: [], notActions: [], dataActions, notDataActions: [] }],
  };
  return {
    assignments: [{ roleDefinitionId: '/r', scope: keyVaultId }],
    definitions: new Map([['/r', role]]),
    denyAssignments: [],
  };
}

describe('key access', () => {
  it('is not needed without Azure Disk Encryption', () => {
    const verdict = classify({ vm: vm(), disks: [disk('os'), disk('data')] });
    assert.deepEqual(keyAccessOf('app-01', verdict, [], read<string | undefined>(backupServiceId)), {
      kind: 'not-needed',
    });
  });

  it('of a key vault with access policies names each missing verb, and none on keys for a BEK alone', () => {
    assert.deepEqual(lacks(access(true, policy([], []))), ['keys get,list,backup', 'secrets get,list,backup']);
    assert.deepEqual(lacks(access(true, policy(['get', 'list'], ['get', 'list', 'backup']))), [
      'keys backup',
      'secrets ',
    ]);
    assert.deepEqual(lacks(access(false, policy([], ['list']))), ['keys ', 'secrets get,backup']);
    assert.deepEqual(lacks(access(false, policy([], ['all']))), ['fine']);
    assert.deepEqual(lacks(access(true, { accessPolicies: [] })), ['keys get,list,backup', 'secrets get,list,backup']);
  });

  it('without the copy of secrets lacks something, but stops no backup', () => {
    const found = access(false, policy([], ['get', 'list']));
    assert.ok(found.kind === 'lacking' && !found.stops);
  });

  it('of a key vault with roles names the missing data actions of the five', () => {
    assert.deepEqual(lacks(access(true, { permissionModel: 'rbac' })), [...keyRoleActions]);
    assert.deepEqual(lacks(access(true, { permissionModel: 'rbac' }, holding(keyRoleActions))), ['fine']);
    assert.deepEqual(lacks(access(true, { permissionModel: 'rbac' }, holding(keyRoleActions.slice(1)))), [
      'Microsoft.KeyVault/vaults/keys/read',
    ]);
  });

  it('that cannot be read is unknown, never fine', () => {
    const verdict = classify(adeMachine({ kek: true, managed: true, pass: 'single' }));
    const id = read<string | undefined>(backupServiceId);
    const vaults = [{ id: keyVaultId, settings: unread, backupService: unread }];
    assert.equal(keyAccessOf('sql-01', verdict, vaults, id).kind, 'unknown');
    assert.equal(keyAccessOf('sql-01', verdict, [], id).kind, 'unknown');
    assert.equal(keyAccessOf('sql-01', verdict, vaults, read(undefined)).kind, 'unknown');
    const gone = [{ id: keyVaultId, settings: read(undefined), backupService: unread }];
    assert.equal(keyAccessOf('sql-01', verdict, gone, id).kind, 'unknown');
  });

  it('lacks exactly what closing the gap then gives', () => {
    const verbs = fc.subarray(['get', 'list', 'backup', 'wrapkey', 'set']);
    fc.assert(
      fc.property(fc.boolean(), verbs, verbs, (kek, keys, secrets) => {
        const found = access(kek, policy(keys, secrets));
        if (found.kind !== 'lacking') return assert.equal(found.kind, 'fine');
        const [gap] = found.gaps;
        assert.ok(gap?.model === 'access-policy');
        assert.equal(access(kek, policy([...keys, ...gap.keys], [...secrets, ...gap.secrets])).kind, 'fine');
        assert.ok(
          [...gap.keys].every((verb) => !keys.includes(verb)),
          'nothing is asked for that is there',
        );
      }),
    );
  });
});

describe('a grant', () => {
  const wantedOf = (found: KeyAccess) => (found.kind === 'lacking' ? found.wanted : []);
  const some = wantedOf(access(true, policy([], [])));
  const roles = wantedOf(access(true, { permissionModel: 'rbac' }));

  it('is the same plan whatever is there already, so that what was signed stays true while it is carried out', () => {
    const more = wantedOf(access(true, policy(['get'], ['get', 'list'])));
    assert.equal(planGrant('/vm', backupServiceId, some).hash, planGrant('/vm', backupServiceId, more).hash);
    assert.notEqual(planGrant('/vm', backupServiceId, some).hash, planGrant('/vm', backupServiceId, roles).hash);
  });

  it('takes from the approver writing where it writes, and from the requester only what waits for it', () => {
    assert.deepEqual(planGrant('/vm', backupServiceId, some).carriers, [
      { action: 'Microsoft.KeyVault/vaults/accessPolicies/write', scope: keyVaultId },
    ]);
    assert.deepEqual(planGrant('/vm', backupServiceId, roles).carriers, [
      { action: 'Microsoft.Authorization/roleAssignments/write', scope: keyVaultId },
    ]);
    const next = { hash: 'abc', needs: [{ action: 'a/write', scope: '/v' }] };
    assert.deepEqual(planGrant('/vm', backupServiceId, some, next).needs, next.needs);
    assert.notEqual(planGrant('/vm', backupServiceId, some, next).hash, planGrant('/vm', backupServiceId, some).hash);
  });

  it('names its role assignment the same every time, and another one for another key vault', () => {
    const name = assignmentName(keyVaultId, '/x/roleDefinitions/r', backupServiceId);
    assert.equal(assignmentName(keyVaultId.toUpperCase(), '/y/roleDefinitions/R', backupServiceId.toUpperCase()), name);
    assert.notEqual(assignmentName(`${keyVaultId}2`, '/x/roleDefinitions/r', backupServiceId), name);
    assert.match(name, /^[0-9a-f]{8}-[0-9a-f]{4}-5/);
  });

  it('by hand does the same in both tools, and never gives Key Vault Administrator', () => {
    const bek = wantedOf(access(false, policy([], [])));
    for (const wanted of [some, roles, bek]) {
      const { az, powershell } = grantByHand(wanted, 'app-id', backupServiceId, ['aaaa0000-1']);
      assert.ok(az.length > 0 && powershell.length > 0);
      assert.doesNotMatch([...az, ...powershell].join('\n'), /Key Vault Administrator/);
    }
    assert.match(
      grantByHand(some, 'app-id', backupServiceId, []).az[0] ?? '',
      /--spn app-id --secret-permissions get list backup --key-permissions get list backup$/,
    );
    assert.doesNotMatch(grantByHand(bek, 'app-id', backupServiceId, []).az[0] ?? '', /--key-permissions/);
    assert.match(
      grantByHand(roles, 'app-id', backupServiceId, []).az.join('\n'),
      new RegExp(`assignment create --role '${keyRole.nameFor('aaaa0000').replace(/[()]/g, '\\$&')}'`),
    );
  });
});
