/** `pending → approved → running → succeeded | failed | cancelled`, or ended without running. */
export const requestStates = [
  'pending',
  'approved',
  'running',
  'succeeded',
  'failed',
  'cancelled',
  'rejected',
  'expired',
  'withdrawn',
  'void',
] as const;

export type RequestState = (typeof requestStates)[number];
