import { Agenda } from './agenda.ts';
import { Blobs } from './blobs.ts';
import { WorldClock } from './clock.ts';
import { guid } from './ids.ts';
import type { KeyVaultContents } from './key-vault-contents.ts';
import { backupManagementService, bot } from './people.ts';
import { Resources } from './resources.ts';
import { RoleBook } from './role-book.ts';
import { seed } from './seed.ts';
import type { Vault } from './vault.ts';
import type { Machine } from './virtual-machine.ts';

export type WorldOptions = {
  /** World time at the start; real now when left out. */
  origin?: Date;
  /** Protected VMs in the large vault. */
  fleetSize?: number;
  /** The real clock, in milliseconds; replaced in tests. */
  realNow?: () => number;
};

export type Subscription = { id: string; name: string };

/**
 * Everything the local Azure tells about, and what changes in it. Pure state: no HTTP, no timer. Whoever looks calls
 * `settle` first, which lets everything happen that was due by now.
 */
export class World {
  readonly clock: WorldClock;
  readonly #fleetSize: number;
  #generation = 0;
  #count = 0;

  /** World time of the last seed. */
  origin = new Date(0);
  subscriptions: Subscription[] = [];
  agenda = new Agenda();
  resources = new Resources();
  roles = new RoleBook();
  blobs = new Blobs();
  /** By ARM id, lower case. */
  vaults = new Map<string, Vault>();
  /** By ARM id of the VM, lower case. */
  machines = new Map<string, Machine>();
  /** By name. */
  keyVaults = new Map<string, KeyVaultContents>();
  /** vCPUs a subscription may have in the region of the world, in all and of each family. */
  coreLimits = new Map<string, number>();
  /** What Entra tells; readable: the bot was given the right to read applications. */
  directory = newDirectory();

  constructor(options: WorldOptions = {}) {
    this.clock = new WorldClock(options.origin, options.realNow);
    this.#fleetSize = options.fleetSize ?? 1000;
    this.#seed();
  }

  /** Back to the seed. World time and speed go on; ids made from now on differ from those made before. */
  reset(): void {
    this.#generation++;
    this.#count = 0;
    this.subscriptions = [];
    this.agenda = new Agenda();
    this.resources = new Resources();
    this.roles = new RoleBook();
    this.blobs = new Blobs();
    this.vaults = new Map();
    this.machines = new Map();
    this.keyVaults = new Map();
    this.coreLimits = new Map();
    this.directory = newDirectory();
    this.#seed();
  }

  #seed(): void {
    this.origin = this.clock.now();
    seed(this, this.#fleetSize);
  }

  /** Lets happen what was due; returns the moment it looked at. */
  settle(): Date {
    const now = this.clock.now();
    this.agenda.settle(now);
    return now;
  }

  /** The next id of a kind: a GUID that repeats from run to run. */
  nextId(kind: string): string {
    return guid(`${this.#generation} ${kind} ${this.#count++}`);
  }

  vault(id: string): Vault | undefined {
    return this.vaults.get(id.toLowerCase());
  }

  keyVault(name: string): KeyVaultContents {
    const contents = this.keyVaults.get(name);
    if (!contents) throw new Error(`the world has no key vault ${name}`);
    return contents;
  }
}

function newDirectory() {
  return { readable: true, servicePrincipals: [backupManagementService, bot] };
}
