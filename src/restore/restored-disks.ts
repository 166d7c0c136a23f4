import { armIdKey } from '../kernel/arm-id.ts';
import { CodedError, tryRead } from '../kernel/errors.ts';
import type { AdeKeys } from '../kernel/facts.ts';
import { distinctKeys, keyUrlKey, parseKeyUrl } from '../kernel/keys.ts';
import { readMachine } from '../machines/read-machine.ts';
import type { Deviation } from '../requests/rules/addendum.ts';
import type { RequestServices } from '../requests/services.ts';
import { isSigned, keyElsewhere, type TagsOfSecret, unsignedKeys } from './rules/known-keys.ts';
import { hasJobTag } from './rules/made.ts';
import { type RestoredDisk, restoredSet } from './rules/restored-set.ts';
import { findRestoreResult } from './rules/results.ts';
import { disksOfConfig, parseStaged, stagingAccountId } from './rules/staging.ts';
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
