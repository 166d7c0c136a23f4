import { covers, subscriptionPath } from './arm-id.ts';
import { guid } from './ids.ts';
import type { Group } from './people.ts';
import { type RoleDefinition, roles } from './role-definitions.ts';

export type PrincipalType = 'User' | 'Group' | 'ServicePrincipal';

export type RoleAssignment = {
  /** GUID of the role assignment. */
  name: string;
  scope: string;
  roleDefinition: RoleDefinition;
  principalId: string;
  principalType: PrincipalType;
  /** ABAC condition, kept as text. */
  condition?: string;
  /** End of an activated assignment: see `endActivations`. */
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

/** Role assignments and denials, and ARM's decisions from them. */
export class RoleBook {
  readonly definitions: RoleDefinition[] = Object.values(roles);
  readonly groups: Group[] = [];
  assignments: RoleAssignment[] = [];
  /** Roles that people may activate (Privileged Identity Management) and don't hold until then. */
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
   * Creates a custom role or changes it for all who hold it. A tenant has one role of a name.
   * @throws Error if another role has the name; a caller that serves requests checks first
   */
  define(role: RoleDefinition): void {
    if (this.definitions.some((one) => one.name !== role.name && one.roleName === role.roleName)) {
      throw new Error(`the tenant already has a role ${role.roleName}`);
    }
    const known = this.definitions.find((one) => one.name === role.name);
    if (known) Object.assign(known, role);
    else this.definitions.push(role);
  }

  /** Deletes roles without assignments; Azure deletes no others. */
  forget(definitions: readonly RoleDefinition[]): void {
    const names = new Set(definitions.map(({ name }) => name));
    const given = new Set(this.assignments.map(({ roleDefinition }) => roleDefinition.name));
    const kept = this.definitions.filter(({ name }) => !names.has(name) || given.has(name));
    this.definitions.splice(0, this.definitions.length, ...kept);
  }

  /** Adds a role that its holder has to activate first. */
  makeEligible(principalId: string, roleDefinition: RoleDefinition, scope: string): void {
    const name = guid(`eligibility ${principalId} ${roleDefinition.name} ${scope.toLowerCase()}`);
    this.eligibilities.push({ name, scope, roleDefinition, principalId, principalType: 'User' });
  }

  /**
   * Activates all eligible roles of a person, as they would in Privileged Identity Management.
   * @returns how many
   */
  activate(principalId: string, endsAt?: Date): number {
    const own = this.eligibilities.filter((one) => one.principalId === principalId);
    for (const { roleDefinition, scope } of own) {
      const assignment = this.assign(principalId, roleDefinition, scope);
      if (endsAt) assignment.endsAt = endsAt;
    }
    return own.length;
  }

  /** Removes assignments that have ended by this time. */
  endActivations(now: Date): void {
    this.assignments = this.assignments.filter(({ endsAt }) => endsAt === undefined || endsAt > now);
  }

  /** Ends a person's activations: their assignments are removed. */
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

  /** Whether this principal may do `action` on the resource with this id. Conditional assignments do not count. */
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

  /** Whether it may do a data action, e.g. on a key of a key vault. */
  allowsData(objectId: string, dataAction: string, id: string): boolean {
    return this.#rolesOn(objectId, id).some((role) => grants(role.dataActions, role.notDataActions, dataAction));
  }

  #rolesOn(objectId: string, id: string): RoleDefinition[] {
    const identities = this.identities(objectId);
    return this.assignments
      .filter((one) => !one.condition && identities.has(one.principalId) && covers(one.scope, id))
      .map((one) => one.roleDefinition);
  }

  /** Whether the principal sees anything in this subscription; ARM lists only such subscriptions. */
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
