import type { BudgetCode } from '../../backup/rules/backup-budget.ts';
import type { RetentionCode } from '../../machines/rules/retention.ts';

/** How long backups are kept, and how many may be made. */
export const retention = {
  'retention-not-whole-days': {
    message: "{{days}} isn't a whole number of days.",
    remedy: 'For example, type "keep 30d".',
  },
  'retention-no-such-date': { message: "There's no such date.", remedy: 'For example, type "until 2026-12-24".' },
  'retention-past': { message: 'That is in the past.', remedy: 'Choose a later date.' },
  'retention-too-short': {
    message: 'A backup is kept for at least {{least}} day.',
    remedy: 'Choose a later date.',
  },
  'retention-too-long': {
    message: 'Azure keeps a backup for at most {{most}} days.',
    remedy: 'Choose an earlier date.',
  },
  'backup-running': {
    message: 'Another backup of this VM is still running.',
    remedy: 'Wait until it has ended, or cancel it.',
  },
  'backup-attempts-used-up': {
    message: 'There were {{attempts}} backups of this VM in 24 hours; Azure stops at {{limit}}.',
    remedy: 'Wait until the first of them is 24 hours old.',
  },
  'backup-day-used-up': {
    message: '{{taken}} backups of this VM were requested today (UTC). Azure expects {{limit}} at most.',
    remedy: 'Azure may refuse it. If it can wait, wait until tomorrow.',
  },
} as const satisfies Record<RetentionCode | BudgetCode, { message: string; remedy: string }>;
