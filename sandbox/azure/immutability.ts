import { AzureError } from './errors.ts';

/** An immutable vault lets nothing be kept shorter than it was (documented), locked or not. Code and words are modelled. */
export function immutable(what: string): AzureError {
  return new AzureError(400, 'UserErrorOperationNotAllowedOnImmutableVault', `${what}: the vault is immutable.`);
}
