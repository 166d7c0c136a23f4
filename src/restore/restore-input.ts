import type { CommandSpec } from '../chat/rules/spec.ts';
import { grammar } from '../i18n/grammar.ts';
import { keyword, named } from '../i18n/texts.ts';
import type { Person } from '../kernel/chat.ts';
import type { RestoreProfile } from '../kernel/config/settings.ts';
import { CodedError, readValue, tryRead } from '../kernel/errors.ts';
import { alternation } from '../kernel/grammar.ts';
import { defaultVmName } from '../kernel/normalise.ts';
import type { Target } from '../machines/inventory.ts';
import { sameAsOriginal } from './cards/restore-form.ts';
import { takenNames } from './plan-facts.ts';
import { needsOf, type PointRead } from './planning.ts';
import { wantedNames } from './restore-requests.ts';
import { type Choices, optionsOf, planOffers, proposedChanges, proposedKind, whyNothing } from './rules/offers.ts';
import type { OfPlan } from './rules/plan.ts';
import {
  joinsOriginal,
  type RestoreInput,
  type RestoreKind,
  restoreKinds,
  toRestoreChoice,
} from './rules/restore-kinds.ts';
import type { RestoreServices } from './services.ts';

/** Approvers read at most this much: a reason is a sentence, not a report. */
export const longestReason = 500;

type FullInput = RestoreOptions['proposed'];

/**
 * The input that was typed behind the machine's name, on top of the proposal. Whether its kind is offered is asked of
 * `requireOffered`.
 * @throws make-twice, luns-unreadable, luns-, set- and subnet-not-offered, subnet-not-taken
 */
export function typedInput(
  args: Readonly<Record<string, string>>,
  { proposed, ...offers }: Choices & Pick<RestoreOptions, 'proposed'>,
): FullInput {
  const named = restoreKinds.filter((make) => make in args);
  const [make = proposed.make, second] = named;
  if (second !== undefined) throw new CodedError('make-twice', { one: make, other: second });
  // "Restore it as it was on friday"
  if (/\s/.test(args.as ?? '')) throw new CodedError('plan.new-vm-name-invalid', { name: args.as ?? '' });
  const { as: name = proposed.name, size, zone = proposed.zone, lun, set, subnet } = args;
  return {
    make,
    name,
    ...(size === undefined ? proposed.size && { size: proposed.size } : { size: sizeNamed(size, offers) }),
    ...(zone !== undefined && { zone }),
    ...(lun !== undefined && { luns: lunsOffered(lun, offers) }),
    ...('extension' in args && { extension: true }),
    ...('urgent' in args && { urgent: true }),
    ...(set !== undefined && {
      set: setNamed(set, offers),
    }),
    ...(subnet !== undefined && { subnet: subnetNamed(subnet, make, offers) }),
  };
}

/**
 * The inputs of a form; one that is not on the card leaves the earlier value, since some phones don't send empty
 * inputs. Untrusted: the rules see all of it.
 */
export function filledInput(
  data: Readonly<Record<string, unknown>>,
  before: FullInput,
  { options }: Choices,
): FullInput {
  const { make, name, size, zone, disks, extension, urgent, set, subnet } = data;
  const luns = typeof disks === 'string' ? numbersIn(disks) : before.luns;
  return {
    make: restoreKinds.find((each) => each === make) ?? before.make,
    name: typeof name === 'string' ? name.trim().slice(0, longestName) : before.name,
    ...chosen('size', size, before.size),
    ...chosen('zone', zone, before.zone),
    ...(luns && luns.length < options.disks.length && { luns }),
    ...((extension === undefined ? before.extension : extension === 'true') && { extension: true }),
    ...chosen('set', set, before.set),
    ...((urgent === undefined ? before.urgent : urgent === 'true') && { urgent: true }),
    // No rule knows which ones the profile lists.
    ...chosen('subnet', options.subnets.find(({ id }) => id === subnet)?.id, before.subnet),
  };
}

/** Longer is refused by the rules; this only bounds what a tampered client sends. */
const longestName = 100;

function chosen<Field extends 'size' | 'zone' | 'set' | 'subnet'>(
  field: Field,
  given: unknown,
  before: string | undefined,
): { [Key in Field]?: string } {
  const value = typeof given === 'string' && given !== '' ? given.slice(0, 400) : before;
  return value === undefined || value === sameAsOriginal ? {} : ({ [field]: value } as { [Key in Field]: string });
}

