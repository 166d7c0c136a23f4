import { armIdKey, nameOf, sameArmId } from '../kernel/arm-id.ts';
import { asFailure, CodedError, tryRead } from '../kernel/errors.ts';
import type { AdeKeys, VmFacts } from '../kernel/facts.ts';
import { isPassing } from '../kernel/is-passing.ts';
import { distinctKeys, keyUrlKey, parseKeyUrl } from '../kernel/keys.ts';
import { interfaceNameOf } from '../kernel/normalise.ts';
import type { ListedResource } from '../kernel/place-facts.ts';
import { StoredError } from '../kernel/stored.ts';
import { readMachine } from '../machines/read-machine.ts';
import type { Deviation } from '../requests/rules/addendum.ts';
import type { Made } from '../requests/rules/stored-parts.ts';
import type { RequestServices } from '../requests/services.ts';
import { listAttempts, type StepRow } from '../store/steps.ts';
import { deploymentName } from './rules/deployment.ts';
import { isSigned, keyElsewhere, type TagsOfSecret, unsignedKeys } from './rules/keys.ts';
import {
  compareWithRecord,
  hasJobTag,
  type RestoredDisk,
  recordDisks,
  recordMachine,
  restoredSet,
  swappedDisks,
} from './rules/made.ts';
import { findRestoreResult, restoreSentAt } from './rules/results.ts';
import { disksOfConfig, parseStaged, stagingAccountId } from './rules/staging.ts';
import type { StoredRestore } from './stored-restore.ts';

/**
 * The disks that a restore has made, for its record.
 * @throws rebuild.disks-foreign, rebuild.config-*, azure.*
 */
export async function readMadeDisks(
  services: RequestServices,
  { restore, results }: { restore: StoredRestore; results: Readonly<Record<string, unknown>> },
  steps: readonly StepRow[],
) {
  const from = restoreSentAt(steps);
  if (!from) return { made: [], unproven: [] };
  const vault = await services.inventory.vault(restore.target.vaultId);
  const { jobId } = findRestoreResult(results);
  const [{ disks }, job] = await Promise.all([
    restoredDisks(services, { plan: restore, results }),
    services.azure.jobs.get(vault, jobId),
  ]);
  // A bot that was away sees late that it has ended, and somebody may have put others under their names by then.
  return recordDisks(disks, { from, to: job?.endedAt ?? services.clock.now() });
}

/**
 * The same for what tidies, which must come to an end.
 * @returns undefined where waiting does not tell them: they are not as the plan has them, or nobody can read what they are
 * @throws azure.* that may pass
 */
export async function findMadeDisks(...of: Parameters<typeof readMadeDisks>) {
  try {
    return await readMadeDisks(...of);
  } catch (error) {
    if (!(error instanceof CodedError) || error instanceof StoredError || isPassing(asFailure(error))) throw error;
    return undefined;
  }
}

/**
 * The machine and interface that its deployment has made.
 * @param at.disks what its record has of them
 * @param at.byOutputs what the deployment says it made is enough without the tag, which anybody who may write there can
 * take off: for what is done by the record but deleting
 * @throws azure.*
 */
export async function readMadeMachine(
  { azure, clock, store }: RequestServices,
  {
    restore,
    request,
    disks,
    byOutputs = false,
  }: { restore: StoredRestore; request: { id: string }; disks: readonly Made[]; byOutputs?: boolean },
  steps: readonly StepRow[],
) {
  const deployed = steps.find(({ kind }) => kind === 'deploy-vm');
  if (!deployed?.started_at) return { made: [], unproven: [] };
  const { resourceGroupId } = restore.plan.target;
  const [vm, nic, group, ended] = await Promise.all([
    azure.vms.get(madeVm(restore)),
    azure.interfaces.get(madeInterface(restore)),
    listGroup({ azure }, resourceGroupId),
    lastDeployment({ azure, store }, resourceGroupId, request.id, deployed.id),
  ]);
  const span = { from: deployed.started_at, to: ended?.endedAt ?? deployed.ended_at ?? clock.now() };
  const createdAt = nic && group.find(({ id }) => sameArmId(id, nic.id))?.createdAt;
  return recordMachine(vm, nic && { ...nic, createdAt }, {
    requestId: request.id,
    span,
    disks,
    ...(byOutputs && { outputs: ended?.resourceIds ?? [] }),
  });
}

