import { z } from 'zod/v4';
import type { Azure } from '../azure/open.ts';
import { subscriptionOf } from '../kernel/arm-id.ts';
import type { Clock } from '../kernel/clock.ts';
import { CodedError } from '../kernel/errors.ts';
import type { GivenRole, RoleDefinition } from '../kernel/permissions.ts';
import { TtlCache } from '../kernel/ttl-cache.ts';
import {
  type CopyReader,
  groupsThatRead,
  type KeyVaultPlace,
  type Means,
  means,
  type ReadersPlace,
  readersGained,
} from './rules/readers.ts';

const peopleAgeMs = 60_000;
const namesAgeMs = 60 * 60_000;
/** Each group costs a call to Graph, more for large ones; members of further groups stay unknown. */
const mostGroups = 40;
/** Real time that a plan waits for the count; the restore goes on without it. */
const usualPatienceMs = 5_000;

/** A place whose key vault has not been read yet. */
export type ReadersPlaceAsked = Omit<ReadersPlace, 'keyVault'> & { keyVaultId?: string };

export type CountReaders = ReturnType<typeof createCountReaders>;

/** Counts the people who gain access through a copy's place. Unreadable parts are reported and block nothing. */
export function createCountReaders(
  azure: Pick<Azure, 'directory' | 'keyVaults'>,
  roles: GivenRoles,
  clock: Clock,
  patienceMs = usualPatienceMs,
): (asked: ReadersPlaceAsked) => Promise<ReadersSeen> {
  const members = new TtlCache<string[]>(clock, peopleAgeMs);
  const names = new TtlCache<string | undefined>(clock, namesAgeMs);

  async function count({ keyVaultId, ...where }: ReadersPlaceAsked): Promise<ReadersSeen> {
    const place: ReadersPlace = {
      ...where,
      ...(keyVaultId !== undefined && { keyVault: await readKeyVault(azure, keyVaultId) }),
    };
    const given = await readGiven(roles, place);
    const definitions = await roles.definitionsOf(given);
    const groups = groupsThatRead(place, { given, definitions }).slice(0, mostGroups);
    const read = await Promise.all(groups.map(async (id) => [id, await peopleIn(id)] as const));
    const peopleOf = new Map(read.flatMap(([id, people]) => (people ? [[id, people] as const] : [])));
    const readers = readersGained(place, { given, definitions, peopleIn: peopleOf });
    const wanted = idsToName(readers);
    const named = await Promise.all([
      ...wanted.people.map(async (id) => [id, await nameOf('users', id)] as const),
      ...wanted.groups.map(async (id) => [id, await nameOf('groups', id)] as const),
    ]);
    return summariseReaders(readers, new Map(named.flatMap(([id, name]) => (name ? [[id, name] as const] : []))));
  }

  /** Empty if there is no such group: an access policy may name a person. Undefined if Graph does not say. */
  async function peopleIn(id: string): Promise<string[] | undefined> {
    try {
      return await members.get(id, () => azure.directory.peopleIn(id));
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      return error.code === 'azure.not-found' ? [] : undefined;
    }
  }

  function nameOf(kind: 'users' | 'groups', id: string): Promise<string | undefined> {
    return names.get(id, () => azure.directory.nameOf(kind, id)).catch(refusedAs(undefined));
  }

  return async (asked) => {
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<ReadersSeen>((resolve) => {
      timer = setTimeout(resolve, patienceMs, 'unread');
    });
    try {
      return await Promise.race([count(asked).catch(refusedAs('unread' as const)), limit]);
    } finally {
      clearTimeout(timer);
    }
  };
}

/** The role assignments of every subscription that the place lies in. */
async function readGiven(roles: GivenRoles, { original, copy, keyVault }: ReadersPlace): Promise<GivenRole[]> {
  const scopes = [original.machine, ...original.disks, copy.staging, copy.group ?? '', keyVault?.id ?? ''];
  const subscriptions = [...new Set(scopes.map(subscriptionOf))].filter((id) => id !== '');
  const given = await Promise.all(
    subscriptions.map(async (id) =>
      (await roles.in(id)).map((role) => ({ ...role, scope: withinSubscription(role.scope, id) })),
    ),
  );
  return given.flat();
}

/** A management group is an ancestor of the subscription that it was listed for, and perhaps of no other. */
function withinSubscription(scope: string, subscription: string): string {
  return subscriptionOf(scope) === '' ? `/subscriptions/${subscription}` : scope;
}

/** A vault that is gone may be recovered with all its settings: its readers are then unknown. */
async function readKeyVault(azure: Pick<Azure, 'keyVaults'>, id: string): Promise<KeyVaultPlace> {
  const vault = await azure.keyVaults.get(id).catch(refusedAs(undefined));
  if (!vault) return { id, policies: 'unread' };
  return { id, ...(vault.permissionModel === 'access-policy' && { policies: vault.accessPolicies }) };
}

/** Maps a rejected or unanswered read by Azure or Graph to `value`, the unknown; any other error is a defect. */
function refusedAs<Value>(value: Value): (error: unknown) => Value {
  return (error) => {
    if (error instanceof CodedError) return value;
    throw error;
  };
}

