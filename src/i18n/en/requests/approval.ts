import type { RoomTexts } from '../../room-texts.ts';

export const approval = {
  texts: {
    /** One more vote, on what goes beyond the plan that was approved. */
    addendum: {
      state: {
        asked: 'Waiting for one more vote',
        until: 'One more vote by {{until}}',
        agreed: 'Approved',
        refused: 'Rejected',
        expired: 'Expired',
        withdrawn: 'Withdrawn',
      },
      heading: 'Not in the plan of {{vm}}',
      byline: '{{id}}, addendum {{number}}, {{name}}. Step: {{step}}.',
      'lead-disks':
        "The restored disks aren't as in the plan: they were like this at the point, or somebody changed one.",

      effect: 'If approved, the machine gets exactly this; if not, the step fails and the disks stay.',

      'effect-temporary':
        'If approved, the machine gets exactly this; if not, the step fails and what was made is deleted.',
      cut: '{{value}} ({{length}} characters)',
      yes: 'Yes, create it with this',
      sentence: {
        agreed: '{{id}}: what goes beyond the plan for {{vm}} was approved.',
        refused: '{{id}}: what goes beyond the plan for {{vm}} was rejected. Nothing was deployed.',
        withdrawn: '{{id}}: the vote on what goes beyond the plan for {{vm}} was withdrawn. Nothing was deployed.',
        expired: '{{id}}: nobody decided on what goes beyond the plan for {{vm}}. Nothing was deployed.',
        asked:
          "{{id}} waits for one more vote: something about {{vm}} isn't in the plan. Approve or reject it by {{until}}.",
      },
      said: {
        type: 'To approve what goes beyond the plan, type "approve {{id}} {{piece}}".',
      },
      more: '{{count}} more',
      lead: "Azure's template sets what the plan doesn't know. Microsoft or anyone who can write to the staging account may have put it there.",
      sure: "You agree that the new machine is created with what isn't in the approved plan.",
    },
    approval: {
      because: {
        machine: 'Wrong machine',
        time: 'Wrong time',
        'not-now': 'Ask again later',
        unknown: 'Nobody knows what this is',
      },
      button: {
        approve: 'Approve',
        reject: 'Reject',
        look: "I'm looking",
        'view-request': 'Check again',
        withdraw: 'Withdraw',
        'take-back': 'Take my vote back',
        'break-glass': 'Break the glass',
        'sign-review': 'I have looked at it',
      },
      yes: { own: 'Yes, go ahead' },
      undo: {
        own: "Undo: stop it before it starts. What's done by then stays done.",
      },
      'why-not': 'Why not? One tap rejects {{id}}.',
      rule: {
        one: 'One approval needed.',
        'one-from': 'One approval needed, from {{who}}.',
        some: '{{missing}} of {{approvals}} approvals to go.',
        'some-from': '{{missing}} of {{approvals}} approvals to go, from {{who}}.',
        groups: '{{missing}} of {{approvals}} groups to go: {{who}}.',
        met: 'Enough approvals.',
        named: 'Rule: {{rule}}.',
        each: 'Each rule that applies must be met.',
      },
      holders: 'anyone with the right',
      or: ' or ',
      question: '{{name}} asks: {{question}}',
      answer: '{{name}} answers: {{answer}}',
      'no-answer': 'No answer yet.',
      seen: 'Seen by {{names}}.',
      'seen-by': '{{name}} {{when}}',
      twin: 'Or type: {{lines}}',
      type: {
        approve: '**approve {{id}} {{piece}}**',
        reject: '**reject {{id}}** and why',
        look: '**on it {{id}}**',
        stop: '**stop {{id}}**',
        'take-back': '**withdraw {{id}}** takes your vote back',
        ask: '**ask {{id}}** and what you want to know',
        answer: '**answer {{id}}** and your answer',
        byhand: '**commands {{id}}**',
        why: '**status {{id}}**',
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
        lead: "{{id}} starts **without anyone else's approval**. The approvals channel is told at once, and two people must sign a review.",
        ticket: 'Ticket {{ticket}}: {{reason}}',
        twin: 'Or type: **breakglass {{id}} {{piece}}**',
        sentence:
          '{{name}}: to start {{id}} for {{vm}} without a vote, type "breakglass {{id}} {{piece}}" within 15 minutes.',
      },
      review: {
        heading: 'Glass broken: {{vm}}',
        lead: "{{name}} started {{id}} for {{vm}} **without anyone else's approval**, {{when}}.",
        asked: 'Requested by {{requester}}: {{why}}',
        open: 'Two people must sign it: {{signed}} of {{needed}} so far.',
        done: 'Reviewed.',
        signed: 'Signed by {{name}}, {{when}}',
        'signed-note': 'Signed by {{name}}, {{when}}: {{note}}',
        twin: 'Or type: **review {{id}}** and what you found',
        sentence:
          '{{name}} broke the glass: {{id}} for {{vm}} started without a vote. Ticket {{ticket}}. Two people have to review it.',
        'sentence-done': 'The review of {{id}} for {{vm}} is signed by two people.',
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
        'put-later':
          'There are many requests, so nobody is asked about {{id}} before {{at}}. Whoever can decide may do so earlier.',
        'put-later-glass': 'In an emergency, "breakglass {{id}}" with a ticket and a reason doesn\'t wait.',
        ask: '{{what}}: {{id}} waits for your decision, by {{until}}. {{people}}',
        unreached:
          "I can't notify everyone who can decide {{id}}. Out of reach: {{people}}. Add them to the channel, or have them write to me once.",
        'unreached-all':
          'Nobody was notified about {{id}}. Out of reach: {{people}}. Add them to the channel, or tell them yourself.',
        looking: "You're looking at {{id}}: nobody else is asked before {{until}}. This isn't a vote.",
        'looking-already':
          '{{name}} is looking at {{id}}: nobody else is asked before {{until}}. You can still decide.',
        next: 'Nobody has decided {{id}} about {{vm}} yet, so {{group}} can decide now too. {{people}}',
        signed: "You've signed the review of {{id}}.",
      },
      /** Who can decide, who was asked, and who is looking. */
      people: {
        can: 'Can decide: {{people}}.',
        'with-keys': '{{name}} (with keys)',
        asked: 'Asked: {{people}}.',
        looking: '{{name}} is looking at it until {{until}}.',
        more: "members of groups I can't list",
        nobody: 'nobody I can name',
        you: 'You can decide it.',
        'keys-held': 'You can decide it, and hold the key rights it needs.',
        'keys-lacking': 'You can decide it, but lack a key right it needs: {{right}} (in {{vault}}).',
        others_one: 'one other',
        others_other: '{{count}} others',
      },
      why: {
        rule: '{{id}} is decided by rule {{rule}}. {{quorum}}',
        'rule-default': '{{id}} is decided by the built-in rule. {{quorum}}',
        people: 'Who could decide: {{people}}.',
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
          "{{group}} is whoever is on call, by {{by}}, which I can't read now: nobody in it can decide until an administrator checks ONCALL_KEY and the service.",
        you: 'Type "approve {{id}}" to see the plan.',
        'you-voted': 'You have voted.',
      },
    },
    audit: {
      event: {
        approval: {
          asked: 'asked people to decide',
          looking: 'began to look at it',
          'next-group': 'the next group was asked',
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
          pending: '{{name}} asks: {{what}}. Approve or reject {{id}} by {{until}}.',
          approved: '{{id}} was approved by {{deciders}}: {{what}}.',
          'approved-alone': '{{id}} is about to start: {{what}}.',
          running: '{{id}} is under way: {{what}}.',
          revoked: '{{id}} was withdrawn, and nothing more runs under it: {{what}}.',
          over: '{{id}} is over, and was in force until {{until}}: {{what}}.',
          'in-force': '{{id}} is in force until {{until}}: {{what}}.',
          succeeded: '{{id}} is done: {{what}}. Approved by {{deciders}}.',
          'succeeded-alone': '{{id}} is done: {{what}}.',
          failed: '{{id}} failed: {{what}}.',
          cancelled: '{{id}} was cancelled: {{what}}.',
          rejected: '{{id}} was rejected by {{deciders}}: {{what}}.',
          expired: '{{id}} expired, and nothing was changed: {{what}}.',
          withdrawn: '{{id}} was withdrawn by {{name}}: {{what}}.',
          'withdrawn-unnamed': '{{id}} was withdrawn: {{what}}.',
          void: '{{id}} is void, because its plan changed: {{what}}.',
        },
        'reason-backup': 'To back up {{vm}} now.',
        fact: { vm: 'Machine' },
        rights: { secrets: 'secrets {{verbs}}', keys: 'keys {{verbs}}', role: 'the right to {{rights}}' },
      },
    },
    errors: {
      'not-an-approver': {
        message: "Ask someone who can decide {{id}}: the rule {{rule}} doesn't name you.",
        remedy: 'Type "status {{id}}" to see who can. Nothing changed.',
      },
      'no-vote': {
        message: 'You have no vote on {{id}} to take back.',
        remedy: 'Type "status {{id}}" to see what\'s still missing.',
      },
      'nobody-can-decide': {
        message:
          'Ask a platform engineer to name someone else in approval rule {{rule}}: nobody but you could decide this.',
        remedy: 'Or have a colleague given the Azure role.',
      },
      'too-few-uninvolved': {
        message:
          'Ask a platform engineer to name somebody else in approval rule {{rule}}: too few people could decide this.',
        remedy: 'Whoever asked for the quarantine or decided on it may not.',
      },
      'too-few-can-decide': {
        message_one:
          'Ask a platform engineer to name more people in approval rule {{rule}}: it requires {{approvals}} approvals, and only one person could give one.',
        message_other:
          "Ask a platform engineer to name more people in approval rule {{rule}}: the {{count}} people who could decide can't give {{approvals}} approvals together.",
        remedy: 'Nothing was asked for.',
      },
      'approvers-unread': {
        message:
          "Try again in a minute: I couldn't read who is in {{group}}, the group that approval rule {{rule}} names.",
        remedy:
          "If that doesn't help, have a platform engineer check the group or its on-call schedule, and give the bot GroupMember.Read.All in Microsoft Graph.",
      },
      'grant-needs-ticket': {
        message:
          'First type "check {{vm}} grant because" and a reason with a ticket that matches {{pattern}}: approval rule {{rule}} requires one for access to the keys.',
        remedy: 'Once access is granted, make this request again.',
      },
      'reason-needs-ticket': {
        message: 'Add a ticket that matches {{pattern}} to the reason: approval rule {{rule}} requires one.',
        remedy: 'Then ask again.',
      },
      'no-question': {
        message: 'Nobody is waiting for an answer about {{id}}.',
        remedy: 'Type "ask {{id}}" and a question to ask one.',
      },
      'own-question': {
        message: "You made request {{id}} yourself, so there's nobody else to ask.",
        remedy: 'Type "answer {{id}}" to answer an approver, or "stop {{id}}".',
      },
      'already-decided': {
        message: '{{id}} no longer waits for that decision, so nothing changed.',
        remedy: 'Type "status {{id}}" to see the outcome.',
      },
      'needs-nobody': {
        message: "{{id}} needs nobody's approval, so there's nothing to decide.",
        remedy: 'Type "status {{id}}" to see how it stands.',
      },
      'already-voted': {
        message: 'Your vote on {{id}} already counts.',
        remedy: "It's waiting for the others.",
      },
      'requester-cannot-approve': {
        message: 'Ask a colleague who can decide {{id}}: you made that request yourself.',
        remedy: 'Type "status {{id}}" to see who can, or "stop {{id}}".',
      },
      'involved-cannot-approve': {
        message: 'Ask somebody who had no part in this quarantine: you asked for it or voted on it.',
        remedy: 'The approval policy names who may decide on its release.',
      },
      'assignee-cannot-approve': {
        message: 'Ask a colleague who can decide {{id}}: you took it over.',
        remedy: 'Type "status {{id}}" to see who can, or "stop {{id}}".',
      },
      expired: {
        message: '{{id}} has expired: nobody decided in time. Nothing was restored.',
        remedy: 'Make a new request if you still need it.',
      },
      'decide-expired': {
        message: 'Nobody decided in time, so nothing happened.',
        remedy: 'Make a new request if you still need it.',
      },
      'ask-in-channel': {
        message: 'Ask in a channel: nobody can approve a request in a personal chat.',
        remedy: 'Or have an administrator type "channel approvals" in the channel where requests are decided.',
      },
      'glass-off': {
        message: "Emergency start isn't set up.",
        remedy: 'A platform engineer can name one in the approval policy (breakGlass).',
      },
      'not-in-glass-group': {
        message: 'Ask someone in {{group}}: only they can break the glass.',
        remedy: 'Or type "status {{id}}" to see who can approve it.',
      },
      'glass-not-beyond': {
        message:
          'Type "status {{id}}" to see who can approve this: you can\'t break the glass for what goes beyond the approved plan.',
        remedy: 'Or type "commands {{id}}" to make the machine by hand.',
      },
      'glass-uncarried': {
        message:
          "Get a vote from someone who has the right to {{right}} on {{scope}}: {{id}} is done with their rights, so you can't break the glass for it.",
        remedy: 'Type "status {{id}}" to see who can approve it. They can also run the lines of "commands {{id}}".',
      },
      'glass-ticket': {
        message: 'Give a ticket that matches {{pattern}}: "{{ticket}}" doesn\'t.',
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
        remedy: 'Type "status" to see the open ones.',
      },
      'cannot-review': {
        message: 'Leave the review of {{id}} to others: you requested or started it.',
        remedy: 'Ask two colleagues whom the approval policy names.',
      },
      'not-a-reviewer': {
        message: "Leave the review of {{id}} to those whom the approval policy names: you aren't one of them.",
        remedy: 'Type "status {{id}}" to see who can decide.',
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
      asked: '{{what}}: {{id}} waits for a decision until {{until}}',
      decided: '{{what}}: {{id}} goes ahead',
      failed: '{{what}}: {{id}} failed and needs attention',
      stalled: "{{what}}: {{id}} isn't making progress and needs attention",
      done: '{{what}}: {{id}} is over',
    },
    say: { 'type-to-approve': 'Look at the plan on the card. To approve it, type "approve {{id}} {{piece}}".' },
  },
} as const satisfies RoomTexts;
