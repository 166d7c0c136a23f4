import { ade, pmk } from './encryption.ts';
import { bot } from './people.ts';
import { prod } from './places.ts';
import { roles } from './role-definitions.ts';
import { addKeyVault } from './seed-key-vaults.ts';
import { addGroups, addNetwork } from './seed-resources.ts';
import { addVirtualMachine, type VmSpec } from './virtual-machine.ts';
import type { World } from './world.ts';

/** The region of far-01, in which there is no vault. */
const elsewhere = 'northeurope';

/** VMs that no vault protects yet, with what is in the way of protecting them. */
export function addUnprotected(world: World): void {
  const add = (spec: Omit<VmSpec, 'subscriptionId' | 'group'>, group = 'rg-app') =>
    addVirtualMachine(world, { subscriptionId: prod.id, group, ...spec });

  addKeyVault(world, prod.id, 'rg-app', 'kv-new', { backup: false });
  addKeyVault(world, prod.id, 'rg-app', 'kv-new-rbac', { mode: 'roles' });
  world.roles.assign(bot.objectId, roles.keyVaultReader, world.keyVault('kv-new-rbac').id, 'ServicePrincipal');
  add({ name: 'new-01', os: 'Linux', dataGb: [64], encryption: ade('kv-new') });
  add({ name: 'new-02', os: 'Windows', dataGb: [64], encryption: ade('kv-new-rbac', 'kek-new') });
  for (const name of ['plain-01', 'plain-02', 'plain-03']) add({ name, os: 'Linux', encryption: pmk() });
  add({ name: 'vast-01', os: 'Windows', dataGb: [5000], encryption: ade('kv-prod', 'kek-vast') });
  add({ name: 'mute-01', os: 'Linux', agent: 'Not Ready', encryption: pmk() });

  addGroups(world, prod.id, ['rg-far'], elsewhere);
  addNetwork(world, prod.id, 'rg-far', 'vnet-app', '10.40', 'app', elsewhere);
  add({ name: 'far-01', os: 'Linux', location: elsewhere, encryption: pmk() }, 'rg-far');
}
