import type { SendOutcome } from '../azure/calls.ts';
import type { Azure } from '../azure/open.ts';
import { nameOf, resourceGroupIdOf, subscriptionOf } from '../kernel/arm-id.ts';
import type { Failure } from '../kernel/errors.ts';
import type { Tri, VaultFacts } from '../kernel/facts.ts';
import { covers, evaluate, type Rights } from '../kernel/permissions.ts';

/** A Resource Guard's names of the operations that we call. */
export const guardedOperations = {
  stop: 'protectedItems/write#stopProtectionWithRetainData',
  suspend: 'protectedItems/write#suspendBackupsWithRetainData',
  /** A change of an item to a policy with shorter retention. */
  change: 'protectedItems/write',
  restore: 'recoveryPoints/restore/action',
} as const;

export type GuardedOperation = keyof typeof guardedOperations;

/**
 * The failure for a guarded operation: whose approval it needs, and which role.
 * @param guardId or the id of a resource below it
 */
export function guardedFailure(code: string, vault: VaultFacts, guardId: string): Failure {
  const params = {
    vault: vault.name,
    guard: /\/resourceGuards\/([^/]+)/i.exec(guardId)?.[1] ?? nameOf(guardId),
    group: nameOf(resourceGroupIdOf(guardId)),
    subscription: subscriptionOf(guardId),
  };
  return { code, params };
}

/**
 * Whether reading a guard failed because it belongs to another tenant. Its operations need a token of that tenant
 * beside our own, which a managed identity never gets.
 */
export function isOfAnotherTenant({ params }: Failure): boolean {
  return ['SubscriptionNotFound', 'InvalidAuthenticationTokenTenant'].includes(String(params.azureCode));
}

/** Sends a change that a guard may protect: the call names the guard's request, as the guard itself lists it. */
export async function sendGuarded(
  { azure }: { azure: Pick<Azure, 'guards'> },
  { vault, operation, code }: { vault: VaultFacts; operation: GuardedOperation; code: string },
  send: (named: { guardRequests?: string[] }) => Promise<SendOutcome>,
): Promise<SendOutcome> {
  const request =
    vault.multiUserAuthorization === 'no' ? undefined : await azure.guards.request(vault, guardedOperations[operation]);
  if (request === undefined) return send({});
  const sent = await send({ guardRequests: [request] });
  // The right on the guard may have expired since it was checked: no role on the vault helps.
  const isGuards = sent.kind === 'refused' && sent.failure.code === 'azure.forbidden';
  return isGuards ? { ...sent, failure: guardedFailure(code, vault, request) } : sent;
}

/**
 * Backup MUA Operator, the built-in role for guarded operations, which is activated for a while; older documents
 * say Contributor. Matched by its id, which is the same everywhere: a person with this role on the guard alone may
 * not read its definition.
 */
const operatorRole = /\/f54b6d04-23c6-443e-b462-9c16ab7b4a52$/i;
const contributorAction = 'Microsoft.DataProtection/resourceGuards/write';

/** Whether the sender of a guarded operation holds the right on the guard now. */
export function guardActivated(rights: Rights, guardId: string): Tri {
  const write = evaluate(rights, contributorAction, guardId);
  if (write.answer === 'yes') return 'yes';
  const assignments = rights.assignments.filter(({ scope }) => covers(scope, guardId));
  const operator = assignments.filter(({ roleDefinitionId }) => operatorRole.test(roleDefinitionId));
  if (operator.some(({ condition }) => !condition)) return 'yes';
  return operator.length > 0 ? 'unknown' : write.answer;
}
