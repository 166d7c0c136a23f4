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
    message: 'Something went wrong inside Strongroom.',
    remedy: 'Try again; if it happens again, ask whoever runs Strongroom to look in its log.',
  },
  'vm-not-found': {
    message: 'No protected virtual machine is called {{name}}.',
    remedy: 'Check the spelling, or type "vms" for a list.',
  },
  'vm-not-found-near': {
    message: 'No protected virtual machine is called {{name}}.',
    remedy: 'Did you mean {{suggestions}}? Or type "vms" for a list.',
  },
  'vm-not-visible': {
    message: 'No virtual machine is called {{name}} in the vaults that your Azure roles let you read.',
    remedy: 'Check the spelling, or ask an owner of its vault for a role that may read it.',
  },
  'vm-not-visible-near': {
    message: 'No virtual machine is called {{name}} in the vaults that your Azure roles let you read.',
    remedy: 'Did you mean {{suggestions}}? Or ask an owner of its vault for a role that may read it.',
  },
  'vm-not-known': {
    message:
      "I can't tell whether a virtual machine called {{name}} is yours to see: one of your role assignments has a condition.",
    remedy: 'Ask an owner of its vault for the role without a condition.',
  },
  'no-vault-visible': {
    message: 'Your Azure roles let you read no vault here.',
    remedy: 'Ask an owner of the vault for a role with {{action}}.',
  },
  'not-a-reader': {
    message:
      'What I tell here can be changed by people who may read one of its vaults, and your Azure roles allow none.',
    remedy: 'Ask an owner of the vault for a role that may read it, or ask an administrator of Strongroom.',
  },
  'reader-not-known': {
    message: "I can't tell whether you may read a vault of this channel: one of your role assignments has a condition.",
    remedy: 'Ask an owner of the vault for the role without a condition.',
  },
  'vm-not-protected': {
    message: '{{name}} exists but no vault protects it, so there is nothing to restore.',
    remedy: 'Protect it in a vault first. Then it gets recovery points.',
  },
  'vm-ambiguous': {
    message: 'More than one virtual machine is called {{name}}.',
    remedy: 'Ask again with one of these names: {{choices}}.',
  },
  'vault-not-found': {
    message: 'There is no vault called {{vault}} among those that you may read.',
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
      'The recovery points of {{vm}} tell of no alert. That proves nothing: Defender for Cloud may be off, or late.',
    remedy: 'Name a time yourself, for instance "points {{vm}} before 24 Nov 14:00".',
  },
  'no-point-before': {
    message:
      '{{vm}} has no recovery point without a mark that was taken {{margin}} before {{when}} and can be restored at once.',
    remedy: 'Type "points {{vm}}" for all there are, or name a later time.',
  },
  'time-unreadable': {
    message: 'I couldn\'t read "{{text}}" as a date or time.',
    remedy: 'Write it like "24 Nov 02:00", "2026-11-24 02:00", "yesterday 02:00" or "30d".',
  },
  'time-ambiguous': {
    message: '"{{text}}" could mean more than one moment: {{choices}}.',
    remedy: 'Write it like "2026-11-24 02:00", with "UTC" behind it if the clock was set back that night.',
  },
  'time-in-past': {
    message: '{{when}} has already passed.',
    remedy: 'Give a moment that is still to come.',
  },
  'not-allowed': {
    message: "Your Azure roles don't include {{action}} on {{scope}}.",
    remedy: 'Ask an owner of {{scope}} for a role with that action, or activate it if you are eligible.',
  },
  'not-known': {
    message:
      "Whether your Azure roles include {{action}} on {{scope}} couldn't be told: an assignment has a condition.",
    remedy: 'Ask an owner of {{scope}} for the role without a condition.',
  },
  'not-an-admin': {
    message: 'Only a Strongroom administrator can change this setting.',
    remedy: 'Ask one of the people or groups listed in ADMINS.',
  },
  'not-your-request': {
    message: '{{id}} was asked for by {{name}}; only they can do this.',
    remedy: 'Ask {{name}}, or reject it if you may decide it.',
  },
  'not-your-form': {
    message: 'This form belongs to {{name}}.',
    remedy: 'Open your own: type "{{command}} {{rest}}".',
  },
  'stale-card': {
    message: 'This card is from an earlier state, so nothing was done.',
    remedy: 'Use the newest card in the thread, or type "requests".',
  },
  'already-decided': {
    message: '{{id}} was already decided, so your click changed nothing.',
    remedy: 'Type "requests" to see what became of it.',
  },
  'already-voted': {
    message: 'Your vote on {{id}} already counts.',
    remedy: 'Nothing more to do; it waits for the others.',
  },
  'requester-cannot-approve': {
    message: 'You asked for {{id}} yourself, so someone else has to decide it.',
    remedy: 'Ask a colleague who holds the same right, or type "withdraw {{id}}".',
  },
  expired: {
    message: '{{id}} has expired: nobody decided in time. Nothing was restored.',
    remedy: 'Ask again if it is still needed.',
  },
  'decide-expired': {
    message: 'Nobody decided in time, so nothing happened.',
    remedy: 'Ask again if it is still needed.',
  },
  'begin-expired': {
    message: "It was approved but couldn't begin in time, so nothing happened.",
    remedy: 'Ask again; the old approval is no longer valid.',
  },
  'form-expired': {
    message: 'This form is older than 15 minutes and was folded away.',
    remedy: 'Type "{{command}} {{rest}}" for a new one.',
  },
  'unknown-request': {
    message: 'There is no request {{id}} that you may see.',
    remedy: 'Type "requests" for those that are open. Ids never contain 0, O, 1, I or L.',
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
    message: 'You have confirmed {{id}} already, and it was taken. This time nothing was done.',
    remedy: 'Its card is in the thread, or on its way there. Type "requests" for how things stand.',
  },
  'cannot-withdraw': {
    message: '{{id}} has begun, so it can no longer be withdrawn.',
    remedy: 'Type "job" for its progress; a running job can be stopped with "cancel".',
  },
  'unknown-command': {
    message: "I don't know that command.",
    remedy: 'Type "help" for what I can do.',
  },
  'no-profile': {
    message: "There is no restore profile for vault {{vault}}, so I don't know where its disks should go.",
    remedy: 'Ask a platform engineer to add one (RESTORE_PROFILES).',
  },
  'job-not-found': {
    message: 'There is no job {{id}} in the vaults that you may read.',
    remedy: 'Type "jobs" for the recent ones.',
  },
  'job-not-cancellable': {
    message: "Azure doesn't let job {{id}} be cancelled in its present state.",
    remedy: 'Type "job {{id}}" to follow it.',
  },
  'plan-moved': {
    message: 'The plan is no longer what was approved: {{what}}. The approval is void and nothing more is done.',
    remedy: 'Ask again, so that the new plan can be looked at and approved.',
  },
  'requester-lost-right': {
    message: '{{name}} no longer holds the Azure role that the approved plan needs, so it may not run on their behalf.',
    remedy:
      'It is the one for {{action}}. Have it extended or given back and type "retry {{id}}", or have someone who holds it take it over: "takeover {{id}}".',
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
    message: 'In a personal chat nobody could approve what you ask for.',
    remedy:
      'Ask in a channel, or have an administrator type "approvals here" in the channel where requests are decided.',
  },
  'no-job-yet': {
    message: '{{id}} has no Azure job yet.',
    remedy: 'It gets one once it is approved and Azure has accepted it; type "requests" for its state.',
  },
  'timezone-unknown': {
    message: '"{{given}}" is no time zone that I know.',
    remedy: 'Type "timezone" and its name, for example "timezone Europe/Amsterdam", or the Windows name.',
  },
  'language-unknown': {
    message: 'I don\'t speak "{{given}}".',
    remedy: `Type ${languages.map((language) => `"language ${language}"`).join(' or ')}.`,
  },
  'card-too-large': {
    message: 'The answer would be larger than Teams takes ({{bytes}} bytes).',
    remedy: 'Ask for less, for example for one machine.',
  },
  'job-failed': {
    message: 'The Azure job failed: {{title}} {{message}}',
    remedy: 'Type "job" in this thread for what Azure says about it.',
  },
  'job-cancelled': {
    message: 'The Azure job was cancelled.',
    remedy: 'What it had already made stays in the target group. Ask again if it is still needed.',
  },
  'known-job-failure': {
    message: 'The Azure job failed ({{title}}). {{cause}}',
    remedy: '{{remedy}}',
  },
  'own-identity-unknown': {
    message: "Azure doesn't say as whom Strongroom signs in.",
    remedy: 'Ask a platform engineer to look at its identity.',
  },
  'bad-key-url': {
    message: 'The address of a key or secret is none of Key Vault.',
    remedy: 'Look at which key vault the disks name, in the Azure portal.',
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
      message: "I can't read what I have stored of this ({{name}}, at {{path}}), so I do nothing with it.",
      remedy:
        'Nothing was changed. Whoever runs Strongroom finds in docs/operations.md, "Stored data", what to do. You can ask for the same anew.',
    },
  },
  store: {
    unavailable: {
      message: "The database of Strongroom can't be reached right now, so nothing was done.",
      remedy: 'Nothing is lost. Try again in a minute.',
    },
    full: {
      message: 'The disk of the database of Strongroom is full, so nothing was done.',
      remedy: 'Nothing is lost. Whoever runs Strongroom has to make room; then try again.',
    },
  },
} as const;
