import type { RoomTexts } from '../../room-texts.ts';

const tierOff =
  'Whoever deploys Strongroom can turn it on: set {{setting}}=true and deploy, or give it the role "Strongroom {{tier}}" (docs/deploy.md). It lacks the right to {{right}}.';

export const requests = {
  texts: {
    audit: {
      event: {
        refused: 'refused',
        request: {
          asked: 'asked for approval',
          retried: 'tried again',
          'taken-over': 'taken over',
          stopped: 'stopped',
          withdrawn: 'withdrawn',
          rejected: 'rejected',
          expired: 'expired',
          succeeded: 'succeeded',
          failed: 'failed',
          cancelled: 'cancelled',
          void: 'void',
        },
        standing: { 'in-force': 'came into force' },
      },
    },
    cards: {
      request: {
        heading: 'Restore of {{vm}}',
        byline: '{{id}}, requested by {{name}}',
        'byline-taken': '{{id}}, requested by {{name}}, taken over by {{holder}}',
        why: 'Why: {{reason}}',
        waits: '{{name}} asks. Decide by {{until}}.',
        reason: 'Reason',
        'short-disks': 'As of {{when}}, into {{group}}.',
        'short-machine': 'As of {{when}}, as {{copy}} in {{group}}, {{network}}.',
        'short-replaced': 'As of {{when}}, in place of its disks.',
        elsewhere: '"Ask again" makes a new request, which someone else has to approve.',
        stays: 'What was created is still there: **leftovers {{id}}** shows it.',
        'at-step': 'Step {{number}} of {{count}} · {{step}}',
        'at-step-about': 'Step {{number}} of {{count}} · {{step}} · until about {{until}}',
        'at-step-least': 'Step {{number}} of {{count}} · {{step}} · until {{until}} or later',
        stopping: '{{name}} stopped it. What is under way ends, and nothing more follows.',
        'stopping-on':
          "{{name}} stopped it. Its job can't be cancelled any more: it ends by itself, then nothing follows.",
        'stopping-until':
          "{{name}} stopped it. Its job can't be cancelled any more: it ends by itself at about {{until}}, then nothing follows.",
        ended: 'Ended {{when}}.',
        'ended-after': 'Ended {{when}}, after {{duration}}.',
        'in-force': 'In force until {{until}}',
        twin: 'Or type: {{lines}}',
        type: {
          withdraw: '**stop {{id}}**',
          retry: '**retry {{id}}**',
          takeover: '**takeover {{id}}**',
          'retry-with': '**retry {{id}} size {{size}}**',
          'retry-restart': '**retry {{id}} restart**',
          stop: '**stop {{id}}**',
          'protect-backup': '**backup {{vm}}**',
          'restore-again': '**restore {{vm}}**',
          'open-release': '**release {{id}}**',
        },
        state: {
          pending: 'Waiting for approval',
          approved: 'Approved, about to start',
          running: 'Running',
          stopping: 'Stopping',
          succeeded: 'Done',
          failed: 'Failed',
          cancelled: 'Cancelled',
          rejected: 'Rejected',
          expired: 'Expired',
          withdrawn: 'Withdrawn',
          void: 'Approval void',
        },
        decided: {
          approve: 'Approved by {{name}}, {{when}}',
          'approve-because': 'Approved by {{name}}, {{when}}: {{reason}}',
          reject: 'Rejected by {{name}}, {{when}}',
          'reject-because': 'Rejected by {{name}}, {{when}}: {{reason}}',
        },
        sentence: {
          pending: '{{name}} asks to restore {{vm}} as of {{when}}. Approve or reject {{id}} by {{until}}.',
          'succeeded-disks':
            '{{id}} is done: the disks of {{vm}} as of {{when}} are in {{group}}. Approved by {{deciders}}.',
          'succeeded-machine':
            '{{id}} is done: {{copy}}, a copy of {{vm}} as of {{when}}, runs in {{group}}, {{network}}. Approved by {{deciders}}.',
          'succeeded-replaced': '{{id}} is done: {{vm}} has the disks of {{when}}. Approved by {{deciders}}.',
        },
      },
      requests: {
        line: 'By {{name}}, {{when}}, vault {{vault}}.',
        'line-pending': 'By {{name}}, vault {{vault}}. Decide by {{until}}.',
      },
      change: {
        know: 'Good to know',
        kept: 'until {{until}}, kept {{days}}',
        state: {
          pending: 'Waiting',
          approved: 'About to start',
          void: 'Not done',
        },
      },
      notes: { more: 'More notes ({{count}})' },
      plan: {
        effect: {
          disks:
            'A **copy** of the disks of {{vm}} as of {{when}}, {{age}}, {{consistency}}, appears in {{group}}; no machine is created. {{original}}',
          'machine-isolated':
            'A **copy** of {{vm}} as of {{when}}, {{age}}, {{consistency}}, starts as **{{copy}}** in {{group}}, on the **isolated network**. {{original}}',
          'machine-quarantine':
            "A **copy** of {{vm}} as of {{when}}, {{age}}, {{consistency}}, starts as **{{copy}}** in {{group}}, **in quarantine** until someone else releases it: no identity, no export of its disks, no traffic but what unlocking needs. If that can't be shown, it's deallocated. {{original}}",
          'machine-beside':
            'A **copy** of {{vm}} as of {{when}}, {{age}}, {{consistency}}, starts as **{{copy}}** in {{group}}, **beside {{vm}}** on its network {{network}}. {{original}}',
          'machine-in-place':
            'A **copy** of {{vm}} as of {{when}}, {{age}}, {{consistency}}, starts as **{{copy}}** in {{group}}, **in place of {{vm}}** on its network {{network}}. {{original}}',
          'machine-beside-gone':
            'A **copy** of {{vm}} as of {{when}}, {{age}}, {{consistency}}, starts as **{{copy}}** in {{group}}, **where {{vm}} was**, in subnet {{network}}. {{original}}',
          'machine-in-place-gone':
            'A **copy** of {{vm}} as of {{when}}, {{age}}, {{consistency}}, starts as **{{copy}}** in {{group}}, **in place of {{vm}}**, in subnet {{network}}. {{original}}',

          replace:
            'The disks of {{vm}} are **replaced** by those of {{when}}, {{age}}, {{consistency}}. {{vm}} is stopped for this, and anything written after that is **lost**.',
        },
        original: {
          running: "The running {{vm}} isn't touched.",
          stopped: "{{vm}} is stopped and isn't touched.",
          gone: '{{vm}} itself no longer exists.',
          unknown: "{{vm}} itself isn't touched.",
        },
        'by-hand': 'By hand: {{steps}}. **commands {{id}}** shows how.',
        took: 'Takes about {{duration}}.',
        age: '{{duration}} old',
        'role-ends':
          'The role {{role}} of {{name}} ends {{at}}, perhaps before this is done. Extend it, or have a colleague take over.',
        'took-at-least': 'Takes about {{duration}} or more.',
        readers: {
          more_one: '**{{names}}** can read this copy.',
          more_other: '**{{names}}** can read this copy.',
          none: 'Nobody new can read this copy.',
          groups: "Members of {{groups}} too; I couldn't read who they are.",
          unread: "Who can read this copy is unknown: Azure didn't return the roles.",
          network: 'not counted: anyone who can reach {{network}}',
          by: {
            owner: 'Can read it: can assign roles',
            'disk-export': 'Can read it: exports disks',
            'staging-keys': 'Can read it: keys of the staging account',
            'staging-data': 'Can read it: data in the staging account',
            'run-command': 'Can read it: runs commands in the machine',
            'sign-in': 'Can read it: signs in to the machine',
            screen: 'Sees its screen',
            applications: 'Can read it: applications',
            network: 'Over the network',
          },
          perhaps: 'Perhaps {{count}} more.',
          others: '{{count}} more',
        },
        'disks-unlisted': "all; the point doesn't list them",
        fact: {
          vault: 'Vault',
          tier: 'Restored from',
          encryption: 'Encryption',
          'key-vault': 'Key vault',
          disks: 'Disks',
          machine: 'New machine',
          size: 'Size',
          zone: 'Zone',
          security: 'Machine security',
          target: 'Goes to',
          network: 'Network',
          staging: 'Staging account',
          action: 'Azure action',
          hash: 'Plan hash',
        },
      },
      step: {
        'deallocate-vm': 'Deallocate the machine',
        'start-vm': 'Start the machine',
      },
      'step-state': { waiting: 'waiting', running: 'running', done: 'done', failed: 'failed', skipped: 'not needed' },
      'step-asks': 'waits for one more vote',
      'step-expected': 'takes about {{duration}}',
      'step-expected-end': 'until about {{when}}',
      'step-soft-deleted': 'kept soft-deleted by Azure until {{date}} at the latest',
      'step-soft-deleted-unread': "I can't tell what of it Azure keeps soft-deleted, or until when",
      'step-longer': 'longer than usual',
      'step-archive': 'first back from the archive, in up to {{duration}}, then restored',
      'step-archive-end': 'first back from the archive, by {{when}} at the latest, then restored',
      'step-no-history': 'time not known yet',
      'step-skipped': {
        'deallocate-vm': "it's deallocated",
        'start-vm': 'it runs',
      },
      /** What is said where a tier is off: the plan, in place of the request. */
      'would-have': {
        heading: 'What would have been done: {{vms}}',
        action: 'Azure action: {{action}}',
        nothing: '○ Nothing was sent, and nobody was asked',
        'lead-asks': 'Once approved, Strongroom would have started this:',
        sentence: 'Nothing was done for {{vms}}, because tier {{tier}} is off.',
        'lead-at-once': 'Strongroom would have started this at once:',
      },
    },
    errors: {
      'audit-not-yours': {
        message: 'The audit is for administrators, and that of a request also for whoever requested or decides it.',
        remedy: 'Type "audit" with the id of such a request, or ask an administrator.',
      },
      'restart-right-missing': {
        message:
          'Have {{name}} given a role with the right to {{right}}, then ask again: a restart of {{vm}} is done on their behalf.',
        remedy: 'Or restart {{vm}} yourself in the Azure portal.',
      },
      'retry-size-step': {
        message: 'A size makes no difference: the failed step creates no machine.',
        remedy: 'Type "retry {{id}}" without one.',
      },
      'retry-size': {
        message: 'Choose one of the sizes approved for {{id}}: {{sizes}}.',
        remedy: "{{size}} isn't one of them.",
      },
      'retry-not-yours': {
        message: 'Ask {{name}}, who is carrying out {{id}}, or someone who approved it: only they may try it again.',
        remedy: 'Or type "takeover {{id}}" to carry it out yourself.',
      },
      'retry-never': {
        message: "{{id}} can't be tried again: what it made is deleted or deallocated.",
        remedy: 'Ask again with "restore {{vm}}".',
      },
      'retry-over': {
        message: 'Ask for it again: {{id}} could be tried again until {{until}}.',
        remedy: 'What it restored is still there: type "leftovers {{id}}" to see it.',
      },
      'taken-over': {
        message: '{{name}} took {{id}} over before you did.',
        remedy: 'Type "status {{id}}" to see how it stands.',
      },
      'takeover-approved': {
        message:
          'Ask a colleague who has the roles to type "takeover {{id}}": you approved it, and carrying it out takes somebody else.',
        remedy: "They mustn't have approved it either.",
      },
      'takeover-yours': {
        message: "You're already carrying out {{id}}.",
        remedy: 'If a step failed, type "retry {{id}}".',
      },
      'takeover-state': {
        message: '{{id}} has nothing that someone could take over now.',
        remedy: 'Type "status" to see how it stands.',
      },
      'not-failed': {
        message: '{{id}} has no failed step to try again.',
        remedy: 'Type "status {{id}}" to see how it stands.',
      },
      'known-refusal': {
        message: 'Azure refused it ({{title}}). {{cause}}',
        remedy: '{{remedy}}',
      },
      'backup-cancelled': {
        message: 'The backup was cancelled.',
        remedy: 'Make a new request if you still need it.',
      },
      'job-lost': {
        message: 'Azure no longer knows the job {{id}} of {{vm}}, so how it ended is unknown.',
        remedy: 'Before you retry, look in the Azure portal for what it created: it may have finished.',
      },
      'not-your-request': {
        message: 'Ask {{name}}, who requested {{id}}: only they can do this.',
        remedy: 'Or reject it while it waits, if you can decide it.',
      },
      'unknown-request': {
        message: "I can't find a request {{id}} you can see.",
        remedy: 'Type "status" to see the open ones. Ids never contain 0, O, 1, I or L.',
      },
      'job-failed': {
        message: 'The Azure job failed: {{title}} {{message}}',
        remedy: 'Type "status" in this thread for what Azure says about it.',
      },
      'job-warned': {
        message: 'Azure ended the job of {{vm}} with warnings: {{said}}',
        remedy: 'What it made may not be whole: type "status" in this thread for what Azure says.',
      },
      'backup-warned': {
        message: 'Azure ended the backup of {{vm}} with warnings: {{said}}',
        remedy: 'Type "points {{vm}}" to see where the new point is: without a copy in the vault it goes within days.',
      },
      'job-cancelled': {
        message: 'The Azure job was cancelled.',
        remedy: 'What it made stays in the target group. Make a new request if you still need it.',
      },
      'known-job-failure': {
        message: 'The Azure job failed ({{title}}). {{cause}}',
        remedy: '{{remedy}}',
      },
      'job-cancelling': {
        message: 'Job {{id}} is already being cancelled.',
        remedy: 'Type "status {{id}}" to follow it.',
      },
      'job-over': {
        message: "Job {{id}} has already ended, so there's nothing to cancel.",
        remedy: 'Type "status {{id}}" to see how it ended.',
      },
      'job-not-cancellable': {
        message: "Azure doesn't let you cancel job {{id}} in its current state.",
        remedy: 'Type "status {{id}}" to follow it.',
      },
      /** What is said of a definition that was approved once, and of what runs under it. */
      'standing-none': {
        message: "Nothing can run under {{id}}, because it isn't a definition.",
        remedy: 'Type "status" to see which are in force.',
      },
      'standing-not-yet': {
        message: "{{id}} isn't in force yet, so nothing can run under it.",
        remedy: 'Type "status {{id}}" to see who can approve it.',
      },
      'standing-withdrawn': {
        message: '{{id}} was withdrawn, so nothing more runs under it.',
        remedy: "Ask for a new definition if it's still needed.",
      },
      'standing-changed': {
        message: "{{id}} isn't what was approved, so nothing was sent.",
        remedy: 'Ask for a new definition, and tell your security officer.',
      },
      'standing-outside': {
        message: "{{id}} doesn't allow this: {{what}}.",
        remedy: 'Request less, or request a new definition.',
      },
      'standing-unmeasured': {
        message: "What {{id}} allows can't be compared with this.",
        remedy: 'Request it separately.',
      },
      'standing-owner': {
        message: "{{name}}, the owner of definition {{id}}, isn't allowed to do this there.",
        remedy:
          'Have a role with the right to {{right}} given or activated, or have a colleague type "drill renew {{id}}".',
      },
      'takeover-standing': {
        message: '{{id}} was approved for its owner, so nobody can take it over without a vote.',
        remedy: 'Ask for the same in your own name. For a drill definition, type "drill renew {{id}}".',
      },
      'tier-off': {
        message: 'Tier {{tier}} is off: Strongroom itself may not do this at {{scope}}.',
        remedy: tierOff,
        remedy_rebuild: `The disks alone can be restored without it: "restore {{vm}} disks". ${tierOff}`,
      },
    },
    say: { warnings: 'Good to know: {{warnings}}' },
  },
} as const satisfies RoomTexts;
