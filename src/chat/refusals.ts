/** What is told in private, whoever else reads the channel, and written to the audit. */
const refusals: ReadonlySet<string> = new Set([
  'not-allowed',
  'not-known',
  'denied',
  'eligible',
  'guest',
  'member-unknown',
  'vault-not-in-channel',
  'audit-not-yours',
  'requester-cannot-approve',
  'assignee-cannot-approve',
  'not-your-form',
  'confirmed-by-owner',
  'not-your-request',
  'not-your-taken-over',
  'restart-right-missing',
  'not-an-admin',
  'not-an-admin-named',
  'not-a-reader',
  'reader-not-known',
  'vm-not-visible',
  'vm-not-visible-near',
  'vm-not-known',
  'no-vault-visible',
  'stale-card',
  'too-many-lines',
  'already-decided',
  'already-voted',
  'wrong-hash-piece',
  'not-an-approver',
  'approvers-unread',
  'no-vote',
  'not-in-glass-group',
  'glass-off',
  'glass-first',
  'cannot-review',
  'not-a-reviewer',
  'already-signed',
]);

export function isRefusal(code: string): boolean {
  return refusals.has(code);
}

/** Written to the audit as well, but said to everyone: it is about the channel. */
const open: ReadonlySet<string> = new Set(['channel-unset', 'channel-command']);

export function isAudited(code: string): boolean {
  return isRefusal(code) || open.has(code);
}
