import { z } from 'zod/v4';
import { armIdKey, nameOf, resourceGroupIdOf, sameArmId } from '../../kernel/arm-id.ts';
import { CodedError, type Failure } from '../../kernel/errors.ts';
import type { DiskFacts, InterfaceFacts, VmFacts } from '../../kernel/facts.ts';
import { quarantineTag, requestTag } from '../../kernel/request.ts';
import { defineStored } from '../../kernel/stored.ts';
import { type Deviation, deviation } from '../../requests/rules/addendum.ts';
import { type Made, madeSchema } from '../../requests/rules/stored-parts.ts';
import type { PlanEffects } from './plan.ts';
import { kindOf, signedEncryption } from './signed-machine.ts';
import type { StagedDisk } from './staging.ts';

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

/** The restore that made them. startedAt: as Azure tells it; absent where it doesn't. */
export type RestoreJob = { jobId: string; startedAt?: Date | undefined };

export type NamedDisk = StagedDisk & { facts: DiskFacts | undefined };
export type RestoredDisk = StagedDisk & { facts: DiskFacts };
type DiskAtLun = Pick<RestoredDisk, 'lun' | 'facts'>;

type Signed = {
  effects: Pick<PlanEffects, 'disks' | 'machine' | 'target'>;
  /** ARM ids of the group that they were restored into, and of the machine that they may be attached to already. */
  groupId: string;
  machineId?: string | undefined;
};

/**
 * The disks that the restore made, by what Azure says of each. The config names them with their LUNs and is a
 * stranger's word: none counts that is not in the target group, of this restore, and as the plan has it.
 * @param named by the config, each as Azure has it
 * @param tagged every disk of the target group that carries the job's tag
 * @throws CodedError rebuild.disks-foreign { found, count }
 */
export function restoredSet(
  named: readonly NamedDisk[],
  tagged: readonly { id: string }[],
  job: RestoreJob,
  signed: Signed,
): { disks: RestoredDisk[]; deviations: Deviation[] } {
  const deviations: Deviation[] = [];
  const disks: RestoredDisk[] = [];
  const foreign = [...lunFindings(named, signed), ...surplus(named, tagged)];
  for (const { lun, id, facts } of named) {
    const wrong = facts ? findings({ lun, id, facts }, job, signed) : ['is not there'];
    foreign.push(...wrong.map((what) => `${nameOf(id)} ${what}`));
    if (!facts || wrong.length > 0) continue;
    disks.push({ lun, id: facts.id, facts });
    if (facts.tags?.[jobTag] === undefined) deviations.push(deviation(['disks', facts.name, 'tags', jobTag], null));
    deviations.push(...largerThanOriginal({ lun, facts }, signed.effects));
  }
  deviations.push(...encryptedUnlikeOriginal(disks, signed.effects));
  if (foreign.length > 0) throw foreignError('rebuild.disks-foreign', foreign);
  return { disks, deviations };
}

/** Names that a stranger may have written are cut: people will read them. */
export function foreignError(
  code: `rebuild.${'deployment' | 'disks' | 'machine' | 'template'}-foreign`,
  found: readonly string[],
  params: Failure['params'] = {},
) {
  const shown = found.slice(0, 5).map((one) => one.slice(0, 120));
  return new CodedError(code, { ...params, count: found.length, found: shown.join(', ') });
}

function findings({ lun, id, facts }: RestoredDisk, job: RestoreJob, signed: Signed): string[] {
  const { effects, groupId, machineId } = signed;
  const machine = effects.machine;
  const tag = facts.tags?.[jobTag];
  const wrongOs =
    lun === -1 && facts.osType && machine && machine.osType !== 'unknown' && facts.osType !== machine.osType;
  return [
    ...(sameArmId(resourceGroupIdOf(id), groupId) && sameArmId(id, facts.id) ? [] : ['is in another group']),
    ...(tag === undefined || hasJobTag(facts, job.jobId) ? [] : ['is of another restore']),
    ...(job.startedAt && facts.createdAt && facts.createdAt < job.startedAt ? ['is older than the restore'] : []),
    ...(facts.managedBy && !(machineId && sameArmId(facts.managedBy, machineId)) ? ['is attached elsewhere'] : []),
    ...(wrongOs ? ['has another operating system'] : []),
    ...(isEncryptedAsChosen({ lun, facts }, effects.target) ? [] : ['is encrypted otherwise']),
  ];
}