/** The last of its deployments, as Azure has it: what it made, and when it ended. */
async function lastDeployment(
  { azure, store }: Pick<RequestServices, 'azure' | 'store'>,
  groupId: string,
  requestId: string,
  stepId: string,
) {
  const attempt = (await listAttempts(store.db, stepId)).at(-1);
  if (!attempt) return undefined;
  return azure.deployments.get(groupId, deploymentName(requestId, 'deploy-vm', attempt));
}

/**
 * Names of the disks of a copy that are not, or no longer, those on record.
 * @param vm the machine where there is one yet
 * @throws azure.*
 */
export async function listSwapped(
  { azure }: Pick<RequestServices, 'azure'>,
  vm: VmFacts | undefined,
  recorded: readonly Made[],
): Promise<string[]> {
  const found = await Promise.all(recorded.map(({ id }) => azure.disks.get(id)));
  return swappedDisks(vm, recorded, found);
}

/** ARM id of the machine that a restore makes, or whose disks it replaces. */
export function madeVm({ plan }: StoredRestore): string {
  const { vmId } = plan.target;
  if (!vmId) throw new Error('a restore that makes no machine has a step about one');
  return vmId;
}

/** ARM id of the network interface that is deployed with it. */
export function madeInterface(restore: StoredRestore): string {
  const name = interfaceNameOf(nameOf(madeVm(restore)));
  return `${restore.plan.target.resourceGroupId}/providers/Microsoft.Network/networkInterfaces/${name}`;
}

/**
 * Resources of a restore in the target group: by the tag of its job; of a machine that Azure made itself, also its
 * parts.
 * @param since before which nothing can be of its making, whatever tag somebody gave it
 */
export async function madeByRestore(
  { azure }: Pick<RequestServices, 'azure'>,
  { plan, choice }: StoredRestore,
  jobId: string,
  since: Date,
): Promise<ListedResource[]> {
  const { resourceGroupId, vmId } = plan.target;
  const [all, vm] = await Promise.all([
    azure.resources.inGroup(resourceGroupId),
    choice.mode === 'new-vm' && vmId !== undefined ? azure.vms.get(vmId) : undefined,
  ]);
  const parts = vm ? [vm.id, ...vm.networkInterfaceIds, ...vm.disks.flatMap(({ diskId }) => diskId ?? [])] : [];
  return all.filter(
    (one) =>
      one.createdAt !== undefined &&
      one.createdAt >= since &&
      (hasJobTag(one, jobId) || parts.some((id) => sameArmId(id, one.id))),
  );
}

/**
 * A machine on record that is no longer under its id, where somebody moved it: under another it is the same, runs, costs, and
 * holds what it held.
 * @returns as a list tells it: not whether it runs
 * @throws azure.*
 */
export async function findMoved(
  { azure, config }: Pick<RequestServices, 'azure' | 'config'>,
  machine: Made,
): Promise<VmFacts | undefined> {
  const lists = await Promise.all(config.subscriptions.map((id) => azure.vms.list(id)));
  return lists.flat().find((vm) => compareWithRecord(machine, vm) === 'same');
}

/** Resources of a group; none where the group is gone, since deleting it deletes all of them. @throws azure.* */
export async function listGroup({ azure }: Pick<RequestServices, 'azure'>, groupId: string): Promise<ListedResource[]> {
  try {
    return await azure.resources.inGroup(groupId);
  } catch (error) {
    const isGone = error instanceof CodedError && error.code === 'azure.not-found';
    if (isGone && error.params.azureCode === 'ResourceGroupNotFound') return [];
    throw error;
  }
}

type At = { plan: StoredRestore; results: Readonly<Record<string, unknown>> };

/**
 * The disks that the restore made, as they are now: those of the target group that carry its tag and are as the plan has
 * them. The config in the staging account tells only their LUNs.
 * @returns deviations: what nobody signed of them; a step that changes anything has it agreed to first
 * @throws rebuild.config-missing, rebuild.config-unreadable, rebuild.disks-foreign, blob-elsewhere, azure.*
 */
