import type { Failure } from '../../kernel/errors.ts';

/** The database lost commits, and what was sent right before that need not be seen yet. */
export const commitsLost = 'commits-lost';

/** unreadable: half an answer, mostly. */
const passing = new Set(['azure.throttled', 'azure.unreachable', 'azure.timeout', 'azure.unreadable', commitsLost]);
/**
 * Below 500 only these come and go by themselves: a token that is expired, what took too long, was in the way or came too
 * soon or too often.
 */
const passingStatuses = new Set([401, 408, 409, 425, 429]);

/**
 * Whether asking Azure again later may bring an answer. What Azure refuses, as a firewall, a policy or a disabled key, it
 * refuses until somebody acts.
 */
export function isPassing({ code, params: { status = '' } }: Failure): boolean {
  if (passing.has(code)) return true;
  if (code !== 'azure.failed') return false;
  return status === '' || passingStatuses.has(Number(status)) || Number(status) >= 500;
}
