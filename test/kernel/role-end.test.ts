import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { firstRoleEnd, type Rights, type ScheduledAssignment } from '../../src/kernel/permissions.ts';

const group = '/subscriptions/s/resourceGroups/rg';
const vault = '/subscriptions/s/resourceGroups/rg-backup';
const roleId = (name: string) => `/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/${name}`;
const role = (name: string, action: string) =>
  [
    roleId(name).toLowerCase(),
    { id: name, name, permissions: [{ actions: [action], notActions: [], dataActions: [], notDataActions: [] }] },
  ] as const;
const definitions = new Map([role('writer', 'x/write'), role('owner', '*'), role('operator', 'b/restore')]);
const given = (name: string, scope: string) => ({ roleDefinitionId: roleId(name), scope });
const rights = (...assignments: Rights['assignments']): Rights => ({ assignments, definitions, denyAssignments: [] });
const four = new Date('2026-11-24T04:00:00Z');
const six = new Date('2026-11-24T06:00:00Z');
const until = (name: string, scope: string, endsAt?: Date): ScheduledAssignment => ({
  roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${name.toUpperCase()}`,
  scope: scope.toUpperCase(),
  ...(endsAt && { endsAt }),
});
const write = { action: 'x/write', scope: `${group}/y` };
const restore = { action: 'b/restore', scope: vault };

describe('when somebody first stops holding what a restore takes', () => {
  it('is the earliest end of what is needed, spelt in any case', () => {
    const own = rights(given('writer', group), given('operator', vault));
    const scheduled = [until('writer', group, six), until('operator', vault, four)];
    assert.deepEqual(firstRoleEnd(own, scheduled, [write, restore]), { role: 'operator', scope: vault, at: four });
  });

  it('is the last end of the roles that give the same', () => {
    const own = rights(given('writer', group), given('owner', group));
    const scheduled = [until('writer', group, four), until('owner', group, six)];
    assert.equal(firstRoleEnd(own, scheduled, [write])?.at, six);
  });

  it('is never where a role that stays gives it too, or the role is not known to be scheduled', () => {
    const own = rights(given('writer', group), given('owner', group));
    assert.equal(firstRoleEnd(own, [until('writer', group, four), until('owner', group)], [write]), undefined);
    assert.equal(firstRoleEnd(own, [until('writer', group, four)], [write]), undefined);
  });

  it('is not told of what is not held, nor of roles that are not needed', () => {
    assert.equal(firstRoleEnd(rights(given('writer', group)), [until('writer', group, four)], [restore]), undefined);
    assert.equal(firstRoleEnd(rights(), [], [write]), undefined);
  });
});
