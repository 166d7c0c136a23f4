import { nameOf, subscriptionOf } from '../kernel/arm-id.ts';
import { type Failure, tryRead } from '../kernel/errors.ts';
import type { AdeKeys, VaultFacts } from '../kernel/facts.ts';
import { type KeyVersion, keyUrlKey, parseKeyUrl } from '../kernel/keys.ts';
import { interfaceNameOf } from '../kernel/normalise.ts';
import type { ListedResource } from '../kernel/place-facts.ts';
import type { RequestServices } from '../requests/services.ts';
import { findPlan, type ListedRequest } from '../store/requests.ts';
import { jobsOfAttempts, listAttempts, listSteps, type StepRow } from '../store/steps.ts';
import { type LeftBlob, type LeftKey, type LeftoverSource, madeBy } from './rules/leftovers.ts';
import type { SignedPlan } from './rules/plan.ts';
import {
  checkedKeys,
  deployedSoFar,
  parseStepResult,
  presentKeys,
  restoreSentAt,
  resultOfStep,
} from './rules/results.ts';
import { filesOfConfig, parseStaged, type Staged, stagingAccountId } from './rules/staging.ts';
import { asRestore, type StoredRestore } from './stored-restore.ts';

export type StartedRestore = { row: ListedRequest; vault: VaultFacts; plan: StoredRestore; steps: StepRow[] };

/** undefined: the request has sent nothing, so it made nothing. */
export async function startedRestore(
  { store, requestKinds }: Pick<RequestServices, 'store' | 'requestKinds'>,
  row: ListedRequest,
  vault: VaultFacts,
): Promise<StartedRestore | undefined> {
  const steps = await listSteps(store.db, row.id);
  if (steps.every(({ started_at }) => started_at === null)) return undefined;
  const plan = asRestore(requestKinds, (await findPlan(store.db, requestKinds, row.id))?.body);
  return plan && { row, vault, plan, steps };
}

/**
 * Leftovers of a restore, also of one that failed: its disks are made before its machine. Keys are looked at elsewhere.
 */
export async function findLeftSource(
  services: RequestServices,
  { row, vault, plan, steps }: StartedRestore,
): Promise<{ source: LeftoverSource; unread: number }> {
  const jobs = await jobsOfAttempts(services.store.db, row.id);
  const { effects, target } = plan.plan;
  const { source, unread } = await sourceOfJobs(services, { row, vault, plan, steps }, jobs);
  const sent = steps.some(({ kind, state }) => kind === 'replace-disks' && state === 'done') && restoreSentAt(steps);
  // Tried again, a step has begun anew, and its first try may have taken them off.
  const [first] = jobs;
  const swapped = sent && first && first.openedAt < sent ? first.openedAt : sent;
  return {
    unread,
    source: {
      ...source,
      made: await madeOnRecord(services, plan, steps),
      ...(swapped && {
        replaced: {
          groupId: target.resourceGroupId,
          names: effects.disks.included.map(({ name }) => name),
          at: swapped,
        },
      }),
    },
  };
}

/** The same of these of its jobs alone: what Azure made by itself. */
export async function sourceOfJobs(
  services: RequestServices,
  { row, vault, plan, steps }: StartedRestore,
  jobs: Awaited<ReturnType<typeof jobsOfAttempts>>,
): Promise<{ source: LeftoverSource; unread: number }> {
  let unread = 0;
  const blobs: LeftBlob[] = [];
  for (const { jobId } of jobs) {
    const found = await readFiles(services, vault, jobId, jobProperties(steps, jobId), plan.plan);
    unread += found.unread;
    for (const blob of found.blobs) {
      const there = await tryRead(() => services.azure.stagingBlobs.exists(blob.uri));
      if (there.kind === 'unread') unread += 1;
      else if (there.value) blobs.push(blob);
    }
  }
  const source = {
    request: {
      id: row.id,
      requester: row.requester_name,
      vm: row.vm_name,
      endedAt: steps.findLast(({ ended_at }) => ended_at !== null)?.ended_at ?? row.created_at,
    },
    restores: jobs.map(({ jobId, openedAt, endedAt }) => ({
      jobId,
      span: { from: openedAt, to: endedAt ?? undefined },
    })),
    blobs,
    restoredKeys: [],
  };
  return { source, unread };
}

