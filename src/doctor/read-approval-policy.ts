import { loadPolicy } from '../approval/load-policy.ts';
import type { ApprovalPolicy } from '../approval/rules/approval-policy.ts';
import type { Config } from '../config/config.ts';

/** The approval policy as the bot reads it when it starts; undefined: it can't be read, and the bot wouldn't start. */
export function readApprovalPolicy(config: Config): ApprovalPolicy | undefined {
  try {
    return loadPolicy(config.approvalPolicy, config).policy;
  } catch {
    return undefined;
  }
}
