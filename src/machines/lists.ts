import { z } from 'zod/v4';
import type { Azure } from '../azure/open.ts';
import type { SubscriptionFacts } from '../azure/subscriptions.ts';
import { armIdKey, subscriptionOf } from '../kernel/arm-id.ts';
import type { EncryptionKind } from '../kernel/codes/encryption.ts';
import { CodedError, type Read, readValue, tryRead } from '../kernel/errors.ts';
import type { JobFacts, ProtectedItemFacts, VaultFacts, VaultSettingsFacts, VmFacts } from '../kernel/facts.ts';
import { isPassing } from '../kernel/is-passing.ts';
import type { GuardFacts } from '../kernel/place-facts.ts';
import { defineStored, momentSchema } from '../kernel/stored.ts';
import { storedJob } from '../store/jobs.ts';
import { listedEncryption } from './rules/ade.ts';

/** What a list holds, and since when it is known to. */
export type Kept<One> = { all: One[]; at: Date };

/** A list of Azure that is kept. */
export type List<One> = {
  kind: 'subscriptions' | 'vaults' | 'items' | 'machines' | 'failures' | 'jobs' | 'protections';
  key: string;
  /** Lower case; '' for the list of subscriptions. */
  subscriptionId: string;
  /** Read when somebody wants it, if it is older than this, and not swept. */
  freshSeconds?: number;
  /** @throws StoredError */
  parse(json: unknown): One;
  write(one: One): unknown;
  /** @param before what was kept of it: a list may ask only for what began since */
  ask(azure: Azure, before?: Kept<One>): Promise<One[]>;
  keyOf(one: One): { id: string; name: string };
};

/** What lists tell of a machine. */
export type ListedMachine = Pick<VmFacts, 'id' | 'immutableId' | 'name' | 'resourceGroup' | 'createdAt' | 'tags'> & {
  encryption: EncryptionKind;
};

export type FailedBackup = Pick<JobFacts, 'id' | 'vmName' | 'startedAt'>;

const storedSubscription = defineStored('listed subscription', z.object({ id: z.string(), name: z.string() }));
const storedVault = defineStored(
  'listed vault',
  z.looseObject({ id: z.string(), name: z.string(), resourceGroup: z.string(), subscriptionId: z.string() }),
);
const storedItem = defineStored(
  'listed item',
  z.looseObject({
    id: z.string(),
    vmName: z.string(),
    vmId: z.string(),
    lastBackupAt: momentSchema.optional(),
    latestPointAt: momentSchema.optional(),
    deletedForGoodAt: momentSchema.optional(),
  }),
);
const storedMachine = defineStored(
  'listed machine',
  z.object({
    id: z.string(),
    immutableId: z.string().optional(),
    name: z.string(),
    resourceGroup: z.string(),
    createdAt: momentSchema.optional(),
    tags: z.record(z.string(), z.string()),
    encryption: z.string(),
  }),
);

/** What protects a vault itself, as Azure told it at one time. */
export type VaultProtections = { settings: VaultSettingsFacts; guards: Read<GuardFacts[]> };

const storedProtections = defineStored(
  'listed protections of a vault',
  z.object({ settings: z.looseObject({}), guards: z.looseObject({ kind: z.string() }) }),
);

const storedFailure = defineStored(
  'listed failure',
  z.object({ id: z.string(), vmName: z.string(), startedAt: momentSchema }),
);

export const subscriptionsList: List<SubscriptionFacts> = {
  kind: 'subscriptions',
  key: 'subscriptions:',
  subscriptionId: '',
  // Names that seldom change.
  freshSeconds: 3600,
  parse: storedSubscription.parse,
  write: (one) => storedSubscription.write(one),
  ask: ({ subscriptions }) => subscriptions.list(),
  keyOf: named,
};

export function vaultsList(id: string): List<VaultFacts> {
  return {
    ...keyOf('vaults', id, id),
    // Its other members are as `azure` read them.
    parse: (json) => storedVault.parse(json) as unknown as VaultFacts,
    write: (one) => storedVault.write(one),
    ask: ({ vaults }) => vaults.listOf(id),
    keyOf: named,
  };
}

export function itemsList(vault: { id: string }): List<ProtectedItemFacts> {
  return {
    ...keyOf('items', vault.id, subscriptionOf(vault.id)),
    parse: (json) => storedItem.parse(json) as unknown as ProtectedItemFacts,
    write: (one) => storedItem.write(one),
    ask: ({ items }) => items.list(vault),
    keyOf: ({ id, vmName }) => named({ id, name: vmName }),
  };
}

/** Digests that are sent within this time share their readings. */
const digestSeconds = 600;

/** How far back failed backups are listed. */
const failureDays = 14;

