import type { KeyVaultFacts } from '../../kernel/facts.ts';

/** A data action of Key Vault as the permission that an access policy gives: recover of keys, set of secrets. */
export function verbOf(action: string): { kind: 'keys' | 'secrets'; verb: string } | undefined {
  const match = /^Microsoft\.KeyVault\/vaults\/(keys|secrets)\/([a-z]+?)(?:Secret)?\/action$/i.exec(action);
  const [, kind = '', verb = ''] = match ?? [];
  if (verb === '') return undefined;
  return { kind: kind.toLowerCase() === 'keys' ? 'keys' : 'secrets', verb: verb.toLowerCase() };
}

/**
 * Whether an access policy gives somebody a data action. Only policies of the person's own: what a group gives is not
 * known here.
 */
export function policyGives({ accessPolicies }: KeyVaultFacts, objectId: string, action: string): boolean {
  const wanted = verbOf(action);
  if (!wanted) return false;
  return accessPolicies
    .filter((policy) => policy.objectId.toLowerCase() === objectId.toLowerCase())
    .some((policy) => policy[wanted.kind].some((verb) => verb === 'all' || verb === wanted.verb));
}
