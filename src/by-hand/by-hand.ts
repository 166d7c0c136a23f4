import { nameOf } from '../kernel/arm-id.ts';
import { CodedError, readValue, tryRead } from '../kernel/errors.ts';
import type { AdeKeys, DiskFacts, RecoveryPointFacts, VaultFacts, VmFacts } from '../kernel/facts.ts';
import { sameKeys } from '../kernel/keys.ts';
import { defaultVmName } from '../kernel/normalise.ts';
import type { Target } from '../machines/inventory.ts';
import { classify } from '../machines/rules/ade.ts';
import { isKeptInPoint } from '../machines/rules/check-keys.ts';
import type { EncryptionAssessment } from '../machines/rules/encryption-assessment.ts';
import { keysOfRestored, restoredDisks } from '../restore/read-made.ts';
import { deploymentName } from '../restore/rules/deployment.ts';
import type { RestoredDisk } from '../restore/rules/made.ts';
import type { SignedPlan } from '../restore/rules/plan.ts';
import { toRestoreChoice } from '../restore/rules/restore-kinds.ts';
import { checkedKeys, parseStepResult, presentKeys, type StepResults } from '../restore/rules/results.ts';
import { securityOf, stateEncryptionOf } from '../restore/rules/signed-machine.ts';
import { filesOfConfig, parseStaged, stagingAccountId } from '../restore/rules/staging.ts';
import { isPastAdeLimits } from '../restore/rules/warnings.ts';
import type { RestoreServices } from '../restore/services.ts';
import type { StoredRestore } from '../restore/stored-restore.ts';
import { mayHaveActed } from '../saga/late.ts';
import type { RequestRow } from '../store/requests.ts';
import type { Db } from '../store/schema.ts';
import { type AttemptRow, listAttempts, listSteps, type StepRow } from '../store/steps.ts';
import type { HandFacts, UnderWay } from './rules/hand-step.ts';

type Parts = Pick<RestoreServices, 'azure' | 'inventory' | 'planning'>;
type Results = Readonly<Record<string, unknown>>;
export type HandSource = Pick<StoredRestore, 'target' | 'plan' | 'point'>;

const restores = ['restore-disks', 'restore-vm', 'replace-disks'] as const;

/**
 * Facts for the remaining steps of a request, with the results of its completed ones. Azure is read again; whatever it
 * does not answer is read by the lines themselves.
 */
export async function handFactsOfRequest(
  services: Parts & Pick<RestoreServices, 'store'>,
  request: Pick<RequestRow, 'id'>,
  stored: StoredRestore,
): Promise<HandFacts> {
  const { db } = services.store;
  const steps = await listSteps(db, request.id);
  const over = steps.filter(({ state }) => state === 'done' || state === 'skipped');
  const results = Object.fromEntries(over.flatMap(({ kind, result }) => (result === null ? [] : [[kind, result]])));
  const done = over.map(({ kind }) => kind);
  const now = steps.find(({ state }) => state === 'running');
  const underWay = now && (await underWayOf(db, request.id, now));
  const ended = restores.flatMap((kind) => parseStepResult(results, kind)?.jobId ?? []);
  // A failed restore's job says nothing about the next one.
  const jobId = ended[0] ?? underWay?.jobId;
  // A stored date is text.
  const source = { ...stored, point: { ...stored.point, at: new Date(stored.point.at) } };
  return {
    requestId: request.id,
    ...(await readHandFacts(services, source, results, done)),
    ...(underWay && { underWay }),
    ...(jobId && { jobId }),
  };
}

async function underWayOf(db: Db, requestId: string, step: StepRow): Promise<UnderWay | undefined> {
  // A send that Azure refused for now, and that nothing followed, has begun nothing: its lines are the whole step.
  const all = await listAttempts(db, step.id);
  const isOpen = ({ state }: AttemptRow) => state !== 'refused' && state !== 'failed';
  const attempt = all.findLast(isOpen) ?? all.findLast(mayHaveActed);
  if (!attempt) return undefined;
  const { kind } = step;
  return {
    kind,
    attemptId: attempt.id,
    ...(attempt.job_id && { jobId: attempt.job_id }),
    ...(kind === 'deploy-vm' && { deployment: deploymentName(requestId, kind, attempt) }),
  };
}

/**
 * The restore of a point: of a machine or, if none can be made, of its disks.
 * @throws plan.<code> if neither is possible, no-profile, point-gone
 */