/**
 * The original is known as it was when the plan was made. At an older point another disk may have been at that LUN, or the
 * same under another key, and a restored disk is as the point is: only people can tell it from one that somebody put there.
 */
function largerThanOriginal({ lun, facts }: DiskAtLun, { machine }: Signed['effects']): Deviation[] {
  const before = machine?.original?.disks.find((one) => one.lun === lun);
  if (!before?.mostGb || !facts.sizeGb || facts.sizeGb <= before.mostGb) return [];
  return [deviation(['disks', facts.name, 'properties', 'diskSizeGB'], facts.sizeGb)];
}

/**
 * One finding covers all disks that are encrypted alike: a machine may have 64 of them, and got its key for all at
 * once.
 */
function encryptedUnlikeOriginal(disks: readonly RestoredDisk[], { machine, target }: Signed['effects']): Deviation[] {
  const unlike = disks.flatMap(({ lun, facts }) => {
    const was = machine?.original?.disks.find((one) => one.lun === lun)?.encryption;
    const now = isConfidential(facts) || target.diskEncryptionSet !== null ? null : signedEncryption(facts);
    return was && now && (now.type !== was.type || now.set !== was.set) ? [{ name: facts.name, now }] : [];
  });
  return [...Map.groupBy(unlike, ({ now }) => JSON.stringify(now)).values()].map((alike) => {
    const { type, set = null } = alike[0]?.now ?? {};
    return deviation(['disks', 'properties', 'encryption'], {
      disks: alike.map(({ name }) => name).toSorted(),
      // A set is in the subscription of its disks.
      set: set && `${nameOf(resourceGroupIdOf(set))}/${nameOf(set)}`,
      type,
    });
  });
}

function isConfidential({ securityEncryptionType = '' }: DiskFacts): boolean {
  return kindOf(securityEncryptionType) === 'confidential';
}

function isEncryptedAsChosen(
  { lun, facts }: DiskAtLun,
  { diskEncryptionSet: chosenSet, dataDiskSets = [] }: PlanEffects['target'],
): boolean {
  // The disk's own set counts; how the service encrypts its storage is not part of the plan.
  if (isConfidential(facts)) {
    const chosen = lun === -1 ? chosenSet : (dataDiskSets.find((one) => one.lun === lun)?.set ?? null);
    return (
      chosen === null || (facts.secureEncryptionSetId !== undefined && sameArmId(facts.secureEncryptionSetId, chosen))
    );
  }
  const now = signedEncryption(facts);
  if (!now || chosenSet === null) return true;
  return now.set !== null && armIdKey(now.set) === armIdKey(chosenSet);
}

/** The point may not list its disks: then at least none is there that was not chosen. */
function lunFindings(named: readonly StagedDisk[], { effects }: Signed): string[] {
  const luns = named.map(({ lun }) => lun);
  const twice = luns.filter((lun, index) => luns.indexOf(lun) !== index);
  const { included, selection } = effects.disks;
  const listed = included.length > 0 ? included.map(({ lun }) => lun) : selection === 'all' ? undefined : selection;
  // The OS disk is always restored, whether or not a list counts it.
  const wanted = listed && [...new Set([-1, ...listed])];
  return [
    ...twice.map((lun) => `LUN ${lun} twice`),
    ...(wanted ? luns.filter((lun) => !wanted.includes(lun)).map((lun) => `LUN ${lun} too many`) : []),
    ...(included.length > 0 && wanted
      ? wanted.filter((lun) => !luns.includes(lun)).map((lun) => `LUN ${lun} missing`)
      : []),
  ];
}

function surplus(named: readonly StagedDisk[], tagged: readonly { id: string }[]): string[] {
  const more = tagged.filter(({ id }) => !named.some((one) => sameArmId(one.id, id)));
  return more.map(({ id }) => `${nameOf(id)} too many`);
}
