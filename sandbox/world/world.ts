import { Blobs } from './blobs.ts';
import { Agenda, WorldClock } from './clock.ts';
import type { Deployment } from './deployment.ts';
import type { DiskContent } from './disk-contents.ts';
import { guid } from './ids.ts';
import type { KeyVaultContents } from './key-vault-contents.ts';
import type { LocalAssignment } from './local-roles.ts';
import type { Lock } from './lock.ts';
import type { ComputeOperation, Machine } from './machine.ts';
import { backupManagementService, bot } from './people.ts';
import { type ArmResource, Resources } from './resources.ts';
import { RoleBook } from './role-book.ts';
import { Capacity } from './sizes.ts';
import type { Vault } from './vault.ts';

/** Fills an empty world. */
export type Seed = (world: World) => void;

export type Subscription = { id: string; name: string };

/** Outcome of a probe in a guest: a service is down, no answer at all, or only old files. */
export type ProbeOutcome = (typeof probeOutcomes)[number];
export const probeOutcomes = ['fails', 'silent', 'stale'] as const;

/**
 * All state that the local Azure serves and changes. Pure: no HTTP, no timer. Readers call `settle` first, which runs
 * everything that is due by now.
 */
export class World {
  readonly clock: WorldClock;
  #seed: Seed;
  #generation = 0;
  #count = 0;

  /** World time of the last seed. */
  origin = new Date(0);
  subscriptions: Subscription[] = [];
  agenda = new Agenda();
  resources = new Resources(() => this.agenda.at ?? this.clock.now());
  roles = new RoleBook();
  locks: Lock[] = [];
  /** Changes in the activity log, with their callers. */
  activities: { caller: string; operation: string; resourceId: string; at: Date }[] = [];
  blobs = new Blobs();
  /** By ARM id, lower case. */
  vaults = new Map<string, Vault>();
  /** By ARM id of the VM, lower case. */
  machines = new Map<string, Machine>();
  /** By name. */
  keyVaults = new Map<string, KeyVaultContents>();
  /** Soft-deleted key vaults, by name in lower case. */
  deletedKeyVaults = new Map<string, ArmResource>();
  /** Soft-deleted Recovery Services vaults. */
  deletedVaults: ArmResource[] = [];
  /** Local role assignments of Managed HSMs, by HSM name; their keys are among the key vaults. */
  localAssignments = new Map<string, LocalAssignment[]>();
  /** vCPUs that a subscription may have in the world's region, in total and per family. */
  coreLimits = new Map<string, number>();
  capacity = new Capacity();
  /** Factor on the recorded duration of a restore, for tests in which one must outlast something. */
  restoreSlowness = 1;
  /** Deployments into resource groups, by ARM id, lower case. */
  deployments = new Map<string, Deployment>();
  /** Past and running operations of Compute, by operation id. */
  computeOperations = new Map<string, ComputeOperation>();
  /** Findings of a probe in the guest, by a part of the machine's name; without an entry all is well. */
  probes = new Map<string, ProbeOutcome>();
  /** Content of restored disks, by ARM id, lower case. */
  diskContents = new Map<string, DiskContent>();
  /** Number of the last address given out in each subnet, by ARM id, lower case. */
  #addresses = new Map<string, number>();
  /** Content of Entra; readable: the bot may read applications. */
  directory = newDirectory();

  /** @param options `origin`: world time at the start, real now when left out; `realNow` is replaced in tests. */
  constructor(seed: Seed, { origin, realNow }: { origin?: Date; realNow?: () => number } = {}) {
    this.clock = new WorldClock(origin, realNow);
    this.#seed = seed;
    this.#fill();
  }

  /**
   * Back to the seed. World time and speed go on, and ids made from now on differ from those made before. With another
   * seed the world is as one that was made with it.
   */
  reset(anew?: { seed: Seed; origin: Date | undefined }): void {
    this.#generation = anew ? 0 : this.#generation + 1;
    if (anew) {
      this.clock.begin(anew.origin);
      this.#seed = anew.seed;
    }
    this.#count = 0;
    this.subscriptions = [];
    this.agenda = new Agenda();
    this.resources = new Resources(() => this.agenda.at ?? this.clock.now());
    this.roles = new RoleBook();
    this.locks = [];
    this.activities = [];
    this.blobs = new Blobs();
    this.vaults = new Map();
    this.machines = new Map();
    this.keyVaults = new Map();
    this.deletedKeyVaults = new Map();
    this.deletedVaults = [];
    this.localAssignments = new Map();
    this.coreLimits = new Map();
    this.capacity = new Capacity();
    this.restoreSlowness = 1;
    this.deployments = new Map();
    this.computeOperations = new Map();
    this.probes = new Map();
    this.diskContents = new Map();
    this.#addresses = new Map();
    this.directory = newDirectory();
    this.#fill();
  }

  #fill(): void {
    this.origin = this.clock.now();
    this.#seed(this);
  }

  /**
   * Runs everything that is due.
   * @returns the current moment
   */
  settle(): Date {
    const now = this.clock.now();
    this.agenda.settle(now);
    return now;
  }

  /** The next id of a kind: a GUID that repeats from run to run. */
  nextId(kind: string): string {
    return guid(`${this.#generation} ${kind} ${this.#count++}`);
  }

  /** The next free IPv4 address of a subnet. Azure reserves the first four. */
  nextAddress(subnetId: string): string {
    const given = (this.#addresses.get(subnetId.toLowerCase()) ?? 3) + 1;
    this.#addresses.set(subnetId.toLowerCase(), given);
    const prefix = String(this.resources.get(subnetId)?.properties.addressPrefix ?? '10.0.0.0/20');
    const [first = '10', second = '0'] = prefix.split('.');
    return [first, second, given >> 8, given & 255].join('.');
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
