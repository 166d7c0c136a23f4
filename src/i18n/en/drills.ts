/** Restore drills: a restore to a place of its own, looked at and deleted again. */
export const drillTexts = {
  reason: 'to see that it can be restored',
  evidence: {
    counts:
      'Evidence of {{quarter}}, as it stands now. Machines: {{count}}. Proven: {{proven}}; booted: {{booted}}; failed: {{failed}}; never tried: {{never}}.',
    runs: 'Drills and restores that ended: {{runs}}; drills that failed: {{failures}}; exceptions: {{exceptions}}.',
    open: 'Failed without a passing retest: {{names}}.',
    unread: "Couldn't be read, so machines may be missing or go by name only: {{names}}.",
    forgotten:
      'What ended before {{from}} is no longer stored. Drills and restores of then are missing here, and machines that they proved count as never tried. Files that were written earlier have them.',
    simulated: 'This is the sandbox: none of this proves anything.',
    head: 'Head of the audit: {{head}}. Forward or print it, so that a copy is kept where nobody here can write.',
    made: 'Files of {{quarter}} were written {{when}}: digest {{digest}}, head {{made}}. The page and the lines must show that digest, and "verify-evidence --head" takes that head.',
    none: 'No files of {{quarter}} have been written yet.',
    files:
      'The page and the lines for an auditor are written where I run: **npm run evidence -- {{quarter}}**. "tools/verify-evidence" checks them offline.',
  },
  looked: {
    disks: 'a disk is still locked',
    mounts: "a disk or file system isn't mounted",
    filesystems: 'a file system has errors',
    services: "a service doesn't run",
    newest: 'the newest file is too old, or there is none',
    port: 'nothing answers on the port',
    script: "the custom script didn't exit with 0",
  },
  closing: {
    proven: '{{vm}} is proven: its copy started and the check inside it passed, in {{took}}.',
    booted: "{{vm}} isn't proven: its copy started, but the check inside it told nothing.",
    older: "{{vm}} isn't proven: its point is older than the machine, so the copy is of one that had the name before.",
    failed: "{{vm}} isn't proven. That stays open until a drill of it passes.",
    untried: "{{vm}} wasn't tried. Its schedule begins another drill of it {{when}}, under the approval it has.",
    next: 'The next drill of {{vm}} is due {{when}}.',
    deleting: 'What this drill made is being deleted; a card of its own tells when nothing is left.',
  },
  told: '{{names}}: the drill schedule says to tell you. See {{id}} in this thread.',
  cleaned: 'I take your word that no copy of keys is left of {{id}}, and look once more at all else that it made.',
  probe: {
    passed: 'Drill {{id}}: everything was fine inside the copy of {{vm}}.',
    failed: 'Drill {{id}}: a check inside the copy of {{vm}} failed.',
    unknown: 'Drill {{id}}: the report from inside the copy of {{vm}} proves nothing.',
  },
} as const;

