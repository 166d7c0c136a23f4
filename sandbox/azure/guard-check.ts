import { guardRequest, passesGuard } from '../world/resource-guard.ts';
import type { Vault } from '../world/vault.ts';
import type { Context } from './call.ts';
import { AzureError } from './errors.ts';

/**
 * Requires a call that is guarded to name the guard's request, by a caller with a role on the guard; for another
 * tenant's guard, with a token of that tenant beside the caller's own (documented). The refusal is modelled: ARM's
 * words for a right that is missing on a linked resource.
 */
export function requireGuardRequest(context: Context, vault: Vault, operation: string, named: unknown): void {
  const request = guardRequest(vault, operation);
  if (!request) return;
  const names = Array.isArray(named) ? named.map((one) => String(one).toLowerCase()) : [];
  // Another tenant's right is in the token that comes with the call, which nobody can check here.
  const foreign = /^Bearer \S+$/i.test(context.headers['x-ms-authorization-auxiliary'] ?? '');
  const holds = vault.guard?.foreign ? foreign : passesGuard(context.world, vault, operation, context.principal);
  if (!names.includes(request.toLowerCase()) || !holds) throw guarded(context, vault, operation);
}

export function guarded({ principal }: Context, vault: Vault, operation: string): AzureError {
  return new AzureError(
    403,
    'LinkedAuthorizationFailed',
    `The client with object id '${principal}' has permission to perform action '${operation}' on scope '${vault.id}'; however, it does not have permission to perform the action on the linked scope '${vault.guard?.id}' or the linked scope is invalid.`,
  );
}

/**
 * An immutable vault never lets data be kept for a shorter time (documented), locked or not. Code and words are
 * reported of a suspension (azure-rest-api-specs 32688, azure-powershell 24298); for the rest they are modelled.
 */
export function immutable(): AzureError {
  return new AzureError(
    400,
    'UserErrorOperationDeniedOnImmutableItem',
    'The Vault and Bakcup Item is in Immutable state where destructive operations are not supported. The Vault and Backup Item is immutable, hence operation is denied. Refer to the documentation to learn more: https://aka.ms/AB-ImmutableVaults-States ',
  );
}

/**
 * Backups can be suspended in immutable vaults only; elsewhere the service says that the item is immutable (reported).
 */
export function requireSuspendable(vault: Vault): void {
  if (!vault.isImmutable) throw immutable();
}
