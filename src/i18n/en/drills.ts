/** Restore drills: a restore to a place of its own, looked at and deleted again. */
export const drillErrors = {
  'drill-no-place': {
    message: 'No place is set for drills of vault {{vault}}.',
    remedy:
      'Ask whoever runs Strongroom to give its restore profile a place for drills: a group, a staging account and a subnet.',
  },
  'drill-may-stay-locked': {
    message: 'The data disks of {{vm}} may stay locked in the copy: no opening leads to {{names}}.',
    remedy:
      'Have that listed as an opening in the restore profile and let out by the rules of the subnet, or expect the look inside to fail.',
  },
  'drills-may-stay-locked': {
    message: 'Data disks of Linux machines with Azure Disk Encryption may stay locked: no opening leads to {{names}}.',
    remedy:
      'Have that listed as an opening in the restore profile and let out by the rules of the subnet, or expect the look inside to fail for those.',
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
    message: 'The copy of {{vm}} runs, but inside it something is wrong: {{what}}.',
    remedy:
      "What the probe reported is in the personal chat of the drill's owner. Fix it on {{vm}} or in its backups, then drill again.",
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
  'drill-life-over': {
    message: "The drill of {{vm}} had the {{hours}} hours that its copy may live, and wasn't done.",
    remedy:
      'Nothing more is sent, and what it made is deleted. See on its card which step took so long; then drill again.',
  },
  'drill-identity-added': {
    message: "The copy of {{vm}} got a managed identity, which its plan doesn't give it.",
    remedy:
      'A policy of your Azure may have added it. Exempt the drill group from that policy: who is in the copy could act as that identity.',
  },
  'drill-extensions-added': {
    message: "The copy of {{vm}} got extensions that its plan doesn't add: {{names}}.",
    remedy:
      'A policy of your Azure may have added them. They are deleted with the copy; exempt the drill group from that policy.',
  },
  'drill-not-begun': {
    message: "Under {{id}} the drill of {{vm}} didn't start.",
    remedy: 'Why, and how to fix it, comes next. It is tried again while its hours last, and on each day after.',
  },
  'drill-not-protected': {
    message: '{{vm}} is no longer backed up in this vault, so there is nothing to restore.',
    remedy: 'Back it up again, or ask for drills without it.',
  },
  'drill-gained': {
    message: "What {{id}} drills by has gained {{names}}, which nobody approved. They aren't drilled.",
    remedy: 'Type "drill renew {{id}}": it asks for all of them again.',
  },
  'drill-renewed': {
    message: '{{by}} has taken the place of {{id}}, which is over.',
    remedy: 'There is nothing to do.',
  },
  'drill-not-definition': {
    message: '{{id}} is no definition of drills.',
    remedy: 'Type "drills" to see those that there are.',
  },
  'drill-what': {
    message: 'Which machines should be drilled?',
    remedy:
      'Name them, or name a tag or a vault: "drill new sql-01 web-01", "drill new tag tier=gold", "drill new in rsv-prod".',
  },
  'drill-tag': {
    message: '"{{typed}}" is no tag and value.',
    remedy: 'Write it as in "tag tier=gold".',
  },
  'drill-hours': {
    message: '"{{typed}}" are no hours of the day.',
    remedy: 'Write whole hours, such as "hours 22-4", or "hours 0-0" for any hour.',
  },
  'drill-number': {
    message: `What stands after "{{name}}" isn't a number from 1 to {{most}}.`,
    remedy: 'Write a whole number up to that.',
  },
  'drill-newest': {
    message: '"{{typed}}" is no path and hours.',
    remedy: 'Write a whole path and a number of hours, such as "/var/lib/orders 26h".',
  },
  'drill-span': {
    message: '"{{typed}}" is no time.',
    remedy: 'Write a number with m, h or d, such as "90m", "4h" or "2d".',
  },
  'drill-script': {
    message: 'The script is longer than {{most}} characters, which nobody can check on a card.',
    remedy: 'Make it shorter, or have it call one that is on the machine.',
  },
  'drill-mixed-systems': {
    message: 'These machines run Linux and Windows, and a script is for one of them.',
    remedy: 'Ask for each kind by itself, or leave out the script.',
  },
  'drill-told': {
    message: "I don't know one person called {{name}}, or more than {{most}} were named.",
    remedy: 'Write whole names as Teams shows them, with commas between, of people who have written to me once.',
  },
  'drill-quarter': {
    message: '"{{typed}}" is no quarter.',
    remedy: 'Write a year and a quarter, as in "evidence 2026-Q4".',
  },
  'drill-no-machines': {
    message: 'No machine that you may see is meant by that.',
    remedy: 'Type "vms" to see which there are; then ask again.',
  },
  'drill-many-machines': {
    message: 'That means {{count}} machines, and one definition may have {{most}}.',
    remedy: 'Ask for several, by a narrower tag or by name.',
  },
  'drill-many-vaults': {
    message: 'These machines are in several vaults: {{vaults}}.',
    remedy: 'Ask for each vault by itself: their copies go to places of their own.',
  },
  'drill-unmeasured': {
    message: "How large {{vm}} is can't be told, so nobody could approve how large its copies may be.",
    remedy: 'Leave it out, or ask for a single drill of it: "drill {{vm}}".',
  },
  'drill-except-why': {
    message: 'Why should {{vm}} not be drilled? An exception needs a reason.',
    remedy: 'Say it behind "because": "drill except {{vm}} days 30 because …".',
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
  evidence: {
    counts:
      'Evidence of {{quarter}}, as it stands now. Machines: {{count}}. Proven: {{proven}}; booted: {{booted}}; failed: {{failed}}; never tried: {{never}}.',
    runs: 'Drills and restores that ended: {{runs}}; drills that failed: {{failures}}; exceptions: {{exceptions}}.',
    open: 'Failed without a passing retest: {{names}}.',
    unread: "Couldn't be read, so machines may be missing: {{names}}.",
    simulated: 'This is the sandbox: none of it is a proof.',
    head: 'Head of the audit: {{head}}. Forward or print it, so that it is kept where nobody here can write.',
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
    script: "the script of your own didn't end with 0",
  },
  told: '{{names}}: you are told of this by the definition. See {{id}} in this thread.',
  probe: {
    passed: 'Drill {{id}}: everything was fine inside the copy of {{vm}}.',
    failed: 'Drill {{id}}: inside the copy of {{vm}} something was wrong.',
    unknown: 'Drill {{id}}: what the copy of {{vm}} said proves nothing.',
  },
} as const;

export const drillGated = {
  heading: {
    drill: 'Restore drill of {{vm}}',
    'drill-definition': 'Drills by the clock: {{vm}}',
    'drill-cleanup': 'Removal after drill {{drill}}',
    'drill-exception': 'Exception from drills: {{vm}}',
  },
  paragraph: {
    'drill-definition_one':
      "{{count}} machine is drilled {{when}}: a copy is restored into {{group}}, started in a network of its own, looked at and **deleted again**. No run asks again while it lies within what is listed here; machines that come later aren't drilled.",
    'drill-definition_other':
      "Each of {{count}} machines is drilled {{when}}: a copy is restored into {{group}}, started in a network of its own, looked at and **deleted again**. No run asks again while it lies within what is listed here; machines that come later aren't drilled.",
    'drill-exception':
      "{{vm}} isn't drilled by the clock for {{days}} days, and isn't overdue meanwhile. The scorecard and the evidence name who asked, why and until when. It ends by itself.",
    drill:
      "A copy of {{vm}} is restored into {{group}}, started in a network of its own, looked at from outside and inside, and **deleted again**. The running {{vm}} and its key vault aren't touched.",
    'drill-cleanup':
      'What drill {{drill}} made is deleted, by the ids that Azure gave it: {{count}} in all. Nothing else is touched.',
  },
  short: {
    'drill-definition_one': 'Drills by the clock of {{count}} machine.',
    'drill-definition_other': 'Drills by the clock of {{count}} machines.',
    drill: 'A copy of {{vm}} is restored into {{group}}, tried and deleted.',
    'drill-cleanup': 'What drill {{drill}} made is deleted.',
    'drill-exception': "{{vm}} isn't drilled for {{days}} days.",
  },
  what: {
    drill: 'a restore drill of {{vm}}',
    'drill-definition': 'drills by the clock of {{vm}}',
    'drill-exception': 'an exception from drills for {{vm}}',
    'drill-cleanup': 'removing what drill {{drill}} of {{vm}} made',
  },
  done: {
    'drill-definition': '{{vm}} are drilled by the clock',
    drill: "a copy of {{vm}} was restored and runs; it's deleted now",
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
    by: { tag: 'tag {{tag}}, as it means now', vault: 'all in the vault, as they are now' },
    when: 'When',
    every: { week: 'once a week', month: 'once a month', quarter: 'once a quarter' },
    between: '{{often}}, between {{from}} and {{to}} ({{zone}})',
    'any-hour': '{{often}}, at any hour',
    'at-once': 'At once',
    copies: 'Copies go to',
    most: 'A copy at most',
    'most-line': '{{cores}} cores, {{gb}} GB, {{hours}} hours',
    month: 'In 30 days at most',
    'month-line': '{{cores}} core-hours, {{gb}} GB-hours, each copy counted as living all its hours',
    days: 'In force',
    'days-line_one': '{{count}} day',
    'days-line_other': '{{count}} days',
    renews: 'In place of',
    probe: 'Looked at inside',
    usual: 'disks, mounts, file systems and services',
    newest: 'the newest file of {{path}}, at most {{hours}} hours older than the point',
    port: 'whether port {{port}} answers',
    script: 'Script run inside',
    'own-script': '**A script of its own is run inside each copy** as its administrator: read it under Details.',
    told: 'Mentioned on failure',
    targets: 'Targets',
    rto: 'restored within {{duration}}',
    rpo: 'a point at most {{duration}} old',
  },
} as const;

export const drillsCard = {
  drills: {
    heading: 'Restore drills',
    sentence:
      'Machines: {{proven}} proven, {{booted}} booted, {{failed}} failed, {{overdue}} overdue, {{never}} never tried.',
    'sentence-in':
      'Machines in {{vault}}: {{proven}} proven, {{booted}} booted, {{failed}} failed, {{overdue}} overdue, {{never}} never tried.',
    'sentence-one': '{{vm}}: {{score}}.',
    simulated: 'This is the sandbox: its drills are simulated and prove nothing.',
    none: 'No drills by the clock yet.',
    'none-named': 'No drills by the clock of {{name}} yet.',
    scores: 'How well each machine is proven',
    pending: 'waiting for approval',
    progress: {
      week: '{{done}} of {{of}} this week',
      month: '{{done}} of {{of}} this month',
      quarter: '{{done}} of {{of}} this quarter',
    },
    next: 'next {{when}}',
    until: 'in force until {{when}}',
    owner: 'of {{name}}',
    last: {
      passed: 'last: {{vm}} passed, {{id}}',
      failed: 'last: {{vm}} failed, {{id}}',
      void: "last: {{vm}} wasn't tried, {{id}}",
    },
    score: {
      proven: 'proven',
      booted: 'booted, but its guest said nothing',
      failed: 'failed, and open until a drill passes',
      overdue: 'overdue',
      never: 'never tried',
    },
    excepted: 'excepted until {{until}} by {{by}}, {{id}}',
    'excepted-count_one': '{{count}} is excepted.',
    'excepted-count_other': '{{count}} are excepted.',
    took: 'restored in {{duration}}',
    age: 'from a point {{duration}} old',
    lost: 'age of the newest point then: {{duration}}',
    'regions-twin': 'Type **drills region** to see what is missing.',
    twin: 'Type **drills** and a name for one machine, **drill** and a name to try it now, **drill new** and names for drills by the clock.',
    'twin-more': 'Or type: **drills page {{number}}**. For one machine type **drills** and its name.',
    'twin-more-named': 'Or type: **drills {{name}} page {{number}}**.',
    'twin-all': 'Type **drills** for all machines.',
  },
  'drill-form': {
    heading: 'New drills by the clock',
    lead: 'Choose the machines by name, by a tag, or all in a vault. Each drill restores a copy, looks inside it and deletes it again.',
    without: "No place is set for drills of these vaults, so their machines can't be chosen: {{vaults}}.",
    'without-more':
      "No place is set for drills of these vaults, so their machines can't be chosen: {{vaults}} and {{more}} more.",
    input: {
      vms: 'Machines',
      tag: 'Or all with a tag',
      vault: 'Or all in a vault',
      every: 'How often',
      hours: 'Between these hours',
      'at-once': 'Drills at once',
      life: 'Hours that a copy may live',
      newest: 'Newest file of a path, and how many hours older than the point it may be',
      port: 'TCP port on which something must answer, such as a database',
      script: 'Script of your own that must end with 0: sh, or PowerShell for Windows',
      told: 'Mention these when a drill fails',
      rto: 'A restore may take at most',
      rpo: 'A point may be at most this old',
      'core-hours': 'Core-hours in 30 days, at most',
      'gb-hours': 'GB-hours in 30 days, at most',
      days: 'Days in force after approval',
      reason: 'Reason',
    },
    hint: {
      vms: 'sql-01 web-01',
      tag: 'tier=gold',
      hours: '20-6',
      'at-once': '1',
      life: '6',
      newest: '/var/lib/orders 26h',
      port: '5432',
      script: 'systemctl is-active orders',
      told: 'Emma Castillo, Petra Lind',
      rto: '4h',
      rpo: '26h',
      'core-hours': 'What these machines need',
      'gb-hours': 'What these machines need',
      days: '92',
      reason: 'For example: INC0012345',
    },
    error: 'Choose or fill in something here.',
    'no-vault': 'No, as above',
    often: { weekly: 'Every week', monthly: 'Every month', quarterly: 'Every quarter' },
    more: { inside: 'Look inside for more', told: 'People and targets', limits: 'Limits' },
    next: 'Nothing happens yet: someone else has to approve, with every machine and limit on the card.',
    twin: 'Or type: **drill new {{vms}} monthly hours 20-6 because** your reason',
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

export const drillFolded = {
  'text-drills': '{{name}} is filling in drills by the clock.',
  'twin-drills': 'Or type: **drill new sql-01 web-01 monthly**',
  'submitted-drills': '{{name}} asked for drills by the clock of {{vm}}: {{id}}.',
} as const;

export const drillRequests = {
  drill: 'drill of {{vm}}',
  'drill-definition': 'drills by the clock of {{vm}}',
  'drill-exception': 'exception from drills for {{vm}}',
  'drill-cleanup': 'removal after a drill of {{vm}}',
} as const;
