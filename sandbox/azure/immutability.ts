import type { Vault } from '../world/vault.ts';
import { AzureError } from './errors.ts';

/**
 * An immutable vault lets nothing be kept shorter than it was (documented), locked or not. Code and words are reported
 * of a suspension (azure-rest-api-specs 32688, azure-powershell 24298); for the rest they are modelled.
 */
export function immutable(): AzureError {
  return new AzureError(
    400,
    'UserErrorOperationDeniedOnImmutableItem',
    'The Vault and Bakcup Item is in Immutable state where destructive operations are not supported. The Vault and Backup Item is immutable, hence operation is denied. Refer to the documentation to learn more: https://aka.ms/AB-ImmutableVaults-States ',
  );
}

/** Backups can be suspended in immutable vaults only; elsewhere the service says that the item is immutable (reported). */
export function requireSuspendable(vault: Vault): void {
  if (!vault.isImmutable) throw immutable();
}
