import type { RoomTexts } from '../../room-texts.ts';

export const quarantine = {
  commands: {
    release: {
      summary: 'Let a copy out of quarantine',
      names: ['release', 'release from quarantine'],
      examples: ['release R-7K2M because INC0012345 examined', 'release sql-01-r1124 to released because INC0012345'],
    },
  },
  keywords: {
    quarantine: ['quarantine', 'in quarantine', 'quarantined'],
    to: [],
  },
  texts: {
    approval: {
      yes: {
        quarantine: 'Yes, create it in quarantine',
        release: 'Yes, let it out',
      },
      sure: {
        quarantine:
          'You agree that a copy of {{vm}} as of {{when}} is created **in quarantine** in {{group}} until someone else releases it. {{original}}',
      },
      undo: {
        quarantine: 'Undo: stop it before it starts; later, delete the copy in {{group}}.',
        release: 'Undo: stop it before it starts; later, stop the copy. What it has reached stays.',
      },
    },
    audit: {
      event: {
        'quarantine-off': { asked: 'started to deallocate a copy in quarantine' },
        quarantine: { told: 'told the state of a copy in quarantine' },
      },
    },
    cards: {
      gated: {
        release: {
          network: 'Network',
          from: 'From subnet',
          to: 'To subnet',
          group: 'Security group there',
          rules: 'Rules there',
          none: 'none',
          'seen-card': 'You approve those rules too: see Details.',
          'seen-form': 'The rules below are part of what is approved.',
          point: 'Its point: {{when}}. **Nothing has shown that it is free of what attacked {{vm}}.**',
        },
        heading: {
          'quarantine-off': 'Deallocate {{copy}}',
          release: 'Release {{copy}} from quarantine',
        },
        paragraph: {
          'quarantine-off': "Deallocates {{copy}} of {{id}}, which wasn't shown to be apart. Its disks stay.",
          release:
            "{{copy}}, {{of}}'s copy of {{vm}}, moves from subnet {{from}} to **{{to}}**, and **can then reach, and be reached by, whatever the rules there let through**.",
        },
      },
      requests: {
        of: {
          quarantine: 'quarantine of a copy of {{vm}}',
          'quarantine-off': 'deallocating a copy of {{vm}}',
          release: 'release of a copy of {{vm}}',
        },
      },
      step: {
        'quarantine-record-disks': 'Record the disks',
        'quarantine-close-disks': 'Close the disks to export',
        'quarantine-record-machine': 'Record the machine',
        'quarantine-apart': "Check that the copy can't be reached",
        'quarantine-off': 'Deallocate the copy',
        'quarantine-off-confirm': 'Check that it no longer runs',
        'release-move': 'Move it to the other subnet',
        'release-tag': 'Tag it as released',
      },
      'step-skipped': {
        'quarantine-off': "it's off, or couldn't be deallocated",
        'release-tag': "it has the tag, or couldn't be tagged",
      },
      button: { 'open-release': 'Release...', 'restore-again': 'Ask again' },
    },
    errors: {
      /** A copy that nobody meets until somebody else releases it. */
      'quarantine-subnet-gone': {
        message: "The quarantine subnet {{subnet}} doesn't exist.",
        remedy: 'Have it created again or the restore profile corrected, then ask again.',
      },
      'quarantine-not-apart': {
        message:
          "The quarantine subnet isn't shut off, or that can't be checked: {{found}}. A copy could reach production.",
        remedy:
          'Have these removed (or, if unlocking needs them, set as openings in the restore profile), then ask again.',
      },
      'quarantine-reachable': {
        message: "The copy can be reached or can reach out ({{found}}), or nobody can tell. It's being deallocated.",
        remedy: 'Have these removed, then restore again. "leftovers" shows what this copy left.',
      },
      'quarantine-still-on': {
        message: "{{copy}} of {{id}} wasn't shown to be apart and **still runs**: Azure didn't deallocate it.",
        remedy: 'Deallocate it by hand now. I try each hour; a lock or a missing right may be in the way.',
      },
      'quarantine-moved-on': {
        message:
          "{{copy}} of {{id}} wasn't shown to be apart and **still runs**: someone moved it to group {{group}}, where I don't deallocate it.",
        remedy: 'Deallocate it there now, and see in the activity log who moved it.',
      },
      'quarantine-unproven': {
        message:
          "{{copy}} has the name of a copy of {{id}} that wasn't shown to be apart. It may be another machine, so **I didn't deallocate it**.",
        remedy: 'Stop it in Azure now, and see in the activity log who wrote to the group.',
      },
      'quarantine-in-the-way': {
        message: '{{vm}} is a copy in quarantine, made by {{id}}.',
        remedy: 'Nothing changes it before its release: "release {{id}}".',
      },
      'quarantine-foreign': {
        message: "Something else now has the name of what was created for {{vm}}: {{names}}. It isn't touched.",
        remedy: 'See in the activity log who wrote to the group; then restore again.',
      },
      /** Copies in quarantine: how long they have been there, and how they leave. */
      'release-unknown': {
        message: 'No copy called {{name}}, or of a machine called {{name}}, is in quarantine.',
        remedy: 'Type "status" to find the id of its request.',
      },
      'release-which': {
        message: 'Several copies of {{name}} are in quarantine: {{list}}.',
        remedy: 'Name the request: "release" and its id.',
      },
      'release-not-held': {
        message: 'Nothing of {{id}} is in quarantine: it made no such copy, failed, or was released.',
        remedy: 'See its card, or "audit {{id}}".',
      },
      released: {
        message: '{{copy}} has left quarantine: {{id}} released it to subnet {{subnet}}.',
        remedy: 'Whatever the rules there let through can reach it now.',
      },
      'release-not-yet': {
        message: "{{id}} isn't done: its copy hasn't been shown to be apart yet.",
        remedy: "Ask again when its card says that it's done.",
      },
      'release-under-way': {
        message: '{{id}} already asks to release {{copy}}.',
        remedy: 'Have it decided, or withdraw it first.',
      },
      'release-gone': {
        message: '{{copy}}, or its network interface, no longer exists.',
        remedy: 'See in the activity log who deleted it, and restore again if you need it.',
      },
      'release-foreign': {
        message:
          "{{copy}} isn't just what {{id}} created: its name was taken, a disk swapped, or an interface or public address added.",
        remedy: "See in the activity log who changed it, and restore again: this copy isn't released.",
      },
      'release-elsewhere': {
        message: '{{copy}} has left quarantine without a release: it is in subnet {{subnet}}.',
        remedy: "See in the activity log who moved it. If it doesn't belong there, stop it in Azure.",
      },
      'release-subnet-gone': {
        message: "Subnet {{subnet}} doesn't exist.",
        remedy: 'Have it created again or the restore profile corrected, then ask again.',
      },
      'release-unread': {
        message: "The rules of subnet {{subnet}} can't be read, so nobody knows what they let through.",
        remedy: 'Have the bot given tier quarantine on the group of its network security group; then ask again.',
      },
      'release-rules-long': {
        message: 'Subnet {{subnet}} has more rules than a card can show.',
        remedy: 'Have them shortened, or release into another subnet.',
      },
      'release-no-subnet': {
        message: 'No subnet is set to which copies of vault {{vault}} may be released.',
        remedy: 'Ask a platform engineer to name subnets of that network in the restore profile (releaseSubnetIds).',
      },
      'release-subnet-not-offered': {
        message: "Copies aren't released to {{subnet}}.",
        remedy: 'Choose one of these: {{subnets}}.',
      },
      'release-moved': {
        message: 'The release of {{copy}} is no longer what was approved: its subnet, rules or identities changed.',
        remedy: 'Check what changed, then ask again: "release {{id}}".',
      },
      'release-identities': {
        message: 'Someone gave {{copy}} an identity: once released, it can do what that may do.',
        remedy: 'Have it removed if nobody knows why.',
      },
      'release-deployment-foreign': {
        message: "Deployment {{name}} isn't what was sent: that may be an attack.",
        remedy: "See in the activity log who deployed it, and where the copy's interface is now.",
      },
      'release-not-there': {
        message: "{{name}} ended well, but the interface isn't in the subnet.",
        remedy: 'Look in the activity log for who moved it; then try again.',
      },
      'quarantine-day': {
        message: "{{copy}}: day {{days}} in quarantine. It's still apart.",
        remedy: 'Let it out with "release {{id}}", or delete it in Azure.',
      },
      'quarantine-is-off': {
        message: "{{copy}}: day {{days}} in quarantine. It's off.",
        remedy: 'Let it out with "release {{id}}", or delete it in Azure.',
      },
      'quarantine-overdue': {
        message:
          '{{copy}}: day {{days}} in quarantine; {{limit}} days are set. It costs money, and may contain what attacked {{vm}}.',
        remedy: 'Let it out with "release {{id}}", or delete it in Azure.',
      },
      'quarantine-opened': {
        message: "{{copy}}: day {{days}} in quarantine, and today it isn't shown to be apart: {{found}}.",
        remedy: "Stop it in Azure until that's fixed.",
      },
      'quarantine-swapped': {
        message: '{{copy}}: day {{days}} in quarantine. It no longer has just the restored disks: {{names}}.',
        remedy: "See in the activity log who swapped them, and restore again: this one isn't released.",
      },
      'quarantine-moved': {
        message: '{{copy}}: day {{days}} in quarantine. Someone moved it to group {{group}}, where nobody checks it.',
        remedy: 'See in the activity log who moved it. Stop it in Azure, and delete it or move it back.',
      },
      'quarantine-disks-left': {
        message:
          '{{copy}}: day {{days}} in quarantine. The machine is gone or another; its disks are still there: {{names}}. They cost money, and may contain what attacked {{vm}}.',
        remedy: "Delete them in Azure. If you don't know what happened, see the activity log.",
      },
      'quarantine-left': {
        message: '{{copy}} is no longer in quarantine: it was deleted, moved out of my sight, or its name was taken.',
        remedy: "If you don't know why, look in the activity log.",
      },
    },
  },
} as const satisfies RoomTexts;
