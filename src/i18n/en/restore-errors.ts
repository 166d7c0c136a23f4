/** What is wrong with a restore as it was asked for, before any rule of Azure is asked. */
export const restoreErrors = {
  'make-twice': {
    message: 'A restore makes one thing: "{{one}}" and "{{other}}" don\'t go together.',
    remedy: 'Leave one of the two out.',
  },
  'make-not-allowed': {
    message: 'Your Azure roles don\'t allow this kind of restore ("{{make}}").',
    remedy: 'Type "whoami" to see what they allow, or choose another kind in the form.',
  },
  'luns-unreadable': {
    message: 'I couldn\'t read "{{text}}" as disk numbers (LUNs).',
    remedy: 'For example, type "lun 0, 1"; "lun os" is the OS disk alone.',
  },
  'subnet-not-offered': {
    message: 'The restore profile lists no subnet called {{subnet}}, or more than one.',
    remedy: 'Type one of: {{subnets}}.',
  },
  'subnet-not-taken': {
    message: "The subnet {{subnet}} can't be chosen here.",
    remedy:
      "You can choose one only for a machine that's gone, from the subnetIds in the restore profile. Otherwise leave it out.",
  },
  'luns-not-offered': {
    message: "Single disks can't be chosen: the recovery point holds all disks, and Azure restores them all.",
    remedy: 'Leave the disks out. Single disks can be restored only from a backup that leaves disks out.',
  },
  'set-not-offered': {
    message: "The disk encryption set {{set}} can't be chosen for this machine.",
    remedy: 'Leave it out, open the form to see your options, or give the resource ID of a new set.',
  },
  'form-accept-missing': {
    message: "You didn't tick the sentence, so nothing was sent.",
    remedy: 'Tick it, or choose another point or another kind of restore.',
  },
  'replace-not-accepted': {
    message: 'Replacing the disks of {{vm}} needs one more confirmation.',
    remedy: 'If everything written since the point may be lost, type "confirm {{id}} replace {{vm}}".',
  },
  'threat-not-accepted': {
    message: 'A threat on {{vm}} was known when this point was taken. Restoring it needs one more confirmation.',
    remedy:
      'If you still want this point, type "confirm {{id}} threat {{vm}}". Replacing disks needs "replace {{vm}}" too.',
  },
  'files-which': {
    message: 'Which machine do you want to restore files from?',
    remedy: 'For example, type "restore files sql-01".',
  },
  'form-point-missing': { message: 'No recovery point was chosen.', remedy: 'Choose a recovery point.' },
  'form-reason-missing': { message: 'The reason is missing.', remedy: 'Say why; the approver reads it.' },
  'key-right-missing': {
    message: 'Neither {{name}} nor anyone who approved this can do this step at {{scope}}.',
    remedy:
      'Have someone with the right to {{right}} approve a new request. Or have such a role assigned, then try the step again.',
  },
  'not-restartable': {
    message: '{{id}} has no machine waiting to be restarted.',
    remedy: 'Type "retry {{id}}" to look at the machine again.',
  },
  keys: {
    'copy-ambiguous': {
      message:
        'The copy that Azure Backup left of the keys says two different things about the secret {{name}}. Someone may have written to it, to slip something in.',
      remedy:
        'Nothing was put back. Check the logs of the staging account for who wrote to the file, then restore the disks again.',
    },
    'copy-wrapping': {
      message:
        'The copy that Azure Backup left of the keys says that the secret {{name}} is wrapped by {{found}}; the plan says {{key}}. Someone may have written to it, to slip something in.',
      remedy:
        'Nothing was put back. Check the logs of the staging account for who wrote to the file, then restore the disks again.',
    },
    'copy-foreign': {
      message:
        'What the copy of the keys held for the {{what}} {{name}} was another one: {{found}} is now in the key vault {{vault}}. Someone may have written to the copy, to slip something in.',
      remedy:
        "It wasn't used. Delete it from the key vault if nobody needs it, and check the logs of the staging account for who wrote to the file.",
    },
    'no-material': {
      message: "The copy that Azure Backup left of the keys doesn't hold the {{what}} that's missing.",
      remedy: 'Choose another recovery point, preferably one in the vault tier.',
    },
  },
  'no-points': {
    message: '{{vm}} has no recovery point to restore from.',
    remedy: 'Type "vm {{vm}}" to see its backup state, or "backup {{vm}}" to make a point now.',
  },
  'point-not-found': {
    message: '{{vm}} has no recovery point at {{point}}.',
    remedy: 'Type "points {{vm}}" for a list, or ask for "latest".',
  },
  'no-alert-known': {
    message:
      "The recovery points of {{vm}} show no alert. That doesn't prove anything: Defender for Cloud may be off or late.",
    remedy: 'Give a time yourself, for example "points {{vm}} before 24 Nov 14:00".',
  },
  'no-point-before': {
    message: '{{vm}} has no unmarked recovery point from {{margin}} before {{when}} that can be restored right away.',
    remedy: 'Type "points {{vm}}" to see them all, or give a later time.',
  },
  'time-unreadable': {
    message: 'I couldn\'t read "{{text}}" as a date or time.',
    remedy: 'Write it like "24 Nov 02:00", "2026-11-24 02:00", "yesterday 02:00" or "30d".',
  },
  'time-ambiguous': {
    message: '"{{text}}" could mean more than one moment: {{choices}}.',
    remedy: 'Write it like "2026-11-24 02:00". If the clocks went back that night, add "UTC".',
  },
  'nothing-to-confirm': {
    message: 'You have nothing open under {{id}} to confirm.',
    remedy: 'Type "requests", or start again with "restore".',
  },
  'no-profile': {
    message: "There's no restore profile for vault {{vault}}, so I don't know where its disks should go.",
    remedy: 'Ask a platform engineer to add one (RESTORE_PROFILES).',
  },
  'plan-moved': {
    message: 'The plan is no longer what was approved: {{what}}. The approval is void, and nothing more will be done.',
    remedy: 'Make a new request, so the new plan can be reviewed and approved.',
  },
  'machine-made-again': {
    message:
      '{{vm}} is another machine by now: the one whose disks were to be replaced was deleted, and this one made under its name.',
    remedy: 'Make a new request if the disks of this one should be replaced.',
  },
  'point-gone': {
    message: 'The chosen recovery point of {{name}} no longer exists.',
    remedy: 'Ask again and choose another one.',
  },
  'secret-perhaps-false': {
    message:
      "{{id}} put a secret into the key vault ({{names}}). It came from the staging account, where others can write too: as the machine doesn't come up, it may be false.",
    remedy: 'Until you know, disable that version: {{lines}}',
  },
  'own-identity-unknown': {
    message: "I can't tell which identity Strongroom signs in with.",
    remedy: 'Ask a platform engineer to look at its identity.',
  },
} as const;
