import { nameOf, networkOf, sameArmId } from '../../kernel/arm-id.ts';
import type { Failure } from '../../kernel/errors.ts';
import type { RecoveryPointFacts } from '../../kernel/facts.ts';
import { isInVault, usableTier } from '../../machines/rules/item-state.ts';
import type { OfPlan, RestoreChoice, RestoreContext, RestoreFacts, RestorePlan, Violation } from './plan.ts';
import { isLegal, planRestore } from './plan-restore.ts';
import { choosable, pointThreat } from './points.ts';
import {
  isRebuilt,
  joinsOriginal,
  makeOf,
  makesMachine,
  type RestoreInput,
  type RestoreKind,
  restoreKinds,
  toRestoreChoice,
} from './restore-kinds.ts';

export type Offers = {
  /** The offered ways in the order of `restoreKinds`, each with its plan. */
  offered: { make: RestoreKind; plan: RestorePlan }[];
  /** The first rule that stands against each of the others. */
  refused: { make: RestoreKind; why: Violation }[];
};

/** Further choices that a form may offer for a machine; an empty list offers no choice. */
export type Options = {
  sizes: string[];
  ownSize?: string;
  zones: string[];
  disks: { lun: number; name: string }[];
  /** Windows unlocks without the extension: there it is asked for. */
  extension: boolean;
  /** The point has to be brought back from the archive, at one of two priorities. */
  archived?: boolean | undefined;
  sets: { id: string; name: string }[];
  /** Subnets by network and name, where the original no longer tells its own. */
  subnets: { id: string; name: string }[];
};

/** Choices of one person: the offers that their rights allow. */
export type Choices = {
  offered: RestoreKind[];
  refused: { make: RestoreKind; why: OfPlan }[];
  options: Options;
};

/**
 * Ways to restore this point of this machine.
 * @param name of the new machine, where one is made
 */
export function planOffers(facts: RestoreFacts, name: string, context: RestoreContext): Offers {
  const offers: Offers = { offered: [], refused: [] };
  for (const make of restoreKinds) {
    const outcome = planRestore(facts, toRestoreChoice({ make, name }), context);
    if (outcome.kind === 'plan') offers.offered.push({ make, plan: outcome.plan });
    else offers.refused.push({ make, why: outcome.violations[0] ?? { code: 'point-not-read', params: {} } });
  }
  return offers;
}

/** Isolated where that can be, else the disks: neither touches anything that runs. */
export function proposedKind(offered: readonly RestoreKind[]): RestoreKind | undefined {
  return (['isolated', 'disks'] as const).find((make) => offered.includes(make)) ?? offered[0];
}

/** Size and zone of the profile; what is the original's own, or cannot be chosen, is not proposed. */
export function proposedChanges(
  { vmSize, zone }: Pick<RestoreFacts['profile'], 'vmSize' | 'zone'>,
  { sizes, zones }: Options,
): Pick<RestoreInput, 'size' | 'zone'> {
  return {
    ...(vmSize !== undefined && sizes.includes(vmSize) && { size: vmSize }),
    ...(zone !== undefined && zones.includes(zone) && { zone }),
  };
}

/** Nothing can be restored for the reason that forbids the disks alone. */
export function whyNothing({ refused }: Offers): Violation {
  return refused.find(({ make }) => make === 'disks')?.why ?? { code: 'point-not-read', params: {} };
}

/** Options that at least one way of restoring this machine could use. */
export function optionsOf(
  facts: RestoreFacts,
  offered: readonly RestoreKind[],
  name: string,
  context: RestoreContext,
): Options {
  const { point, vm, encryption } = facts;
  const legal = (input: Omit<RestoreInput, 'make'>) =>
    offered.some((make) => isLegal(facts, toRestoreChoice({ make, name, ...input }), context));
  const rebuilt = offered.some(isRebuilt);
  const ownSize = point.vmSize ?? vm?.size;
  const sets = [...(vm?.disks ?? []), ...(facts.disks ?? [])].flatMap(
    ({ diskEncryptionSetId, secureEncryptionSetId }) => [diskEncryptionSetId ?? [], secureEncryptionSetId ?? []].flat(),
  );
  const dataDisks = point.disks.filter(({ lun }) => lun >= 0).sort((a, b) => a.lun - b.lun);
  return {
    sizes: rebuilt ? profileSizes(facts).filter((size) => size.toLowerCase() !== ownSize?.toLowerCase()) : [],
    ...(ownSize !== undefined && { ownSize }),
    zones: allZones.filter((zone) => !point.zones.includes(zone) && legal({ zone })),
    disks: dataDisks.some(({ lun }) => legal({ luns: [lun] })) ? dataDisks : [],
    ...(usableTier(point, encryption.managed.value === 'yes').tier === 'vault-archive' && { archived: true }),
    extension: rebuilt && point.osType === 'Windows' && encryption.ade.value !== 'no',
    subnets:
      facts.originalSubnetId === undefined && offered.some(joinsOriginal)
        ? (facts.profile.subnetIds ?? []).map((id) => ({ id, name: `${nameOf(networkOf(id))}/${nameOf(id)}` }))
        : [],
    // A machine and its disk spell the id of one set each in their way.
    sets: sets
      .filter((set, at) => sets.findIndex((other) => sameArmId(other, set)) === at && legal({ set }))
      .map((id) => ({ id, name: nameOf(id) })),
  };
}

