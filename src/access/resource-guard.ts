import type { Azure } from '../azure/open.ts';
import type { SendOutcome } from '../azure/outcome.ts';
import { nameOf, resourceGroupIdOf, subscriptionOf } from '../kernel/arm-id.ts';
import type { Failure } from '../kernel/errors.ts';
import type { Tri, VaultFacts } from '../kernel/facts.ts';
import { covers, evaluate, type Rights } from '../kernel/permissions.ts';

/** How a Resource Guard names the operations that we call. */
export const guardedOperations = {
  stop: 'protectedItems/write#stopProtectionWithRetainData',
  suspend: 'protectedItems/write#suspendBackupsWithRetainData',
  /** Of an item, to a policy that keeps less. */
  change: 'protectedItems/write',
  restore: 'recoveryPoints/restore/action',
} as const;

export type GuardedOperation = keyof typeof guardedOperations;

/** Whose word it takes, and which role. @param guardId or the id of something below it */
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
 * Whether reading a guard failed because it is another tenant's. What it guards there takes a token of that tenant
 * beside our own, which a managed identity never gets.
 */
export function isOfAnotherTenant({ params }: Failure): boolean {
  return ['SubscriptionNotFound', 'InvalidAuthenticationTokenTenant'].includes(String(params.azureCode));
}

/** Sends what a guard may protect: the call names the guard's request, as the guard itself lists it. */
export async function sendGuarded(
  { azure }: { azure: Pick<Azure, 'guards'> },
  { vault, operation, code }: { vault: VaultFacts; operation: GuardedOperation; code: string },
  send: (named: { guardRequests?: string[] }) => Promise<SendOutcome>,
): Promise<SendOutcome> {
  const request =
    vault.multiUserAuthorization === 'no' ? undefined : await azure.guards.request(vault, guardedOperations[operation]);
  if (request === undefined) return send({});
  const sent = await send({ guardRequests: [request] });
  // The right on the guard may have run out since it was looked at: no role on the vault helps.
  const isGuards = sent.kind === 'refused' && sent.failure.code === 'azure.forbidden';
  return isGuards ? { ...sent, failure: guardedFailure(code, vault, request) } : sent;
}

/**
 * Backup MUA Operator, the built-in role for guarded operations, which is activated for a while; older documents say
 * Contributor. By its id, which is the same everywhere: who holds it on the guard alone may not read what it grants.
 */
const operatorRole = /\/f54b6d04-23c6-443e-b462-9c16ab7b4a52$/i;
const contributorAction = 'Microsoft.DataProtection/resourceGuards/write';

/** Whether the one who sends a guarded operation holds the right on the guard at the moment. */
export function guardActivated(rights: Rights, guardId: string): Tri {
  const write = evaluate(rights, contributorAction, guardId);
  if (write.answer === 'yes') return 'yes';
  const assignments = rights.assignments.filter(({ scope }) => covers(scope, guardId));
  const operator = assignments.filter(({ roleDefinitionId }) => operatorRole.test(roleDefinitionId));
  if (operator.some(({ condition }) => !condition)) return 'yes';
  return operator.length > 0 ? 'unknown' : write.answer;
}
