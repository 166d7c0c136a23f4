import { newNonce, type Person } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import type { RecoveryPointFacts } from '../kernel/facts.ts';
import { defaultVmName } from '../kernel/normalise.ts';
import { effectsHash } from '../kernel/request.ts';
import type { Target } from '../machines/inventory.ts';
import { toTrial, trialsOfMachine } from '../machines/rules/score.ts';
import { requireOwnTiers } from '../requests/dry-run.ts';
import type { RequestServices } from '../requests/services.ts';
import { itemTarget } from '../requests/stored-request.ts';
import { expectedOfPlan } from '../restore/choose-point.ts';
import { planViewOf, readersPlace, requireNamesFree } from '../restore/restore-requests.ts';
import type { RestoreChoice } from '../restore/rules/plan.ts';
import { machineOfPoint } from '../restore/rules/points.ts';
import { requireGated } from '../restore/rules/steps.ts';
import { requireSegregated } from '../restore/segregation.ts';
import type { RestoreServices } from '../restore/services.ts';
import { asRestore, type StoredRestore } from '../restore/stored-restore.ts';
import { findPlan } from '../store/requests.ts';
import { listTrials } from '../store/trials.ts';
import { drillCodes, drillPlaces, requireDrillPlace, requireSameRegion } from './drill-places.ts';
import { measureCopy } from './measure-machines.ts';
import { drillNeeds } from './request-kinds/drill.ts';
import {
  chooseDrillPoint,
  findSecret,
  newestReadyAt,
  ownPoints,
  type ProvenPoint,
  pointsWorthReading,
} from './rules/choose-drill-point.ts';
import { type ProbeWanted, probeHash } from './rules/probe.ts';
import { lockedWarnings } from './rules/unlocking.ts';
import type { StoredDrill } from './stored-drill.ts';

type WantedDrill = {
  /** Whose rights are read now. Absent: those of the definition's owner are read when the run begins. */
  requester?: Person;
  /** The requested point. Absent: the one that proves the most. */
  asked?: RecoveryPointFacts | undefined;
  /** Extra checks of its definition. */
  probe?: ProbeWanted | undefined;
  /** Script hashes that its definition may run. */
  probes?: readonly string[] | undefined;
};

/**
 * Plans a drill.
 * @throws drill-no-place, plan.staging-other-region, plan.subnet-other-region, drill-not-apart, drill-subnet-gone,
 * no-points, plan.*, not-allowed, not-known, TierOffError
 */
