import type { Person } from '../kernel/chat.ts';
import type { RestoreProfile } from '../kernel/config/settings.ts';
import { CodedError, readValue, tryRead } from '../kernel/errors.ts';
import { defaultVmName } from '../kernel/vm-name.ts';
import type { Target } from '../machines/inventory.ts';
import { takenNames } from './plan-facts.ts';
import { needsOf, type PointRead } from './planning.ts';
import { type Choices, optionsOf, planOffers, proposedChanges, proposedKind, whyNothing } from './rules/offers.ts';
import { type RestoreInput, type RestoreKind, toRestoreChoice } from './rules/restore-kinds.ts';
import type { RestoreServices } from './services.ts';
import { wantedNames } from './wanted-names.ts';

/** Choices of this person for this point, before anything is chosen. */
export type RestoreOptions = Choices & {
  /** Values in the form when it opens. */
  proposed: RestoreInput & { name: string };
  /** Facts behind the options, from which the plan of the same turn is made. */
  read: PointRead;
  /** Tags of the machine, which the approval policy may ask for; absent when it is gone. */
  tags?: Readonly<Record<string, string>>;
};

/** Number of names of one day that are tried until one is free. */
const mostNames = 20;

/**
 * Looks at the machine and works out what can be offered. What stands against every restore, also a right that the
 * person lacks, is better said before the form than after it.
 * @throws plan.<code> when nothing can be restored, not-allowed and not-known, point-gone, no-profile, azure.*
 */
export async function restoreOptions(
  services: RestoreServices,
  target: Target,
  pointName: string,
  requester: Person,
): Promise<RestoreOptions> {
  const { planning, clock, access } = services;
  const profile = planning.profileOf(target.vault.name);
  const { facts: read, ...inspected } = await planning.readFacts(
    target,
    pointName,
    toRestoreChoice({ make: 'isolated', name: target.item.vmName }),
  );
  const name = await freeName(services, profile, target.item.vmName, inspected.point.at);
  const facts = { ...read, taken: [] };
  const context = { now: clock.now() };
  const offers = planOffers(facts, name, context);
  if (offers.offered.length === 0) {
    const { code, params } = whyNothing(offers);
    throw new CodedError(`plan.${code}`, params);
  }
  const possible = offers.offered.map(({ make }) => make);
  const allowed: RestoreKind[] = [];
  const refused: RestoreOptions['refused'] = [...offers.refused];
  for (const { make, plan } of offers.offered) {
    const missing = await access.missing(requester.objectId, needsOf(plan), false);
    if (missing.length === 0) allowed.push(make);
    else refused.push({ make, why: { code: 'rights-missing', params: {} } });
  }
  if (allowed.length === 0) {
    const least = offers.offered.find(({ make }) => make === 'disks') ?? offers.offered[0];
    await access.require(requester.objectId, least ? needsOf(least.plan) : [], true);
  }
  const offered = allowed.length > 0 ? allowed : possible;
  const make = proposedKind(offered) ?? 'disks';
  const { vm } = inspected;
  const options = optionsOf(facts, offered, name, context);
  return {
    offered,
    refused,
    options,
    proposed: { make, name, ...proposedChanges(profile, options) },
    read: inspected,
    ...(vm && { tags: vm.tags }),
  };
}

/** Free wherever the profile has copies go: in which of its places this one is made is chosen later. */
export async function freeName(
  services: RestoreServices,
  { targetResourceGroupId, quarantine, vmName: pattern }: RestoreProfile,
  source: string,
  at: Date,
): Promise<string> {
  const groups = [targetResourceGroupId, ...(quarantine ? [quarantine.resourceGroupId] : [])];
  const taken = (await Promise.all(groups.map((id) => wantedNames(services, id)))).flat();
  const inGroup = (id: string, name: string) => takenNames(services.azure, id, name);
  const others = async (name: string) => {
    // Quarantine that cannot be read keeps nobody from a restore to the usual group.
    const apart = quarantine ? tryRead(() => inGroup(quarantine.resourceGroupId, name)) : undefined;
    const [usual, there] = await Promise.all([inGroup(targetResourceGroupId, name), apart]);
    return [...usual, ...((there && readValue(there)) ?? [])];
  };
  const most = taken.length + mostNames;
  for (;;) {
    const name = defaultVmName(source, at, taken, pattern);
    if (taken.length >= most || (await others(name)).length === 0) return name;
    taken.push(name);
  }
}
