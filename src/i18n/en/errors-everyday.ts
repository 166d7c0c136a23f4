/** Failures of the everyday commands. */
export const everydayErrors = {
  'jobs-filter-unreadable': {
    message: 'I don\'t know what "{{given}}" is. It isn\'t a vault, a time or a state.',
    remedy: 'Type for example "jobs rsv-prod failed", "jobs sql-01" or "jobs 24h".',
  },
  'files-which': {
    message: 'Which machine do you want to restore files from?',
    remedy: 'Type for example "restore files sql-01".',
  },
  'page-unreadable': {
    message: '"{{given}}" isn\'t a page number.',
    remedy: 'Type for example "page 2".',
  },
  'known-refusal': {
    message: 'Azure refused it ({{title}}). {{cause}}',
    remedy: '{{remedy}}',
  },
  'backup-deleted': {
    message: 'The backup of {{vm}} was deleted, so no new point can be made.',
    remedy: 'Type "undelete {{vm}}" to bring it back, or "vm {{vm}}" for how long that can still be done.',
  },
  'backup-stopped': {
    message: "Protection of {{vm}} is stopped, so Azure doesn't back it up.",
    remedy: 'Type "protection resume {{vm}}", then ask again.',
  },
  'backup-moved': {
    message: 'The backup of {{name}} is no longer in the same vault.',
    remedy: 'Make a new request. It will use the vault where the backup is now.',
  },
  'backup-cancelled': {
    message: 'The backup was cancelled.',
    remedy: 'Make a new request if you still need it.',
  },
  'job-lost': {
    message: 'Azure no longer knows the job {{id}} of {{vm}}, so nobody can tell how it ended.',
    remedy:
      "Before you retry, check the vault's jobs in the Azure portal and look for what this job created: it may have finished.",
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
    remedy: 'Type "job {{job}}" to follow it.',
  },
  'backup-asked': {
    message: "A backup of {{vm}} was already requested ({{id}}), so I didn't start another.",
    remedy: 'Type "job {{id}}" to follow it.',
  },
  'form-point-missing': { message: 'No recovery point was chosen.', remedy: 'Choose a recovery point.' },
  'form-reason-missing': { message: 'The reason is missing.', remedy: 'Say why; the approver reads it.' },
  'too-many-lines': {
    message:
      "You've sent more than I run for one person at a time. {{count}} of your lines are already waiting, so this one wasn't accepted.",
    remedy: 'Send it again in {{seconds}} seconds. Restores, approvals and breakglass are always accepted.',
  },
  'form-open': {
    message: 'Your form for {{vm}} is already open in this conversation.',
    remedy: 'Continue with that one, or cancel it first.',
  },
  'cancel-asked-already': {
    message: 'Azure has already been asked to cancel this job ({{id}}).',
    remedy: 'Type "job {{job}}" to follow it.',
  },
  'job-cancelling': {
    message: 'Job {{id}} is already being cancelled.',
    remedy: 'Type "job {{id}}" to follow it.',
  },
  'job-over': {
    message: "Job {{id}} has already ended, so there's nothing to cancel.",
    remedy: 'Type "job {{id}}" to see how it ended.',
  },
  'cancel-asked': {
    message: '{{name}} asked Azure to cancel the job of {{id}} ({{by}}).',
    remedy: "There's nothing to do. I'll post in this thread when it's cancelled.",
  },
} as const;
