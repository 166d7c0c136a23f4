import type { Azure } from '../azure/open.ts';
import { nameOf, resourceGroupIdOf, subscriptionOf } from '../kernel/arm-id.ts';
import type { Failure } from '../kernel/errors.ts';
import type { VaultFacts } from '../kernel/facts.ts';

/** How a Resource Guard names the operations that we call. */
export const guardedOperations = {
  stop: 'protectedItems/write#stopProtectionWithRetainData',
  restore: 'recoveryPoints/restore/action',
} as const;

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

/** What the call has to name, if a guard protects it. */
export async function readGuardRequests(
  { azure }: { azure: Pick<Azure, 'guards'> },
  vault: VaultFacts,
  operation: keyof typeof guardedOperations,
): Promise<string[] | undefined> {
  if (vault.multiUserAuthorization === 'no') return undefined;
  const request = await azure.guards.request(vault, guardedOperations[operation]);
  return request === undefined ? undefined : [request];
}