/** A vault's failed backups, for digests: one reading serves all that are sent at once. */
export function failuresList(vault: { id: string }, now: Date): List<FailedBackup> {
  return {
    ...keyOf('failures', vault.id, subscriptionOf(vault.id)),
    freshSeconds: digestSeconds,
    parse: storedFailure.parse,
    write: (one) => storedFailure.write(one),
    async ask({ jobs }) {
      const since = new Date(now.getTime() - failureDays * 24 * hourMs);
      const failed = await jobs.list(vault, { status: 'Failed', since });
      return failed
        .filter(({ operation }) => operation === 'Backup')
        .map(({ id, vmName, startedAt }) => ({ id, vmName, startedAt }));
    },
    keyOf: ({ id, vmName }) => named({ id, name: vmName }),
  };
}

const hourMs = 3_600_000;
/** How far back a list of jobs reaches at first, and how long one that failed is kept: a night and a day, and slack. */
const keptJobsMs = 36 * hourMs;
/** No backup takes longer. */
const longestRunMs = 14 * 24 * hourMs;
/** Azure lists a job some seconds after it started, and may round the start of a list. */
const overlapMs = 10 * 60_000;

/** A vault's jobs that run or failed lately. What was read before is asked for no more, but what ran then. */
export function jobsList(vault: { id: string }, now: Date, freshSeconds: number): List<JobFacts> {
  return {
    ...keyOf('jobs', vault.id, subscriptionOf(vault.id)),
    freshSeconds,
    parse: storedJob.parse,
    write: (one) => storedJob.write(one),
    async ask({ jobs }, { all, at } = { all: [], at: new Date(now.getTime() - keptJobsMs) }) {
      const starts = all
        .filter(({ status, startedAt }) => status !== 'Failed' && now.getTime() - startedAt.getTime() < longestRunMs)
        .map(({ startedAt }) => startedAt.getTime());
      const from = Math.min(Math.max(at.getTime(), now.getTime() - keptJobsMs), ...starts) - overlapMs;
      const listed = await jobs.list(vault, { since: new Date(from) });
      const ids = new Set(listed.map(({ id }) => armIdKey(id)));
      const known = all.filter(({ id, status }) => status === 'Failed' && !ids.has(armIdKey(id)));
      return [...listed, ...known].filter(
        ({ status, startedAt }) =>
          status === 'InProgress' || (status === 'Failed' && now.getTime() - startedAt.getTime() < keptJobsMs),
      );
    },
    keyOf: ({ id, vmName }) => named({ id, name: vmName }),
  };
}

/** One entry, or none while Azure tells nothing of the vault: for digests, like its failed backups. */
export function protectionsList(vault: { id: string }): List<VaultProtections> {
  return {
    ...keyOf('protections', vault.id, subscriptionOf(vault.id)),
    freshSeconds: digestSeconds,
    // Its members are as `azure` read them.
    parse: (json) => storedProtections.parse(json) as unknown as VaultProtections,
    write: (one) => storedProtections.write(one),
    async ask(azure) {
      const [settings, guards] = await Promise.all([
        azure.vaults.settings(vault),
        tryRead(() => azure.guards.list(vault)),
      ]);
      return settings ? [{ settings, guards }] : [];
    },
    keyOf: () => named({ id: vault.id, name: '' }),
  };
}

/** The machines of a subscription, protected or not. */
export function machinesList(subscriptionId: string): List<ListedMachine> {
  return {
    ...keyOf('machines', subscriptionId, subscriptionId),
    parse: (json) => storedMachine.parse(json) as unknown as ListedMachine,
    write: (one) => storedMachine.write(one),
    async ask(azure) {
      const [vms, read] = await Promise.all([
        azure.vms.list(subscriptionId),
        tryRead(() => azure.disks.list(subscriptionId)),
      ]);
      // Otherwise every machine's encryption would become unknown, and known again.
      if (read.kind === 'unread' && isPassing(read.failure)) {
        throw new CodedError(read.failure.code, read.failure.params);
      }
      const disks = new Map((readValue(read) ?? []).map((disk) => [armIdKey(disk.id), disk]));
      return vms.map((vm) => {
        const own = vm.disks.flatMap(({ diskId }) => (diskId ? (disks.get(armIdKey(diskId)) ?? []) : []));
        const { id, immutableId, name, resourceGroup, createdAt, tags } = vm;
        const encryption = listedEncryption(vm, own);
        return {
          id,
          ...(immutableId && { immutableId }),
          name,
          resourceGroup,
          ...(createdAt && { createdAt }),
          tags,
          encryption,
        };
      });
    },
    keyOf: ({ id, immutableId, name }) => named({ id: immutableId ?? id, name }),
  };
}

function keyOf<Kind extends List<unknown>['kind']>(kind: Kind, scope: string, subscriptionId: string) {
  return { kind, key: `${kind}:${scope.toLowerCase()}`, subscriptionId: subscriptionId.toLowerCase() };
}

function named({ id, name }: { id: string; name: string }) {
  return { id: armIdKey(id), name: name.toLowerCase() };
}
