export const drillErrors = {
  'drill-no-place': {
    message: 'No place is set for drills of vault {{vault}}.',
    remedy:
      'Ask whoever runs Strongroom to add a place for drills to its restore profile: a group, a staging account and a subnet.',
  },
  'drills-may-stay-locked': {
    message: 'Data disks of Linux machines with Azure Disk Encryption may stay locked: no opening leads to {{names}}.',
    remedy:
      'Have that listed as an opening in the restore profile and let out by the rules of the subnet, or expect the look inside to fail for those.',
  },
  'drill-subnet-gone': {
    message: "The drill subnet {{subnet}} doesn't exist.",
    remedy: 'Have it created again, or fix the restore profile. Then make a new request.',
  },
  'drill-not-apart': {
    message:
      "The drill subnet isn't shut off ({{found}}), or that can't be checked. A copy there could reach production.",
    remedy: 'Have these removed, or list them as openings in the restore profile. Then make a new request.',
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
      'Check that the agent is healthy and that the drill subnet lets it reach AzureKeyVault, Storage and AzureActiveDirectory. Then drill again.',
  },
  'drill-mounts-left': {
    message:
      "{{count}} of the mounts that /etc/fstab of {{vm}} names are network drives. The copy is shut off and can't reach them, so they weren't checked.",
    remedy: 'Prove what is on them separately. Which they are is in the report to whoever carries the drill.',
  },
  'drill-probe-unread': {
    message:
      "What the check inside the copy of {{vm}} found is stored, but damaged: I can't read it. It proves nothing.",
    remedy:
      'Its copy is deleted all the same. Whoever runs Strongroom finds in docs/operations.md, "Stored data", what to do. Then drill again.',
  },
  'drill-life-over': {
    message: "The drill of {{vm}} didn't finish within the {{hours}} hours that its copy may live.",
    remedy: 'Nothing more is sent, and everything it made is deleted. Its card shows which step took so long.',
  },
  'drill-identity-added': {
    message: "The copy of {{vm}} got a managed identity that isn't in its plan.",
    remedy:
      'An Azure policy may have added it. Exempt the drill group from that policy: anyone inside the copy could act as that identity.',
  },
  'drill-extensions-added': {
    message: "The copy of {{vm}} got extensions that aren't in its plan: {{names}}.",
    remedy:
      "An Azure policy may have added them. They're deleted with the copy. Exempt the drill group from that policy.",
  },
  'drill-not-begun': {
    message: "The drill of {{vm}} under {{id}} didn't start.",
    remedy: "The reason and the fix follow. I'll try again during its hours, today and every day after.",
  },
  'drill-copies-left': {
    message: 'Copies of earlier drills are still there after the {{hours}} hours that were approved: {{ids}}.',
    remedy: 'The cards of their cleanups say what keeps them. No more begin than may be there at once.',
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
      "Under {{id}}, these machines were deleted and made again since it was requested, and aren't drilled until somebody approves them: {{names}}.",
    remedy: 'Find out who made them. If that was right, type "drill renew {{id}}" to ask for all of them again.',
  },
  'drill-gone': {
    message:
      "{{names}} no longer exists, and isn't drilled under {{id}}: nobody can tell whether the recovery points under its name are its own.",
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
    remedy: "You don't have to do anything.",
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
    message:
      "A limit of {{given}} core-hours doesn't cover one drill: the largest machine needs {{least}} for a copy of {{hours}} hours.",
    remedy: 'Write at least {{least}}, leave it out for what these machines need, or let copies live shorter.',
  },
  'drill-few-gb-hours': {
    message:
      "A limit of {{given}} GB-hours doesn't cover one drill: the largest machine needs {{least}} for a copy of {{hours}} hours.",
    remedy: 'Write at least {{least}}, leave it out for what these machines need, or let copies live shorter.',
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
    remedy: 'Write full names as Teams shows them, separated by commas. Each of them must have written to me once.',
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
    message: "I can't tell how large {{vm}} is, so nobody could approve how large its copies may be.",
    remedy: 'Ask for the others with "drill new", or for a single drill of it: "drill {{vm}}".',
  },
  'drill-except-why': {
    message: "Why shouldn't {{vm}} be drilled? An exception needs a reason.",
    remedy: 'Add it after "because": "drill except {{vm}} days 30 because …".',
  },
  'drill-left-unknown': {
    message:
      "Everything that drill {{id}} recorded is deleted, but I can't find vault {{vault}}, which knows whether it left a copy of the machine's keys in the staging account.",
    remedy:
      'Let me read the vault again. If it\'s gone for good, delete what is left in the staging account of drills, then type "drill cleaned {{id}} because …" with what you found there. I\'ll try again and report tomorrow.',
  },
  'drill-left-forgotten': {
    message:
      "Everything that drill {{id}} recorded is deleted, but Azure doesn't find the drill's restore job in {{vault}}, which knows whether it left a copy of the machine's keys in the staging account.",
    remedy:
      'If Azure has forgotten the job, look in the staging account of drills and delete what is left there, then type "drill cleaned {{id}} because …" with what you found. I\'ll try again and report tomorrow.',
  },
  'drill-cleaned-known': {
    message: "I don't need anyone's word on {{id}}: its latest cleanup didn't end on a vault or job that is gone.",
    remedy: 'Type "why {{id}}" for how it ended. What its cleanup names has to be gone in Azure.',
  },
  'drill-cleaned-why': {
    message: 'What did you find in the staging account, or delete there? Your word on {{id}} needs it.',
    remedy: 'Add it after "because": "drill cleaned {{id}} because …".',
  },
  'drill-left': {
    message: 'Drill {{id}} left things behind that still cost money ({{count}}): {{names}}.',
    remedy:
      "Find out why Azure doesn't delete them. A copy that someone moved (named by its whole id) and a backup of it (vault/machine) I never delete: do that in Azure. I'll try again and report tomorrow.",
  },
  'drill-left-outside': {
    message:
      'Drill {{id}} left things behind that still cost money ({{count}}): {{names}}. No restore profile names {{group}} for drills any more, and I delete nothing outside of the groups and staging accounts that they name.',
    remedy:
      "Delete them in Azure, or name {{group}} in a profile until they're gone. I'll try again and report tomorrow.",
  },
  'drill-left-attached': {
    message:
      "Drill {{id}} left things behind that still cost money ({{count}}): {{names}}. Someone attached {{foreign}} to the copy so that Azure deletes it with the copy, and the drill didn't create it. So I don't delete the copy.",
    remedy:
      "Detach {{foreign}} from the copy, or delete the copy in Azure if it may go as well. I'll try again and report tomorrow.",
  },
  'drill-left-unproven': {
    message:
      "Drill {{id}} left things behind that still cost money ({{count}}): {{names}}. {{unproven}} has the name of what it made, but I can't show that it's that, so I don't delete it. It may run.",
    remedy:
      "Look in the activity log for who made it or changed its tags. If it's the copy, delete it in Azure: the rest then follows. I'll try again and report tomorrow.",
  },
  'drill-left-locked': {
    message:
      'Drill {{id}} left things behind that still cost money ({{count}}): {{names}}. A lock keeps them: {{held}}.',
    remedy: "Have the lock removed from the drill group. I don't remove locks. I'll try again and report tomorrow.",
  },
} as const;
