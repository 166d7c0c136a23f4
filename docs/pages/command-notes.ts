import type { CommandName } from '../../src/i18n/language-folder.ts';

/** What docs/commands.md says of a command for which help has too few words; `takes` follows its name. */
export const commandNotes: Partial<Record<CommandName, { takes: string; does: string }>> = {
  help: {
    takes: '[command]',
    does: 'What you can do now; `help all`: everything; with a name: one command',
  },
  vms: {
    takes: '[filter]',
    does: 'Your machines, protected or not; filter by `unprotected`, `failing`, `encrypted` or part of a name',
  },
  vm: {
    takes: '<name>',
    does: 'One machine: protection, last proof, encryption, newest recovery points',
  },
  check: {
    takes: '<vm> [point] [grant [because <reason>]]',
    does: "Will it restore? What's in the way, worst first, each with its remedy. `grant` requests access to the keys for Azure Backup; someone who can change the key vault approves it",
  },
  points: {
    takes: '<vm> [before 24 Nov 14:00|before the alert]',
    does: 'Recovery points: consistency, tiers, what would be lost, what Defender for Cloud knew then, and which one is recommended. `before`: the last one well before that moment',
  },
  backup: {
    takes: '<vm…> [keep 30d|until 2026-12-24]',
    does: 'Backs up now; without a date a form asks how long to keep it',
  },
  vault: {
    takes: '<name>',
    does: 'How a vault is protected, why each protection matters, and how to fix what is weak',
  },
  policies: {
    takes: '[vault]',
    does: 'Backup policies in words; which keep points beyond the end of Azure Disk Encryption',
  },
  'policy new': {
    takes: '[vault]',
    does: 'Creates a policy, with a form',
  },
  protect: {
    takes: '<vm…> [in <vault>] [with <policy>]',
    does: "Enables backup; shows first what's in the way",
  },
  'protection stop': {
    takes: '<vm> [because <reason>]',
    does: 'Stops backups and keeps existing recovery points. `protection resume` backs the machine up again; that takes a vote only if the policy may keep less than before',
  },
  undelete: {
    takes: '<vm> [because <reason>]',
    does: 'Brings back a deleted backup',
  },
  hold: {
    takes: '<vm> [because <reason>]',
    does: 'Keeps its recovery points from expiring ([what that promises](security.md#what-a-hold-promises))',
  },
  unhold: {
    takes: '<vm> [with <policy>] [because <reason>]',
    does: 'Ends a hold: backups continue, and points expire again',
  },
  'retention raise': {
    takes: '<vm> [because <reason>]',
    does: 'Raises retention, which brings back points that a shorter policy cut, while Azure still keeps them. Shows first which, and that you pay for them',
  },
  restore: {
    takes:
      '<vm> [latest|#2|24 Nov 02:00] [as <name>] [isolated|quarantine|beside|in place|new vm|replace|disks] [size <size>] [zone <zone>] [lun 0, 1] [because <reason>]',
    does: 'Requests a restore; with a point and a reason, without a form. `restore files` says what to do instead of restoring single files',
  },
  confirm: {
    takes: '<id> [replace <vm>]',
    does: "Sends the plan that you checked to the approvers; replacing disks takes the machine's name too",
  },
  release: {
    takes: '<id|copy> [to <subnet>] [because <reason>]',
    does: 'Lets a copy out of [quarantine](security.md#what-quarantine-promises), to another subnet of its network',
  },
  drill: {
    takes: '<vm> [point] [because <reason>]',
    does: 'Tries a restore in a place of its own, looks at the copy and deletes it',
  },
  'drill new': {
    takes:
      '[<vm…>|tag <name=value>|in <vault>] [weekly|monthly|quarterly] [hours 22-4] [at once 2] [life 6h] [newest <path> 26h] [port 5432] [rto 4h] [rpo 26h] [told <name>, …] [core-hours 200] [gb-hours 50000] [days 92] [because <reason>]',
    does: 'Requests [drills](drills.md#restore-drills) on a schedule, for a quarter at most. Without `weekly`, `monthly` or `quarterly` a form opens; it also takes a script. `rpo` is measured by drills of the newest point. `drill renew` requests them again: when their time ends, their tag gains a machine, a machine was made again under its name, or their owner is gone. The limits stay, plus what new machines need, unless you name others. `drill except` leaves a machine out. `drill reviewed` says what is done about a failed drill, and in how many days. `drill cleaned` ends the clean-up of a drill whose vault is gone, on your word that no copy of keys is left: it is audited, takes the right to write to the staging account of drills, and deletes nothing',
  },
  drills: {
    takes: '[region] [<vm>|<vault>]',
    does: 'What is drilled when and by whom, and how well each machine is proven. `region`: what would be missing if a region is lost; a machine or vault that you name is looked at now',
  },
  commands: {
    takes: '<vm|id> [powershell] [region]',
    does: 'The rest of a restore, or a whole one, as az or PowerShell lines. You fill in what stands in angle brackets. A drill has none, nor has a change that may let points go once what it rests on has changed',
  },
  leftovers: {
    takes: '[vm|id]',
    does: 'What restores left behind that costs money or exposes keys, with the lines that delete it',
  },
  status: {
    takes: '[id|vm|vault|job] [failed|running|24h]',
    does: "What is waiting for you, under way or failed; one request: who decides it, why you can't, its steps; one job: its tasks, when it should end, errors and what to do",
  },
  approve: {
    takes: "<id> [<start of the plan's hash>]",
    does: 'Shows the plan; with the four characters on the card, approves it',
  },
  stop: {
    takes: '<id|job> [now]',
    does: "Stops a request for good: says what will and won't stop, and asks once. Nothing more is created, the running job is cancelled where Azure still can, and the thread says what exists. Requester, assignee, approvers and administrators may. `withdraw` takes back your vote",
  },
  ask: {
    takes: '<id> <question>',
    does: 'Asks the requester, who is mentioned; question and answer stay on the card',
  },
  breakglass: {
    takes: '<id> <ticket> <reason>',
    does: 'Starts it without a vote, where the [policy](approval-policy.md#breaking-the-glass) names who can',
  },
  retry: {
    takes: '<id> [size <size>] [restart]',
    does: 'Tries the failed step again under the same approval, with another approved size, or after deallocating and starting the machine',
  },
  takeover: {
    takes: '<id>',
    does: 'Continues the request of someone whose role ends: same plan and approval, with your own Azure roles',
  },
  alerts: {
    takes: '[vault|vm] [failures|all|off]',
    does: "What's posted here, what's muted, and when the digest comes. With a name, posts about jobs that nobody started from chat: failures, warnings, cancellations, and restores, deleted backups and stopped protection from the portal. `off` ends that",
  },
  mute: {
    takes: '<vm|code> 4h',
    does: 'Mutes a machine or an error for a while, or `until fixed`, 30 days at most',
  },
  'on it': {
    takes: '[vm|code]',
    does: 'Takes a problem: the message shows your name, and its reminders stop',
  },
  digest: {
    takes: '[36h|daily 08:00|off]',
    does: "What needs attention: deleted backups, stopped protection that isn't held, failures, old recovery points, encrypted machines without protection, unreadable keys, what got worse in `check`, weaker vaults, machines still on Azure Disk Encryption. `daily` posts it here",
  },
  audit: {
    takes: '[vm|request]',
    does: 'Who did what; administrators see everything, requester and approvers their request. `verify` (administrators) checks the chain; `export` gives a request as JSON Lines, in your personal chat',
  },
  evidence: {
    takes: '2026-Q4',
    does: '(Administrators) How a quarter of drills and restores stands, and the head of the audit to keep',
  },
  channel: {
    takes:
      '[allow <commands…|all|none> [vaults…]] [language <language>] [timezone <zone>] [approvals [off]] [private [off]]',
    does: 'What this channel can be used for. Administrators set it with `allow` (until then only `help` and `whoami` work), its language and time zone, and `approvals`: requests are decided here, until `approvals off`. `private`: [private answers](#answers-for-one-person) are shown here',
  },
  settings: {
    takes: '[language <language>] [timezone <zone>] [forget]',
    does: 'Language and time zone of answers to you; `forget` deletes what is kept for you until your role is active',
  },
  doctor: {
    takes: '',
    does: "(Administrators) Whether rights, database, channels and settings are right, and how to fix what isn't; `npm run doctor` shows the same in a shell",
  },
};

/** What stands below all commands. */
export const belowCommands = `## Ways to restore

Disks are restored, missing keys brought back, and the machine is deployed as approved, under a free name, and verified:

- *isolated*: on a network of its own, the default where the vault's profile names such a subnet;
- *beside* the original; *in place* of one that is deallocated or gone;
- *quarantine*: into a place that is shown to be shut off;
- *new vm* and *replace*: Azure itself creates the machine or swaps the disks of the original, for some kinds of encryption;
- *disks*: no machine.

Only *replace* touches the original. The form offers only what works for the machine. If it doesn't come up, the requester sees its
screen.

## Answers for one person

Refusals, \`whoami\`, \`audit\`, \`doctor\` and screens go to that person's chat with the bot, and a line where they typed says so. The first
one in a channel also posts a line that only they should see. Once someone taps **I see this** on it, or types \`channel private\` below
it, private answers appear in that channel, marked "Only you can see this message", for 24 hours. A slash command (\`/\`) is answered the
same way; a change that it requests is posted for everyone before anyone votes.
`;
