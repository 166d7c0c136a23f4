import type { BudgetCode, RetentionCode } from '../../../kernel/codes/retention.ts';
import type { RoomTexts } from '../../room-texts.ts';

export const backup = {
  commands: {
    backup: {
      summary: 'Back up one or more machines now',
      names: ['backup', 'back up', 'backup now'],
      examples: ['backup sql-01', 'backup sql-01 keep 30d', 'backup sql-01 web-01 until 2026-12-24'],
    },
  },
  keywords: {
    keep: ['keep', 'retain'],
    until: ['until', 'till'],
  },
  texts: {
    audit: {
      event: {
        backup: { asked: 'asked for a backup' },
      },
    },
    cards: {
      'backup-form': {
        heading: 'Back up {{vms}}',
        until: 'Keep the backup through',
        through: "It's still there on that day. Azure keeps a backup for at least 1 day.",
        twin: 'Or type: **backup {{vms}} keep 30d** or **until 2026-12-24**',
      },
      change: {
        heading: { backup: 'Backup of {{vm}}' },
        paragraph: { backup: 'A new recovery point of {{vm}} in {{vault}}, {{kept}}.' },
      },
      step: { backup: 'Back up' },
      button: {
        'protect-backup': 'Start the first backup...',
        'open-backup': 'Back up...',
        'backup-run': 'Back up now',
      },
    },
    errors: {
      'backup-deleted': {
        message: 'The backup of {{vm}} was deleted, so no new point can be made.',
        remedy: 'Type "undelete {{vm}}" to bring it back, or "vm {{vm}}" for how long that can still be done.',
      },
      'backup-stopped': {
        message: "Protection of {{vm}} is stopped, so Azure doesn't back it up.",
        remedy: 'Type "protection resume {{vm}}", then ask again.',
      },
      'backup-vm-gone': {
        message: "{{vm}} no longer exists in Azure, so it can't be backed up.",
        remedy:
          '"vm {{vm}}" shows whether a recovery point is left to restore. If it was moved or made anew, type "protect {{vm}}".',
      },
      'backup-moved': {
        message: 'The backup of {{name}} is no longer in the same vault.',
        remedy: 'Ask again: the new request uses the vault where it is now.',
      },
      'kept-past-ade': {
        message:
          "It's kept beyond {{date}}, when Azure retires Disk Encryption: restoring {{vm}} from it may not work then.",
        remedy: 'Move {{vm}} to encryption at host before that day.',
      },
      'two-retentions': {
        message: 'You gave both a duration and a date to keep it until.',
        remedy: 'Give one of the two, for example "keep 30d" or "until 2026-12-24".',
      },
      'too-many-vms': {
        message: 'You named {{count}} machines; I back up at most {{most}} at a time.',
        remedy: 'Ask for fewer, or have them protected by a policy.',
      },
      'backup-running-already': {
        message: "A backup of {{vm}} is already running (job {{job}}), so I didn't start another.",
        remedy: 'Type "status {{job}}" to follow it.',
      },
      'backup-asked': {
        message: "A backup of {{vm}} was already requested ({{id}}), so I didn't start another.",
        remedy: 'Type "status {{id}}" to follow it.',
      },
      'backup-gone': {
        message: 'The backup of {{name}} no longer exists in its vault.',
        remedy: 'Look at the vault in the Azure portal; nothing was sent.',
      },
    },
    /** How long backups are kept, and how many may be made. */
    retention: {
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
    } satisfies Record<RetentionCode | BudgetCode, { message: string; remedy: string }>,
  },
} as const satisfies RoomTexts;