export const drillGated = {
  heading: {
    drill: 'Restore drill of {{vm}}',
    'drill-definition': 'Scheduled drills: {{vm}}',
    'drill-cleanup': 'Cleanup after drill {{drill}}',
    'drill-exception': 'Exception from drills: {{vm}}',
  },
  paragraph: {
    'drill-definition_one':
      "{{count}} machine is drilled {{when}}: a copy is restored into {{group}}, started in a network of its own, checked and **deleted**. Drills within these limits need no other approval. Machines that are added later aren't drilled.",
    'drill-definition_other':
      "Each of {{count}} machines is drilled {{when}}: a copy is restored into {{group}}, started in a network of its own, checked and **deleted**. Drills within these limits need no other approval. Machines that are added later aren't drilled.",
    'drill-exception':
      "Scheduled drills skip {{vm}} for {{days}} days, and it isn't overdue. The scorecard and the evidence show who asked, why and until when. The exception ends by itself.",
    drill:
      "A copy of {{vm}} is restored into {{group}}, started in a network of its own, checked from outside and inside, and **deleted**. The running {{vm}} and its key vault aren't touched.",
    'drill-cleanup':
      'Deletes everything that drill {{drill}} made, by its Azure ids: {{count}} in all. Nothing else is touched.',
  },
  short: {
    'drill-definition_one': 'Scheduled drills of {{count}} machine.',
    'drill-definition_other': 'Scheduled drills of {{count}} machines.',
    drill: 'A copy of {{vm}} is restored into {{group}}, checked and deleted.',
    'drill-cleanup': 'Deletes everything that drill {{drill}} made.',
    'drill-exception': "{{vm}} isn't drilled for {{days}} days.",
  },
  what: {
    drill: 'a restore drill of {{vm}}',
    'drill-definition': 'scheduled drills of {{vm}}',
    'drill-exception': 'an exception from drills for {{vm}}',
    'drill-cleanup': 'cleaning up after drill {{drill}} of {{vm}}',
  },
  done: {
    'drill-definition': 'scheduled drills of {{vm}} are in force',
    drill: 'a copy of {{vm}} was restored and started',
    'drill-exception': "{{vm}} isn't drilled",
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
    newest: 'Newest point',
  },
  definition: {
    machines: 'Machines',
    chosen: 'Chosen by',
    by: { tag: 'tag {{tag}}, as of now', vault: 'all in the vault, as of now' },
    when: 'When',
    every: { week: 'once a week', month: 'once a month', quarter: 'once a quarter' },
    between: '{{often}}, between {{from}} and {{to}} ({{zone}})',
    'any-hour': '{{often}}, at any hour',
    'at-once': 'At the same time',
    copies: 'Copies go to',
    most: 'Each copy at most',
    'most-line': '{{cores}} cores, {{gb}} GB, {{hours}} hours',
    month: 'In 30 days at most',
    'month-line': '{{cores}} core-hours, {{gb}} GB-hours, counting each copy for all its hours',
    days: 'In force',
    'days-line_one': '{{count}} day',
    'days-line_other': '{{count}} days',
    renews: 'Replaces',
    probe: 'Checked inside',
    usual: 'disks, mounts, file systems and services',
    newest: 'the newest file of {{path}}, at most {{hours}} hours older than the point',
    port: 'whether port {{port}} answers',
    script: 'Script inside',
    'own-script': '**A custom script runs inside each copy** as administrator: read it under Details.',
    told: 'Mentioned on failure',
    targets: 'Targets',
    rto: 'restored within {{duration}}',
    rpo: 'a point at most {{duration}} old',
  },
} as const;

export const drillSteps = {
  'drill-record-disks': 'Record the disks',
  'drill-record-machine': 'Record the machine',
  'drill-keys': 'Check that no key is missing',
  'drill-apart': "Check that the copy can't be reached",
  'drill-probe': 'Check inside the copy',
  'drill-remove-vm': 'Delete the copy',
  'drill-stop': 'Deallocate it',
  'drill-remove-nic': 'Delete its network interface',
  'drill-remove-disks': 'Delete its disks',
  'drill-remove-files': 'Delete the staged files',
  'drill-confirm': 'Check that nothing is left',
} as const;

export const drillStepsSkipped = {
  'drill-keys': 'nothing is encrypted with a key of its own',
  'drill-remove-vm': "it isn't there, couldn't be deleted, or isn't what the drill made",
  'drill-stop': "it's deleted, off, or couldn't be deallocated",
  'drill-remove-nic': "it isn't there, couldn't be deleted, or isn't what the drill made",
  'drill-remove-disks': "they aren't there, couldn't be deleted, or aren't what the drill made",
  'drill-remove-files': "there are none, or they couldn't be deleted",
} as const;

export const drillRequests = {
  drill: 'drill of {{vm}}',
  'drill-definition': 'scheduled drills of {{vm}}',
  'drill-exception': 'exception from drills for {{vm}}',
  'drill-cleanup': 'cleanup after a drill of {{vm}}',
} as const;
