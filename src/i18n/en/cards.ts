import { auditButtons, auditCard } from './audit.ts';
import { byHandCards } from './by-hand.ts';
import { everydayButtons, everydayCards } from './cards-everyday.ts';
import { protectionButtons, protectionCards } from './cards-protection.ts';
import { requestCards } from './cards-request.ts';
import { restoreCards } from './cards-restore.ts';
import { checkCards } from './check.ts';
import { memberCards } from './members.ts';
import { notifyButtons, notifyCards } from './notify.ts';
import { wouldHaveCard } from './would-have.ts';

/** Titles, labels and sentences of the card templates, by card. `shared` is in every template's `t`. */
export const cards = {
  ...requestCards,
  ...memberCards,
  ...restoreCards,
  ...byHandCards,
  ...notifyCards,
  ...everydayCards,
  ...checkCards,
  ...protectionCards,
  ...auditCard,
  ...wouldHaveCard,
  shared: {
    details: 'Details',
    warnings: 'To know before deciding',
    refresh: 'Refresh',
  },
  button: {
    ...everydayButtons,
    ...protectionButtons,
    ...auditButtons,
    ...notifyButtons,
    withdraw: 'Withdraw',
    retry: 'Try again',
    takeover: 'Take over',
    'retry-with': 'Try again with this size',
    'retry-restart': 'Deallocate and start',
    confirm: 'Ask for approval',
    'restore-plan': 'Show the plan',
    'restore-change': 'Change',
    'form-cancel': 'Cancel',
    'open-own': 'Open my own form',
    'open-restore': 'Restore...',
    'view-job': 'Look again',
    'cancel-job': 'Cancel job',
  },
  help: {
    heading: 'Strongroom',
    lead: 'Backs up and restores encrypted virtual machines. Every restore is approved by a second person.',
    also: 'Also understood: {{names}}.',
    examples: 'For example',
    twin: 'More on a command: **help restore**',
    sentence: 'I understand: {{names}}. Type "help restore" for more on one of them.',
  },
  whoami: {
    heading: 'You are {{name}}',
    'object-id': 'Object id {{id}}',
    admin: 'Strongroom administrator',
    settings: 'I answer in {{language}}, with times in {{zone}}.',
    right: { see: 'see', backUp: 'back up', restore: 'ask for a restore', decide: "decide others' requests" },
    none: 'Your Azure roles reach none of the vaults that I watch. Ask a platform engineer for Backup Reader or Backup Operator on a vault.',
    unknown: "Unknown counts as no: a role assignment has a condition that I can't evaluate.",
    elsewhere: 'What your roles allow beyond the vaults of this channel is in our personal chat.',
    'sentence-elsewhere':
      'You are {{name}}. What your roles allow beyond the vaults of this channel is in our personal chat.',
    eligible: "You're eligible for {{roles}}: [activate it]({{link}}).",
    denied: 'Taken away by deny assignments: {{names}}.',
    more: 'and {{count}} more vaults',
    sentence: 'You are {{name}} and may ask for restores from {{vaults}}.',
    'sentence-none': "You are {{name}}. Your Azure roles don't let you restore from any vault that I watch.",
  },
  vm: {
    gone: 'the machine no longer exists, its backup does',
    protected: 'Protected by {{vault}}',
    'protected-problem': 'Protected by {{vault}}, but: {{problem}}',
    'soft-deleted': 'Its backup in {{vault}} was deleted and is gone for good on {{when}}',
    unprotected: 'Not protected: no vault backs it up',
    points: 'Recovery points ({{count}})',
    none: "There's no recovery point yet.",
    fact: {
      encryption: 'Encryption',
      'key-vault': 'Key vault',
      secret: 'Secret (BEK)',
      key: 'Key (KEK)',
      'disk-encryption-set': 'Encryption set',
      policy: 'Policy',
      'last-backup': 'Last backup',
    },
    last: {
      Completed: 'completed',
      CompletedWithWarnings: 'completed with warnings',
      Failed: 'failed',
      InProgress: 'running',
      Cancelled: 'cancelled',
    },
    twin: 'Or type: **restore {{vm}} latest because** your reason',
    sentence: '{{vm}} is protected by {{vault}} ({{encryption}}); the newest recovery point is of {{when}}.',
    'sentence-no-points': '{{vm}} is protected by {{vault}} ({{encryption}}) but has no recovery point yet.',
    'sentence-unprotected': "{{vm}} isn't protected: no vault backs it up ({{encryption}}).",
  },
  job: {
    heading: '{{vm}}: {{operation}}',
    tasks: 'Tasks',
    code: 'Azure error {{code}}',
    fact: {
      vault: 'Vault',
      started: 'Started',
      ended: 'Ended',
      took: 'Took',
      request: 'Request',
      id: 'Job',
      activity: 'Activity id',
    },
    task: {
      NotStarted: 'waiting',
      InProgress: 'running',
      Completed: 'done',
      Failed: 'failed',
      Skipped: 'skipped',
      Cancelled: 'cancelled',
    },
    twin: 'Or type: **cancel {{id}}**',
    sentence: '{{vm}}, {{operation}}: {{state}}.',
  },
  notice: {
    next: 'You can type',
  },
} as const;
