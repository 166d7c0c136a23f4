import { nameOf } from '../kernel/arm-id.ts';
import type { Failure } from '../kernel/errors.ts';
import type { VaultFacts } from '../kernel/facts.ts';
import { reading } from '../kernel/result.ts';
import { interfaceNameOf } from '../kernel/vm-name.ts';
import type { RequestServices } from '../requests/services.ts';
import { filesOfConfig } from '../restore/rules/config-files.ts';
import type { SignedPlan } from '../restore/rules/plan.ts';
import { deployedSoFar, restoreSent, resultOfStep } from '../restore/rules/results.ts';
import { type Staged, stagedOf } from '../restore/rules/staged.ts';
import { stagingOf } from '../restore/rules/staging-identity.ts';
import { asRestore, type StoredRestore } from '../restore/stored-restore.ts';
import { findPlan, type ListedRequest } from '../store/requests.ts';
import { jobsOfAttempts, listAttempts, listSteps, type StepRow } from '../store/steps.ts';
import type { LeftBlob, LeftoverSource } from './rules/leftovers.ts';

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

/** What its restore left, also one that failed: its disks are made before its machine. Keys are looked at elsewhere. */
export async function findLeftSource(
  services: RequestServices,
  { row, vault, plan, steps }: StartedRestore,
): Promise<{ source: LeftoverSource; unread: number }> {
  const jobs = await jobsOfAttempts(services.store.db, row.id);
  const { effects, target } = plan.plan;
  const { source, unread } = await sourceOfJobs(services, { row, vault, plan, steps }, jobs);
  const sent = steps.some(({ kind, state }) => kind === 'replace-disks' && state === 'done') && restoreSent(steps);
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
      const there = await reading(() => services.azure.stagingBlobs.exists(blob.uri));
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

/** What the step that makes the machine wrote down, and what the plan says that it makes. */
async function madeOnRecord(
  { azure, store }: Pick<RequestServices, 'azure' | 'store'>,
  { plan: { target } }: StoredRestore,
  steps: readonly StepRow[],
): Promise<LeftoverSource['made']> {
  const step = steps.find(({ kind }) => kind === 'deploy-vm' || kind === 'restore-vm');
  const { vmId, resourceGroupId } = target;
  if (!step || !vmId) return undefined;
  const sent = step.kind === 'restore-vm' ? restoreSent(steps) : step.started_at;
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
  const read = await reading(() => azure.vms.get(vmId));
  const vm = read.kind === 'read' ? read.value : undefined;
  return { ids: [vmId, ...(vm?.networkInterfaceIds ?? [])], span };
}

/** As the step kept them; undefined for a job that failed. */
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
    reading(async () =>
      leavesFiles
        ? stagedOf(kept ?? (await azure.jobs.get(vault, jobId))?.properties ?? {}, stagingOf(body), suffix)
        : {},
    ),
    reading(() => azure.jobs.encryptionInfo(vault, jobId, stagingOf(body))),
  ]);
  const { template, config, parameters }: Staged = job.kind === 'read' ? job.value : {};
  const blobs: LeftBlob[] = [
    ...(copy.kind === 'read' && copy.value ? [{ uri: copy.value, kind: 'key-copy' as const }] : []),
    ...[template, config, parameters].flatMap((uri) => (uri ? [{ uri, kind: 'blob' as const }] : [])),
  ];
  let unread = [job, copy].filter((read) => read.kind === 'unread' && !isForgotten(read.failure)).length;
  if (target.form === 'vhd' && config) {
    // Only the config names the disks: without it nobody can say whether there are any.
    const disks = await reading(async () =>
      filesOfConfig(await azure.stagingBlobs.readConfig(config), stagingOf(body), suffix),
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
