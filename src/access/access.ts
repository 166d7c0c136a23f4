import type { Azure } from '../azure/open.ts';
import { nameOf } from '../kernel/arm-id.ts';
import type { Clock } from '../kernel/clock.ts';
import { CodedError } from '../kernel/errors.ts';
import type { Tri } from '../kernel/facts.ts';
import {
  type Assignment,
  evaluate,
  firstRoleEnd,
  type Need,
  type Reason,
  type Rights,
  type RoleDefinition,
  type RoleEnd,
} from '../kernel/permissions.ts';
import { TtlCache } from '../kernel/ttl-cache.ts';

export type Missing = Need & { answer: Tri; reason: Reason };

/** A role that a person may activate, and its scope. */
export type Eligible = { role: string; scope: string };

/** All missing rights can be activated: the command can be deferred until then. */
export class EligibleError extends CodedError {
  readonly needs: readonly Need[];
  /** The request, if a vote on it was refused. */
  voteOn?: string;

  constructor(needs: readonly Need[], eligible: readonly Eligible[]) {
    const unique = (names: string[]) => [...new Set(names)].join(', ');
    super('eligible', {
      role: unique(eligible.map(({ role }) => role)),
      scope: unique(eligible.map(({ scope }) => nameOf(scope))),
    });
    this.needs = needs;
  }
}

export type Access = ReturnType<typeof createAccess>;

/** A minute-old answer will do for a read; a change or a vote always asks anew. Both in world time. */
const readAgeMs = 60_000;
const definitionAgeMs = 60 * 60_000;

