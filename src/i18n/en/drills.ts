/** Restore drills: a restore to a place of its own, looked at and deleted again. */
export const drillErrors = {
  'drill-no-place': {
    message: 'Nobody has said where drills of vault {{vault}} go.',
    remedy:
      'Ask whoever runs Strongroom to give its restore profile a place for drills: a group, a staging account and a subnet.',
  },
  'drill-subnet-gone': {
    message: "The subnet of drills, {{subnet}}, isn't there.",
    remedy: 'Have it made again, or the restore profile fixed. Then ask again.',
  },
  'drill-not-apart': {
    message:
      "The subnet of drills isn't shut off ({{found}}), or nobody can tell. A copy there could reach production.",
    remedy: "Have what's named taken away, or signed as an opening of the restore profile; then ask again.",
  },
  'drill-reachable': {
    message: "The copy can be reached or reaches out ({{found}}), or Azure doesn't tell. It's taken down now.",
    remedy: "Have what's named taken away; then drill again.",
  },
  'drill-keys-missing': {
    message: 'Keys of {{vm}} are missing in their key vault: {{what}}. A restore would need them brought back first.',
    remedy:
      'This is what the drill was for: nothing was written to the key vault. Bring them back there, then drill again.',
  },
  'drill-probe-failed': {
    message: "The copy of {{vm}} runs, but inside it {{what}} isn't as it should be.",
    remedy: 'What the probe said stands in your personal chat. Fix it on {{vm}} or in its backups, then drill again.',
  },
  'drill-probe-foreign': {
    message: 'Someone put another script in place of the probe in the copy of {{vm}}.',
    remedy: 'Look in the activity log who wrote to the drill group; then drill again.',
  },
  'drill-probe-unknown': {
    message: "The copy of {{vm}} runs, but its guest said nothing, so it's booted and not proven.",
    remedy:
      'See that the agent is well and that the drill subnet lets it reach AzureKeyVault, Storage and AzureActiveDirectory; then drill again.',
  },
  'drill-left': {
    message: 'After drill {{id}} {{count}} are still there, and cost: {{names}}.',
    remedy: "Look why Azure doesn't delete them. It's tried, and told, again tomorrow.",
  },
  'drill-left-locked': {
    message: 'After drill {{id}} {{count}} are still there, and cost: {{names}}. A lock keeps them: {{held}}.',
    remedy: "Have the lock removed from the drill group. I don't remove locks. It's tried, and told, again tomorrow.",
  },
} as const;

export const drillTexts = {
  reason: 'to see that it can be restored',
  probe: {
    passed: 'Drill {{id}}: inside the copy of {{vm}} all was well.',
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
    'drill-cleanup': '0 live of {{count}} that drill {{drill}} made',
  },
  facts: {
    point: 'Point',
    copy: 'Copy',
    network: 'Network',
    openings: 'May be reached',
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
  'drill-record-disks': 'Write down the disks',
  'drill-record-machine': 'Write down the machine',
  'drill-keys': 'See that no key is missing',
  'drill-apart': "See that the copy can't be reached",
  'drill-probe': 'Look inside the copy',
  'drill-remove-vm': 'Delete the copy',
  'drill-stop': 'Take it off its host',
  'drill-remove-nic': 'Delete its network interface',
  'drill-remove-disks': 'Delete its disks',
  'drill-remove-files': 'Delete the staged files',
  'drill-confirm': 'See that nothing is left',
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
