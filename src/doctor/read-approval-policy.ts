import { loadPolicy } from '../approval/load-policy.ts';
import type { ApprovalPolicy } from '../approval/rules/approval-policy.ts';
import type { Config } from '../config/config.ts';
import { operationsOf, type RequestKinds } from '../requests/request-kind.ts';

/** The approval policy as the bot reads it when it starts; undefined: it can't be read, and the bot wouldn't start. */
export function readApprovalPolicy({
  config,
  requestKinds,
}: {
  config: Config;
  requestKinds: Pick<RequestKinds, 'all'>;
}): ApprovalPolicy | undefined {
  try {
    const operations = operationsOf(requestKinds.all);
    return loadPolicy(config.approvalPolicy, { expiries: config, operations }).policy;
  } catch {
    return undefined;
  }
}