/** Whether a person holds Azure actions through their own role assignments. The bot's own rights never count. */
export function createAccess(azure: Azure, clock: Clock) {
  const rights = new TtlCache<Awaited<ReturnType<typeof readRights>>>(clock, readAgeMs);
  const definitions = new TtlCache<RoleDefinition>(clock, definitionAgeMs);
  const eligibilities = new TtlCache<Assignment[]>(clock, readAgeMs);
  /**
   * Caches evaluations: for the same rights the result does not change, and `help` asks about all vaults in every turn.
   */
  const decided = new WeakMap<Rights, Map<string, ReturnType<typeof evaluate>>>();

  /** The assignments at a scope and at every scope above and below it, groups included. */
  async function readRights(objectId: string, scope: string) {
    const [assignments, denyAssignments] = await Promise.all([
      azure.access.assignments(objectId, scope),
      azure.access.denyAssignments(scope, objectId),
    ]);
    return { assignments, denyAssignments, definitions: await definitionsOf(assignments) };
  }

  async function definitionsOf(assignments: readonly Assignment[]): Promise<Map<string, RoleDefinition>> {
    const ids = [...new Set(assignments.map((assignment) => assignment.roleDefinitionId.toLowerCase()))];
    const known = await Promise.all(ids.map(async (id) => [id, await findDefinition(id)] as const));
    return new Map(known.flatMap(([id, definition]) => (definition ? [[id, definition] as const] : [])));
  }

  /** The role whose activation would give the missing right; undefined also if that cannot be read. */
  async function eligible(objectId: string, { action, scope }: Need): Promise<Eligible | undefined> {
    const subscription = scopeSubscription(scope);
    try {
      const [own, { denyAssignments }] = await Promise.all([
        eligibilities.get(`${objectId} ${subscription}`, () => azure.access.eligibilities(objectId, subscription)),
        rights.get(`${objectId} ${subscription}`, () => readRights(objectId, subscription)),
      ]);
      const activated = { assignments: own, definitions: await definitionsOf(own), denyAssignments };
      const { reason } = evaluate(activated, action, scope);
      return reason.kind === 'granted' ? { role: reason.role, scope: reason.scope } : undefined;
    } catch (error) {
      // A tenant without Privileged Identity Management rejects this query; the answer stays no.
      if (error instanceof CodedError) return undefined;
      throw error;
    }
  }

  /** Undefined if it may not be read, which leaves the role's actions unknown. */
  async function findDefinition(id: string): Promise<RoleDefinition | undefined> {
    try {
      return await definitions.get(id, () => azure.access.roleDefinition(id));
    } catch (error) {
      if (error instanceof CodedError && error.code === 'azure.forbidden') return undefined;
      throw error;
    }
  }

  function decide(of: Rights, { action, scope, plane = 'control' }: Need): ReturnType<typeof evaluate> {
    const known = decided.get(of) ?? new Map<string, ReturnType<typeof evaluate>>();
    decided.set(of, known);
    const key = `${plane} ${action} ${scope}`;
    const answer = known.get(key) ?? evaluate(of, action, scope, plane);
    known.set(key, answer);
    return answer;
  }

  /** @returns the needs that are not certainly met; empty means allowed. Unknown counts as no. */
  async function missing(objectId: string, needs: Need[], fresh: boolean): Promise<Missing[]> {
    const subscriptions = [...new Set(needs.map(({ scope }) => scopeSubscription(scope)))];
    const held = new Map(
      await Promise.all(
        subscriptions.map(
          async (subscription) =>
            [
              subscription,
              await rights.get(
                `${objectId} ${subscription}`,
                () => readRights(objectId, subscription),
                fresh ? 0 : readAgeMs,
              ),
            ] as const,
        ),
      ),
    );
    return needs.flatMap((need) => {
      const of = held.get(scopeSubscription(need.scope));
      const { answer, reason } = of
        ? decide(of, need)
        : { answer: 'unknown' as const, reason: { kind: 'pattern' as const, action: need.action } };
      return answer === 'yes' ? [] : [{ ...need, answer, reason }];
    });
  }

  /**
   * When the first role behind these needs ends by itself. Undefined if it cannot be read, as in a tenant without
   * Privileged Identity Management: then there is no warning.
   */
  async function firstEnd(objectId: string, needs: readonly Need[]): Promise<RoleEnd | undefined> {
    const bySubscription = Map.groupBy(needs, ({ scope }) => scopeSubscription(scope));
    try {
      const ends = await Promise.all(
        [...bySubscription].map(async ([subscription, wanted]) => {
          const [own, scheduled] = await Promise.all([
            readRights(objectId, subscription),
            azure.access.scheduled(objectId, subscription),
          ]);
          return firstRoleEnd(own, scheduled, wanted);
        }),
      );
      const known = ends.filter((end) => end !== undefined);
      return known.toSorted((one, other) => one.at.getTime() - other.at.getTime())[0];
    } catch (error) {
      if (error instanceof CodedError) return undefined;
      throw error;
    }
  }

  return {
    missing,
    eligible,
    firstEnd,

    /**
     * All rights of a person at a scope, for questions that are not about one action.
     * @param wide reads the whole subscription, whose answer serves others too; false where one may only read the
     * scope itself
     */
    rights(objectId: string, scope: string, wide = true, fresh = false): Promise<Rights> {
      const at = wide ? scopeSubscription(scope) : scope.toLowerCase();
      return rights.get(`${objectId} ${at}`, () => readRights(objectId, at), fresh ? 0 : readAgeMs);
    },

    /**
     * @throws EligibleError if activating roles would suffice; otherwise not-allowed, denied, or not-known if
     * Azure's answer is conditional: all name action and scope.
     */
    async require(objectId: string, needs: Need[], fresh: boolean): Promise<void> {
      const lacking = await missing(objectId, needs, fresh);
      const [first] = lacking;
      if (!first) return;
      const activatable = await Promise.all(
        lacking.map((need) => (need.answer === 'no' ? eligible(objectId, need) : undefined)),
      );
      const all = activatable.filter((one) => one !== undefined);
      if (all.length === lacking.length) throw new EligibleError(needs, all);
      throw refusalOf(lacking[activatable.indexOf(undefined)] ?? first);
    },
  };
}

function refusalOf({ action, scope, answer, reason }: Missing): CodedError {
  const params = { action, scope: nameOf(scope) };
  if (reason.kind === 'denied') return new CodedError('denied', { ...params, name: reason.name });
  return new CodedError(answer === 'no' ? 'not-allowed' : 'not-known', params);
}

function scopeSubscription(scope: string): string {
  const found = /^\/subscriptions\/[^/]+/i.exec(scope);
  if (!found) throw new CodedError('internal', {});
  return found[0].toLowerCase();
}

/** Action to read a vault's items, points and jobs. */
export const readItemAction =
  'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/read';

export function needsToReadVault(vaultId: string): Need[] {
  return [{ action: readItemAction, scope: vaultId }];
}
