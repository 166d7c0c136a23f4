/** What is told in private, whoever else reads the channel, and written to the audit. */
const refusals: ReadonlySet<string> = new Set([
  'not-allowed',
  'not-known',
  'requester-cannot-approve',
  'not-your-form',
  'not-your-request',
  'not-an-admin',
  'stale-card',
  'already-decided',
  'already-voted',
  'wrong-hash-piece',
]);

export function isRefusal(code: string): boolean {
  return refusals.has(code);
}
