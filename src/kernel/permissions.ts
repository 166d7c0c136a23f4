import { armIdKey, nameOf } from './arm-id.ts';
import type { Tri } from './facts.ts';

/** A role assignment of a person; Azure has already expanded groups. */
export type Assignment = {
  roleDefinitionId: string;
  scope: string;
  /** ABAC condition as Azure stores it. It is not evaluated for an action: the answer is unknown. */
  condition?: string | undefined;
};

/** A currently active assignment with its end: an activated one has an end, a permanent one has none. */
export type ScheduledAssignment = Assignment & { endsAt?: Date };

/** A role assignment as stored, groups not expanded. */
export type GivenRole = Assignment & { principalId: string; to: 'person' | 'group' | 'other' };

/** An Azure action at a scope (an ARM id) that a person must hold; `data`: an action of the data plane. */
export type Need = { action: string; scope: string; plane?: 'control' | 'data' };

export type Permission = {
  actions: readonly string[];
  notActions: readonly string[];
  dataActions: readonly string[];
  notDataActions: readonly string[];
};

export type RoleDefinition = { id: string; name: string; permissions: readonly Permission[] };

export type DenyAssignment = {
  name?: string | undefined;
  scope: string;
  permissions: readonly Permission[];
  doNotApplyToChildScopes?: boolean | undefined;
  condition?: string | undefined;
  /** Whether it applies to this person; unknown if an excluded group could not be expanded. Absent means yes. */
  applies?: Tri | undefined;
};

/**
 * All rights of one person, read for one subscription: a management group among the scopes is then an ancestor of it.
 * Definitions are keyed by lower-case role definition id.
 */
export type Rights = {
  assignments: readonly Assignment[];
  definitions: ReadonlyMap<string, RoleDefinition>;
  denyAssignments: readonly DenyAssignment[];
};

export type Reason =
  | { kind: 'granted'; role: string; scope: string }
  | { kind: 'denied'; name: string; scope: string }
  | { kind: 'perhaps-denied'; name: string; scope: string }
  | { kind: 'conditional'; role: string; scope: string }
  | { kind: 'unread-role'; roleDefinitionId: string; scope: string }
  | { kind: 'pattern'; action: string }
  | { kind: 'not-granted' };

/**
 * Whether the person holds an action at a scope, by Azure's rules: a deny assignment wins, each permission of a role
 * grants its actions minus its own notActions, scopes are inherited downwards. What cannot be determined is unknown.
 * @param action a concrete action, without wildcards
 * @param scope ARM id of the resource, group or subscription
 */
export function evaluate(
  rights: Rights,
  action: string,
  scope: string,
  plane: 'control' | 'data' = 'control',
): { answer: Tri; reason: Reason } {
  if (action.includes('*')) return { answer: 'unknown', reason: { kind: 'pattern', action } };
  const denials = rights.denyAssignments.filter((denial) => denies(denial, action, scope, plane));
  const sure = denials.find((denial) => (denial.applies ?? 'yes') === 'yes' && !denial.condition);
  if (sure) return { answer: 'no', reason: { kind: 'denied', name: sure.name ?? '', scope: sure.scope } };

  const granted = grant(rights, action, scope, plane);
  const [perhaps] = denials;
  if (granted.answer === 'yes' && perhaps) {
    return { answer: 'unknown', reason: { kind: 'perhaps-denied', name: perhaps.name ?? '', scope: perhaps.scope } };
  }
  return granted;
}

function grant(
  rights: Rights,
  action: string,
  scope: string,
  plane: 'control' | 'data',
): { answer: Tri; reason: Reason } {
  let doubt: Reason | undefined;
  for (const assignment of rights.assignments) {
    if (!covers(assignment.scope, scope)) continue;
    const definition = rights.definitions.get(assignment.roleDefinitionId.toLowerCase());
    if (definition === undefined) {
      doubt ??= { kind: 'unread-role', roleDefinitionId: assignment.roleDefinitionId, scope: assignment.scope };
      continue;
    }
    if (!definition.permissions.some((permission) => permits(permission, action, plane))) continue;
    const where = { role: definition.name, scope: assignment.scope };
    if (!assignment.condition) return { answer: 'yes', reason: { kind: 'granted', ...where } };
    doubt = { kind: 'conditional', ...where };
  }
  return doubt ? { answer: 'unknown', reason: doubt } : { answer: 'no', reason: { kind: 'not-granted' } };
}

