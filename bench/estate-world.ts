import { randomUUID } from 'node:crypto';
import { resourceId, subscriptionPath } from '../sandbox/world/arm-id.ts';
import { pmk } from '../sandbox/world/encryption.ts';
import { addHistory } from '../sandbox/world/history.ts';
import { jobErrors } from '../sandbox/world/job-errors.ts';
import { bot, people } from '../sandbox/world/people.ts';
import { protect } from '../sandbox/world/protect.ts';
import { roles } from '../sandbox/world/role-definitions.ts';
import { addGroups, addNetwork, addVault } from '../sandbox/world/seed-resources.ts';
import type { Job, Vault } from '../sandbox/world/vault.ts';
import type { World } from '../sandbox/world/world.ts';

export type EstateSize = {
  subscriptions: number;
  /** Vaults of the first subscription; each other has two. */
  vaultsOfFirst: number;
  machines: number;
  channels: number;
  runningJobs: number;
  /** Backups that fail at once, in the vaults of the first subscription. */
  failures: number;
};

export const sizes = {
  whole: {
    subscriptions: 50,
    vaultsOfFirst: 100,
    machines: 10_000,
    channels: 300,
    runningJobs: 1000,
    failures: 500,
  },
  small: { subscriptions: 5, vaultsOfFirst: 10, machines: 1000, channels: 30, runningJobs: 100, failures: 50 },
} satisfies Record<string, EstateSize>;

const vaultsOfOthers = 2;
const group = 'rg-estate';
/** Running jobs outlast any measurement (world time). */
const daysLong = 40;
const minuteMs = 60_000;

/** Adds subscriptions with machines that are backed up every night, and the rights of the bot and whoever is on call. */
export function addEstate(world: World, size: EstateSize): { subscriptions: string[]; vaults: Vault[] } {
  const subscriptions = Array.from({ length: size.subscriptions }, (_, at) => subscriptionId(at));
  const vaults: Vault[] = [];
  for (const [at, id] of subscriptions.entries()) {
    world.subscriptions.push({ id, name: `estate-${at}` });
    addGroups(world, id, [group]);
    addNetwork(world, id, group, 'vnet-app', '10.10', 'app');
    for (const role of [roles.backupContributor, roles.contributor]) {
      world.roles.assign(bot.objectId, role, subscriptionPath(id), 'ServicePrincipal');
    }
    world.roles.assign(people.oncall.objectId, roles.reader, subscriptionPath(id));
    for (let index = 0; index < (at === 0 ? size.vaultsOfFirst : vaultsOfOthers); index++) {
      const name = `rsv-estate-${at}-${index}`;
      vaults.push(addVault(world, resourceId(id, group, 'Microsoft.RecoveryServices/vaults', name)));
    }
  }
  for (let index = 0; index < size.machines; index++) {
    // The first vault holds all that fail at once.
    const vault = vaults[index < size.failures ? 0 : index % vaults.length] as Vault;
    protect(world, vault, 'DefaultPolicy', {
      name: `estate-${index}`,
      subscriptionId: vault.subscriptionId,
      group,
      os: 'Linux',
      encryption: pmk(),
    });
  }
  for (const vault of vaults) addHistory(world, vault);
  for (let index = 0; index < size.runningJobs; index++) {
    const vault = vaults[index % vaults.length] as Vault;
    const now = world.clock.now();
    const endsAt = new Date(now.getTime() + daysLong * 1440 * minuteMs);
    vault.jobs.push(backupLike(vault, now, endsAt));
  }
  return { subscriptions, vaults };
}

/** Backups fail in vaults of one subscription, all for one cause. */
export function addStorm(world: World, vaults: readonly Vault[], failures: number): void {
  const startedAt = world.clock.now();
  const endsAt = new Date(startedAt.getTime() + minuteMs);
  for (let index = 0; index < failures; index++) {
    const vault = vaults[index % vaults.length] as Vault;
    const items = [...vault.items.values()];
    const item = items[Math.floor(index / vaults.length) % items.length];
    vault.jobs.push({
      ...backupLike(vault, startedAt, endsAt),
      ...(item && { item }),
      tasks: [{ name: 'Take Snapshot', endsAt, failed: true }],
      result: 'Failed',
      errors: [jobErrors.vmOffline.error],
    });
  }
}

function backupLike(vault: Vault, startedAt: Date, endsAt: Date): Job {
  const [template] = vault.jobs;
  if (!template) throw new Error(`${vault.name} has no job to copy`);
  return {
    ...template,
    id: randomUUID(),
    activityId: randomUUID(),
    startedAt,
    openAt: startedAt,
    listedAt: startedAt,
    endsAt,
    cancellableUntil: endsAt,
    result: 'Completed',
    tasks: [{ name: 'Transfer data to vault', endsAt }],
    errors: [],
  };
}

function subscriptionId(at: number): string {
  return `e57a7e00-0000-4000-8000-${String(at).padStart(12, '0')}`;
}