export async function readHandSource(
  services: Parts,
  target: Target,
  point: RecoveryPointFacts,
): Promise<HandSource & { encryption: EncryptionAssessment }> {
  const { vmName } = target.item;
  const { vmName: pattern } = services.planning.profileOf(target.vault.name);
  const name = defaultVmName(vmName, point.at, [], pattern);
  const machine = await services.planning.plan(target, point.name, toRestoreChoice({ make: 'isolated', name }));
  const {
    outcome,
    point: read,
    encryption,
  } = machine.outcome.kind === 'plan'
    ? machine
    : await services.planning.plan(target, point.name, toRestoreChoice({ make: 'disks' }), { read: machine });
  if (outcome.kind === 'refused') {
    const [why] = outcome.violations;
    throw new CodedError(`plan.${why?.code ?? 'point-not-read'}`, why?.params ?? {});
  }
  const { vault, item } = target;
  return {
    plan: outcome.plan,
    point: read,
    encryption,
    target: {
      vaultId: vault.id,
      vaultName: vault.name,
      itemId: item.id,
      containerName: item.containerName,
      itemName: item.itemName,
      vmId: item.vmId,
      vmName,
      pointId: read.id,
      pointName: read.name,
    },
  };
}

/** @param results of the completed steps, as stored */
export async function readHandFacts(
  services: Parts,
  source: HandSource,
  results: Results,
  done: readonly string[],
): Promise<HandFacts> {
  const { azure, planning, inventory } = services;
  const { target, plan, point } = source;
  const vault = await inventory.vault(target.vaultId);
  const stored = source as StoredRestore;
  const restored = parseStepResult(results, 'restore-disks');
  const managed = plan.effects.target.form === 'managed';
  const disks =
    restored && managed
      ? readValue(await tryRead(() => restoredDisks(services, { plan: stored, results })))?.disks
      : undefined;
  const files = restored && !managed ? readValue(await tryRead(() => readFiles(services, plan, restored))) : undefined;
  const keys = await readKeys(services, stored, results, disks ?? []);
  const standings = keys.length > 0 ? readValue(await tryRead(() => azure.keyRecovery.inspect({ keys }))) : undefined;
  const vm = readValue(await tryRead(() => azure.vms.get(target.vmId)));
  const setKey = await readSetKey(services, plan, results);
  // Until disks are restored, the original's show which keys and sizes they will have.
  const bases = disks ?? (keys.length > 0 && managed ? await disksOfOriginal(services, vm, plan) : []);
  const { vmId, subnetId, resourceGroupId, region, otherZone } = plan.target;
  // An approved plan contains its own place: a person who needs these lines may have lost the profile as well.
  const { isolatedSubnetId, vmName: pattern } = planning.findProfile(vault.name) ?? {};
  const subnet = subnetId ?? isolatedSubnetId;
  const size = plan.effects.target.size ?? point.vmSize ?? vm?.size;
  const zone = otherZone ?? point.zones[0];
  // A plan for disks signs nothing about the machine that the lines make from them.
  const security = plan.effects.mode === 'disks' ? securityOf(vm, point) : (plan.target.security ?? []);
  const osDiskType = disks?.find(({ lun }) => lun === -1)?.facts.securityEncryptionType ?? point.securityType;
  const stateEncryption = stateEncryptionOf(osDiskType);
  const missing = (standings ?? []).filter(({ state }) => state === 'missing');
  const inPoint = missing.length > 0 && missing.every(({ url }) => isKeptInPoint(point, url));
  const keyCopy = restored ? await readCopy(services, vault, restored.jobId, stagingAccountId(plan.body)) : 'not-yet';
  return {
    vault,
    containerName: target.containerName,
    itemName: target.itemName,
    vm: { id: target.vmId, name: target.vmName },
    osType: point.osType === 'unknown' ? (vm?.osType ?? 'unknown') : point.osType,
    pointAt: point.at,
    plan,
    machine: {
      groupId: resourceGroupId,
      name: vmId ? nameOf(vmId) : defaultVmName(target.vmName, point.at, [], pattern),
      region,
      ...(subnet && { subnetId: subnet }),
      ...(size && { size }),
      ...(zone && { zone }),
      ...(security.length > 0 && managed && { security }),
      ...(stateEncryption && managed && { stateEncryption }),
      ...(managed && modelOf(plan, vm)),
    },
    done,
    ...(disks && {
      disks: disks.map(({ lun, id }) => ({
        lun,
        id,
        caching: cachingOf(plan, lun),
        ...(lun === -1 && { securityType: osDiskType }),
      })),
    }),
    ...(files && files.length > 0 && { files }),
    keys,
    pass: classify({ ...(vm && { vm }), disks: [], point }).ade.pass,
    away: (standings ?? []).flatMap(({ url, state }) =>
      state === 'missing' || state === 'soft-deleted' ? [{ url, state }] : [],
    ),
    settings: settingsToWrite(bases, disks !== undefined, results, keys, standings ?? [], plan),
    keyCopy,
    ...(setKey && { setKey }),
    ...(keyCopy === 'gone' && inPoint && { keysInPoint: target.pointId }),
  };
}

