import type { RoomTexts } from '../room-texts.ts';

export const drills = {
  commands: {
    drill: {
      summary: 'Try a restore in a place of its own, and delete the copy again',
      names: ['drill', 'restore drill'],
      examples: ['drill sql-01', 'drill sql-01 #2 because quarterly test'],
    },
    'drill new': {
      summary: 'Have machines drilled every week, month or quarter under one approval',
      names: ['drill new', 'new drills'],
      examples: [
        'drill new',
        'drill new sql-01 web-01',
        'drill new sql-01 web-01 quarterly hours 22-4 at once 2 because DORA',
        'drill new tag tier=gold in rsv-prod weekly life 4h core-hours 200 gb-hours 50000 days 30',
        'drill new in rsv-prod monthly rto 4h rpo 26h told Emma Castillo',
        'drill new sql-01 monthly port 1433 newest D:\\Data 26h',
      ],
    },
    'drill renew': {
      summary: 'Ask again for drills that are ending, changed, or lost their owner',
      names: ['drill renew', 'renew drills'],
      examples: ['drill renew R-7K2M because still needed', 'drill renew R-7K2M core-hours 200 because larger disks'],
    },
    'drill except': {
      summary: "Say why a machine isn't drilled for now, for a quarter at most",
      names: ['drill except', 'drill exception'],
      examples: [
        'drill except sql-01 because it moves to another vault',
        'drill except sql-01 days 14 because INC0012345',
      ],
    },
    'drill reviewed': {
      summary: 'Say what is done about a failed drill, and within how many days',
      names: ['drill reviewed'],
      examples: ['drill reviewed R-7K2M days 14 because fstab names the disk by uuid now'],
    },
    'drill cleaned': {
      summary: 'Say that no copy of keys is left of a drill whose vault is gone',
      names: ['drill cleaned'],
      examples: ['drill cleaned R-7K2M because the container is deleted'],
    },
    drills: {
      summary: "What's drilled when, how well each machine is proven, and whether it comes back if its region is lost",
      names: ['drills', 'restore drills', 'scorecard'],
      examples: ['drills', 'drills page 2', 'drills sql-01', 'drills region', 'drills region sql-01'],
    },
    evidence: {
      summary: 'How a quarter of drills and restores stands, and the head of the audit to keep',
      names: ['evidence'],
      examples: ['evidence 2026-Q4'],
    },
  },
  keywords: {
    tag: ['tag', 'tagged'],
    weekly: ['weekly', 'every week'],
    monthly: ['monthly', 'every month'],
    quarterly: ['quarterly', 'every quarter'],
    hours: ['hours', 'between'],
    'at-once': ['at once'],
    life: ['life', 'living'],
    newest: ['newest file'],
    port: [],
    told: ['tell'],
    rto: [],
    rpo: [],
    'core-hours': ['core hours'],
    'gb-hours': ['gb hours'],
    days: [],
  },
  texts: {
    approval: {
      yes: {
        drill: 'Yes, create and delete the copy',
        'drill-exception': "Yes, don't drill it for now",
        'drill-definition': 'Yes, drill these on this schedule',
      },
      undo: {
        'drill-exception': 'Undo: stop it at any time.',
        'drill-definition': 'Undo: stop it at any time. A drill under way then stops, and what it made is deleted.',
        drill: 'Undo: stop it before it starts; later, the copy is deleted by itself.',
      },
    },
    audit: {
      event: {
        'drill-cleanup': { asked: 'started to remove what a drill made' },
        evidence: { made: 'wrote the evidence of a quarter', told: 'was told the evidence of a quarter' },
        drill: {
          asked: 'started a drill',
          'not-begun': "didn't start a drill",
          gained: 'saw machines that nobody approved',
          remade: 'saw machines that were made again since the request',
          gone: 'saw that an approved machine no longer exists',
          stuck: "can't delete what it made yet",
          cleaned: 'said that no copy of keys is left of a drill',
          reviewed: 'reviewed a failed drill',
        },
      },
    },
    cards: {
      gated: {
        drill: {
          point: 'Point',
          copy: 'Copy',
          network: 'Network',
          openings: 'Can be reached',
          none: 'nothing',
          line: '{{when}}, {{tier}}: {{why}}',
          used: 'From **{{when}}**, {{age}}: {{why}}.',
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
        drills: {
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
        heading: {
          drill: 'Restore drill of {{vm}}',
          'drill-definition': 'Scheduled drills: {{vm}}',
          'drill-cleanup': 'Cleanup after drill {{drill}}',
          'drill-exception': 'Exception from drills: {{vm}}',
        },
        paragraph: {
          'drill-definition_one':
            '{{count}} machine is drilled {{when}}: a copy is restored into {{group}}, started in its own network, checked and **deleted**. No other approval is needed within these limits.',
          'drill-definition_other':
            'Each of {{count}} machines is drilled {{when}}: a copy is restored into {{group}}, started in its own network, checked and **deleted**. No other approval is needed within these limits.',
          'drill-exception':
            "Scheduled drills skip {{vm}} for {{days}} days, and it doesn't count as overdue. The evidence shows who asked and why.",
          drill:
            "A copy of {{vm}} is restored into {{group}}, started in its own network, checked and **deleted**. {{vm}} itself isn't touched.",
          'drill-cleanup':
            'Deletes everything that drill {{drill}} made, by its Azure ids: {{count}} in all. Nothing else is touched.',
        },
      },
      drills: {
        heading: 'Restore drills',
        sentence:
          'Machines: {{proven}} proven, {{booted}} booted, {{failed}} failed, {{overdue}} overdue, {{never}} never tried.',
        'sentence-in':
          'Machines in {{vault}}: {{proven}} proven, {{booted}} booted, {{failed}} failed, {{overdue}} overdue, {{never}} never tried.',
        'sentence-one': '{{vm}}: {{score}}.',
        simulated: 'This is the sandbox: its drills are simulated and prove nothing.',
        none: 'No scheduled drills yet in the vaults that you can see here.',
        'none-named': 'No scheduled drills of {{name}} yet.',
        scores: 'How well each machine is proven',
        pending: 'waiting for approval',
        progress: {
          week: '{{done}} of {{of}} this week',
          'week-failed': '{{done}} of {{of}} this week, {{failed}} failed',
          month: '{{done}} of {{of}} this month',
          'month-failed': '{{done}} of {{of}} this month, {{failed}} failed',
          quarter: '{{done}} of {{of}} this quarter',
          'quarter-failed': '{{done}} of {{of}} this quarter, {{failed}} failed',
        },
        next: 'next {{when}}',
        until: 'in force until {{when}}',
        owner: 'of {{name}}',
        last: {
          passed: 'last: {{vm}} passed, {{id}}',
          booted: "last: {{vm}} wasn't proven: its guest didn't report, {{id}}",
          older: "last: {{vm}} wasn't proven: its point was older than the machine, {{id}}",
          marked: 'last: {{vm}} booted, of a marked point, {{id}}',
          failed: 'last: {{vm}} failed, {{id}}',
          void: "last: {{vm}} wasn't tried, {{id}}",
        },
        score: {
          proven: 'proven',
          booted: 'booted, and no more was shown',
          failed: 'failed, and open until a drill passes',
          overdue: 'overdue',
          never: 'never tried',
        },
        excepted: 'excepted until {{until}} by {{by}}, {{id}}',
        'excepted-count_one': '{{count}} is excepted.',
        'excepted-count_other': '{{count}} are excepted.',
        marked: 'of a marked point: {{known}}',
        took: 'restored in {{duration}}',
        age: 'from a point {{duration}} old',
        lost: 'age of the newest point then: {{duration}}',
        'regions-twin': 'Type **drills region** to see what is missing.',
        twin: 'Or type: **drills** and a vault or machine, **drill** and a name to try it now, **drill new** and names for a schedule',
        'twin-more': 'Or type: **drills page {{number}}**. For one machine type **drills** and its name.',
        'twin-more-named': 'Or type: **drills {{name}} page {{number}}**.',
        'twin-all': 'Or type: **drills** for all machines',
      },
      'drill-form': {
        heading: 'New scheduled drills',
        lead: 'Each drill restores a copy, checks inside it and deletes it.',
        without: "These vaults have no place for drills, so you can't choose their machines: {{vaults}}.",
        input: {
          vms: 'Machines',
          tag: 'Or all with a tag',
          vault: 'Or all in a vault',
          every: 'How often',
          hours: 'Between these hours',
          'at-once': 'Drills at the same time',
          life: 'Hours that a copy may live',
          newest:
            'Newest file in a path where nothing writes at startup, and how many hours older than the point it may be',
          port: 'TCP port that must answer, such as that of a database',
          script: 'Custom script that must exit with 0: sh, or PowerShell for Windows',
          told: 'Mention these people when a drill fails',
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
        change: 'Change',
        next: 'Nothing happens yet: someone else has to approve every machine and limit.',
        twin: 'Or type: **drill new {{vms}} monthly hours 20-6 because** your reason',
      },
      requests: {
        of: {
          'drill-cleanup': 'cleanup after a drill of {{vm}}',
        },
      },
      step: {
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
      },
      'step-skipped': {
        'drill-keys': 'nothing is encrypted with a key of its own',
        'drill-remove-vm': "it isn't there, couldn't be deleted, or isn't what the drill made",
        'drill-stop': "it's deleted, off, or couldn't be deallocated",
        'drill-remove-nic': "it isn't there, couldn't be deleted, or isn't what the drill made",
        'drill-remove-disks': "they aren't there, couldn't be deleted, or aren't what the drill made",
        'drill-remove-files': "there are none, or they couldn't be deleted",
      },
      button: {
        'drills-ask': 'Ask for approval',
        'drills-page': 'Next page',
        'region-page': 'Next page',
      },
    },
    commands: {
      argument: { quarter: 'a quarter such as 2026-Q4' },
    },
    /** Restore drills: a restore to a place of its own, looked at and deleted again. */
    drill: {
      reason: 'to see that it can be restored',
      evidence: {
        counts:
          'Evidence of {{quarter}}. How the {{count}} machines stand now: {{proven}} proven, {{booted}} booted, {{failed}} failed, {{never}} never tried.',
        runs: 'In the quarter: drills and restores ended: {{runs}}; drills failed: {{failures}}; exceptions from drills: {{exceptions}}.',
        open: 'Failed without a passing retest: {{names}}.',
        unread: "Couldn't be read, so machines may be missing or go by name only: {{names}}.",
        simulated: 'This is the sandbox: none of this proves anything.',
        head: 'Head of the audit: {{head}}. Forward or print it, to keep a copy where nobody here can write.',
        made: 'Files of {{quarter}} were written {{when}}: digest {{digest}}. The page and the lines must show it.',
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
        older: "{{vm}} isn't proven: its point is older than the machine, so it's of an earlier one of that name.",
        marked: "{{vm}} isn't proven: from a marked point, a restore shows only that its copy starts.",
        failed: "{{vm}} isn't proven. That stays open until a drill of it passes.",
        untried: "{{vm}} wasn't tried. Its schedule tries again {{when}}, under the same approval.",
        next: 'The next drill of {{vm}} is due {{when}}.',
        deleting: 'What it made is being deleted.',
      },
      told: '{{names}}: the drill schedule says to tell you. See {{id}} in this thread.',
      reviewed: '{{id}} is reviewed; its action is due by {{due}}. The evidence of the quarter shows both.',
      cleaned: 'I take your word that no copy of keys is left of {{id}}, and look once more at everything else.',
      probe: {
        failed: 'Drill {{id}}: a check inside the copy of {{vm}} failed.',
        unknown: 'Drill {{id}}: the report from inside the copy of {{vm}} proves nothing.',
      },
    },
    errors: {
      'drill-no-place': {
        message: 'No place is set for drills of vault {{vault}}.',
        remedy: 'Ask a platform engineer to add a group, a staging account and a subnet to its restore profile.',
      },
      'drills-may-stay-locked': {
        message:
          'Data disks of Linux machines with Azure Disk Encryption may stay locked: no opening leads to {{names}}.',
        remedy: 'List that as an opening in the restore profile, or expect the check inside to fail.',
      },
      'drill-subnet-gone': {
        message: "The drill subnet {{subnet}} doesn't exist.",
        remedy: 'Have it created again or fix the restore profile, then ask again.',
      },
      'drill-not-apart': {
        message:
          "The drill subnet isn't shut off ({{found}}), or nobody can tell. A copy there could reach production.",
        remedy: 'Have these removed or listed as openings in the restore profile, then ask again.',
      },
      'drill-reachable': {
        message: "The copy can be reached or can reach out ({{found}}), or nobody can tell. It's being deleted now.",
        remedy: 'Have these removed, then drill again.',
      },
      'drill-keys-missing': {
        message: 'Keys of {{vm}} are missing from their key vault: {{what}}.',
        remedy: 'Nothing was written there. Recover the keys, then drill again.',
      },
      'drill-probe-failed': {
        message: 'The copy of {{vm}} runs, but a check inside it failed: {{what}}.',
        remedy:
          "The drill owner's personal chat has the probe's report. Fix it on {{vm}} or in its backups, then drill again.",
      },
      'drill-probe-foreign': {
        message: 'Someone put another script in place of the probe in the copy of {{vm}}.',
        remedy: 'See in the activity log who wrote to the drill group, then drill again.',
      },
      'drill-probe-unknown': {
        message: "The copy of {{vm}} runs, but its guest didn't report. It's booted, not proven.",
        remedy:
          'Check its agent, and that the drill subnet reaches AzureKeyVault, Storage and AzureActiveDirectory. Then drill again.',
      },
      'drill-mounts-left': {
        message: "{{count}} mounts in /etc/fstab of {{vm}} weren't checked: the copy can't reach network drives.",
        remedy: 'Prove what is on them separately; the report names them.',
      },
      'drill-probe-unread': {
        message: "I can't read what the check inside the copy of {{vm}} found, so it proves nothing.",
        remedy:
          'The copy is deleted all the same. A platform engineer finds help in docs/operations.md, "Stored data". Then drill again.',
      },
      'drill-life-over': {
        message: "The drill of {{vm}} didn't finish within the {{hours}} hours that its copy may live.",
        message_azure:
          "The drill of {{vm}} didn't finish within the {{hours}} hours that its copy may live. Azure gives its job as {{azure}}.",
        remedy: 'Everything it made is deleted. Its card shows which step took so long.',
      },
      'drill-identity-added': {
        message: "The copy of {{vm}} got a managed identity that isn't in its plan.",
        remedy:
          'Exempt the drill group from the Azure policy that may have added it: anyone inside the copy could act as that identity.',
      },
      'drill-extensions-added': {
        message: "The copy of {{vm}} got extensions that aren't in its plan: {{names}}.",
        remedy: "They're deleted with the copy. Exempt the drill group from the Azure policy that may have added them.",
      },
      'drill-not-begun': {
        message: "The drill of {{vm}} under {{id}} didn't start.",
        remedy: "The reason follows. I'll try again each day during its hours.",
      },
      'drill-copies-left': {
        message: 'Copies of earlier drills are still there after the {{hours}} hours that were approved: {{ids}}.',
        remedy: "The cards of their cleanups say why. Until they're gone, fewer drills begin.",
      },
      'drill-not-protected': {
        message: "{{vm}} is no longer backed up in this vault, so there's nothing to restore.",
        remedy: 'Protect it again, or ask for drills without it.',
      },
      'drill-gained': {
        message: "New machines match {{id}}, and aren't drilled until somebody approves them: {{names}}.",
        remedy: 'Type "drill renew {{id}}" to ask for all of them again.',
      },
      'drill-remade': {
        message:
          "Under {{id}}, these machines were deleted and made again, and aren't drilled until somebody approves them: {{names}}.",
        remedy: 'Find out who made them. If that was right, type "drill renew {{id}}" to ask for all of them again.',
      },
      'drill-gone': {
        message:
          "{{names}} no longer exists, and isn't drilled under {{id}}: recovery points under its name may not be its own.",
        remedy: 'Type "drill {{names}}" to ask for one drill from them.',
      },
      'drill-machine-unknown': {
        message: "Azure doesn't say whether {{vm}} is still the machine that was approved.",
        remedy: 'Type "drill {{vm}}" to ask for one drill of it.',
      },
      'drills-remade': {
        message: 'Not the machines that were approved before, but new ones with the same names: {{names}}.',
        remedy: 'Find out who made them before you approve.',
      },
      'drill-renewed': {
        message: '{{by}} has replaced {{id}}, which is over.',
        remedy: "There's nothing to do.",
      },
      'drill-not-definition': {
        message: "{{id}} isn't a drill schedule.",
        remedy: 'Type "drills" to see them all.',
      },
      'drill-what': {
        message: 'Which machines should be drilled?',
        remedy:
          'Name them, or name a tag or a vault: "drill new sql-01 web-01", "drill new tag tier=gold", "drill new in rsv-prod".',
      },
      'drill-tag': {
        message: `"{{typed}}" isn't a tag with a value.`,
        remedy: 'Write its name and its value, such as "tier=gold".',
      },
      'drill-hours': {
        message: `"{{typed}}" aren't hours of the day.`,
        remedy: 'Write whole hours, such as "22-4", or "0-0" for any hour.',
      },
      'drill-number': {
        message: '"{{name}}" needs a number from 1 to {{most}}.',
        remedy: 'Write a whole number in that range.',
      },
      'drill-few-core-hours': {
        message: "{{given}} core-hours don't cover one drill: the largest machine needs {{least}} for {{hours}} hours.",
        remedy: 'Write at least {{least}}, leave it out, or let copies live shorter.',
      },
      'drill-few-gb-hours': {
        message: "{{given}} GB-hours don't cover one drill: the largest machine needs {{least}} for {{hours}} hours.",
        remedy: 'Write at least {{least}}, leave it out, or let copies live shorter.',
      },
      'drill-newest': {
        message: `"{{typed}}" isn't a path and a number of hours.`,
        remedy: 'Write a whole path and a number of hours, such as "/var/lib/orders 26h".',
      },
      'drill-span': {
        message: `"{{typed}}" isn't a length of time.`,
        remedy: 'Write a number with m, h or d, such as "90m", "4h" or "2d".',
      },
      'drill-script': {
        message: 'The script has more than {{most}} characters: too long to check on a card.',
        remedy: 'Make it shorter, or have it call a script on the machine.',
      },
      'drill-mixed-systems': {
        message: 'These machines run Linux and Windows, and a script works on only one of them.',
        remedy: 'Ask for each system separately, or leave out the script.',
      },
      'drill-told': {
        message: "I can't tell who {{name}} is, or you named more than {{most}} people.",
        remedy: 'Write full names as in Teams, separated by commas. Each of them must have written to me once.',
      },
      'drill-quarter': {
        message: `"{{typed}}" isn't a quarter.`,
        remedy: 'Write a year and a quarter: "evidence 2026-Q4".',
      },
      'drill-no-machines': {
        message: 'None of the machines that you can see match that.',
        remedy: 'Type "vms" for a list, then ask again.',
      },
      'drill-many-machines': {
        message: "That's {{count}} machines, and one schedule can have {{most}}.",
        remedy: 'Ask for several schedules, by a narrower tag or by name.',
      },
      'drill-many-vaults': {
        message: 'These machines are in several vaults: {{vaults}}.',
        remedy: 'Ask for each vault separately: each has its own place for copies.',
      },
      'drill-unmeasured': {
        message: "I can't tell how large {{vm}} is, so nobody could approve the size of its copies.",
        remedy: 'Ask for the others with "drill new", or for a single drill of it: "drill {{vm}}".',
      },
      'drill-except-why': {
        message: "Why shouldn't {{vm}} be drilled? An exception needs a reason.",
        remedy: 'Add it after "because": "drill except {{vm}} days 30 because …".',
      },
      'drill-left-unknown': {
        message:
          "What drill {{id}} recorded is deleted. But vault {{vault}} or its restore job can't be found: a copy of the machine's keys may be left in the staging account.",
        remedy:
          'Let me read the vault again. If vault or job is gone for good, delete what is left in the staging account, then type "drill cleaned {{id}} because …" with what you found. I\'ll try again tomorrow.',
      },
      'drill-cleaned-known': {
        message: "I don't need anyone's word on {{id}}: no vault or job is missing for its cleanup.",
        remedy: 'Type "status {{id}}" for how it ended. What its cleanup names has to be gone in Azure.',
      },
      'drill-review-none': {
        message: '{{vm}} failed its drill {{days}} days ago, and nobody has said what is done about it.',
        remedy: 'Type "drill reviewed {{id}} days 14 because …".',
      },
      'drill-review-late': {
        message:
          'The action on the failed drill of {{vm}}, due by {{due}}, is overdue: nothing has proven the machine since.',
        remedy: 'Drill it again, or name another day: "drill reviewed {{id}} days 14 because …".',
      },
      'drill-reviewed-none': {
        message: 'Only a failed drill is reviewed, and {{id}} is none.',
        remedy: 'Type "drills" for the drills that failed.',
      },
      'drill-reviewed-why': {
        message: 'What is done about {{id}}? A review needs an action.',
        remedy: 'Add it after "because": "drill reviewed {{id}} days 14 because …".',
      },
      'drill-cleaned-why': {
        message: 'What did you find in the staging account, or delete there? Your word on {{id}} needs it.',
        remedy: 'Add it after "because": "drill cleaned {{id}} because …".',
      },
      'drill-left': {
        message: 'Drill {{id}} left things that cost money ({{count}}): {{names}}.',
        remedy:
          "Find out why Azure keeps them. A copy that someone moved (named by its whole id) and a backup of it (vault/machine) I never delete: do that in Azure. I'll try again tomorrow.",
      },
      'drill-left-outside': {
        message:
          'Drill {{id}} left things that cost money ({{count}}): {{names}}. No restore profile names {{group}} for drills any more, so I delete nothing there.',
        remedy: "Delete them in Azure, or name {{group}} in a profile until they're gone. I'll try again tomorrow.",
      },
      'drill-left-attached': {
        message:
          "Drill {{id}} left things that cost money ({{count}}): {{names}}. Someone attached {{foreign}} to the copy, and Azure would delete both: so I don't delete the copy.",
        remedy: "Detach {{foreign}}, or delete the copy in Azure if it may go as well. I'll try again tomorrow.",
      },
      'drill-left-unproven': {
        message:
          "Drill {{id}} left things that cost money ({{count}}): {{names}}. {{unproven}} has the name of what it made, but may be something else: I don't delete it, and it may run.",
        remedy:
          "See in the activity log who made it or changed its tags. If it's the copy, delete it in Azure. I'll try again tomorrow.",
      },
      'drill-left-locked': {
        message: 'Drill {{id}} left things that cost money ({{count}}): {{names}}. A lock keeps them: {{held}}.',
        remedy: "Have the lock removed from the drill group. I'll try again tomorrow.",
      },
    },
  },
} as const satisfies RoomTexts;
