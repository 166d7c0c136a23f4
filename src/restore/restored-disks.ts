import type { Deviation } from '../approval/rules/deviation.ts';
import { armIdKey } from '../kernel/arm-id.ts';
import { CodedError } from '../kernel/errors.ts';
import type { AdeKeys } from '../kernel/facts.ts';
import { distinctKeys } from '../kernel/key-url.ts';
import { readMachine } from '../machines/read-machine.ts';
import type { RequestServices } from '../requests/services.ts';
import { type RestoredDisk, restoredSet } from './rules/restored-set.ts';
import { hasJobTag } from './rules/restored-tag.ts';
import { restoreOf } from './rules/results.ts';
import { disksOfConfig, stagedOf } from './rules/staged.ts';
import { stagingOf } from './rules/staging-identity.ts';
import type { StoredRestore } from './stored-restore.ts';

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
  const { jobId, startedAt, properties } = restoreOf(results);
  const { effects, target, body } = plan.plan;
  const { config } = stagedOf(properties, stagingOf(body), azure.stagingBlobs.suffix);
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
