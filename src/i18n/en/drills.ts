/** Restore drills: a restore to a place of its own, looked at and deleted again. */
export const drillErrors = {
  'drill-no-place': {
    message: 'No place is set for drills of vault {{vault}}.',
    remedy:
      'Ask whoever runs Strongroom to give its restore profile a place for drills: a group, a staging account and a subnet.',
  },
  'drill-subnet-gone': {
    message: "The subnet of drills, {{subnet}}, isn't there.",
    remedy: 'Have it created again, or have the restore profile fixed. Then make a new request.',
  },
  'drill-not-apart': {
    message:
      "The subnet of drills isn't shut off ({{found}}), or that can't be checked. A copy there could reach production.",
    remedy: 'Have these removed, or listed as openings in the restore profile. Then make a new request.',
  },
  'drill-reachable': {
    message: "The copy can be reached or can reach out ({{found}}), or that can't be checked. It's being deleted now.",
    remedy: 'Have these removed, then drill again.',
  },
  'drill-keys-missing': {
    message: 'Keys of {{vm}} are missing from their key vault: {{what}}. A restore would need them recovered first.',
    remedy: 'Nothing was written to the key vault. Recover the keys there, then drill again.',
  },
  'drill-probe-failed': {
    message: "The copy of {{vm}} runs, but inside it {{what}} isn't as it should be.",
    remedy: 'See what the probe reported in your personal chat. Fix it on {{vm}} or in its backups, then drill again.',
  },
  'drill-probe-foreign': {
    message: 'Someone put another script in place of the probe in the copy of {{vm}}.',
    remedy: 'Look in the activity log who wrote to the drill group; then drill again.',
  },
  'drill-probe-unknown': {
    message: "The copy of {{vm}} runs, but its guest didn't report, so it's booted and not proven.",
    remedy:
      'Check that the agent is healthy and that the drill subnet lets it reach AzureKeyVault, Storage and AzureActiveDirectory; then drill again.',
  },
  'drill-left': {
    message: 'After drill {{id}}, {{count}} things are still there and cost money: {{names}}.',
    remedy: "Find out why Azure doesn't delete them. I'll try again and report tomorrow.",
  },
  'drill-left-locked': {
    message:
      'After drill {{id}}, {{count}} things are still there and cost money: {{names}}. A lock keeps them: {{held}}.',
    remedy: "Have the lock removed from the drill group. I don't remove locks. I'll try again and report tomorrow.",
  },
} as const;

export const drillTexts = {
  reason: 'to see that it can be restored',
  probe: {
    passed: 'Drill {{id}}: everything was fine inside the copy of {{vm}}.',
    failed: 'Drill {{id}}: inside the copy of {{vm}} something was wrong.',
    unknown: 'Drill {{id}}: what the copy of {{vm}} said proves nothing.',
  },
} as const;

export const drillGated = {
  heading: { drill: 'Restore drill of {{vm}}', 'drill-cleanup': 'Removal after drill {{drill}}' },
  paragraph: {
    drill:
      "A copy of {{vm}} is restored into {{group}}, started in a network of its own, looked at from outside and inside, and **deleted again**. The running {{vm}} and its key vault aren't touched.",
    'drill-cleanup':
      'What drill {{drill}} made is deleted, by the ids that Azure gave it: {{count}} in all. Nothing else is touched.',
  },
  short: {
    drill: 'A copy of {{vm}} is restored into {{group}}, tried and deleted.',
    'drill-cleanup': 'What drill {{drill}} made is deleted.',
  },
  what: { drill: 'a restore drill of {{vm}}', 'drill-cleanup': 'removing what drill {{drill}} of {{vm}} made' },
  done: {
    drill: "a copy of {{vm}} was restored and runs; it's deleted now",
    'drill-cleanup': 'nothing is left of the {{count}} things that drill {{drill}} created',
  },
  facts: {
    point: 'Point',
    copy: 'Copy',
    network: 'Network',
    openings: 'Can be reached',
    none: 'nothing',
    line: '{{when}}, {{tier}}: {{why}}',
    tier: {
      snapshot: 'snapshot tier',
      'vault-standard': 'vault tier',
      'vault-archive': 'archive tier',
      unknown: 'tier not known',
    },
    why: {
      tier: 'never proven from this tier',
      keys: 'never proven with these keys',
      oldest: "the oldest that's kept, never proven this far back",
      newest: 'the newest, not proven yet',
      'longest-ago': 'all tiers are proven, this one the longest ago',
      asked: 'as asked for',
    },
  },
} as const;

export const drillSteps = {
  'drill-record-disks': 'Record the disks',
  'drill-record-machine': 'Record the machine',
  'drill-keys': 'Check that no key is missing',
  'drill-apart': "Check that the copy can't be reached",
  'drill-probe': 'Look inside the copy',
  'drill-remove-vm': 'Delete the copy',
  'drill-stop': 'Deallocate it',
  'drill-remove-nic': 'Delete its network interface',
  'drill-remove-disks': 'Delete its disks',
  'drill-remove-files': 'Delete the staged files',
  'drill-confirm': 'Check that nothing is left',
} as const;

export const drillStepsSkipped = {
  'drill-keys': 'nothing is encrypted with a key of its own',
  'drill-remove-vm': "it isn't there, may not be deleted, or isn't what the drill made",
  'drill-stop': "it's deleted, or off",
  'drill-remove-nic': "it isn't there, may not be deleted, or isn't what the drill made",
  'drill-remove-disks': "they aren't there, may not be deleted, or aren't what the drill made",
  'drill-remove-files': 'there are none, or they may not be deleted',
} as const;

export const drillRequests = { drill: 'drill of {{vm}}', 'drill-cleanup': 'removal after a drill of {{vm}}' } as const;
