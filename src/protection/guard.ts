import { guardActivated } from '../check/rules/guard-activated.ts';
import { nameOf, resourceGroupIdOf, subscriptionOf } from '../kernel/arm-id.ts';
import { CodedError, type Failure } from '../kernel/errors.ts';
import type { VaultFacts } from '../kernel/facts.ts';
import { reading } from '../kernel/result.ts';
import type { Services } from '../services.ts';

/** How a Resource Guard calls stopping protection with the data kept. */
const stopOperation = 'protectedItems/write#stopProtectionWithRetainData';

type Parts = Pick<Services, 'azure' | 'access'>;

/** Whose word it takes, and which role. @param guardId or the id of something below it */
export function guarded(vault: VaultFacts, guardId: string): Failure {
  const params = {
    vault: vault.name,
    guard: /\/resourceGuards\/([^/]+)/i.exec(guardId)?.[1] ?? nameOf(guardId),
    group: nameOf(resourceGroupIdOf(guardId)),
    subscription: subscriptionOf(guardId),
  };
  return { code: 'protection.guarded', params };
}

/** What the call has to name, if a guard protects it. */
export async function stopGuardRequests({ azure }: Parts, vault: VaultFacts): Promise<string[] | undefined> {
  if (vault.multiUserAuthorization === 'no') return undefined;
  const request = await azure.guards.request(vault, stopOperation);
  return request === undefined ? undefined : [request];
}

/**
 * Whether a guard lets protection be stopped now.
 * @returns a warning where that could not be read
 * @throws protection.guarded
 */
export async function requireGuard({ azure, access }: Parts, vault: VaultFacts): Promise<Failure[]> {
  if (vault.multiUserAuthorization === 'no') return [];
  const guards = await azure.guards.list(vault);
  const warnings: Failure[] = [];
  for (const { guardId, operations } of guards) {
    if (!operations.some((operation) => operation.toLowerCase().endsWith(`/${stopOperation.toLowerCase()}`))) continue;
    const { params } = guarded(vault, guardId);
    const own = await azure.self.objectId();
    const rights = await reading(async () => access.rights(own ?? '', guardId, false));
    const activated = rights.kind === 'read' ? guardActivated(rights.value, guardId) : 'unknown';
    if (activated === 'no') throw new CodedError('protection.guarded', params);
    if (activated === 'unknown') warnings.push({ code: 'protection.guard-unsure', params });
  }
  return warnings;
}
