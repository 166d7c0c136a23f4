import { languages } from '../../kernel/languages.ts';
import { accessErrors } from './access.ts';
import { approvalErrors } from './approval-errors.ts';
import { azureFailures } from './azure-failures.ts';
import { byHandErrors } from './by-hand.ts';
import { drillErrors } from './drills.ts';
import { everydayErrors } from './errors-everyday.ts';
import { rebuildErrors } from './errors-rebuild.ts';
import { restoreErrors } from './errors-restore.ts';
import { memberErrors } from './members.ts';
import { notifyErrors } from './notify.ts';
import { standingErrors } from './standing.ts';
import { wouldHaveErrors } from './would-have.ts';

/** Failure codes: what happened and why, then what to do next. */
export const errors = {
  ...accessErrors,
  ...byHandErrors,
  ...notifyErrors,
  ...wouldHaveErrors,
  ...drillErrors,
  ...everydayErrors,
  ...rebuildErrors,
  ...approvalErrors,
  ...memberErrors,
  ...standingErrors,
  ...restoreErrors,
  azure: azureFailures,
  internal: {
    message: 'Something went wrong in Strongroom.',
    remedy: 'Try again. If it happens again, ask whoever runs Strongroom to check its log.',
  },
  'vm-not-found': {
    message: "I can't find a protected virtual machine called {{name}}.",
    remedy: 'Check the spelling, or type "vms" for a list.',
  },
  'vm-not-found-near': {
    message: "I can't find a protected virtual machine called {{name}}.",
    remedy: 'Did you mean {{suggestions}}? Or type "vms" for a list.',
  },
  'vm-not-visible': {
    message: "I can't find a virtual machine called {{name}} in the vaults that you can read.",
    remedy: 'Check the spelling, or ask an owner of its vault for a role that can read it.',
  },
  'vm-not-visible-near': {
    message: "I can't find a virtual machine called {{name}} in the vaults that you can read.",
    remedy: 'Did you mean {{suggestions}}? Or ask an owner of its vault for a role that can read it.',
  },
  'vm-not-known': {
    message:
      "I can't tell whether a virtual machine called {{name}} is yours to see: one of your role assignments has a condition.",
    remedy: 'Ask an owner of its vault for the role without a condition.',
  },
  'no-vault-visible': {
    message: "Your Azure roles don't let you read any vault here.",
    remedy: 'Ask an owner of the vault for a role with {{action}}.',
  },
  'not-a-reader': {
    message:
      "Only people who can read a vault of this channel can change what I post here. Your Azure roles don't let you read any of them.",
    remedy: 'Ask an owner of the vault for a role that can read it, or ask an administrator of Strongroom.',
  },
  'reader-not-known': {
    message: "I can't tell whether you can read a vault of this channel: one of your role assignments has a condition.",
    remedy: 'Ask an owner of the vault for the role without a condition.',
  },
  'vm-not-protected': {
    message: "{{name}} exists but no vault protects it, so there's nothing to restore.",
    remedy: 'Protect it in a vault first. Then it gets recovery points.',
  },
  'vm-ambiguous': {
    message: 'More than one virtual machine is called {{name}}.',
    remedy: 'Ask again with one of these names: {{choices}}.',
  },
  'vault-not-found': {
    message: "I can't find a vault called {{vault}} among those that you can read.",
    remedy: 'Check the name, or ask a platform engineer whether its subscription is configured.',
  },
  'no-points': {
    message: '{{vm}} has no recovery point to restore from.',
    remedy: 'Type "vm {{vm}}" to see its backup state, or "backup {{vm}}" to make a point now.',
  },
  'point-not-found': {
    message: '{{vm}} has no recovery point at {{point}}.',
    remedy: 'Type "points {{vm}}" for a list, or ask for "latest".',
  },
  'no-alert-known': {
    message:
      "The recovery points of {{vm}} show no alert. That doesn't prove anything: Defender for Cloud may be off or late.",
    remedy: 'Give a time yourself, for example "points {{vm}} before 24 Nov 14:00".',
  },
  'no-point-before': {
    message: '{{vm}} has no unmarked recovery point from {{margin}} before {{when}} that can be restored right away.',
    remedy: 'Type "points {{vm}}" to see them all, or give a later time.',
  },
  'time-unreadable': {
    message: 'I couldn\'t read "{{text}}" as a date or time.',
    remedy: 'Write it like "24 Nov 02:00", "2026-11-24 02:00", "yesterday 02:00" or "30d".',
  },
  'time-ambiguous': {
    message: '"{{text}}" could mean more than one moment: {{choices}}.',
    remedy: 'Write it like "2026-11-24 02:00". If the clocks went back that night, add "UTC".',
  },
  'time-in-past': {
    message: '{{when}} has already passed.',
    remedy: 'Give a later time.',
  },
  'not-allowed': {
    message: "Your Azure roles don't let you do this on {{scope}}.",
    remedy: "Ask an owner of {{scope}} for a role that includes {{action}}, or activate one if you're eligible.",
  },
  'not-known': {
    message: "I can't tell whether your Azure roles let you do this on {{scope}}: an assignment has a condition.",
    remedy: 'Ask an owner of {{scope}} for a role that includes {{action}} without a condition.',
  },
  'not-an-admin': {
    message: 'Only a Strongroom administrator can change this setting.',
    remedy: 'Ask one of the people or groups listed in ADMINS.',
  },
  'not-your-request': {
    message: '{{name}} made request {{id}}, and only they can do this.',
    remedy: 'Ask {{name}}, or reject it if you can decide it.',
  },
  'not-your-form': {
    message: 'This form belongs to {{name}}.',
    remedy: 'Open your own: type "{{command}} {{rest}}".',
  },
  'stale-card': {
    message: 'This card is out of date, so nothing was done.',
    remedy: 'Use the newest card in the thread, or type "requests".',
  },
  'already-decided': {
    message: '{{id}} is already decided, so your click changed nothing.',
    remedy: 'Type "requests" to see the outcome.',
  },
  'already-voted': {
    message: 'Your vote on {{id}} already counts.',
    remedy: "There's nothing more to do. It's waiting for the others.",
  },
  'requester-cannot-approve': {
    message: 'You made request {{id}} yourself, so someone else has to decide.',
    remedy: 'Ask a colleague who has the same permission, or type "withdraw {{id}}".',
  },
  expired: {
    message: '{{id}} has expired: nobody decided in time. Nothing was restored.',
    remedy: 'Make a new request if you still need it.',
  },
  'decide-expired': {
    message: 'Nobody decided in time, so nothing happened.',
    remedy: 'Make a new request if you still need it.',
  },
  'begin-expired': {
    message: "It was approved but couldn't start in time, so nothing happened.",
    remedy: 'Make a new request. The old approval is no longer valid.',
  },
  'form-expired': {
    message: 'This form was closed after 15 minutes.',
    remedy: 'Type "{{command}} {{rest}}" for a new one.',
  },
  'unknown-request': {
    message: "I can't find a request {{id}} that you can see.",
    remedy: 'Type "requests" to see the open ones. Ids never contain 0, O, 1, I or L.',
  },
  'wrong-hash-piece': {
    message: "{{piece}} isn't the start of the plan of {{id}}; the plan may have changed since you looked.",
    remedy: 'Type "approve {{id}}" to see the plan and what to type.',
  },
  'nothing-to-confirm': {
    message: 'You have nothing open under {{id}} to confirm.',
    remedy: 'Type "requests", or start again with "restore".',
  },
  'already-confirmed': {
    message: "You've already confirmed {{id}}. Nothing was done this time.",
    remedy: 'Its card is in the thread, or on its way. Type "requests" to see how things stand.',
  },
  'cannot-withdraw': {
    message: "{{id}} has started, so you can't withdraw it anymore.",
    remedy: 'Type "job" for its progress; a running job can be stopped with "cancel".',
  },
  'unknown-command': {
    message: "I don't know that command.",
    remedy: 'Type "help" for what I can do.',
  },
  'no-profile': {
    message: "There's no restore profile for vault {{vault}}, so I don't know where its disks should go.",
    remedy: 'Ask a platform engineer to add one (RESTORE_PROFILES).',
  },
  'job-not-found': {
    message: "There's no job {{id}} in the vaults that you can read.",
    remedy: 'Type "jobs" for the recent ones.',
  },
  'job-not-cancellable': {
    message: "Azure doesn't let you cancel job {{id}} in its current state.",
    remedy: 'Type "job {{id}}" to follow it.',
  },
  'plan-moved': {
    message: 'The plan is no longer what was approved: {{what}}. The approval is void, and nothing more will be done.',
    remedy: 'Make a new request, so the new plan can be reviewed and approved.',
  },
  'requester-lost-right': {
    message: "{{name}} no longer has the Azure role that the approved plan needs, so it can't run on their behalf.",
    remedy:
      'Have a role that includes {{action}} extended or assigned again, then type "retry {{id}}". Or ask someone who has it to type "takeover {{id}}".',
  },
  'two-jobs': {
    message: 'Azure started more than one job for {{id}}. I follow {{first}}; the other is {{others}}.',
    remedy: 'Cancel the other one: type "cancel {{others}}".',
  },
  'point-gone': {
    message: 'The chosen recovery point of {{name}} no longer exists.',
    remedy: 'Ask again and choose another one.',
  },
  'ask-in-channel': {
    message: 'Nobody can approve a request in a personal chat.',
    remedy:
      'Ask in a channel, or have an administrator type "approvals here" in the channel where requests are decided.',
  },
  'no-job-yet': {
    message: '{{id}} has no Azure job yet.',
    remedy: 'It gets one once it\'s approved and Azure has accepted it; type "requests" for its state.',
  },
  'timezone-unknown': {
    message: 'I don\'t know the time zone "{{given}}".',
    remedy: 'Type "timezone" and its name, for example "timezone Europe/Amsterdam", or the Windows name.',
  },
  'language-unknown': {
    message: 'I don\'t speak "{{given}}".',
    remedy: `Type ${languages.map((language) => `"language ${language}"`).join(' or ')}.`,
  },
  'card-too-large': {
    message: 'The answer is too large for Teams ({{bytes}} bytes).',
    remedy: 'Ask for less, for example for one machine.',
  },
  'job-failed': {
    message: 'The Azure job failed: {{title}} {{message}}',
    remedy: 'Type "job" in this thread for what Azure says about it.',
  },
  'job-cancelled': {
    message: 'The Azure job was cancelled.',
    remedy: 'What it had already made stays in the target group. Make a new request if you still need it.',
  },
  'known-job-failure': {
    message: 'The Azure job failed ({{title}}). {{cause}}',
    remedy: '{{remedy}}',
  },
  'own-identity-unknown': {
    message: "I can't tell which identity Strongroom signs in with.",
    remedy: 'Ask a platform engineer to look at its identity.',
  },
  'bad-key-url': {
    message: "The address of a key or secret isn't a Key Vault address.",
    remedy: 'In the Azure portal, check which key vault the disks name.',
  },
  'backup-gone': {
    message: 'The backup of {{name}} no longer exists in its vault.',
    remedy: 'Look at the vault in the Azure portal; nothing was sent.',
  },
  stored: {
    newer: {
      message: 'A newer version of Strongroom wrote this ({{name}}), so I leave it to that version. Nothing was done.',
      remedy:
        'Nothing is lost. While Strongroom is being updated, try again in a minute. If this stays, whoever runs Strongroom has to deploy the newer version again.',
    },
    unreadable: {
      message: "I can't read what I stored about this ({{name}}, at {{path}}), so I do nothing with it.",
      remedy:
        'Nothing was changed. Whoever runs Strongroom finds in docs/operations.md, "Stored data", what to do. You can make the same request again.',
    },
  },
  store: {
    unavailable: {
      message: "Strongroom's database can't be reached right now, so nothing was done.",
      remedy: 'Nothing is lost. Try again in a minute.',
    },
    full: {
      message: "The disk of Strongroom's database is full, so nothing was done.",
      remedy: 'Nothing is lost. Whoever runs Strongroom has to free up space. Then try again.',
    },
  },
} as const;
