/** Deciding: who may, what is asked and answered, what is done without a vote. */
export const approval = {
  because: {
    machine: 'Wrong machine',
    time: 'Wrong time',
    'not-now': 'Not now',
    unknown: 'Nobody knows what it is',
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
    copy: 'Yes, make this copy',
    replace: 'Yes, replace the disks',
    'grant-access': 'Yes, give this access',
    'stop-protection': 'Yes, stop the protection',
    'suspend-protection': 'Yes, suspend the backups',
    undelete: 'Yes, undelete it',
    drill: 'Yes, make and delete the copy',
    own: 'Yes, go ahead',
  },
  sure: {
    copy: "You agree that a copy of {{vm}} as of {{when}} is made in {{group}}. The running {{vm}} isn't touched.",
    replace:
      'You agree that {{vm}} is stopped and its disks are **replaced** by those of {{when}}. Whatever was written later is lost.',
  },
  undo: {
    copy: 'To take it back: **withdraw {{id}}** until its first step is sent; after that, delete the copy in {{group}} by hand. Until then what was made is paid for, and can be read there.',
    replace:
      "To take it back: **withdraw {{id}}** until its first step is sent. After that it can't be taken back here: what was written to {{vm}} since the point is gone from it, unless Azure has left the replaced disks in their resource group, where they're paid for.",
    'grant-access':
      'To take it back: **withdraw {{id}}** until its first step is sent; after that, remove the access in the key vault by hand. Until then Azure Backup can read these keys.',
    'stop-protection':
      'To take it back: **protection resume {{vm}}**, at any time. Until then no recovery point is made, and those that are kept are paid for.',
    'suspend-protection':
      "To take it back: **protection resume {{vm}}**, at any time. Until then no recovery point is made; one that has expired meanwhile doesn't come back.",
    undelete:
      'To take it back: **withdraw {{id}}** until its first step is sent; after that, delete the backup in the portal. Until then its recovery points are paid for.',
    drill:
      'To take it back: **withdraw {{id}}** until its first step is sent; after that it deletes the copy of {{vm}} by itself. Until then the copy is paid for, and can be read where it stands.',
    own: 'To take it back: **withdraw {{id}}** until its first step is sent. What has been done by then stays done.',
  },
  'why-not': 'Why not? One tap rejects {{id}}.',
  rule: {
    one: 'One other person has to agree ({{who}}).',
    some: '{{approvals}} other people have to agree ({{who}}); {{missing}} still to go.',
    groups: '{{approvals}} groups have to agree, one vote each; still to go: {{missing}}, from {{who}}.',
    named: 'Rule {{rule}}.',
    each: "There are several machines, or the tags of one can't be read, so more than one rule may hold: each of these must be met.",
  },
  'default-rule': 'built-in default',
  holders: 'holders of the same right',
  or: ' or ',
  question: '{{name}} asks: {{question}}',
  answer: '{{name}} answers: {{answer}}',
  'no-answer': 'No answer yet.',
  proven: 'Last proven: {{when}}.',
  'proven-never': 'No restore of {{vm}} has been tested here yet.',
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
    pending: '{{id}} waits for a decision about {{vm}}.',
    over: '{{id}} about {{vm}} has been decided.',
  },
  glass: {
    heading: 'Approved without a vote',
    line: '{{name}} broke the glass, {{when}}. Ticket {{ticket}}: {{reason}}',
    'review-open': 'Review: {{signed}} of {{needed}} people have signed.',
    'review-done': 'Reviewed by {{names}}.',
  },
  'glass-confirm': {
    heading: 'Break the glass for {{vm}}?',
    lead: '{{id}} would begin **without anyone else agreeing**. The plan, its checks and the record are the same. The approvals channel is told at once, and two people have to sign a review afterwards.',
    ticket: 'Ticket {{ticket}}: {{reason}}',
    twin: 'Or type: **breakglass {{id}} {{piece}}**',
    sentence:
      '{{name}}: to begin {{id}} for {{vm}} without a vote, type "breakglass {{id}} {{piece}}" within 15 minutes.',
  },
  review: {
    heading: 'Glass broken: {{vm}}',
    lead: '{{name}} began {{id}} for {{vm}} **without anyone else agreeing**, {{when}}.',
    ticket: 'Ticket {{ticket}}: {{reason}}',
    asked: 'Asked for by {{requester}}: {{why}}',
    open: 'Two people look at it and sign: {{signed}} of {{needed}} so far.',
    done: 'Reviewed: nothing more to do.',
    signed: 'Signed by {{name}}, {{when}}',
    'signed-note': 'Signed by {{name}}, {{when}}: {{note}}',
    twin: 'Or type: **review {{id}}** and what you found',
    sentence:
      '{{name}} broke the glass: {{id}} for {{vm}} began without a vote. Ticket {{ticket}}. Two people have to review it.',
    'sentence-done': 'The review of {{id}} for {{vm}}, begun without a vote, is signed by two people.',
  },
  said: {
    asked: '{{requester}}: {{name}} asks about {{id}}: {{question}} Answer with "answer {{id}}" and your answer.',
    answered: '{{asker}}: {{name}} answers about {{id}}: {{answer}}',
    broken: '{{name}} broke the glass: {{id}} for {{vm}} began without a vote.',
    lapsed:
      '{{voter}}: your vote on {{id}} for {{vm}} no longer counts, because by the rule {{rule}} you may not decide any more. Another vote is needed.',
    'vote-back': 'Your vote on {{id}} is taken back.',
    remind:
      '{{people}}: {{id}} about {{vm}} still waits for a decision. If nobody decides by {{until}}, nothing happens.',
    'remind-nobody': '{{id}} about {{vm}} still waits for a decision. If nobody decides by {{until}}, nothing happens.',
    'put-later-requester':
      '{{name}} has asked for many decisions, so the approvers are asked about {{id}} at {{at}}. Anyone who can decide can do so here earlier. In an emergency, "breakglass" doesn\'t wait.',
    'put-later-approvers':
      'Those who decide have been asked about many requests, so they\'re asked about {{id}} at {{at}}. Anyone who can decide can do so here earlier. In an emergency, "breakglass" doesn\'t wait.',
    next: 'Nobody has decided {{id}} about {{vm}} yet: {{group}} may decide now as well. {{people}}',
    signed: 'Your signature under the review of {{id}} counts.',
  },
  why: {
    rule: '{{id}} is decided by the rule {{rule}}: {{quorum}}',
    member: '{{id}} is part of {{parent}}, and is decided with it.',
    people: 'Who could decide: {{people}}.',
    more: "and others in groups whose members I can't list",
    unknown: "{{count}} more who haven't written to me yet",
    nobody: 'nobody that I can name',
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
    you: 'You may decide it.',
    'you-voted': 'You have voted.',
  },
} as const;
