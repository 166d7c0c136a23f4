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
import { listedEncryption } from './rules/classify.ts';

/** What a list holds, and since when it is known to. */
export type Kept<One> = { all: One[]; at: Date };

/** A list of Azure that is kept. */
export type List<One> = {
  kind: 'subscriptions' | 'vaults' | 'items' | 'machines' | 'jobs' | 'protections';
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
export const digestSeconds = 600;

/** How far back failed jobs are kept. */
export const keptJobDays = 30;
/** Azure lists a job some seconds after it started, and may round the start of a list. */
const overlapMs = 10 * 60_000;
/** From there on a list of all that began since is longer than one of each state. */
const longestSinceMs = 36 * 3_600_000;

/**
 * A vault's jobs that run or failed. What is known of them is asked for no more: one list of what began since then, and
 * not one of each state. One reading serves who asks what goes on, the digests and the strips of its machines.
 */
export function jobsList(vault: { id: string }, now: Date, freshSeconds: number): List<JobFacts> {
  const oldest = new Date(now.getTime() - keptJobDays * 24 * 3_600_000);
  return {
    ...keyOf('jobs', vault.id, subscriptionOf(vault.id)),
    freshSeconds,
    parse: storedJob.parse,
    write: (one) => storedJob.write(one),
    async ask({ jobs }, before) {
      const since = before && listedSince(before);
      if (before && since && now.getTime() - since.getTime() <= longestSinceMs) {
        return mergeJobs(before.all, await jobs.list(vault, { since }), oldest);
      }
      const [running, failed] = await Promise.all([
        jobs.list(vault, { status: 'InProgress' }),
        jobs.list(vault, { status: 'Failed', since: oldest }),
      ]);
      return mergeJobs([], [...running, ...failed], oldest);
    },
    keyOf: ({ id, vmName }) => named({ id, name: vmName }),
  };
}

function listedSince({ all, at }: Kept<JobFacts>): Date {
  const starts = all.flatMap(({ status, startedAt }) => (status === 'Failed' ? [] : [startedAt.getTime()]));
  return new Date(Math.min(at.getTime(), ...starts) - overlapMs);
}

/** Those of before that failed, and what is listed now. One that ran and is listed no more has ended. */
function mergeJobs(before: readonly JobFacts[], listed: readonly JobFacts[], oldest: Date): JobFacts[] {
  const now = new Set(listed.map(({ id }) => armIdKey(id)));
  const known = before.filter(({ id, status, startedAt }) => {
    return status === 'Failed' && startedAt >= oldest && !now.has(armIdKey(id));
  });
  return [...listed.filter(({ status }) => status === 'Failed' || status === 'InProgress'), ...known];
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
