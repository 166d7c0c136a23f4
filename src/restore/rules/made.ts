import { z } from 'zod/v4';
import { armIdKey, nameOf, sameArmId } from '../../kernel/arm-id.ts';
import type { DiskFacts, InterfaceFacts, VmFacts } from '../../kernel/facts.ts';
import { quarantineTag, requestTag } from '../../kernel/request.ts';
import { defineStored } from '../../kernel/stored.ts';
import { type Made, madeSchema } from '../../requests/rules/stored-parts.ts';
import type { PlanEffects } from './plan.ts';

/** The resource under its id now. other: made by somebody else, or indistinguishable from such a one. */
export type RecordComparison = 'same' | 'gone' | 'other';

/**
 * Whether the resource under a recorded id is the recorded one. A tag, a name, a group or an owner proves nothing:
 * anybody who may write there can give them. Only values that Azure itself gave do, and without those nothing is
 * deleted.
 */
export function compareWithRecord(
  made: Made,
  found: { immutableId?: string | undefined } | undefined,
): RecordComparison {
  if (!found) return 'gone';
  return found.immutableId?.toLowerCase() === made.immutableId.toLowerCase() ? 'same' : 'other';
}

/** A clock of Azure may be a little behind ours. */
const slackMs = 5 * 60_000;

type Restored = readonly { facts: DiskFacts }[];

/** The time in which Azure was making them: from the send to the end of the job or deployment, as Azure tells it. */
type Span = { from: Date; to: Date };

/** Resources older than the send, or younger than the end, are somebody else's. */
function isWithin({ from, to }: Span, createdAt: Date | undefined): boolean {
  return createdAt !== undefined && createdAt.getTime() > from.getTime() - slackMs && createdAt <= to;
}

/**
 * The disks that a restore has just made, as they go into the record.
 * @param restored by the rules that a machine is made by: in the group, of this job, as the plan has them
 * @returns unproven: names of those that Azure gives no immutable id for, or no time within the span; they are told and
 * never deleted
 */
export function recordDisks(restored: Restored, span: Span): { made: Made[]; unproven: string[] } {
  const made: Made[] = [];
  const unproven: string[] = [];
  for (const { facts } of restored) {
    const { id, immutableId, createdAt, name } = facts;
    if (immutableId !== undefined && isWithin(span, createdAt)) made.push({ what: 'disk', id, immutableId });
    else unproven.push(name);
  }
  return { made, unproven };
}

type Deployed = {
  requestId: string;
  span: Span;
  /** The record of the disks. */
  disks: readonly Made[];
  /** ARM ids that Azure says it made. */
  outputs?: readonly string[];
};

/**
 * The machine and interface that a deployment made, as they go into the record. Somebody may have put others under their
 * names since: those were made after the deployment ended, or hold other disks. That it is ours is said by the tag, which
 * anybody who may write there can take off, or by the deployment itself.
 */
export function recordMachine(
  vm: VmFacts | undefined,
  nic: (InterfaceFacts & { createdAt?: Date | undefined }) | undefined,
  { requestId, span, disks, outputs = [] }: Deployed,
): { made: Made[]; unproven: string[] } {
  const made: Made[] = [];
  const unproven: string[] = [];
  const isOf = ({ id, tags }: { id: string; tags: Record<string, string> }) =>
    tags[requestTag] === requestId || outputs.some((output) => sameArmId(output, id));
  const hasOurDisks =
    vm !== undefined &&
    vm.disks.length > 0 &&
    vm.disks.every(({ diskId }) => diskId !== undefined && disks.some(({ id }) => armIdKey(id) === armIdKey(diskId)));
  if (vm) {
    const isOurs = vm.immutableId !== undefined && isWithin(span, vm.createdAt) && hasOurDisks && isOf(vm);
    if (isOurs && vm.immutableId) made.push({ what: 'vm', id: vm.id, immutableId: vm.immutableId });
    else unproven.push(vm.name);
  }
  if (nic) {
    const isOurs =
      made.length > 0 &&
      nic.immutableId !== undefined &&
      isWithin(span, nic.createdAt) &&
      isOf(nic) &&
      vm?.networkInterfaceIds.length === 1 &&
      armIdKey(vm.networkInterfaceIds[0] ?? '') === armIdKey(nic.id);
    if (isOurs && nic.immutableId) made.push({ what: 'interface', id: nic.id, immutableId: nic.immutableId });
    else unproven.push(nameOf(nic.id));
  }
  return { made, unproven };
}

/**
 * Deviations of a copy from its record: disks that were swapped or are gone, and disks that it holds and nobody
 * recorded.
 * @param found the recorded disks as they are now, in their order
 */
export function swappedDisks(
  vm: Pick<VmFacts, 'disks'> | undefined,
  recorded: readonly Made[],
  found: readonly (DiskFacts | undefined)[],
): string[] {
  const changed = recorded
    .filter((made, index) => compareWithRecord(made, found[index]) !== 'same')
    .map(({ id }) => nameOf(id));
  const foreign = (vm?.disks ?? [])
    .filter(({ diskId }) => diskId === undefined || !recorded.some(({ id }) => sameArmId(id, diskId)))
    .map(({ name, diskId }) => (diskId ? nameOf(diskId) : name));
  return [...new Set([...changed, ...foreign])];
}

/** The record of what a restore made. unproven: names that are reported, and never touched. */
export const storedRecord = defineStored(
  'result drill-record',
  z.object({ made: z.array(madeSchema), unproven: z.array(z.string()) }),
);

type Results = Readonly<Record<string, unknown>>;

/** All that is on record of a copy in quarantine. */
export function listInQuarantine(results: Results): Made[] {
  return ['quarantine-record-disks', 'quarantine-record-machine'].flatMap((kind) =>
    results[kind] === undefined ? [] : storedRecord.parse(results[kind]).made,
  );
}

export function disksInQuarantine(results: Results): Made[] {
  return listInQuarantine(results).filter(({ what }) => what === 'disk');
}

/** The tag that Azure Backup gives what a restore made: the id of its job. */
export const jobTag = 'RSVaultBackup';

export function hasJobTag({ tags = {} }: { tags?: Readonly<Record<string, string>> | undefined }, jobId: string) {
  return tags[jobTag]?.toLowerCase() === jobId.toLowerCase();
}

/** Tags on everything that a request makes. */
export function madeTags(requestId: string, { networkMode }: Pick<PlanEffects, 'networkMode'>): Record<string, string> {
  return { [requestTag]: requestId, ...(networkMode === 'quarantine' && { [quarantineTag]: 'held' }) };
}
