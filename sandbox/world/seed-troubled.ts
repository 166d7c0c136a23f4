import { resourceId } from './arm-id.ts';
import { ade, adeDualPass, atHost, pmk } from './encryption.ts';
import { bot } from './people.ts';
import { prod } from './places.ts';
import { protect } from './protect.ts';
import { roles } from './role-definitions.ts';
import { addCertificate, addKeyVault } from './seed-key-vaults.ts';
import { addGroups, addNetwork } from './seed-resources.ts';
import type { ProtectedItem, Vault } from './vault.ts';
import { addVirtualMachine, type VmSpec } from './virtual-machine.ts';
import { deleteItem, deleteKeys, deleteVm, encryptNow, growDisk, rotateSecrets } from './vm-changes.ts';
import type { World } from './world.ts';

const minute = 60_000;
/** After the last point of every VM and before the world starts. */
const lately = 90 * minute;

/**
 * Adds VMs that each have one thing that matters to a backup or a restore. All have points in both tiers; changes since
 * a VM's last point are made here, after it was protected.
 */
export function addTroubled(world: World, vault: Vault, guarded: Vault): void {
  const app = { subscriptionId: prod.id, group: 'rg-app' };
  const since = (ms: number) => new Date(world.origin.getTime() - ms);
  const add = (spec: Omit<VmSpec, 'subscriptionId' | 'group'>, policy = 'DefaultPolicy', into = vault): ProtectedItem =>
    protect(world, into, policy, { ...app, ...spec });
  const id = (name: string) => resourceId(prod.id, 'rg-app', 'Microsoft.Compute/virtualMachines', name);

  add({
    name: 'legacy-01',
    os: 'Windows',
    size: 'Standard_DS2_v2',
    dataGb: [128],
    vhdAccount: 'stlegacyvhds',
    encryption: adeDualPass('kv-prod', 'kek-legacy'),
  });
  addCertificate(world, 'kv-prod', 'cert-pki');
  add({ name: 'pki-01', os: 'Windows', encryption: ade('kv-prod', 'cert-pki') });
  add({
    name: 'wide-01',
    os: 'Windows',
    size: 'Standard_E8s_v5',
    dataGb: Array.from({ length: 16 }, () => 64),
    encryption: ade('kv-prod', 'kek-wide'),
  });
  add({ name: 'huge-01', os: 'Windows', dataGb: [4000], encryption: ade('kv-prod', 'kek-huge') });
  growDisk(world, id('huge-01'), 0, 4500);
  add({ name: 'locked-01', os: 'Windows', dataGb: [64], encryption: ade('kv-locked', 'kek-locked') });
  add({ name: 'rbac-01', os: 'Windows', dataGb: [64], encryption: ade('kv-rbac', 'kek-rbac') });
  add({ name: 'rotated-01', os: 'Linux', dataGb: [64], encryption: ade('kv-prod') }, 'daily-30');
  rotateSecrets(world, id('rotated-01'), since(lately));
  add({ name: 'softkey-01', os: 'Windows', encryption: ade('kv-prod', 'kek-softkey') });
  deleteKeys(world, id('softkey-01'), since(lately));
  add({ name: 'lostkey-01', os: 'Windows', encryption: ade('kv-prod', 'kek-lostkey') });
  deleteKeys(world, id('lostkey-01'), since(lately), true);
  add({ name: 'bitlocker-01', os: 'Windows', copyAsksForKey: true, encryption: ade('kv-prod', 'kek-bitlocker') });
  add({
    name: 'off-01',
    os: 'Windows',
    dataGb: [64],
    power: 'deallocated',
    encryption: ade('kv-prod', 'kek-off', false),
  });
  add({ name: 'agentless-01', os: 'Linux', agent: 'Not Ready', encryption: pmk() }, 'daily-30');
  add({ name: 'drift-01', os: 'Linux', dataGb: [64], encryption: pmk() });
  encryptNow(world, id('drift-01'), ade('kv-drift', 'kek-drift'));
  add({ name: 'host-01', os: 'Linux', dataGb: [64], encryption: atHost() });
  add(
    { name: 'guarded-01', os: 'Windows', dataGb: [64], encryption: ade('kv-prod', 'kek-guarded') },
    undefined,
    guarded,
  );
  add({ name: 'gone-01', os: 'Linux', dataGb: [64], encryption: pmk() });
  deleteVm(world, id('gone-01'));
  add({
    name: 'market-01',
    os: 'Linux',
    dataGb: [64],
    encryption: pmk(),
    plan: { name: 'byol', publisher: 'contoso-appliances', product: 'gateway' },
    acceleratedNetworking: true,
  });
  deleteItem(add({ name: 'undead-01', os: 'Linux', dataGb: [64], encryption: pmk() }), since(54 * 60 * minute));
}

/** Region of far-01, which has no vault. */
const elsewhere = 'northeurope';

/** Adds unprotected VMs, each with an obstacle to protecting it. */
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
