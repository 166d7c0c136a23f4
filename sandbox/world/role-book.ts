import { covers, subscriptionPath } from './arm-id.ts';
import { guid } from './ids.ts';
import type { Group } from './people.ts';
import { type RoleDefinition, roles } from './role-definitions.ts';

export type PrincipalType = 'User' | 'Group' | 'ServicePrincipal';

export type RoleAssignment = {
  /** The GUID. */
  name: string;
  scope: string;
  roleDefinition: RoleDefinition;
  principalId: string;
  principalType: PrincipalType;
  /** ABAC condition, kept as text. */
  condition?: string;
  /** Of one that was activated: see `endActivations`. */
  endsAt?: Date;
};

export type DenyAssignment = {
  name: string;
  denyAssignmentName: string;
  scope: string;
  actions: string[];
  notActions: string[];
  /** Object ids; 00000000-… stands for everyone, as in Azure. */
  principalIds: string[];
  excludedIds: string[];
};

/** Who holds which role where, and what ARM concludes from it. */
export class RoleBook {
  readonly definitions: RoleDefinition[] = Object.values(roles);
  readonly groups: Group[] = [];
  assignments: RoleAssignment[] = [];
  /** What somebody may activate (Privileged Identity Management), and until then does not hold. */
  eligibilities: RoleAssignment[] = [];
  denials: DenyAssignment[] = [];

  assign(
    principalId: string,
    roleDefinition: RoleDefinition,
    scope: string,
    type: PrincipalType = 'User',
  ): RoleAssignment {
    const name = guid(`assignment ${principalId} ${roleDefinition.name} ${scope.toLowerCase()}`);
    const assignment: RoleAssignment = { name, scope, roleDefinition, principalId, principalType: type };
    this.assignments.push(assignment);
    return assignment;
  }

  /**
   * Makes a custom role, or changes it: who holds it holds what it says now. A tenant has one role of a name.
   * @throws Error where another has the name; whoever is asked by a stranger looks first
   */
  define(role: RoleDefinition): void {
    if (this.definitions.some((one) => one.name !== role.name && one.roleName === role.roleName)) {
      throw new Error(`the tenant already has a role ${role.roleName}`);
    }
    const known = this.definitions.find((one) => one.name === role.name);
    if (known) Object.assign(known, role);
    else this.definitions.push(role);
  }

  /** Deletes those that nobody was given: Azure deletes no others. */
  forget(definitions: readonly RoleDefinition[]): void {
    const names = new Set(definitions.map(({ name }) => name));
    const given = new Set(this.assignments.map(({ roleDefinition }) => roleDefinition.name));
    const kept = this.definitions.filter(({ name }) => !names.has(name) || given.has(name));
    this.definitions.splice(0, this.definitions.length, ...kept);
  }

  /** A role that its holder has to activate first. */
  makeEligible(principalId: string, roleDefinition: RoleDefinition, scope: string): void {
    const name = guid(`eligibility ${principalId} ${roleDefinition.name} ${scope.toLowerCase()}`);
    this.eligibilities.push({ name, scope, roleDefinition, principalId, principalType: 'User' });
  }

  /** What the person does in Privileged Identity Management: all that they may activate becomes an assignment. */
  activate(principalId: string, endsAt?: Date): number {
    const own = this.eligibilities.filter((one) => one.principalId === principalId);
    for (const { roleDefinition, scope } of own) {
      const assignment = this.assign(principalId, roleDefinition, scope);
      if (endsAt) assignment.endsAt = endsAt;
    }
    return own.length;
  }

  /** Takes away what has ended by this time. */
  endActivations(now: Date): void {
    this.assignments = this.assignments.filter(({ endsAt }) => endsAt === undefined || endsAt > now);
  }

  /** An activation ends: the assignments that it made are gone. */
  deactivate(principalId: string): void {
    const own = this.eligibilities.filter((one) => one.principalId === principalId);
    this.assignments = this.assignments.filter(
      (held) =>
        held.principalId !== principalId ||
        !own.some(({ roleDefinition, scope }) => held.roleDefinition === roleDefinition && held.scope === scope),
    );
  }

  /** The principal and every group it is a member of. */
  identities(objectId: string): Set<string> {
    return new Set([
      objectId,
      ...this.groups.filter((group) => group.members.includes(objectId)).map((group) => group.objectId),
    ]);
  }

  /** May this principal do `action` on the resource with this id? Conditional assignments do not count. */
  allows(objectId: string, action: string, id: string): boolean {
    const identities = this.identities(objectId);
    const denied = this.denials.some(
      (denial) =>
        covers(denial.scope, id) &&
        denial.principalIds.some((one) => identities.has(one) || one === '00000000-0000-0000-0000-000000000000') &&
        !denial.excludedIds.some((one) => identities.has(one)) &&
        grants(denial.actions, denial.notActions, action),
    );
    if (denied) return false;
    return this.#rolesOn(objectId, id).some((role) => grants(role.actions, role.notActions, action));
  }

  /** The same for a data action, e.g. on a key of a key vault. */
  allowsData(objectId: string, dataAction: string, id: string): boolean {
    return this.#rolesOn(objectId, id).some((role) => grants(role.dataActions, role.notDataActions, dataAction));
  }

  #rolesOn(objectId: string, id: string): RoleDefinition[] {
    const identities = this.identities(objectId);
    return this.assignments
      .filter((one) => !one.condition && identities.has(one.principalId) && covers(one.scope, id))
      .map((one) => one.roleDefinition);
  }

  /** May the principal see anything in this subscription? ARM lists only such subscriptions. */
  sees(objectId: string, subscriptionId: string): boolean {
    const identities = this.identities(objectId);
    const whole = subscriptionPath(subscriptionId);
    return this.assignments.some(
      ({ principalId, scope }) => identities.has(principalId) && (covers(whole, scope) || covers(scope, whole)),
    );
  }
}

function grants(allowed: string[], excepted: string[], action: string): boolean {
  return allowed.some((one) => matches(one, action)) && !excepted.some((one) => matches(one, action));
}

const patterns = new Map<string, RegExp>();

/** A * in an action matches any number of characters, slashes included. */
function matches(pattern: string, action: string): boolean {
  let expression = patterns.get(pattern);
  if (!expression) {
    expression = new RegExp(`^${pattern.replace(/[.]/g, '\\.').replaceAll('*', '.*')}$`, 'i');
    patterns.set(pattern, expression);
  }
  return expression.test(action);
}