/** The signed key of the set, with its current state. A key that cannot be read leaves no lines. */
async function readSetKey(
  { azure }: Parts,
  { effects, steps }: SignedPlan,
  results: Results,
): Promise<HandFacts['setKey']> {
  const url = effects.keys.set;
  if (!url) return undefined;
  const scope = steps.find(({ kind }) => kind === 'recover-set-key')?.scope ?? '';
  const { state } = await azure.setKeys.inspect(url);
  const exportJobId = parseStepResult(results, 'export-key')?.jobId;
  return {
    url,
    state,
    ...(/\/Microsoft\.KeyVault\//i.test(scope) && { keyVaultId: scope }),
    ...(exportJobId && { exportJobId }),
  };
}

/** How the machine is created: as signed, otherwise as the original is now. */
function modelOf({ effects }: SignedPlan, vm: VmFacts | undefined): Partial<HandFacts['machine']> {
  const original = effects.machine?.original ?? vm;
  const { plan, licenseType, diskController } = original ?? {};
  return {
    ...(plan && { plan }),
    ...(licenseType && { licenseType }),
    ...(diskController && diskController.toLowerCase() !== 'scsi' && { diskController }),
    ...(effects.machine?.original?.acceleratedNetworking && { acceleratedNetworking: true }),
  };
}

function cachingOf({ effects }: SignedPlan, lun: number): string | undefined {
  return effects.machine?.original?.disks.find((disk) => disk.lun === lun)?.caching ?? undefined;
}

/** @throws blob-elsewhere, azure.* */
async function readFiles({ azure }: Parts, { body }: SignedPlan, { properties }: StepResults['restore-disks']) {
  const { stagingBlobs } = azure;
  const { config } = parseStaged(properties, stagingAccountId(body), stagingBlobs.suffix);
  return config && filesOfConfig(await stagingBlobs.readConfig(config), stagingAccountId(body), stagingBlobs.suffix);
}

async function readKeys(
  services: Parts,
  plan: StoredRestore,
  results: Results,
  disks: readonly RestoredDisk[],
): Promise<AdeKeys[]> {
  const checked = checkedKeys(results);
  if (checked.length > 0) return checked.map((keys) => presentKeys(results, keys));
  if (plan.point.encrypted === 'no') return [];
  return readValue(await tryRead(() => keysOfRestored(services, { plan, results }, disks))) ?? [];
}

/** An unreadable copy counts as present: lines that find nothing do no harm. */
async function readCopy(
  { azure }: Parts,
  vault: VaultFacts,
  jobId: string,
  accountId: string,
): Promise<HandFacts['keyCopy']> {
  const found = await tryRead(() => azure.jobs.encryptionInfo(vault, jobId, accountId));
  if (found.kind === 'unread') return 'not-yet';
  const uri = found.value;
  if (uri === undefined) return 'gone';
  const there = await tryRead(() => azure.stagingBlobs.exists(uri));
  return there.kind === 'read' && !there.value ? 'gone' : { uri };
}

type Base = { lun: number; facts: Pick<DiskFacts, 'sizeGb' | 'ade'> | undefined };

async function disksOfOriginal({ azure }: Parts, vm: VmFacts | undefined, plan: SignedPlan): Promise<Base[]> {
  const luns = plan.effects.disks.included.map(({ lun }) => lun);
  const found = (vm?.disks ?? []).filter(({ lun }) => luns.length === 0 || luns.includes(lun));
  return Promise.all(
    found.map(async ({ lun, diskId }) => ({
      lun,
      facts: diskId ? readValue(await tryRead(() => azure.disks.get(diskId))) : undefined,
    })),
  );
}

/**
 * The encryption settings that the bot would write: where Azure omits them, and where a wrapped secret comes back as a
 * new version.
 */
function settingsToWrite(
  disks: readonly Base[],
  restored: boolean,
  results: Results,
  keys: readonly AdeKeys[],
  standings: readonly { url: string; state: string }[],
  { steps }: Pick<StoredRestore['plan'], 'steps'>,
): HandFacts['settings'] {
  const [first] = keys;
  if (!first) return [];
  const lost = (pair: AdeKeys) =>
    pair.kek !== undefined && standings.some(({ url, state }) => state === 'missing' && url === pair.bek.secretUrl);
  if (disks.length === 0) {
    const limits = steps.some(({ kind, conditional }) => kind === 'apply-ade-settings' && !conditional);
    return limits || lost(first) ? [{ lun: -1, keys: first }] : [];
  }
  return disks.flatMap(({ lun, facts }) => {
    const past = isPastAdeLimits({ lun, sizeGb: facts?.sizeGb }, disks.length);
    const meant = facts?.ade?.keys ?? (past ? first : undefined);
    const now = meant && presentKeys(results, meant);
    const written = facts?.ade?.keys && (restored || !past) && now && sameKeys(facts.ade.keys, now);
    return now && (!written || lost(now)) ? [{ lun, keys: now }] : [];
  });
}
