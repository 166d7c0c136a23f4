import { glassTexts } from './approval-glass.ts';

/** Deciding: who may, what is asked and answered, what is done without a vote. */
export const approval = {
  because: {
    machine: 'Wrong machine',
    time: 'Wrong time',
    'not-now': 'Not now',
    unknown: 'Nobody knows what this is',
  },
  button: {
    approve: 'Approve',
    reject: 'Reject',
    withdraw: 'Withdraw',
    'take-back': 'Take my vote back',
    'break-glass': 'Break the glass',
    'sign-review': 'I have looked at it',
  },
  yes: {
    copy: 'Yes, create this copy',
    quarantine: 'Yes, create it in quarantine',
    replace: 'Yes, replace the disks',
    'grant-access': 'Yes, grant this access',
    'stop-protection': 'Yes, stop protection',
    'suspend-protection': 'Yes, suspend the backups',
    hold: 'Yes, hold them',
    'hold-suspend': 'Yes, suspend the backups',
    'hold-stopped': 'Yes, hold them',
    'resume-shorter': 'Yes, let them expire',
    unhold: 'Yes, let them expire',
    'unhold-mark': 'Yes, end the hold',
    'raise-retention': 'Yes, keep them longer',
    'raise-immutable': 'Yes, keep them longer',
    undelete: 'Yes, undelete it',
    release: 'Yes, let it out',
    drill: 'Yes, create and delete the copy',
    'drill-exception': "Yes, don't drill it for now",
    'drill-definition': 'Yes, drill these on this schedule',
    own: 'Yes, go ahead',
  },
  sure: {
    copy: "You agree that a copy of {{vm}} as of {{when}} is created in {{group}}. The running {{vm}} isn't touched.",
    quarantine:
      "You agree that a copy of {{vm}} as of {{when}} is created **in quarantine** in {{group}} and stays there until someone else releases it. The running {{vm}} isn't touched.",
    replace:
      'You agree that {{vm}} is stopped and its disks are **replaced** by those of {{when}}. Anything written after that is lost.',
  },
  undo: {
    quarantine:
      'To take it back: **withdraw {{id}}** until its first step is sent; after that, delete the copy in {{group}} by hand. Until then, you pay for what was created.',
    copy: 'To take it back: **withdraw {{id}}** until its first step is sent; after that, delete the copy in {{group}} by hand. Until then, you pay for what was created, and people there can read it.',
    replace:
      "To take it back: **withdraw {{id}}** until its first step is sent. After that it can't be taken back here: what was written to {{vm}} since the point is gone from it, unless Azure has left the replaced disks in their resource group, where they're paid for.",
    'grant-access':
      'To take it back: **withdraw {{id}}** until its first step is sent; after that, remove the access in the key vault by hand. Until then Azure Backup can read these keys.',
    'stop-protection':
      'To take it back: **protection resume {{vm}}**, at any time. Until then no new recovery point is made, and you pay for those that are kept.',
    'suspend-protection':
      "To take it back: **protection resume {{vm}}**, at any time. Until then no new recovery point is made, and one that has expired doesn't come back.",
    hold: 'To take it back: **unhold {{vm}}**, at any time. That takes a vote too. Until then no new recovery point is made, and you pay for those that are kept.',
    'hold-suspend':
      "To take it back: **unhold {{vm}}**, at any time. That takes a vote too. A longer retention stays: it can't be lowered in an immutable vault, and is paid for.",
    'hold-stopped':
      'To take it back: **unhold {{vm}}**, at any time. That takes a vote too. Until then no new recovery point is made, and you pay for those that are kept.',
    'resume-shorter':
      "To take it back: **hold {{vm}}**, at any time. A recovery point that has expired by then doesn't come back.",
    unhold:
      "To take it back: **hold {{vm}}**, at any time. A recovery point that has expired by then doesn't come back.",
    'unhold-mark': 'To take it back: **hold {{vm}}**, at any time.',
    'raise-retention':
      'To take it back: **withdraw {{id}}** until its first step is sent; after that, give {{vm}} its earlier policy in the portal, which soft-deletes the same points again.',
    'raise-immutable':
      "To take it back: **withdraw {{id}}** until its first step is sent. After that it can't be: nothing is kept shorter in an immutable vault.",
    undelete:
      'To take it back: **withdraw {{id}}** until its first step is sent; after that, delete the backup in the portal. Until then you pay for its recovery points.',
    release:
      "To take it back: **withdraw {{id}}** until its first step is sent; after that, stop the copy of {{vm}} in Azure, or move it back by hand. What it has reached by then isn't undone.",
    'drill-exception': 'To take it back: **withdraw {{id}}** at any time. {{vm}} is drilled again from then on.',
    'drill-definition':
      'To take it back: **withdraw {{id}}** at any time. Nothing more starts then; a drill under way stops at its next step, and what it made is deleted.',
    drill:
      'To take it back: **withdraw {{id}}** until its first step is sent; after that it deletes the copy of {{vm}} by itself. Until then you pay for the copy, and people there can read it.',
    own: 'To take it back: **withdraw {{id}}** until its first step is sent. What has been done by then stays done.',
  },
  'why-not': 'Why not? One tap rejects {{id}}.',
  rule: {
    one: 'One other person must approve: {{who}}.',
    some: '{{approvals}} other people must approve: {{who}}. {{missing}} to go.',
    groups: '{{approvals}} groups must approve, one vote each; to go: {{missing}}, from {{who}}.',
    named: 'Rule: {{rule}}.',
    each: "More than one rule may apply, because there are several machines or the tags of one can't be read. Each of these rules must be met.",
  },
  holders: 'anyone with the same permission',
  or: ' or ',
  question: '{{name}} asks: {{question}}',
  answer: '{{name}} answers: {{answer}}',
  'no-answer': 'No answer yet.',
  seen: 'Seen by {{names}}.',
  'seen-by': '{{name}} {{when}}',
  'seen-none': 'None of the approvers has seen it yet.',
  twin: 'Or type: {{lines}}',
  type: {
    approve: '**approve {{id}} {{piece}}**',
    reject: '**reject {{id}}** and why',
    withdraw: '**withdraw {{id}}**',
    'take-back': '**withdraw {{id}}** takes your vote back',
    ask: '**ask {{id}}** and what you want to know',
    answer: '**answer {{id}}** and your answer',
    byhand: '**byhand {{id}}**',
    why: '**why {{id}}**',
  },
  sentence: {
    pending: '{{id}} is waiting for a decision about {{vm}}.',
    over: '{{id}} about {{vm}} has been decided.',
  },
  ...glassTexts,
  said: {
    asked: '{{requester}}: {{name}} asks about {{id}}: {{question}} Answer with "answer {{id}}" and your answer.',
    answered: '{{asker}}: {{name}} answers about {{id}}: {{answer}}',
    broken: '{{name}} broke the glass: {{id}} for {{vm}} started without a vote.',
    lapsed:
      '{{voter}}: your vote on {{id}} for {{vm}} no longer counts, because rule {{rule}} no longer lets you decide. Another vote is needed.',
    'lapsed-own':
      '{{voter}}: your vote on {{id}} for {{vm}} no longer counts, because you took {{id}} over. Another vote is needed.',
    'vote-back': 'Your vote on {{id}} is taken back.',
    remind:
      '{{people}}: {{id}} about {{vm}} is still waiting for a decision. If nobody decides by {{until}}, nothing happens.',
    'remind-nobody':
      '{{id}} about {{vm}} is still waiting for a decision. If nobody decides by {{until}}, nothing happens.',
    'put-later-requester':
      '{{name}} has asked for many decisions, so the approvers will be asked about {{id}} at {{at}}. Anyone who can decide can do so here earlier.',
    'put-later-approvers':
      "The approvers have been asked about many requests, so they'll be asked about {{id}} at {{at}}. Anyone who can decide can do so here earlier.",
    'put-later-glass': 'In an emergency, "breakglass {{id}}" with a ticket and a reason doesn\'t wait.',
    next: 'Nobody has decided {{id}} about {{vm}} yet, so {{group}} can decide now too. {{people}}',
    signed: "You've signed the review of {{id}}.",
  },
  why: {
    rule: '{{id}} is decided by rule {{rule}}. {{quorum}}',
    'rule-default': '{{id}} is decided by the built-in rule. {{quorum}}',
    member: '{{id}} is part of {{parent}} and is decided with it.',
    people: 'Who could decide: {{people}}.',
    more: "and others in groups whose members I can't list",
    unknown: "{{count}} more who haven't written to me yet",
    nobody: 'nobody I can name',
    unread:
      "I can't read the members of {{groups}}, so nobody in them can decide: give the bot GroupMember.Read.All in Microsoft Graph.",
    schedule: {
      pagerduty: 'the PagerDuty schedule {{schedule}}',
      jsm: 'the Jira Service Management schedule {{schedule}}',
      shifts: 'the shifts of the team {{schedule}}',
      https: '{{schedule}}',
    },
    'on-call': '{{group}} is whoever is on call now, by {{by}}: {{people}}.',
    'on-call-unread':
      "{{group}} is whoever is on call, by {{by}}. I can't read that now, so nobody in it can decide: an administrator checks ONCALL_KEY and whether the service answers.",
    state: "It's no longer open: {{state}}.",
    you: 'You can decide it: type "approve {{id}}" to see the plan.',
    'you-voted': 'You have voted.',
  },
} as const;

