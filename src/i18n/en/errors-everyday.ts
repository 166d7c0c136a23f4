/** Failures of the everyday commands. */
export const everydayErrors = {
  'jobs-filter-unreadable': {
    message: 'I don\'t know what "{{given}}" is: no vault, no time and no state.',
    remedy: 'Type for example "jobs rsv-prod failed", "jobs sql-01" or "jobs 24h".',
  },
  'files-which': {
    message: 'You named no machine to restore files from.',
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
    message: 'The backup of {{vm}} was deleted, so that no new point can be made.',
    remedy: 'Type "undelete {{vm}}" to bring it back, or "vm {{vm}}" for how long that can still be done.',
  },
  'backup-stopped': {
    message: 'The protection of {{vm}} is stopped, so that Azure makes no backups of it.',
    remedy: 'Type "protection resume {{vm}}", then ask again.',
  },
  'backup-moved': {
    message: 'The backup of {{name}} is no longer in the vault in which it was.',
    remedy: 'Ask again; the new request goes to where it is now.',
  },
  'backup-cancelled': {
    message: 'The backup was cancelled.',
    remedy: 'Ask again if it is still needed.',
  },
  'job-lost': {
    message: 'Azure no longer knows the job {{id}} of {{vm}}, so nobody can tell how it ended.',
    remedy:
      'Look in the Azure portal at the jobs of the vault and at what it may have made before you retry: it may have done its work.',
  },
  'kept-past-ade': {
    message:
      'It is kept beyond {{date}}, when Azure retires Disk Encryption: restoring {{vm}} from it may not work then.',
    remedy: 'Move {{vm}} to encryption at host before that day.',
  },
  'two-retentions': {
    message: 'You gave both how long and until when to keep it.',
    remedy: 'Give one of them, for example "keep 30d" or "until 2026-12-24".',
  },
  'too-many-vms': {
    message: 'You named {{count}} machines; I back up at most {{most}} at a time.',
    remedy: 'Ask for fewer, or have them protected by a policy.',
  },
  'backup-running-already': {
    message: 'A backup of {{vm}} is running already, so that I started no second one (job {{job}}).',
    remedy: 'Type "job {{job}}" to follow it.',
  },
  'backup-asked': {
    message: 'A backup of {{vm}} was asked for already ({{id}}), so that I started no second one.',
    remedy: 'Type "job {{id}}" to follow it.',
  },
  'form-point-missing': { message: 'No recovery point was chosen.', remedy: 'Choose a recovery point.' },
  'form-reason-missing': { message: 'The reason is missing.', remedy: 'Say why; the approver reads it.' },
  'too-many-lines': {
    message:
      "You have sent more than I run for one person, and {{count}} of your lines wait for their turn already; this one wasn't taken.",
    remedy: 'Send it again in {{seconds}} seconds. Restores, approvals and breakglass are always taken.',
  },
  'form-open': {
    message: 'Your form for {{vm}} is open in this conversation already.',
    remedy: 'Go on with that one, or cancel it first.',
  },
  'cancel-asked-already': {
    message: 'Azure has been asked to cancel this job already ({{id}}).',
    remedy: 'Type "job {{job}}" to follow it.',
  },
  'job-cancelling': {
    message: 'Job {{id}} is already being cancelled.',
    remedy: 'Type "job {{id}}" to follow it.',
  },
  'job-over': {
    message: 'Job {{id}} has already ended, so that there is nothing to cancel.',
    remedy: 'Type "job {{id}}" for what became of it.',
  },
  'cancel-asked': {
    message: '{{name}} asked Azure to cancel the job of {{id}} ({{by}}).',
    remedy: 'Nothing to do here: this thread says when it is cancelled.',
  },
} as const;
