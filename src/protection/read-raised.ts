import type { PolicyFacts } from '../kernel/backup-policy.ts';
import { CodedError } from '../kernel/errors.ts';
import type { Target } from '../machines/inventory.ts';
import type { RequestServices } from '../requests/services.ts';
import { type RaisedPolicy, raisedPolicy } from './rules/raised-policy.ts';

/** The policy of a machine with everything kept longer. @throws protection.policy-unread */
export async function readRaised(
  { azure }: Pick<RequestServices, 'azure'>,
  { vault, item }: Target,
  prefix: 'hold' | 'longer',
): Promise<RaisedPolicy> {
  const policies = await azure.policies.list(vault);
  const isOwn = ({ name }: PolicyFacts) => name.toLowerCase() === item.policyName?.toLowerCase();
  const before = policies.find(isOwn);
  const policy = before && raisedPolicy(before, policies, prefix);
  if (policy) return policy;
  throw new CodedError('protection.policy-unread', { vm: item.vmName, policy: item.policyName ?? '' });
}
