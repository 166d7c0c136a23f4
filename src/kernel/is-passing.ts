import type { Failure } from './errors.ts';

/** The database lost commits, and a send from right before that may not be visible yet. */
export const commitsLost = 'commits-lost';

/** Failures that pass by themselves. azure.unreadable: mostly half an answer. */
const passing = new Set(['azure.throttled', 'azure.unreachable', 'azure.timeout', 'azure.unreadable', commitsLost]);
/**
 * Statuses below 500 that pass by themselves: an expired token, a timeout, a conflict, a call too early or too often.
 */
const passingStatuses = new Set([401, 408, 409, 425, 429]);

/**
 * Whether asking Azure again later may succeed. Refusals by a firewall, a policy or a disabled key last until somebody
 * acts.
 */
export function isPassing({ code, params: { status = '' } }: Failure): boolean {
  if (passing.has(code)) return true;
  if (code !== 'azure.failed') return false;
  return status === '' || passingStatuses.has(Number(status)) || Number(status) >= 500;
}
