/** What is wrong with a restore as it was asked for, before any rule of Azure is asked. */
export const restoreErrors = {
  'make-twice': {
    message: 'A restore makes one thing: "{{one}}" and "{{other}}" don\'t go together.',
    remedy: 'Leave one of the two out.',
  },
  'make-not-allowed': {
    message: 'Your Azure roles don\'t allow this way of restoring ("{{make}}").',
    remedy: 'Type "whoami" for what they allow, or choose another way in the form.',
  },
  'luns-unreadable': {
    message: 'I couldn\'t read "{{text}}" as numbers of disks.',
    remedy: 'Type for instance "lun 0, 1"; "lun os" is the OS disk alone.',
  },
  'subnet-not-offered': {
    message: 'The restore profile lists no subnet called {{subnet}}, or more than one.',
    remedy: 'Type one of: {{subnets}}.',
  },
  'subnet-not-taken': {
    message: "The subnet {{subnet}} can't be chosen here.",
    remedy:
      'It can be beside or in place of a machine that is gone, of the subnetIds in the restore profile. Otherwise leave it out.',
  },
  'luns-not-offered': {
    message: "Single disks can't be chosen: the recovery point holds all disks, and Azure restores them all.",
    remedy: 'Leave the disks out. Only of a backup that leaves disks out can single ones be restored.',
  },
  'set-not-offered': {
    message: "The disk encryption set {{set}} can't be chosen for this machine.",
    remedy: 'Leave it out, or open the form to see which there are.',
  },
  'form-accept-missing': {
    message: "The sentence isn't accepted, so nothing was sent.",
    remedy: 'Tick it, or choose another point or another way of restoring.',
  },
  'replace-not-accepted': {
    message: 'Replacing the disks of {{vm}} needs a word more.',
    remedy: 'If everything written since the point may be lost, type "confirm {{id}} replace {{vm}}".',
  },
  'threat-not-accepted': {
    message: 'When this point was taken, a threat was known on {{vm}}: restoring it needs a word more.',
    remedy:
      'If you want this very point, type "confirm {{id}} threat {{vm}}". Replacing disks needs "replace {{vm}}" too.',
  },
} as const;
