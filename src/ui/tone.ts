import type { JobStatus } from '../kernel/facts.ts';
import type { RequestState } from '../kernel/request-state.ts';

/** A colour is never alone: it comes with a symbol, and the state in words beside it. */
export type Tone = { symbol: string; style: 'default' | 'emphasis' | 'accent' | 'good' | 'warning' | 'attention' };

const requests: Record<RequestState, Tone> = {
  pending: { symbol: '…', style: 'warning' },
  approved: { symbol: '✓', style: 'accent' },
  running: { symbol: '▶', style: 'accent' },
  succeeded: { symbol: '✓', style: 'good' },
  failed: { symbol: '✗', style: 'attention' },
  cancelled: { symbol: '■', style: 'emphasis' },
  rejected: { symbol: '✗', style: 'emphasis' },
  expired: { symbol: '■', style: 'emphasis' },
  withdrawn: { symbol: '■', style: 'emphasis' },
  void: { symbol: '!', style: 'attention' },
};

const jobs: Record<JobStatus, Tone> = {
  InProgress: { symbol: '▶', style: 'accent' },
  Completed: { symbol: '✓', style: 'good' },
  CompletedWithWarnings: { symbol: '!', style: 'warning' },
  Failed: { symbol: '✗', style: 'attention' },
  Cancelling: { symbol: '▶', style: 'warning' },
  Cancelled: { symbol: '■', style: 'emphasis' },
  Invalid: { symbol: '?', style: 'emphasis' },
};

export function requestTone(state: RequestState): Tone {
  return requests[state];
}

export function jobTone(status: JobStatus): Tone {
  return jobs[status];
}
