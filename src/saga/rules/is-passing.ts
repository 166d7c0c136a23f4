import type { Failure } from '../../kernel/errors.ts';

const passing = new Set(['azure.throttled', 'azure.unreachable', 'azure.timeout']);
/**
 * Below 500 only these come and go by themselves: a token that is expired, what took too long, was in the way or came too
 * soon or too often.
 */
const passingStatuses = new Set([401, 408, 409, 425, 429]);

/**
 * Whether asking Azure again later may bring an answer. What Azure refuses, as a firewall, a policy or a disabled key, it
 * refuses until somebody acts.
 */
export function isPassing({ code, params: { status = '', azureCode } }: Failure): boolean {
  if (passing.has(code)) return true;
  if (code !== 'azure.failed') return false;
  // Half an answer, mostly.
  if (azureCode === 'UnreadableAnswer') return true;
  return status === '' || passingStatuses.has(Number(status)) || Number(status) >= 500;
}