export async function restoredDisks(
  { azure }: Pick<RequestServices, 'azure'>,
  { plan, results }: At,
): Promise<{ disks: RestoredDisk[]; deviations: Deviation[] }> {
  const { jobId, startedAt, properties } = findRestoreResult(results);
  const { effects, target, body } = plan.plan;
  const { config } = parseStaged(properties, stagingAccountId(body), azure.stagingBlobs.suffix);
  if (!config) throw new CodedError('rebuild.config-missing', {});
  const [staged, resources] = await Promise.all([
    azure.stagingBlobs.readConfig(config).then(disksOfConfig),
    azure.resources.inGroup(target.resourceGroupId),
  ]);
  const tagged = resources.filter((one) => isDisk(one) && hasJobTag(one, jobId));
  // A disk that the config alone names may be anybody's: it is looked at only in the group that was signed.
  const named = await Promise.all(
    staged.map(async (disk) => ({
      ...disk,
      facts: isWithin(disk.id, target.resourceGroupId) ? await azure.disks.get(disk.id) : undefined,
    })),
  );
  return restoredSet(
    named,
    tagged,
    { jobId, ...(startedAt && { startedAt: new Date(startedAt) }) },
    { effects, groupId: target.resourceGroupId, machineId: target.vmId },
  );
}

/**
 * The key pairs that restored disks need, from whoever knows: the disks themselves, the point, or the machine that the
 * point is of. Azure writes them onto the disks only within its limits, and modern points carry none.
 */
export async function keysOfRestored(
  services: Pick<RequestServices, 'azure'>,
  { plan }: At,
  disks: readonly RestoredDisk[],
): Promise<AdeKeys[]> {
  const own = distinctKeys(disks.flatMap(({ facts }) => facts.ade?.keys ?? []));
  if (own.length > 0) return own;
  if (plan.point.keys) return [plan.point.keys];
  const { encryption } = await readMachine(services.azure, plan.target.vmId);
  return encryption.ade.keysOnRecord;
}

function isDisk({ type }: { type: string }): boolean {
  return type.toLowerCase() === 'microsoft.compute/disks';
}

function isWithin(id: string, groupId: string): boolean {
  return armIdKey(id).startsWith(`${armIdKey(groupId)}/providers/microsoft.compute/disks/`);
}

/**
 * Key pairs that restored disks name and nobody signed.
 * @throws rebuild.key-elsewhere, azure.*
 */
export async function readUnsignedKeys(
  { azure }: Pick<RequestServices, 'azure'>,
  { plan, target }: StoredRestore,
  keys: readonly AdeKeys[],
): Promise<AdeKeys[]> {
  const elsewhere = keyElsewhere(keys);
  if (elsewhere) throw new CodedError('rebuild.key-elsewhere', { url: keyUrlKey(elsewhere) });
  const signed = plan.effects.keys;
  if (keys.every((one) => isSigned(one, signed))) return [];
  const tags = new Map<string, Record<string, string> | undefined>();
  const refs = [...(signed.point ? [signed.point] : []), ...signed.vm];
  const urls = [...keys.map(({ bek }) => keyUrlKey(bek.secretUrl)), ...refs.map(({ secret }) => secret)];
  // No other vault is asked: what lies in one that nobody signed proves nothing.
  const hosts = new Set(refs.map(({ secret }) => hostOf(secret)));
  for (const url of new Set(urls)) if (hosts.has(hostOf(url))) tags.set(url, await tagsAt(azure, url));
  const tagsOfSecret: TagsOfSecret = (url) => tags.get(keyUrlKey(url));
  return unsignedKeys(keys, signed, target.vmName, tagsOfSecret);
}

function hostOf(url: string): string {
  return parseKeyUrl(url)?.host ?? '';
}

/** Tags of a stored key or secret; undefined where it cannot be read. */
async function tagsAt(
  { storedKeys }: RequestServices['azure'],
  url: string,
): Promise<Record<string, string> | undefined> {
  const read = await tryRead(() => storedKeys.inspect(url));
  if (read.kind === 'unread' || read.value.kind !== 'present') return undefined;
  const { version } = parseKeyUrl(url) ?? {};
  return read.value.versions.find((one) => one.version.toLowerCase() === version)?.tags;
}
