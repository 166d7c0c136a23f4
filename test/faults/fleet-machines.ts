import assert from 'node:assert/strict';
import { groupId } from '../../sandbox/world/arm-id.ts';
import { people } from '../../sandbox/world/people.ts';
import { test, vaultIds } from '../../sandbox/world/places.ts';
import { roles } from '../../sandbox/world/role-definitions.ts';
import type { Bench } from './bench.ts';

/** Fleet size for a number of usable machines: some have names that Markdown escapes, which a test can't search for. */
export const fleetFor = (machines: number) => Math.ceil(machines * 1.3) + 5;

/**
 * Gives requesters and approvers their rights in the large vault.
 * @returns names of this many of its machines
 */
export function fleetMachines({ sandbox: { world } }: Bench, count: number): string[] {
  for (const who of [people.oncall, people['approver-1'], people['approver-2']]) {
    world.roles.assign(who.objectId, roles.backupOperator, vaultIds.fleet);
  }
  world.roles.assign(people.oncall.objectId, roles.virtualMachineContributor, groupId(test.id, 'rg-fleet'));
  const names = [...world.machines.keys()]
    .map((id) => id.split('/').at(-1) ?? '')
    .filter((name) => /^fleet-\d+$/.test(name))
    .slice(0, count);
  assert.equal(names.length, count, 'the fleet is large enough');
  return names;
}
