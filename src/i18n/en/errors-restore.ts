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
    remedy: 'Type for example "lun 0, 1"; "lun os" is the OS disk alone.',
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
    remedy: 'Leave the disks out. Only of a backup that leaves disks out can single ones be restored.',
  },
  'set-not-offered': {
    message: "The disk encryption set {{set}} can't be chosen for this machine.",
    remedy: 'Leave it out, or open the form to see your options.',
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
} as const;
