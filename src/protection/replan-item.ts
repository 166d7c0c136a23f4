import type { Failure } from '../kernel/errors.ts';
import type { ProtectedItemFacts } from '../kernel/facts.ts';
import type { Need } from '../kernel/permissions.ts';
import { isImmutable } from '../machines/rules/item-state.ts';
import type { Replanned } from '../requests/request-kind.ts';
import type { ItemTarget } from '../requests/rules/stored-parts.ts';
import type { RequestServices } from '../requests/services.ts';
import { dropsPoints } from './rules/keeps-less.ts';
import type { Keeps } from './rules/plans.ts';
import { type RaisedPolicy, samePolicy } from './rules/raised-policy.ts';

/** Replans a change of a protected item against current facts. */
export async function replanItem(
  { azure }: Pick<RequestServices, 'azure'>,
  { target, plan }: { target: ItemTarget; plan: { needs: Need[] } },
  refusalOf: (item: ProtectedItemFacts) => Failure | undefined,
  besides: (item: ProtectedItemFacts) => Promise<Failure | undefined> = async () => undefined,
): Promise<Replanned> {
  const item = await azure.items.get(target.itemId);
  if (!item) return { kind: 'moved', failure: { code: 'backup-gone', params: { name: target.vmName } } };
  const refusal = refusalOf(item) ?? (await besides(item));
  return refusal ? { kind: 'refused', failure: refusal } : { kind: 'same', needs: plan.needs };
}

/** The failure when the plan's policy is no longer in its vault. */
export async function policyGone(
  { azure, inventory }: Pick<RequestServices, 'azure' | 'inventory'>,
  { target, policyName }: { target: { vaultId: string }; policyName: string },
): Promise<Failure | undefined> {
  const vault = await inventory.vault(target.vaultId);
  if (await azure.policies.get(vault, policyName)) return undefined;
  return { code: 'protection.policy-gone', params: { policy: policyName, vault: vault.name } };
}

/** The failure when the policy is gone, or no longer keeps what it kept when it was signed. */
export async function policyShortened(
  services: Pick<RequestServices, 'azure' | 'inventory'>,
  target: { vaultId: string; vmName: string },
  policyName: string,
  signed: Keeps,
): Promise<Failure | undefined> {
  const vault = await services.inventory.vault(target.vaultId);
  const there = await services.azure.policies.get(vault, policyName);
  if (!there) return policyGone(services, { target, policyName });
  if (!dropsPoints(signed, there)) return undefined;
  return { code: 'protection.policy-shortened', params: { vm: target.vmName, policy: policyName, vault: vault.name } };
}

/**
 * The failure when another policy has taken the name of the one to create. Strongroom chose the name, and can choose
 * another.
 */
export async function policyTaken(
  { azure, inventory }: Pick<RequestServices, 'azure' | 'inventory'>,
  { vaultId }: { vaultId: string },
  { name, body }: RaisedPolicy,
): Promise<Failure | undefined> {
  const vault = await inventory.vault(vaultId);
  const there = await azure.policies.get(vault, name);
  if (!there || samePolicy(body, there)) return undefined;
  return { code: 'protection.raised-there', params: { vault: vault.name, policy: name } };
}

/** The failure when the vault's immutability has changed: the signed change would then keep something else. */
export async function immutabilityMoved(
  { azure }: Pick<RequestServices, 'azure'>,
  { target }: { target: { vaultId: string; vmName: string } },
  signed: boolean,
): Promise<Failure | undefined> {
  const vault = await azure.vaults.get(target.vaultId);
  if (!vault || isImmutable(vault) === signed) return undefined;
  return { code: 'protection.moved', params: { vm: target.vmName } };
}
