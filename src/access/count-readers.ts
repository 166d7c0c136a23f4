import type { Azure } from '../azure/open.ts';
import { subscriptionOf } from '../kernel/arm-id.ts';
import type { Clock } from '../kernel/clock.ts';
import { CodedError } from '../kernel/errors.ts';
import type { GivenRole, RoleDefinition } from '../kernel/permissions.ts';
import { TtlCache } from '../kernel/ttl-cache.ts';
import { groupsThatRead, type KeyVaultPlace, type ReadersPlace, readersGained } from './rules/readers.ts';
import { idsToName, type ReadersSeen, summariseReaders } from './rules/stored-readers.ts';

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
