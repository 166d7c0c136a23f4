export const backupErrors = {
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
      'Its recovery points are still there: type "restore {{vm}}" to bring it back. If it was moved or made anew, type "protect {{vm}}".',
  },
  'backup-moved': {
    message: 'The backup of {{name}} is no longer in the same vault.',
    remedy: 'Make a new request. It will use the vault where the backup is now.',
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
  'backup-gone': {
    message: 'The backup of {{name}} no longer exists in its vault.',
    remedy: 'Look at the vault in the Azure portal; nothing was sent.',
  },
} as const;
