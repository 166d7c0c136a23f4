/** The templates in /cards. */
export const cardNames = [
  'help',
  'whoami',
  'vm',
  'vm-list',
  'restore-form',
  'form-busy',
  'form-folded',
  'restore-confirm',
  'restore-closing',
  'request',
  'requests',
  'job',
  'notice',
  'vms',
  'points',
  'jobs',
  'explain',
  'check',
  'change',
  'backup-form',
  'pick',
  'audit',
] as const;

export type CardName = (typeof cardNames)[number];