export async function makeDrill(
  services: RestoreServices,
  target: Target,
  points: readonly RecoveryPointFacts[],
  { requester, asked, probe, probes }: WantedDrill,
): Promise<StoredDrill> {
  const { planning, clock, access, store } = services;
  const profile = planning.profileOf(target.vault.name);
  const place = requireDrillPlace(profile);
  const chosen = asked ? { point: asked, why: 'asked' as const } : await choosePoint(services, target, points);
  if (!chosen) throw new CodedError('no-points', { vm: target.item.vmName });
  await requireSameRegion(services, place, target.vault.location);
  await requireSegregated(services, place, drillCodes);
  const name = defaultVmName(target.item.vmName.slice(0, 40), chosen.point.at, [], `{vm}-drill-${newSuffix()}`);
  const choice: RestoreChoice = { mode: 'rebuild', network: 'isolated', names: { vm: name } };
  const places = drillPlaces(profile, place);
  const { outcome, facts, vm, point, encryption } = await planning.plan(target, chosen.point.name, choice, { places });
  if (outcome.kind === 'refused') {
    const [first] = outcome.violations;
    throw new CodedError(`plan.${first?.code ?? 'point-not-read'}`, first?.params ?? {});
  }
  const { plan } = outcome;
  // The point may not tell its system; the settings for the new machine, taken from the original, do.
  const osType = plan.effects.machine?.osType ?? point.osType;
  const gated = { ...requireGated(plan.steps), ...(vm && { tags: vm.tags }) };
  const [expected, readers, measured] = await Promise.all([
    expectedOfPlan(services, target.vault.id, plan),
    services.countReaders(readersPlace(facts, plan)),
    measureCopy(services, plan),
  ]);
  const locked = lockedWarnings(
    {
      vm: target.item.vmName,
      osType,
      ade: encryption.ade.value,
      isDualPass: encryption.ade.pass !== 'single',
      disks: plan.effects.disks.included.length,
    },
    place.openings,
  );
  const view = planViewOf(target, { point, encryption, vm, choice }, plan);
  const immutableId = machineOfPoint(point, vm);
  const restore: StoredRestore = {
    kind: 'restore',
    target: { ...itemTarget(target), pointId: point.id, pointName: point.name },
    choice,
    point,
    gated,
    plan,
    view: { ...view, warnings: [...view.warnings, ...locked], readers, ...(expected && { expected }) },
    ...(immutableId !== undefined && { immutableId }),
  };
  if (requester) await access.require(requester.objectId, drillNeeds({ restore, place }), true);
  const newestAt = newestReadyAt(points);
  const effects = { restore: plan.hash, place, probe: probeHash(osType, probe, probes), deletes: true as const };
  const drill: StoredDrill = {
    kind: 'drill',
    target: itemTarget(target),
    restore,
    place,
    why: chosen.why,
    plan: { hash: effectsHash(effects), effects },
    gated,
    ...(probe && { probe }),
    ...(measured && { measured }),
    ...(newestAt && { newestAt }),
  };
  await requireNamesFree(services, store.db, restore, clock.now());
  await requireOwnTiers(services, [drill]);
  return drill;
}

/** Only reading a point tells which keys it needs, so a few worthwhile points are read. */
async function choosePoint(services: RestoreServices, { item }: Target, points: readonly RecoveryPointFacts[]) {
  // An unread machine is not a deleted one: without this check a point of its predecessor would be accepted.
  const vm = await services.azure.vms.get(item.vmId);
  const own = ownPoints(points, vm?.createdAt);
  const ends = pointsWorthReading(own);
  const [proofs, ...read] = await Promise.all([
    readProofs(services, item.vmId, vm?.immutableId),
    ...ends.map(({ name }) => services.azure.points.get(item.id, name)),
  ]);
  return chooseDrillPoint(
    own.map((point) => read.find((one) => one?.name === point.name) ?? point),
    proofs,
  );
}

/** Random end for the name of a copy, so that no two are alike. */
function newSuffix(): string {
  return newNonce()
    .replace(/[^a-z0-9]/gi, '')
    .slice(0, 5)
    .toLowerCase();
}

/** Most proofs read: older ones prove little of today's setup, and each is a plan to read. */
const mostProofs = 60;

/**
 * Successful restores and drills that prove a machine, newest first, so that the next approver sees what isn't proven
 * yet.
 * @param immutableId of the machine, if known: proofs of an earlier machine of that name don't count
 */
export async function readProofs(
  { store, requestKinds }: Pick<RequestServices, 'store' | 'requestKinds'>,
  vmId: string,
  immutableId: string | undefined,
): Promise<ProvenPoint[]> {
  const trials = (await listTrials(store.db, requestKinds.trials, { vmId })).map(toTrial);
  const good = trialsOfMachine(trials, immutableId).filter(({ passed, spoke }) => passed && spoke);
  const proofs: ProvenPoint[] = [];
  for (const { id, at } of good.slice(0, mostProofs)) {
    const plan = asRestore(requestKinds, (await findPlan(store.db, requestKinds, id))?.body);
    if (!plan) continue;
    const { tier } = plan.plan.effects.point;
    proofs.push({ at, tier, secret: findSecret(plan.point), pointAt: plan.point.at });
  }
  return proofs;
}