/** @throws plan.<code> and make-not-allowed for what this machine or person may not */
export function requireOffered(make: RestoreKind, { offered, refused }: Choices): void {
  if (offered.includes(make)) return;
  const why: OfPlan | undefined = refused.find((each) => each.make === make)?.why;
  if (!why || why.code === 'rights-missing') throw new CodedError('make-not-allowed', { make });
  throw new CodedError(`plan.${why.code}`, why.params);
}

/** Sizes are typed on phones: case is mended, what is not offered is left to the rules. */
function sizeNamed(typed: string, { options }: Choices): string {
  const known = [...options.sizes, ...(options.ownSize ? [options.ownSize] : [])];
  return known.find((size) => sameText(size, typed) || sameText(size, `Standard_${typed}`)) ?? typed;
}

const linksBetween = new RegExp(
  `\\b(?:${alternation(grammar.links.filter((link) => /^\p{L}+$/u.test(link)))})\\b`,
  'gi',
);

function lunsOffered(text: string, { options }: Choices): number[] {
  const luns = lunsIn(text);
  if (options.disks.length === 0) throw new CodedError('luns-not-offered');
  return luns;
}

/** `os` is the OS disk alone, which always comes along. */
function lunsIn(text: string): number[] {
  if (text.trim().toLowerCase() === 'os') return [];
  const numbers = numbersIn(text.replace(linksBetween, ' '));
  if (numbers.length === 0 || numbers.some((number) => !Number.isInteger(number) || number < 0)) {
    throw new CodedError('luns-unreadable', { text });
  }
  return numbers;
}

function numbersIn(text: string): number[] {
  return [...new Set(text.split(/[\s,;]+/).filter((part) => part !== ''))].map(Number);
}

/** The subnet by its name, or by network and name where two networks have one of it. */
function subnetNamed(typed: string, make: RestoreKind, { options: { subnets } }: Choices): string {
  if (subnets.length === 0 || !joinsOriginal(make)) throw new CodedError('subnet-not-taken', { subnet: typed });
  const fits = subnets.filter(({ name }) => sameText(name, typed) || sameText(name.split('/').at(-1) ?? '', typed));
  const [one, ...others] = fits;
  if (one && others.length === 0) return one.id;
  throw new CodedError('subnet-not-offered', { subnet: typed, subnets: subnets.map(({ name }) => name).join(', ') });
}

/** A set of the machine by its name; a new one, as for a confidential machine whose set is gone, by its resource ID. */
function setNamed(set: string, { options: { sets } }: Choices): string {
  const own = sets.find(({ name }) => sameText(name, set))?.id;
  if (own) return own;
  if (setId.test(set)) return set;
  throw new CodedError('set-not-offered', { set });
}

const setId =
  /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.Compute\/diskEncryptionSets\/[^/]+$/i;

function sameText(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Longer spellings first: of several that fit, the first is taken. */
export const restoreSpec: CommandSpec = {
  ...named('restore'),
  arguments: [
    { kind: 'word', name: 'vm' },
    { kind: 'phrase', name: 'point' },
    // Before `as`, which takes the name of the new machine.
    keyword('as-of', 'phrase'),
    keyword('as', 'phrase'),
    keyword('isolated', 'nothing'),
    keyword('quarantine', 'nothing'),
    keyword('beside', 'nothing'),
    keyword('in-place', 'nothing'),
    keyword('new-vm', 'nothing'),
    keyword('replace', 'nothing'),
    keyword('disks', 'nothing'),
    keyword('size', 'phrase'),
    keyword('zone', 'phrase'),
    keyword('subnet', 'phrase'),
    keyword('lun', 'phrase'),
    keyword('region', 'phrase'),
    keyword('extension', 'nothing'),
    keyword('set', 'phrase'),
    keyword('urgent', 'nothing'),
    keyword('reason', 'rest'),
  ],
  sideEffect: 'asks-approval',
  pace: 'urgent',
  section: 'restore',
};

/** Choices of this person for this point, before anything is chosen. */
type RestoreOptions = Choices & {
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
