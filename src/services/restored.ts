import { distinctKeys } from '../domain/encryption/key-url.ts';
import { CodedError } from '../domain/errors.ts';
import type { AdeKeys, DiskFacts } from '../domain/facts.ts';
import { restoreOf } from '../domain/rebuild/results.ts';
import { disksOfConfig, type StagedDisk, stagedOf } from '../domain/rebuild/staged.ts';
import type { Services } from './services.ts';
import type { StoredRestore } from './stored-plan.ts';

type At = { plan: StoredRestore; results: Readonly<Record<string, unknown>> };

export type RestoredDisk = StagedDisk & { facts: DiskFacts | undefined };

/**
 * The disks that the restore made, as they are now.
 * @throws rebuild.config-missing, rebuild.config-unreadable, azure.*
 */
export async function restoredDisks(
  { azure }: Pick<Services, 'azure'>,
  { plan, results }: At,
): Promise<RestoredDisk[]> {
  const { config } = stagedOf(restoreOf(results).properties, plan.plan.body.storageAccountId);
  if (!config) throw new CodedError('rebuild.config-missing', {});
  const disks = disksOfConfig(await azure.stagingBlobs.readConfig(config));
  return Promise.all(disks.map(async (disk) => ({ ...disk, facts: await azure.disks.get(disk.id) })));
}

/**
 * The key pairs that restored disks need, from whoever knows: the disks themselves, the point, or the machine that the
 * point is of. Azure writes them onto the disks only within its limits, and modern points carry none.
 */
export async function keysOfRestored(
  services: Pick<Services, 'azure' | 'planning'>,
  { plan }: At,
  disks: readonly RestoredDisk[],
): Promise<AdeKeys[]> {
  const own = distinctKeys(disks.flatMap(({ facts }) => facts?.ade?.keys ?? []));
  if (own.length > 0) return own;
  if (plan.point.keys) return [plan.point.keys];
  const { encryption } = await services.planning.machine(plan.target.vmId);
  return encryption.ade.keysOnRecord;
}