/** The record of the step that makes the machine, and the names in the plan. */
async function madeOnRecord(
  { azure, store }: Pick<RequestServices, 'azure' | 'store'>,
  { plan: { target } }: StoredRestore,
  steps: readonly StepRow[],
): Promise<LeftoverSource['made']> {
  const step = steps.find(({ kind }) => kind === 'deploy-vm' || kind === 'restore-vm');
  const { vmId, resourceGroupId } = target;
  if (!step || !vmId) return undefined;
  const sent = step.kind === 'restore-vm' ? restoreSentAt(steps) : step.started_at;
  // Tried again, a step has begun anew, and what its first try made is there all the same.
  const [first] = await listAttempts(store.db, step.id);
  const from = sent && first && first.opened_at < sent ? first.opened_at : (sent ?? first?.opened_at);
  if (!from) return undefined;
  const span = { from, to: step.ended_at ?? undefined };
  if (step.kind === 'deploy-vm') {
    const resourceIds = deployedSoFar(step)?.resourceIds ?? [];
    const nic = `${resourceGroupId}/providers/Microsoft.Network/networkInterfaces/${interfaceNameOf(nameOf(vmId))}`;
    return { ids: [vmId, nic, ...resourceIds], span };
  }
  // Azure names the parts of a machine that it makes itself. Where it cannot be read they are told all the same.
  const read = await tryRead(() => azure.vms.get(vmId));
  const vm = read.kind === 'read' ? read.value : undefined;
  return { ids: [vmId, ...(vm?.networkInterfaceIds ?? [])], span };
}

/** Properties of the job as the step kept them; undefined for a job that failed. */
function jobProperties(steps: readonly StepRow[], jobId: string): Record<string, string> | undefined {
  const kept = resultOfStep(steps, 'restore-disks');
  return kept?.jobId === jobId ? kept.properties : undefined;
}

/** Files in the staging account that a job tells of, there or not. */
async function readFiles(
  { azure }: RequestServices,
  vault: VaultFacts,
  jobId: string,
  kept: Record<string, string> | undefined,
  { target, body, effects }: SignedPlan,
) {
  const { suffix } = azure.stagingBlobs;
  // A machine that Azure makes, or whose disks it swaps, leaves no files but the copy of its key.
  const leavesFiles = effects.mode === 'disks' || effects.mode === 'rebuild';
  const [job, copy] = await Promise.all([
    tryRead(async () =>
      leavesFiles
        ? parseStaged(kept ?? (await azure.jobs.get(vault, jobId))?.properties ?? {}, stagingAccountId(body), suffix)
        : {},
    ),
    tryRead(() => azure.jobs.encryptionInfo(vault, jobId, stagingAccountId(body))),
  ]);
  const { template, config, parameters }: Staged = job.kind === 'read' ? job.value : {};
  const blobs: LeftBlob[] = [
    ...(copy.kind === 'read' && copy.value ? [{ uri: copy.value, kind: 'key-copy' as const }] : []),
    ...[template, config, parameters].flatMap((uri) => (uri ? [{ uri, kind: 'blob' as const }] : [])),
  ];
  let unread = [job, copy].filter((read) => read.kind === 'unread' && !isForgotten(read.failure)).length;
  if (target.form === 'vhd' && config) {
    // The config alone names the disks: without it nobody can say whether there are any.
    const disks = await tryRead(async () =>
      filesOfConfig(await azure.stagingBlobs.readConfig(config), stagingAccountId(body), suffix),
    );
    if (disks.kind === 'unread') unread += 1;
    else blobs.push(...disks.value.map(({ uri }) => ({ uri, kind: 'vhd' as const })));
  }
  return { blobs, unread };
}

