import type { Failure } from '../../kernel/errors.ts';
import type { RecoveryPointFacts } from '../../kernel/facts.ts';
import { isInVault } from '../../machines/rules/usable-tier.ts';
import { type Choices, proposedKind } from './offers.ts';
import { choosable, pointThreat } from './points.ts';
import type { RestoreInput } from './restore-kinds.ts';

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
