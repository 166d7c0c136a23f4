import type { RoomTexts } from '../../room-texts.ts';

export const approval = {
  texts: {
    /** One more vote, on what goes beyond the plan that was approved. */
    addendum: {
      state: {
        asked: 'Waiting for one more vote',
        agreed: 'Approved',
        refused: 'Rejected',
        expired: 'Expired',
        withdrawn: 'Withdrawn',
      },
      heading: 'Not in the approved plan of {{vm}}',
      byline: '{{id}}, addendum {{number}}, requested by {{name}}. Step: {{step}}.',
      lead_one:
        "Azure's template for {{vm}} sets a property that the approved plan doesn't know. Microsoft may have added it, but so could anyone who can write to the staging account.",
      lead_other:
        "Azure's template for {{vm}} sets {{count}} properties that the approved plan doesn't know. Microsoft may have added them, but so could anyone who can write to the staging account.",
      'lead-disks':
        "The restored disks of {{vm}} aren't as in the approved plan. They may have been like this at the recovery point, but somebody may also have changed a disk or put another in its place.",
      cut: '{{value}} ({{length}} characters; read the whole in Azure before you agree)',
      effect:
        "If you approve, the new machine is created with exactly these values, and the rest as approved. If anything else turns up, I'll ask again.",
      otherwise:
        'If not, the step fails and nothing is deployed. The disks stay. **byhand {{id}}** shows how to make the machine by hand.',
      'otherwise-temporary': 'If not, the step fails and nothing is deployed. What was made so far is deleted.',
      'decide-by': 'If nobody decides by {{when}}, the step fails and nothing is deployed.',
      sure_one: "You agree that the new machine is created with a value that isn't in the approved plan.",
      sure_other: "You agree that the new machine is created with {{count}} values that aren't in the approved plan.",
      yes: 'Yes, create it with this',
      sentence: {
        asked_one:
          "{{id}} waits for one more vote: something about {{vm}} isn't in the approved plan. Approve or reject it by {{until}}.",
        asked_other:
          "{{id}} waits for one more vote: {{count}} things about {{vm}} aren't in the approved plan. Approve or reject them by {{until}}.",
        agreed: '{{id}}: what goes beyond the plan for {{vm}} was approved.',
        refused: '{{id}}: what goes beyond the plan for {{vm}} was rejected. Nothing was deployed.',
        withdrawn: '{{id}}: the vote on what goes beyond the plan for {{vm}} was withdrawn. Nothing was deployed.',
        expired: '{{id}}: nobody decided on what goes beyond the plan for {{vm}}. Nothing was deployed.',
      },
      said: {
        type: 'To approve what goes beyond the plan, type "approve {{id}} {{piece}}".',
        remind:
          '{{people}}: {{id}} still waits for one more vote about {{vm}}. If nobody decides by {{until}}, it fails.',
        'remind-nobody': '{{id}} still waits for one more vote about {{vm}}. If nobody decides by {{until}}, it fails.',
      },
    },
    approval: {
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
      yes: { own: 'Yes, go ahead' },
      undo: {
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
      /** What is done without a vote, and how it is reviewed. */
      glass: {
        heading: 'Approved without a vote',
        line: '{{name}} broke the glass, {{when}}. Ticket {{ticket}}: {{reason}}',
        'review-open': 'Review: {{signed}} of {{needed}} people have signed.',
        'review-done': 'Reviewed by {{names}}.',
      },
      'glass-confirm': {
        heading: 'Break the glass for {{vm}}?',
        lead: "{{id}} will start **without anyone else's approval**. The plan, its checks and the audit stay the same. The approvals channel is told at once, and two people must sign a review afterwards.",
        ticket: 'Ticket {{ticket}}: {{reason}}',
        twin: 'Or type: **breakglass {{id}} {{piece}}**',
        sentence:
          '{{name}}: to start {{id}} for {{vm}} without a vote, type "breakglass {{id}} {{piece}}" within 15 minutes.',
      },
      review: {
        heading: 'Glass broken: {{vm}}',
        lead: "{{name}} started {{id}} for {{vm}} **without anyone else's approval**, {{when}}.",
        ticket: 'Ticket {{ticket}}: {{reason}}',
        asked: 'Requested by {{requester}}: {{why}}',
        open: 'Two people must review and sign it: {{signed}} of {{needed}} so far.',
        done: "Reviewed. There's nothing more to do.",
        signed: 'Signed by {{name}}, {{when}}',
        'signed-note': 'Signed by {{name}}, {{when}}: {{note}}',
        twin: 'Or type: **review {{id}}** and what you found',
        sentence:
          '{{name}} broke the glass: {{id}} for {{vm}} started without a vote. Ticket {{ticket}}. Two people have to review it.',
        'sentence-done': 'The review of {{id}} for {{vm}}, which started without a vote, is signed by two people.',
      },
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
    },
    audit: {
      event: {
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
      },
    },
    cards: {
      gated: {
        keeps: 'When this was asked, {{policy}} said: {{kept}}',
        next: {
          raise: 'First it switches to policy {{policy}}, which keeps everything {{days}} days longer.',
          protect: 'Then {{vm}} is protected in {{vault}}, as requested.',
          backup: 'Then the requested backup of {{vm}} starts.',
        },
        sentence: {
          pending: '{{name}} needs approval for {{what}}. Approve or reject {{id}} by {{until}}.',
          approved: '{{id}} was approved by {{deciders}}: {{what}} is about to start.',
          'approved-alone': '{{id}}: {{what}} is about to start.',
          running: '{{id}}: {{what}} is under way.',
          revoked: '{{id}} was withdrawn, and nothing more runs under it: {{what}}.',
          over: '{{id}} is over, and was in force until {{until}}: {{what}}.',
          'in-force': '{{id}} is in force until {{until}}: {{what}}.',
          succeeded: '{{id}} is done: {{done}}. Approved by {{deciders}}.',
          'succeeded-alone': '{{id}} is done: {{done}}.',
          failed: '{{id}} failed: {{what}}. The card says why and what to do.',
          cancelled: '{{id}} was cancelled: {{what}}.',
          rejected: '{{id}} was rejected by {{deciders}}: {{what}}.',
          expired: '{{id}} expired, and nothing was changed: {{what}}.',
          withdrawn: '{{id}} was withdrawn by {{name}}: {{what}}.',
          'withdrawn-unnamed': '{{id}} was withdrawn: {{what}}.',
          void: '{{id}} is void: {{what}}. The card says what changed.',
        },
        'reason-backup': 'To back up {{vm}} now.',
        fact: { vm: 'Machine' },
        rights: { secrets: 'secrets {{verbs}}', keys: 'keys {{verbs}}', role: 'the right to {{rights}}' },
      },
    },
    errors: {
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
      'involved-cannot-approve': {
        message: 'You asked for this quarantine or voted on it, and the approval policy names others for its release.',
        remedy: 'Ask somebody of that group who had no part in it.',
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
      'glass-off': {
        message: 'Nothing can start here without approval: no group can break the glass.',
        remedy: 'A platform engineer can name one in the approval policy (breakGlass).',
      },
      'not-in-glass-group': {
        message: 'Only {{group}} can break the glass.',
        remedy: 'Ask one of them, or type "why {{id}}" to see who can approve it.',
      },
      'glass-not-beyond': {
        message: "What goes beyond the approved plan of {{id}} needs votes. You can't break the glass for it.",
        remedy: 'Type "why {{id}}" to see who can approve it, or "byhand {{id}}" to make the machine by hand.',
      },
      'glass-uncarried': {
        message:
          "{{id}} is done with the power of someone who approves it and has the right to {{right}} on {{scope}}. No such vote stands, so you can't break the glass for it.",
        remedy:
          'Type "why {{id}}" to see who can approve it. Someone who has that right can also run the lines of "byhand {{id}}".',
      },
      'glass-ticket': {
        message: '"{{ticket}}" isn\'t a ticket that the approval policy accepts ({{pattern}}).',
        remedy: 'Type "breakglass {{id}}", the ticket and the reason.',
      },
      'glass-reason': {
        message: 'To break the glass, give a ticket and a reason.',
        remedy: 'Type "breakglass {{id}}", the ticket and the reason.',
      },
      'glass-first': {
        message: "There's nothing to confirm: the first tap wasn't yours, or is more than 15 minutes old.",
        remedy: 'Type "breakglass {{id}}", the ticket and the reason.',
      },
      'nothing-to-review': {
        message: "{{id}} didn't start without a vote, so there's nothing to review.",
        remedy: 'Type "requests" to see the open ones.',
      },
      'cannot-review': {
        message: 'You requested or started {{id}}, so others have to review it.',
        remedy: 'Ask two colleagues whom the approval policy names.',
      },
      'not-a-reviewer': {
        message: "The approval policy doesn't name you for the review of {{id}}.",
        remedy: 'Leave it to the people it names. Type "why {{id}}" to see who can decide.',
      },
      'already-signed': {
        message: 'You have already signed the review of {{id}}.',
        remedy: "There's nothing more for you to do.",
      },
      'glass-not-standing': {
        message: "{{id}} would allow runs for as long as it's in force, so it needs the vote that its rule requires.",
        remedy: 'In an emergency, request only what you need now.',
      },
    },
    /** What a pager reads out: one sentence, about a request. */
    pager: {
      asked: '{{id}} about {{vm}} is waiting for a decision until {{until}}',
      reminded: '{{id}} about {{vm}} is still waiting for a decision, until {{until}}',
      decided: '{{id}} about {{vm}} goes ahead',
      failed: '{{id}} about {{vm}} failed and needs attention',
      stalled: "{{id}} about {{vm}} isn't making progress and needs attention",
      done: '{{id}} about {{vm}} is over',
      ended: {
        succeeded: '{{id}} about {{vm}} is done',
        cancelled: '{{id}} about {{vm}} was cancelled',
        rejected: '{{id}} about {{vm}} was rejected',
        expired: '{{id}} about {{vm}} has expired',
        withdrawn: '{{id}} about {{vm}} was withdrawn',
      },
    },
    say: { 'type-to-approve': 'Look at the plan on the card. To approve it, type "approve {{id}} {{piece}}".' },
  },
} as const satisfies RoomTexts;