const allZones = ['1', '2', '3'];

/** Zones besides its own that the machine of this choice could be made in. */
export function otherZonesOf(facts: RestoreFacts, choice: RestoreChoice, context: RestoreContext): string[] {
  if (!makesMachine(makeOf(choice))) return [];
  const own = choice.zone ?? facts.point.zones[0];
  return allZones.filter((zone) => zone !== own && isLegal(facts, { ...choice, zone }, context));
}

/** The proposed one first. */
function profileSizes({ profile: { vmSize, vmSizes = [] } }: RestoreFacts): string[] {
  const others = vmSizes.filter((size) => size.toLowerCase() !== vmSize?.toLowerCase());
  return [...(vmSize ? [vmSize] : []), ...others];
}

/** The one option of a restore whose change may mend what stands against it. */
export const mendKinds = ['point', 'name', 'original', 'make'] as const;

export type MendKind = (typeof mendKinds)[number];

/** Reasons by what mends them; known ones of Azure by their id in the catalogue. Of the others the remedy is elsewhere. */
const mends: [RegExp, MendKind][] = [
  [/^plan\.(point-no-usable-tier|other-subscription-snapshot|set-.*snapshot-only)$/, 'point'],
  [/^(snapshot-gone|cross-subscription-snapshot)$/, 'point'],
  [/^plan\.new-vm-(name|interface)-/, 'name'],
  [/^plan\.(zone|size|luns?|set)-/, 'original'],
  [/^(size-not-available|core-quota)$/, 'original'],
  [/^plan\.(replace|new-vm|rebuild|in-place|quarantine|subnet|original-subnet|selective)-/, 'make'],
  [/^make-not-allowed$/, 'make'],
  // Quarantine has places of its own.
  [/^(plan|check)\.(staging|target)-/, 'make'],
  [/^(subnet-gone|cross-subscription-in-place)$/, 'make'],
];

export function mendKindOf({ code, params }: Failure): MendKind | undefined {
  const why = code === 'check.azure-known' ? String(params.known) : code;
  return mends.find(([pattern]) => pattern.test(why))?.[1];
}

type Chosen = { point: string; wish: RestoreInput & { name: string } };

/**
 * The choice with that one option changed; undefined: it stands like that already.
 * @param from points: all, in any order; name: one that is free
 */
export function mended(
  kind: MendKind,
  { point, wish }: Chosen,
  from: Pick<Choices, 'offered'> & { points: readonly RecoveryPointFacts[]; name: string },
): Chosen | undefined {
  if (kind === 'name') return { point, wish: { ...wish, name: from.name } };
  if (kind === 'point') {
    const other = otherPoint(from.points, point);
    return other && { point: other.name, wish };
  }
  if (kind === 'make') {
    const make = proposedKind(from.offered);
    return make === undefined || make === wish.make ? undefined : { point, wish: { ...wish, make } };
  }
  const { size, zone, luns, set, ...own } = wish;
  return (size ?? zone ?? luns ?? set) ? { point, wish: own } : undefined;
}

/** The next older point that is in the vault and has no mark, else the next newer one. */
function otherPoint(points: readonly RecoveryPointFacts[], name: string): RecoveryPointFacts | undefined {
  const all = choosable(points);
  const at = all.findIndex((point) => point.name === name);
  const isGood = (point: RecoveryPointFacts) => isInVault(point) && pointThreat(point) === undefined;
  return all.slice(at + 1).find(isGood) ?? all.slice(0, Math.max(0, at)).findLast(isGood);
}
