import { nameOf } from './arm-id.ts';
import { evaluate, type Rights, type ScheduledAssignment } from './permissions.ts';

export type RoleEnd = { role: string; scope: string; at: Date };

type Wanted = { action: string; scope: string; plane?: 'control' | 'data' };

/**
 * When somebody first stops holding one of these through roles that end by themselves; undefined: never, as far as is
 * known. What is not held now ends nothing.
 * @param scheduled the same assignments as `rights` has, as far as they are scheduled; one that is not among them stays
 */
export function firstRoleEnd(
  rights: Rights,
  scheduled: readonly ScheduledAssignment[],
  needs: readonly Wanted[],
): RoleEnd | undefined {
  const ends = needs.flatMap((need) => endOf(rights, scheduled, need) ?? []);
  return ends.toSorted((one, other) => one.at.getTime() - other.at.getTime())[0];
}

/** The last of the roles that give it. */
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

/** Without an end is later than any. */
function laterOf(one: Date | undefined, other: Date | undefined): Date | undefined {
  if (one === undefined || other === undefined) return undefined;
  return one > other ? one : other;
}

/** A role's id is shown below the subscription that it was asked in, so its GUID counts. */
function isSame(one: ScheduledAssignment, other: { roleDefinitionId: string; scope: string }): boolean {
  const guid = (id: string) => nameOf(id).toLowerCase();
  return (
    one.scope.toLowerCase() === other.scope.toLowerCase() && guid(one.roleDefinitionId) === guid(other.roleDefinitionId)
  );
}