/** World time. */
const givenAgeMs = 60_000;
const definitionAgeMs = 60 * 60_000;

export type GivenRoles = ReturnType<typeof createGivenRoles>;

/** Role assignments in a subscription, groups not expanded: for naming people, never for authorising. */
export function createGivenRoles(azure: Pick<Azure, 'access'>, clock: Clock) {
  const everyone = new TtlCache<GivenRole[]>(clock, givenAgeMs);
  const definitions = new TtlCache<RoleDefinition>(clock, definitionAgeMs);

  async function findDefinition(id: string): Promise<RoleDefinition | undefined> {
    try {
      return await definitions.get(id, () => azure.access.roleDefinition(id));
    } catch (error) {
      if (error instanceof CodedError && error.code.startsWith('azure.')) return undefined;
      throw error;
    }
  }

  return {
    /** @param subscription its bare id */
    in: (subscription: string) => everyone.get(subscription, () => azure.access.given(subscription)),

    /** Role definitions by lower-case id; unreadable ones are left out. */
    async definitionsOf(given: readonly GivenRole[]): Promise<Map<string, RoleDefinition>> {
      const ids = [...new Set(given.map(({ roleDefinitionId }) => roleDefinitionId.toLowerCase()))];
      const known = await Promise.all(ids.map(async (id) => [id, await findDefinition(id)] as const));
      return new Map(known.flatMap(([id, definition]) => (definition ? [[id, definition] as const] : [])));
    },
  };
}

/** A person, or a group with the number of its members. */
const named = z.object({ name: z.string(), group: z.number().optional() });

/**
 * People who gain access through a copy's place, as counted for the plan: names, and an id only if no name is known.
 */
export const readersCounted = z.object({
  /** Number of those who certainly do. */
  people: z.number(),
  /** Number of people for whom it is unknown. */
  perhaps: z.number(),
  applications: z.number(),
  /** Groups whose members are unknown. */
  groups: z.array(z.string()),
  /** People who certainly gain access, by their worst way, worst first. */
  ways: z.array(z.object({ means: z.enum(means), people: z.number(), names: z.array(named) })),
});

/** `unread`: Azure did not return the roles. */
export const readersSeen = z.union([readersCounted, z.literal('unread')]);

export type ReadersSeen = z.infer<typeof readersSeen>;

/** Number of names that a card has room for; the rest are counted. */
const mostNames = 4;

/** Ids of people and groups whose names are shown. */
export function idsToName(readers: readonly CopyReader[]): { people: string[]; groups: string[] } {
  const unread = readers.filter(({ is }) => is === 'group').map(({ id }) => id);
  const ways = waysIn(readers);
  return {
    people: ways
      .flatMap(({ people }) => people.filter(({ through }) => through.length === 0).slice(0, mostNames))
      .map(({ id }) => id),
    groups: [
      ...new Set([...unread.slice(0, mostNames), ...ways.flatMap(({ people }) => groupsOf(people).map(([id]) => id))]),
    ],
  };
}

/** @param names by id; an id without a name is shown itself */
export function summariseReaders(readers: readonly CopyReader[], names: ReadonlyMap<string, string>): ReadersSeen {
  const nameOf = (id: string) => names.get(id) ?? id;
  return {
    people: readers.filter(({ is, sure }) => is === 'person' && sure).length,
    perhaps: readers.filter(({ is, sure }) => is === 'person' && !sure).length,
    applications: readers.filter(({ is }) => is === 'application').length,
    groups: readers.filter(({ is }) => is === 'group').map(({ id }) => nameOf(id)),
    ways: waysIn(readers).map(({ means: name, people }) => ({
      means: name,
      people: people.length,
      names: [
        ...groupsOf(people).map(([id, count]) => ({ name: nameOf(id), group: count })),
        ...people
          .filter(({ through }) => through.length === 0)
          .slice(0, mostNames)
          .map(({ id }) => ({ name: nameOf(id) })),
      ],
    })),
  };
}

/** Minimum and maximum number of people who gain access. An unread group may contain anybody. */
export function readersRange(readers: ReadersSeen | undefined): { least: number; most: number } {
  if (readers === undefined || readers === 'unread') return { least: 0, most: Number.POSITIVE_INFINITY };
  const { people, perhaps, groups } = readers;
  return { least: people, most: groups.length > 0 ? Number.POSITIVE_INFINITY : people + perhaps };
}

function waysIn(readers: readonly CopyReader[]): { means: Means; people: CopyReader[] }[] {
  const sure = readers.filter(({ is, sure: told }) => is === 'person' && told);
  return means
    .map((name) => ({ means: name, people: sure.filter(({ means: [worst] }) => worst === name) }))
    .filter(({ people }) => people.length > 0);
}

/** Largest first. A person in several groups counts in the first. */
function groupsOf(people: readonly CopyReader[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const {
    through: [group],
  } of people)
    if (group !== undefined) counts.set(group, (counts.get(group) ?? 0) + 1);
  return [...counts].toSorted(([, one], [, other]) => other - one).slice(0, mostNames);
}
