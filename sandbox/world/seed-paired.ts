import { ade, cmk, pmk } from './encryption.ts';
import { addKeyHolders } from './key-holders.ts';
import { prod } from './places.ts';
import { protect } from './protect.ts';
import { addDiskEncryptionSet, addKeyVault, grantSetKey } from './seed-key-vaults.ts';
import { addGroups, addNetwork, addStorageAccount } from './seed-resources.ts';
import type { Vault } from './vault.ts';
import type { World } from './world.ts';

const day = 86_400_000;
const paired = 'northeurope';
const group = 'rg-uncommon';

/**
 * Machines whose vault is copied to the paired region, where all is made for them but for one key: a machine that needs
 * nothing more, one whose key is missing there, and one whose copies stopped days ago.
 */
export function addPaired(world: World, vault: Vault): void {
  addGroups(world, prod.id, ['rg-pair'], paired);
  addNetwork(world, prod.id, 'rg-pair', 'vnet-pair', '10.70', 'app', paired);
  addStorageAccount(world, prod.id, 'rg-pair', 'stpair', true, paired);
  addKeyVault(world, prod.id, group, 'kv-home');
  addKeyVault(world, prod.id, 'rg-pair', 'kv-pair', { location: paired });
  addKeyHolders(world, [world.keyVault('kv-home'), world.keyVault('kv-pair')]);
  grantSetKey(world, addDiskEncryptionSet(world, prod.id, group, 'des-home', 'kv-home', 'cmk-home'));
  grantSetKey(world, addDiskEncryptionSet(world, prod.id, 'rg-pair', 'des-pair', 'kv-pair', 'cmk-pair', paired));
  world.keyVault('kv-pair').keys.delete('cmk-pair');
  const machine = { subscriptionId: prod.id, group, os: 'Linux' as const };
  protect(world, vault, 'DefaultPolicy', {
    ...machine,
    name: 'pair-01',
    dataGb: [64],
    encryption: ade('kv-home', 'kek-home'),
  });
  protect(world, vault, 'DefaultPolicy', { ...machine, name: 'pair-02', encryption: cmk('des-home') });
  const late = protect(world, vault, 'DefaultPolicy', { ...machine, name: 'pair-03', encryption: pmk() });
  late.copiedUntil = new Date(world.origin.getTime() - 5 * day);
}
