/** Findings of a check, beside the violations and warnings of a plan. Message and remedy: catalogue `check`. */
export type CheckCode =
  | 'azure-known'
  | 'azure-says'
  | 'no-plan'
  | 'no-points'
  | 'no-points-gone'
  | 'points-cut'
  | 'source-suspicious'
  | 'source-scan-failed'
  | 'rotated'
  | 'rotated-no-other'
  | 'rotated-snapshot-only'
  | 'keys-deleted'
  | 'keys-gone'
  | 'keys-version-gone'
  | 'keys-version-taken'
  | 'keys-disabled'
  | 'keys-expired'
  | 'keys-unlisted'
  | 'access-policy-missing'
  | 'access-role-missing'
  | 'access-no-backup-verb'
  | 'access-unknown'
  | 'backup-service-missing'
  | 'key-vault-gone'
  | 'key-vault-firewall'
  | 'key-vault-closed'
  | 'key-vault-not-for-disks'
  | 'disks-only-unmanaged'
  | 'silent-encrypted'
  | 'silent-clear'
  | 'vault-other-region'
  | 'undelete-first'
  | 'guarded'
  | 'guard-active'
  | 'guard-elsewhere'
  | 'staging-missing'
  | 'staging-kind'
  | 'staging-offline'
  | 'staging-identity-lacks'
  | 'staging-identity-unsure'
  | 'target-missing'
  | 'place-unread'
  | 'network-none'
  | 'network-missing'
  | 'network-gone'
  | 'requester-lacks'
  | 'requester-unsure'
  | 'bot-lacks'
  | 'bot-unsure'
  | 'quota-short'
  | 'agent-silent'
  | 'backup-failed'
  | 'backup-unhealthy'
  | 'backup-held'
  | 'hold-undone'
  | 'hold-deleted'
  | 'backup-stopped'
  | 'backup-suspended'
  | 'backup-none-yet'
  | 'retirement'
  | 'retirement-policy'
  | 'set-missing'
  | 'set-missing-kept'
  | 'set-vault-gone'
  | 'set-vault-gone-kept'
  | 'set-key-gone'
  | 'set-key-gone-kept'
  | 'set-key-deleted'
  | 'set-key-disabled'
  | 'set-key-expired'
  | 'set-key-brought'
  | 'set-key-recovered'
  | 'set-access-missing'
  | 'set-access-backup'
  | 'set-access-unknown'
  | 'set-access-elsewhere'
  | 'set-stops-backup';

/** Default display order. */
export const checkNames = [
  'validation',
  'point',
  'keys',
  'key-access',
  'encryption',
  'vault',
  'guard',
  'staging',
  'target',
  'network',
  'rights',
  'quota',
  'backup',
  'retirement',
] as const;

export type CheckName = (typeof checkNames)[number];
