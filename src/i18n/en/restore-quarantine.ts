/** A copy that nobody meets until somebody else releases it. */
export const quarantineErrors = {
  'quarantine-subnet-gone': {
    message: "The quarantine subnet, {{subnet}}, doesn't exist.",
    remedy: 'Have it created again or the restore profile corrected, then ask again.',
  },
  'quarantine-not-apart': {
    message:
      "The quarantine subnet isn't shut off ({{found}}), or that can't be checked. A copy there could reach production.",
    remedy: 'Have these removed, or named as openings in the restore profile if unlocking needs them. Then ask again.',
  },
  'quarantine-reachable': {
    message: "The copy can be reached or can reach out ({{found}}), or that can't be checked. It's being deallocated.",
    remedy:
      'Have these removed, then restore again. This copy isn\'t started again here; "leftovers" shows what it left.',
  },
  'quarantine-still-on': {
    message: "{{copy}}, which {{id}} created, wasn't shown to be apart and **still runs**: Azure didn't deallocate it.",
    remedy: 'Deallocate it by hand now, or have the lock removed or the right given. I try again each hour.',
  },
  'quarantine-moved-on': {
    message:
      "{{copy}}, which {{id}} created, wasn't shown to be apart and **still runs**: someone moved it to group {{group}}, where I don't deallocate it.",
    remedy:
      'Deallocate it there by hand now, and look in the activity log for who moved it. I look again each hour until it is off.',
  },
  'quarantine-unproven': {
    message:
      "A machine called {{copy}} is where {{id}} created one that wasn't shown to be apart. I can't show that it's that copy, so **I didn't deallocate it**.",
    remedy:
      'Stop it in Azure now, and look in the activity log for who wrote to the quarantine group. I look again each day.',
  },
  'quarantine-in-the-way': {
    message: '{{vm}} is a copy in quarantine, made by {{id}}.',
    remedy: 'Nothing here changes it before its release: "release {{id}}".',
  },
  'quarantine-foreign': {
    message: "What was created for {{vm}} isn't what now has its name: {{names}}. It isn't touched.",
    remedy: 'Look in the activity log for who wrote to the quarantine group; then restore again.',
  },
} as const;

export const quarantineGated = {
  heading: { 'quarantine-off': 'Deallocate {{copy}}' },
  paragraph: {
    'quarantine-off':
      "Deallocates {{copy}}, which {{id}} created: it wasn't shown to be apart from everything. Its disks stay.",
  },
  short: { 'quarantine-off': "Deallocates {{copy}}, which wasn't shown to be apart." },
  what: { 'quarantine-off': 'deallocating {{copy}}' },
  done: { 'quarantine-off': '{{copy}}, which {{id}} created, is deallocated; its disks are still there' },
} as const;

export const quarantineSteps = {
  'quarantine-record-disks': 'Record the disks',
  'quarantine-close-disks': 'Close the disks to export',
  'quarantine-record-machine': 'Record the machine',
  'quarantine-apart': "Check that the copy can't be reached",
  'quarantine-off': 'Deallocate the copy',
  'quarantine-off-confirm': 'Check that it no longer runs',
} as const;

export const quarantineStepsSkipped = { 'quarantine-off': "it's off, or couldn't be deallocated" } as const;

export const quarantineRequests = {
  quarantine: 'quarantine of a copy of {{vm}}',
  'quarantine-off': 'deallocating a copy of {{vm}}',
} as const;
