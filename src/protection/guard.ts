import {
  type GuardedOperation,
  guardActivated,
  guardedFailure,
  guardedOperations,
  isOfAnotherTenant,
} from '../access/resource-guard.ts';
import { CodedError, type Failure, tryRead } from '../kernel/errors.ts';
import type { VaultFacts } from '../kernel/facts.ts';
import type { RequestServices } from '../requests/services.ts';

type Parts = Pick<RequestServices, 'azure' | 'access'>;

/**
 * Checks whether a Resource Guard allows this now.
 * @returns a warning when the guard could not be read or belongs to another tenant
 * @throws protection.guarded
 */
export async function requireGuard(
  { azure, access }: Parts,
  vault: VaultFacts,
  operation: GuardedOperation,
): Promise<Failure[]> {
  if (vault.multiUserAuthorization === 'no') return [];
  const guards = await azure.guards.list(vault);
  const warnings: Failure[] = [];
  const end = `/${guardedOperations[operation]}`.toLowerCase();
  for (const { guardId, operations } of guards) {
    if (!operations.some((name) => name.toLowerCase().endsWith(end))) continue;
    const said = (code: string) => guardedFailure(`protection.${code}`, vault, guardId);
    const own = await azure.self.objectId();
    const rights = await tryRead(async () => access.rights(own ?? '', guardId, false));
    if (rights.kind === 'unread') {
      warnings.push(said(isOfAnotherTenant(rights.failure) ? 'guard-elsewhere' : 'guard-unsure'));
      continue;
    }
    const activated = guardActivated(rights.value, guardId);
    if (activated === 'no') throw new CodedError('protection.guarded', said('guarded').params);
    if (activated === 'unknown') warnings.push(said('guard-unsure'));
  }
  return warnings;
}