/** In the audit. */
export const approvalEvents = {
  approval: {
    put: 'asked the approvers',
    'next-group': 'the next group was asked',
    reminded: 'reminded the approvers',
  },
  vote: {
    approve: 'approved',
    reject: 'rejected',
    'taken-back': 'took the vote back',
    lapsed: 'a vote no longer counted',
  },
  addendum: {
    asked: 'asked for one more vote',
    approve: 'approved beyond the plan',
    reject: 'rejected beyond the plan',
    'taken-back': 'took the vote back',
    lapsed: 'a vote no longer counted',
    expired: 'nobody decided in time',
    withdrawn: 'withdrew what was asked beyond the plan',
  },
  question: { asked: 'asked a question', answered: 'answered a question' },
  glass: { asked: 'asked to break the glass', broken: 'broke the glass' },
  review: { signed: 'signed the review', closed: 'signed the review, which is complete' },
} as const;

/** What stands against deciding and asking. */
export const approvalErrors = {
  'not-an-approver': {
    message: "You can't decide {{id}}: the rule {{rule}} doesn't name you.",
    remedy: 'Nothing changed. Type "why {{id}}" to see who can.',
  },
  'no-vote': {
    message: 'You have no vote on {{id}} to take back.',
    remedy: 'Type "why {{id}}" to see what\'s still missing.',
  },
  'nobody-can-decide': {
    message:
      "Under approval rule {{rule}}, nobody but you could decide this, so there's no point in filling in the form.",
    remedy: 'Ask a platform engineer to name someone else in that rule, or to give a colleague the Azure role.',
  },
  'too-few-can-decide': {
    message_one:
      "Approval rule {{rule}} requires {{approvals}} approvals, and only one person could give one, so there's no point in filling in the form.",
    message_other:
      "Approval rule {{rule}} requires {{approvals}} approvals, which the {{count}} people who could decide can't give together, so there's no point in filling in the form.",
    remedy: 'Ask a platform engineer to name more people in that rule.',
  },
  'approvers-unread': {
    message:
      "I couldn't read who is in {{group}}, the group that approval rule {{rule}} names, and unknown counts as no.",
    remedy:
      "Try again in a minute. If that doesn't help, a platform engineer has to check the group or its on-call schedule, and give the bot GroupMember.Read.All in Microsoft Graph.",
  },
  'grant-needs-ticket': {
    message: 'Approval rule {{rule}} requires a ticket for access to the keys of {{vm}}. Nothing was asked for.',
    remedy:
      'Type "keyaccess {{vm}} grant because" and a reason with a ticket that matches {{pattern}}. Once access is granted, make this request again.',
  },
  'reason-needs-ticket': {
    message: 'Approval rule {{rule}} requires a ticket in the reason.',
    remedy: 'Give the reason again with a ticket that matches {{pattern}}.',
  },
  'not-open': {
    message: '{{id}} is no longer waiting for a decision.',
    remedy: 'Type "requests" to see the outcome.',
  },
  'no-question': {
    message: 'Nobody is waiting for an answer about {{id}}.',
    remedy: 'Type "ask {{id}}" and a question to ask one.',
  },
  'own-question': {
    message: "You made request {{id}} yourself, so there's nobody else to ask.",
    remedy: 'Type "answer {{id}}" to answer an approver, or "withdraw {{id}}".',
  },
  'already-decided': {
    message: '{{id}} is already decided, so nothing changed.',
    remedy: 'Type "requests" to see the outcome.',
  },
  'needs-nobody': {
    message: "{{id}} needs nobody's approval, so there's nothing to decide.",
    remedy: 'Type "requests" to see how it stands.',
  },
  'already-voted': {
    message: 'Your vote on {{id}} already counts.',
    remedy: "There's nothing more to do. It's waiting for the others.",
  },
  'requester-cannot-approve': {
    message: 'You made request {{id}} yourself, so someone else has to decide.',
    remedy: 'Ask a colleague who has the same permission, or type "withdraw {{id}}".',
  },
  'assignee-cannot-approve': {
    message: 'You took {{id}} over, so someone else has to decide.',
    remedy: 'Type "why {{id}}" to see who can, or "withdraw {{id}}".',
  },
  expired: {
    message: '{{id}} has expired: nobody decided in time. Nothing was restored.',
    remedy: 'Make a new request if you still need it.',
  },
  'decide-expired': {
    message: 'Nobody decided in time, so nothing happened.',
    remedy: 'Make a new request if you still need it.',
  },
  'wrong-hash-piece': {
    message: "{{piece}} isn't the start of the plan of {{id}}; the plan may have changed since you looked.",
    remedy: 'Type "approve {{id}}" to see the plan and what to type.',
  },
  'cannot-withdraw': {
    message: "{{id}} has started, so you can't withdraw it anymore.",
    remedy: 'Type "job {{id}}" for its progress; a running job can be stopped with "cancel {{id}}".',
  },
  'withdraw-ended': {
    message: "{{id}} has already ended, so there's nothing to withdraw.",
    remedy: 'Type "requests" to see the outcome.',
  },
  'not-your-taken-over': {
    message: '{{id}} was requested by {{requester}} and taken over by {{name}}, and only they can do this.',
    remedy: 'Ask one of them.',
  },
  'must-end': {
    message: "{{id}} deletes or deallocates a copy that mustn't stay as it is, so it can't be withdrawn.",
    remedy: 'Leave it: it goes on as soon as Azure answers. If you need a copy that stays, request a restore.',
  },
  'ask-in-channel': {
    message: 'Nobody can approve a request in a personal chat.',
    remedy:
      'Ask in a channel, or have an administrator type "approvals here" in the channel where requests are decided.',
  },
} as const;