/** Azure forgets its jobs after a while. */
function isForgotten({ code }: Failure): boolean {
  return code === 'azure.not-found';
}

type Found = { left: LeftKey[]; unread: number };
const noKeys: Found = { left: [], unread: 0 };

/**
 * Keys that `recover-keys` made of the copy, also where it failed half-way. A key that was only undeleted is the
 * original and no leftover; neither is one that something may still need: the original, the restored machine, or any
 * other disk.
 */
export async function findLeftKeys(
  services: RequestServices,
  { plan, steps }: StartedRestore,
  source: LeftoverSource,
  resources: readonly ListedResource[],
): Promise<Found> {
  const { azure } = services;
  const since = steps.find(({ kind }) => kind === 'recover-keys')?.started_at;
  if (!since) return noKeys;
  const results = Object.fromEntries(steps.map(({ kind, result }) => [kind, result ?? undefined]));
  const lost = (parseStepResult(results, 'check-keys')?.states ?? []).filter(({ state }) => state === 'missing');
  if (lost.length === 0) return noKeys;
  if (madeBy(source, resources).length > 0 || source.blobs.some(({ kind }) => kind === 'vhd')) return noKeys;

  const { vmId } = plan.target;
  const original = await tryRead(() => azure.vms.get(vmId));
  if (original.kind === 'read' && original.value) return noKeys;
  // A restore may put disks into another subscription than that of their machine, and into one that holds no vault of ours.
  const own = [vmId, plan.plan.target.resourceGroupId].map(subscriptionOf);
  const subscriptions = [...new Set([...services.config.subscriptions, ...own])];
  const lists = await tryRead(() => Promise.all(subscriptions.map((id) => azure.disks.list(id))));
  if (original.kind === 'unread' || lists.kind === 'unread') return { left: [], unread: 1 };
  const used = new Set(lists.value.flat().flatMap(({ ade }) => keyNames(ade?.keys)));

  const keys = checkedKeys(results);
  const found: Found = { left: [], unread: 0 };
  for (const { url } of lost.filter(({ url }) => !used.has(keyObject(url)))) {
    const pair = keys.find(({ bek }) => keyUrlKey(bek.secretUrl) === keyUrlKey(url));
    const now = pair ? presentKeys(results, pair).bek.secretUrl : url;
    const stored = await tryRead(() => azure.storedKeys.inspect(now));
    if (stored.kind === 'unread') found.unread += 1;
    else if (stored.value.kind === 'present') {
      found.left.push(...findLeft(now, url, stored.value.versions, since));
    }
  }
  return found;
}

/**
 * A wrapped secret comes back as a new version of its name, all else under its old address. Where recovery failed
 * half-way nobody wrote the new version down: it is one that was made since.
 */
function findLeft(now: string, before: string, versions: readonly KeyVersion[], since: Date): LeftKey[] {
  const there = versions.find((one) => one.version.toLowerCase() === parseKeyUrl(now)?.version);
  if (there && keyUrlKey(now) === keyUrlKey(before)) return [{ url: now, only: 'whole' }];
  const made = there ? [there] : versions.filter(({ createdAt }) => createdAt !== undefined && createdAt >= since);
  if (made.length === versions.length) return [{ url: now, only: 'whole' }];
  const name = now.split('/').slice(0, 5).join('/');
  return made.filter(({ enabled }) => enabled).map(({ version }) => ({ url: `${name}/${version}`, only: 'version' }));
}

function keyNames(keys: AdeKeys | undefined): string[] {
  return keys ? [keyObject(keys.bek.secretUrl), ...(keys.kek ? [keyObject(keys.kek.keyUrl)] : [])] : [];
}

function keyObject(url: string): string {
  const address = parseKeyUrl(url);
  return address ? `${address.host}/${address.kind}/${address.name}` : url;
}
