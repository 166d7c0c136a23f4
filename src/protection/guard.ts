import { guardedFailure, guardedOperations } from '../access/resource-guard.ts';
import { guardActivated } from '../check/rules/guard-activated.ts';
import { CodedError, type Failure } from '../kernel/errors.ts';
import type { VaultFacts } from '../kernel/facts.ts';
import { reading } from '../kernel/result.ts';
import type { Services } from '../services.ts';

type Parts = Pick<Services, 'azure' | 'access'>;

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
    if (!operations.some((operation) => operation.toLowerCase().endsWith(`/${guardedOperations.stop.toLowerCase()}`)))
      continue;
    const { params } = guardedFailure('protection.guarded', vault, guardId);
    const own = await azure.self.objectId();
    const rights = await reading(async () => access.rights(own ?? '', guardId, false));
    const activated = rights.kind === 'read' ? guardActivated(rights.value, guardId) : 'unknown';
    if (activated === 'no') throw new CodedError('protection.guarded', params);
    if (activated === 'unknown') warnings.push({ code: 'protection.guard-unsure', params });
  }
  return warnings;
}
