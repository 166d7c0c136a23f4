import type { Tri } from '../../kernel/facts.ts';
import { covers, evaluate, type GivenRole, type RoleDefinition } from '../../kernel/permissions.ts';

/**
 * Ways to get at the data on a copy's disks, worst first: assigning oneself any role, exporting a disk or staged
 * data unseen, working inside the machine, and seeing only its screen.
 */
export const means = [
  'owner',
  'disk-export',
  'staging-keys',
  'staging-data',
  'run-command',
  'sign-in',
  'screen',
] as const;

export type Means = (typeof means)[number];

type Ways = readonly { action: string; plane?: 'data' }[];

const giveRoles = 'Microsoft.Authorization/roleAssignments/write';

/** Any one of these is enough. */
const waysOf: Record<Means, Ways> = {
  owner: [{ action: giveRoles }],
  'disk-export': [{ action: 'Microsoft.Compute/disks/beginGetAccess/action' }],
  'staging-keys': [{ action: 'Microsoft.Storage/storageAccounts/listKeys/action' }],
  'staging-data': [
    { action: 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read', plane: 'data' as const },
  ],
  'run-command': [
    { action: 'Microsoft.Compute/virtualMachines/runCommand/action' },
    { action: 'Microsoft.Compute/virtualMachines/runCommands/write' },
    { action: 'Microsoft.Compute/virtualMachines/extensions/write' },
  ],
  'sign-in': [
    { action: 'Microsoft.Compute/virtualMachines/login/action', plane: 'data' as const },
    { action: 'Microsoft.Compute/virtualMachines/loginAsAdmin/action', plane: 'data' as const },
  ],
  screen: [{ action: 'Microsoft.Compute/virtualMachines/retrieveBootDiagnosticsData/action' }],
};

const readSecret: Ways = [{ action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action', plane: 'data' }];
/** A person who may write a key vault's access policies can grant themselves the secret. */
const changeKeyVault: Ways = [
  { action: 'Microsoft.KeyVault/vaults/write' },
  { action: 'Microsoft.KeyVault/vaults/accessPolicies/write' },
];

/** Locations of a copy and its original, as ARM ids. */
export type ReadersPlace = {
  /** The machine and its disks; for a deleted one, its former ids. */
  original: { machine: string; disks: readonly string[] };
  /** The copy; no group if disks are replaced in their own place. */
  copy: { group?: string; staging: string; makesMachine: boolean };
  /** Location of an encrypted disk's secret; without one, exporting a disk is enough to read it. */
  keyVault?: KeyVaultPlace;
};

export type KeyVaultPlace = {
  id: string;
  /** By object id, for a vault with access policies; `unread` if its settings could not be read. */
  policies?: readonly { objectId: string; secrets: readonly string[] }[] | 'unread';
};

/** Role assignments, their definitions, and the members of their groups. */
export type ReadersRoles = {
  given: readonly GivenRole[];
  /** By lower-case id. A missing one is unknown. */
  definitions: ReadonlyMap<string, RoleDefinition>;
  /** People by group; a missing group could not be read. */
  peopleIn: ReadonlyMap<string, readonly string[]>;
};

/** A person who could not read the original and can read the copy. */
export type CopyReader = {
  id: string;
  is: 'person' | 'application' | 'group';
  /** Worst first. */
  means: Means[];
  /** False: a condition or an unreadable role leaves it open. */
  sure: boolean;
  /** Groups through which they hold it; empty if they hold a role themselves. */
  through: string[];
};

/**
 * People who gain access through the copy's place, worst first. A group stands for itself if its members are unknown.
 */
export function readersGained(place: ReadersPlace, roles: ReadersRoles): CopyReader[] {
  const held = rememberHeld(roles.definitions);
  const gained = [...principalsOf(place, roles).values()].flatMap(
    (principal) => gain(place, roles, principal, held) ?? [],
  );
  return gained.toSorted(
    (one, other) => Number(other.sure) - Number(one.sure) || rank(one) - rank(other) || (one.id < other.id ? -1 : 1),
  );
}

/**
 * Groups whose members must be known: those with rights at the copy, at the original or on its keys. An access
 * policy does not distinguish a group from a person, so its unknown ids are looked up too.
 */
export function groupsThatRead(place: ReadersPlace, { given, definitions }: Omit<ReadersRoles, 'peopleIn'>): string[] {
  const held = rememberHeld(definitions);
  const looked = [...atCopy(place), ...atOriginal(place), ...atKeys(place)];
  const groups = given.filter(
    (role) => role.to === 'group' && looked.some(({ ways, scopes }) => held([role], ways, scopes) !== 'no'),
  );
  const known = new Set(given.filter(({ to }) => to !== 'group').map(({ principalId }) => principalId));
  const named = openingPolicies(place).filter((id) => !known.has(id));
  return [...new Set([...groups.map(({ principalId }) => principalId), ...named])];
}

type Principal = { id: string; is: CopyReader['is']; given: GivenRole[] };

/** Each person with all their assignments, direct and through groups. */
function principalsOf(place: ReadersPlace, { given, peopleIn }: ReadersRoles): Map<string, Principal> {
  const found = new Map<string, Principal>();
  const add = (id: string, is: CopyReader['is'], role: GivenRole) => {
    const one = found.get(id) ?? { id, is, given: [] };
    one.given.push(role);
    found.set(id, one);
  };
  const { original, copy, keyVault } = place;
  const scopes = [original.machine, ...original.disks, copy.staging, copy.group, keyVault?.id].filter(
    (scope) => scope !== undefined,
  );
  for (const role of given) {
    if (!scopes.some((scope) => covers(role.scope, scope))) continue;
    const { principalId, to } = role;
    const people = to === 'group' ? peopleIn.get(principalId) : undefined;
    if (people) for (const person of people) add(person, 'person', role);
    else add(principalId, to === 'other' ? 'application' : to, role);
  }
  return found;
}

function gain(place: ReadersPlace, roles: ReadersRoles, principal: Principal, held: Held): CopyReader | undefined {
  const opens = opensKeys(place, roles, principal, held);
  const found = (looked: readonly ReaderMeans[]): Found[] =>
    looked
      .map(({ name, ways, scopes, locked }) => {
        const answer = held(principal.given, ways, scopes);
        return { name, answer: locked ? both(answer, opens) : answer };
      })
      .filter(({ answer }) => answer !== 'no');
  const [now, then] = [found(atCopy(place)), found(atOriginal(place))];
  const answer = either(gainOf(now.filter(isWhole), then.filter(isWhole)), gainOf(now, then));
  if (answer === 'no') return undefined;
  const sure = answer === 'yes';
  const shown = now.filter((one) => !sure || one.answer === 'yes').map(({ name }) => name);
  const { id, is, given } = principal;
  return { id, is, means: means.filter((name) => shown.includes(name)), sure, through: through(place, given, held) };
}

/** Names only the groups without which the right would be lost. */
function through(place: ReadersPlace, given: readonly GivenRole[], held: Held): string[] {
  const holding = given.filter((role) => atCopy(place).some(({ ways, scopes }) => held([role], ways, scopes) !== 'no'));
  if (holding.some(({ to }) => to !== 'group')) return [];
  return [...new Set(holding.map(({ principalId }) => principalId))];
}

type Found = { name: Means; answer: Tri };

/** A screen shows little; every other way gives all data on the disks. */
function isWhole({ name }: Found): boolean {
  return name !== 'screen';
}

function gainOf(now: readonly Found[], then: readonly Found[]): Tri {
  const [reads, read] = [now, then].map((found) => found.map(({ answer }) => answer).reduce(either, 'no'));
  if (reads === 'no' || read === 'yes') return 'no';
  return reads === 'yes' && read === 'no' ? 'yes' : 'unknown';
}

/** `locked`: the data is encrypted, and readable only with its key. */
type ReaderMeans = { name: Means; ways: Ways; scopes: readonly string[]; locked: boolean };

/** A running machine has unlocked its disks; an exported disk needs its key. */
function atCopy({ copy: { group, staging, makesMachine }, keyVault }: ReadersPlace): ReaderMeans[] {
  const encrypted = keyVault !== undefined;
  const inspection = (name: Means, scope: string, locked: boolean) => ({
    name,
    ways: waysOf[name],
    scopes: [scope],
    locked,
  });
  return [
    inspection('owner', staging, encrypted),
    inspection('staging-keys', staging, encrypted),
    inspection('staging-data', staging, encrypted),
    ...(group === undefined
      ? []
      : [inspection('owner', group, encrypted && !makesMachine), inspection('disk-export', group, encrypted)]),
    ...(group === undefined || !makesMachine
      ? []
      : [
          inspection('run-command', group, false),
          inspection('sign-in', group, false),
          inspection('screen', group, false),
        ]),
  ];
}

function atOriginal({ original: { machine, disks }, keyVault }: ReadersPlace): ReaderMeans[] {
  const inspection = (name: Means, scopes: readonly string[], locked = false) => ({
    name,
    ways: waysOf[name],
    scopes,
    locked,
  });
  return [
    inspection('owner', [machine]),
    inspection('disk-export', disks, keyVault !== undefined),
    inspection('run-command', [machine]),
    inspection('sign-in', [machine]),
    inspection('screen', [machine]),
  ];
}

function atKeys({ keyVault }: ReadersPlace): Pick<ReaderMeans, 'ways' | 'scopes'>[] {
  if (!keyVault) return [];
  return [waysOf.owner, readSecret, changeKeyVault].map((ways) => ({ ways, scopes: [keyVault.id] }));
}

type Held = (given: readonly GivenRole[], ways: Ways, scopes: readonly string[]) => Tri;

/** Thousands of people hold a handful of roles: each role is evaluated once. */
function rememberHeld(definitions: ReadersRoles['definitions']): Held {
  const answers = new Map<GivenRole, Map<string, Tri>>();
  const answerOf = (role: GivenRole, { action, plane }: Ways[number], scope: string): Tri => {
    const known = answers.get(role) ?? new Map<string, Tri>();
    answers.set(role, known);
    const key = `${action} ${scope}`;
    const rights = { assignments: [role], definitions, denyAssignments: [] };
    const answer = known.get(key) ?? evaluate(rights, action, scope, plane).answer;
    known.set(key, answer);
    return answer;
  };
  return (given, ways, scopes) =>
    given
      .flatMap((role) => scopes.flatMap((scope) => ways.map((way) => answerOf(role, way, scope))))
      .reduce<Tri>(either, 'no');
}

/** Whether a person can read the secret that opens the disks, or can grant themselves that. */
function opensKeys({ keyVault }: ReadersPlace, roles: ReadersRoles, { id, given }: Principal, held: Held): Tri {
  if (!keyVault) return 'yes';
  const { id: vault, policies } = keyVault;
  if (policies === undefined) return either(held(given, waysOf.owner, [vault]), held(given, readSecret, [vault]));
  const changes = held(given, changeKeyVault, [vault]);
  if (policies === 'unread') return either(changes, 'unknown');
  const people = new Set(roles.given.filter(({ to }) => to !== 'group').map(({ principalId }) => principalId));
  const named = openingPolicies({ keyVault }).map((objectId): Tri => {
    if (objectId === id || roles.peopleIn.get(objectId)?.includes(id)) return 'yes';
    // Another person, or a group whose members are known.
    return people.has(objectId) || roles.peopleIn.has(objectId) ? 'no' : 'unknown';
  });
  return named.reduce(either, changes);
}

/** Object ids that an access policy allows to read secrets. */
function openingPolicies({ keyVault }: Pick<ReadersPlace, 'keyVault'>): string[] {
  const policies = keyVault?.policies;
  if (policies === undefined || policies === 'unread') return [];
  return policies
    .filter(({ secrets }) => secrets.includes('get') || secrets.includes('all'))
    .map(({ objectId }) => objectId);
}

function both(one: Tri, other: Tri): Tri {
  if (one === 'no' || other === 'no') return 'no';
  return one === 'yes' && other === 'yes' ? 'yes' : 'unknown';
}

function either(one: Tri, other: Tri): Tri {
  if (one === 'yes' || other === 'yes') return 'yes';
  return one === 'unknown' || other === 'unknown' ? 'unknown' : 'no';
}

function rank({ means: held }: CopyReader): number {
  const [worst] = held;
  return worst === undefined ? means.length : means.indexOf(worst);
}
