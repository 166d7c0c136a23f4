import type { Azure } from '../azure/open.ts';
import type { Clock } from '../domain/clock.ts';
import { CodedError } from '../domain/errors.ts';
import type { Tri } from '../domain/facts.ts';
import { evaluate, type Rights, type RoleDefinition } from '../domain/permissions.ts';
import { Fresh } from './fresh.ts';

/** An Azure action at a scope that somebody must hold. */
export type Need = { action: string; scope: string };

export type Missing = Need & { answer: Tri };

export type Access = ReturnType<typeof createAccess>;

/** For reading, a minute-old answer will do; a change or a vote always asks anew. Both in world time. */
const readAgeMs = 60_000;
const definitionAgeMs = 60 * 60_000;

/** Whether a person holds Azure actions through their own role assignments. The bot's own rights never count. */
export function createAccess(azure: Azure, clock: Clock) {
  const rights = new Fresh<Awaited<ReturnType<typeof readRights>>>(clock, readAgeMs);
  const definitions = new Fresh<RoleDefinition>(clock, definitionAgeMs);

  /** The assignments at a scope, groups included, and at every scope above and below it as well. */
  async function readRights(objectId: string, scope: string) {
    const [assignments, denyAssignments] = await Promise.all([
      azure.access.assignments(objectId, scope),
      azure.access.denyAssignments(scope, objectId),
    ]);
    const ids = [...new Set(assignments.map((assignment) => assignment.roleDefinitionId.toLowerCase()))];
    const known = await Promise.all(ids.map(async (id) => [id, await definitionOf(id)] as const));
    const readable = known.flatMap(([id, definition]) => (definition ? [[id, definition] as const] : []));
    return { assignments, denyAssignments, definitions: new Map(readable) };
  }

  /** Undefined where it may not be read, which leaves what the role grants unknown. */
  async function definitionOf(id: string): Promise<RoleDefinition | undefined> {
    try {
      return await definitions.get(id, () => azure.access.roleDefinition(id));
    } catch (error) {
      if (error instanceof CodedError && error.code === 'azure.forbidden') return undefined;
      throw error;
    }
  }

  /** @returns what is not surely held; empty means allowed. Unknown is no. */
  async function missing(objectId: string, needs: Need[], fresh: boolean): Promise<Missing[]> {
    const subscriptions = [...new Set(needs.map(({ scope }) => subscriptionOf(scope)))];
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
      const of = held.get(subscriptionOf(need.scope));
      const { answer } = of ? evaluate(of, need.action, need.scope) : { answer: 'unknown' as const };
      return answer === 'yes' ? [] : [{ ...need, answer }];
    });
  }

  return {
    missing,

    /**
     * All that somebody holds at a scope, for questions that are not about one action.
     * @param wide ask for the whole subscription, whose answer serves others too; false where one may only look at
     * the scope itself
     */
    rights(objectId: string, scope: string, wide = true): Promise<Rights> {
      const at = wide ? subscriptionOf(scope) : scope.toLowerCase();
      return rights.get(`${objectId} ${at}`, () => readRights(objectId, at));
    },

    /** @throws not-allowed, or not-known where Azure's answer is conditional: both name action and scope. */
    async demand(objectId: string, needs: Need[], fresh: boolean): Promise<void> {
      const [first] = await missing(objectId, needs, fresh);
      if (!first) return;
      throw new CodedError(first.answer === 'no' ? 'not-allowed' : 'not-known', {
        action: first.action,
        scope: shortScope(first.scope),
      });
    },
  };
}

function subscriptionOf(scope: string): string {
  const found = /^\/subscriptions\/[^/]+/i.exec(scope);
  if (!found) throw new CodedError('internal', {});
  return found[0].toLowerCase();
}

/** The name people know instead of the ARM id. */
function shortScope(scope: string): string {
  return scope.split('/').at(-1) ?? scope;
}

/** Reading a vault's items, points and jobs. */
export function readVault(vaultId: string): Need[] {
  return [
    {
      action: 'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/read',
      scope: vaultId,
    },
  ];
}