function denies(denial: DenyAssignment, action: string, scope: string, plane: 'control' | 'data'): boolean {
  if (denial.applies === 'no') return false;
  const reaches = denial.doNotApplyToChildScopes ? sameScope(denial.scope, scope) : covers(denial.scope, scope);
  return reaches && denial.permissions.some((permission) => permits(permission, action, plane));
}

export function permits(permission: Permission, action: string, plane: 'control' | 'data'): boolean {
  const [given, taken] =
    plane === 'control'
      ? [permission.actions, permission.notActions]
      : [permission.dataActions, permission.notDataActions];
  const matches = (pattern: string) => matchesAction(pattern, action);
  return given.some(matches) && !taken.some(matches);
}

/** `*` matches any characters, slashes included, anywhere in the pattern; case is ignored. */
export function matchesAction(pattern: string, action: string): boolean {
  const wanted = action.toLowerCase();
  const [first = '', ...others] = pattern.toLowerCase().split('*');
  const last = others.pop();
  if (last === undefined) return wanted === first;
  if (!wanted.startsWith(first)) return false;
  let at = first.length;
  for (const part of others) {
    const found = wanted.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return wanted.length - last.length >= at && wanted.endsWith(last);
}

/** Whether an assignment at `upper` is inherited at `lower`: by whole segments, so rg-a does not cover rg-ab. */
export function covers(upper: string, lower: string): boolean {
  const above = segments(upper);
  const below = segments(lower);
  const isManagementGroup =
    above[0] === 'providers' && above[1] === 'microsoft.management' && above[2] === 'managementgroups';
  if (isManagementGroup && below[0] === 'subscriptions') return true;
  return above.length <= below.length && above.every((segment, index) => segment === below[index]);
}

function sameScope(one: string, other: string): boolean {
  return covers(one, other) && covers(other, one);
}

function segments(scope: string): string[] {
  return armIdKey(scope)
    .split('/')
    .filter((segment) => segment !== '');
}

/** An action that a person does not certainly hold. */
export type MissingRight = { action: string; scope: string; answer: Tri };

export type RoleEnd = { role: string; scope: string; at: Date };

type Wanted = { action: string; scope: string; plane?: 'control' | 'data' };

/**
 * When a person first loses one of these actions through expiring roles; undefined: never, as far as is known.
 * Actions not held now do not count.
 * @param scheduled the scheduled ones among the assignments in `rights`; the others do not expire
 */
export function firstRoleEnd(
  rights: Rights,
  scheduled: readonly ScheduledAssignment[],
  needs: readonly Wanted[],
): RoleEnd | undefined {
  const ends = needs.flatMap((need) => endOf(rights, scheduled, need) ?? []);
  return ends.toSorted((one, other) => one.at.getTime() - other.at.getTime())[0];
}

/** The last end among the roles that grant it. */
function endOf(rights: Rights, scheduled: readonly ScheduledAssignment[], need: Wanted): RoleEnd | undefined {
  let last: RoleEnd | undefined;
  for (const assignment of rights.assignments) {
    const alone = { ...rights, assignments: [assignment] };
    const { reason } = evaluate(alone, need.action, need.scope, need.plane);
    if (reason.kind !== 'granted') continue;
    const same = scheduled.filter((one) => isSame(one, assignment));
    const at = same.reduce<Date | undefined>((latest, { endsAt }) => laterOf(latest, endsAt), new Date(0));
    if (same.length === 0 || at === undefined) return undefined;
    if (!last || at > last.at) last = { role: reason.role, scope: reason.scope, at };
  }
  return last;
}

/** The later of two ends; undefined, no end, is the latest. */
function laterOf(one: Date | undefined, other: Date | undefined): Date | undefined {
  if (one === undefined || other === undefined) return undefined;
  return one > other ? one : other;
}

/** A role's id is shown below the subscription that was queried, so only its GUID is compared. */
function isSame(one: ScheduledAssignment, other: { roleDefinitionId: string; scope: string }): boolean {
  const guid = (id: string) => nameOf(id).toLowerCase();
  return (
    one.scope.toLowerCase() === other.scope.toLowerCase() && guid(one.roleDefinitionId) === guid(other.roleDefinitionId)
  );
}
