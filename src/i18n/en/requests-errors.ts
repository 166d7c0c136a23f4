export const requestsErrors = {
  'known-refusal': {
    message: 'Azure refused it ({{title}}). {{cause}}',
    remedy: '{{remedy}}',
  },
  'backup-cancelled': {
    message: 'The backup was cancelled.',
    remedy: 'Make a new request if you still need it.',
  },
  'job-lost': {
    message: 'Azure no longer knows the job {{id}} of {{vm}}, so nobody can tell how it ended.',
    remedy:
      "Before you retry, check the vault's jobs in the Azure portal and look for what this job created: it may have finished.",
  },
  'not-failed': {
    message: '{{id}} has no failed step to try again.',
    remedy: 'Type "requests" to see how it stands.',
  },
  'takeover-pending': {
    message: '{{id}} is still waiting for approval, so there is nothing to take over yet.',
    remedy: 'Take it over once it is approved.',
  },
  'takeover-state': {
    message: '{{id}} has nothing left for someone to take over.',
    remedy: 'Type "requests" to see how it stands.',
  },
  'takeover-yours': {
    message: "You're already carrying out {{id}}.",
    remedy: 'If a step failed, type "retry {{id}}".',
  },
  'takeover-approved': {
    message: "You approved {{id}}, so you can't carry it out too: that takes two people.",
    remedy: 'Ask a colleague who has the roles and hasn\'t approved it to type "takeover {{id}}".',
  },
  'taken-over': {
    message: '{{name}} took {{id}} over before you did.',
    remedy: 'Type "requests" to see how it stands.',
  },
  'retry-over': {
    message: '{{id}} could be tried again until {{until}}.',
    remedy: 'Ask for it again. If it restored something, that is still there: type "leftovers {{id}}" to see it.',
  },
  'retry-not-yours': {
    message: 'Only {{name}}, who is carrying out {{id}}, or someone who approved it may try it again.',
    remedy: 'Ask one of them.',
  },
  'retry-size': {
    message: "{{size}} isn't one of the sizes approved for {{id}}.",
    remedy: 'Choose one of: {{sizes}}.',
  },
  'retry-size-step': {
    message: "The failed step of {{id}} doesn't create a machine, so a size makes no difference.",
    remedy: 'Type "retry {{id}}".',
  },
  'restart-right-missing': {
    message:
      "A restart is done on behalf of {{name}}, who is carrying out the restore and isn't allowed to restart {{vm}}.",
    remedy:
      'Have {{name}} given a role with the right to {{right}}, then ask again. Or restart {{vm}} yourself in the Azure portal.',
  },
  'not-your-request': {
    message: '{{id}} was requested by {{name}}, and only they can do this.',
    remedy: 'Ask {{name}}, or reject it if you can decide it.',
  },
  'unknown-request': {
    message: "I can't find a request {{id}} that you can see.",
    remedy: 'Type "requests" to see the open ones. Ids never contain 0, O, 1, I or L.',
  },
  'job-failed': {
    message: 'The Azure job failed: {{title}} {{message}}',
    remedy: 'Type "job" in this thread for what Azure says about it.',
  },
  'job-warned': {
    message: 'Azure ended the job of {{vm}} with warnings: {{said}}',
    remedy: 'What it made may not be whole: type "job" in this thread for what Azure says about it.',
  },
  'backup-warned': {
    message: 'Azure ended the backup of {{vm}} with warnings: {{said}}',
    remedy:
      'Type "points {{vm}}" to see where the new point is: without its copy in the vault it goes with its snapshot, within days.',
  },
  'job-cancelled': {
    message: 'The Azure job was cancelled.',
    remedy: 'What it had already made stays in the target group. Make a new request if you still need it.',
  },
  'known-job-failure': {
    message: 'The Azure job failed ({{title}}). {{cause}}',
    remedy: '{{remedy}}',
  },
  'job-cancelling': {
    message: 'Job {{id}} is already being cancelled.',
    remedy: 'Type "job {{id}}" to follow it.',
  },
  'job-over': {
    message: "Job {{id}} has already ended, so there's nothing to cancel.",
    remedy: 'Type "job {{id}}" to see how it ended.',
  },
  'job-not-cancellable': {
    message: "Azure doesn't let you cancel job {{id}} in its current state.",
    remedy: 'Type "job {{id}}" to follow it.',
  },
} as const;
