/** What stands against deciding, asking and breaking the glass. */
export const approvalErrors = {
  'not-an-approver': {
    message: "You can't decide {{id}}: the rule {{rule}} doesn't name you.",
    remedy: 'Nothing changed. Type "why {{id}}" to see who may.',
  },
  'no-vote': {
    message: 'You have no vote on {{id}} to take back.',
    remedy: 'Type "why {{id}}" to see what is still missing.',
  },
  'nobody-can-decide': {
    message: "By the approval rule {{rule}} nobody but you could decide this, so it isn't worth filling in.",
    remedy: 'Ask a platform engineer to name somebody else in that rule, or to give a colleague the Azure role.',
  },
  'too-few-can-decide': {
    message_one:
      "The approval rule {{rule}} takes {{approvals}} approvals, and only one person could give one, so it isn't worth filling in.",
    message_other:
      "The approval rule {{rule}} takes {{approvals}} approvals, which the {{count}} people who could decide can't give together, so it isn't worth filling in.",
    remedy: 'Ask a platform engineer to name more people in that rule.',
  },
  'approvers-unread': {
    message: "Who is in {{group}}, whom the approval rule {{rule}} names, couldn't be read, and unknown counts as no.",
    remedy:
      'Try again in a minute; if it stays, a platform engineer has to look at the group or its on-call schedule, and give the bot GroupMember.Read.All in Microsoft Graph.',
  },
  'grant-needs-ticket': {
    message: 'The approval rule {{rule}} wants a ticket for access to the keys of {{vm}}. Nothing was asked for.',
    remedy:
      'Type "keyaccess {{vm}} grant because" and a reason with a ticket that fits {{pattern}}. Once the access is given, ask for this again.',
  },
  'reason-needs-ticket': {
    message: 'The approval rule {{rule}} wants a ticket in the reason.',
    remedy: 'Give the reason again with a ticket that fits {{pattern}}.',
  },
  'not-open': {
    message: '{{id}} no longer waits for a decision.',
    remedy: 'Type "requests" to see what became of it.',
  },
  'no-question': {
    message: 'Nobody is waiting for an answer about {{id}}.',
    remedy: 'Type "ask {{id}}" and a question to ask one.',
  },
  'own-question': {
    message: 'You asked for {{id}} yourself, so there is nobody to ask but you.',
    remedy: 'Type "answer {{id}}" to answer an approver, or "withdraw {{id}}".',
  },
  'glass-off': {
    message: 'Nothing can begin here without an approval: no group may break the glass.',
    remedy: 'A platform engineer can name one in the approval policy (breakGlass).',
  },
  'not-in-glass-group': {
    message: 'Only {{group}} may break the glass.',
    remedy: 'Ask one of them, or type "why {{id}}" to see who can approve it.',
  },
  'glass-not-beyond': {
    message: "What goes beyond the approved plan of {{id}} takes votes: the glass can't be broken for it.",
    remedy: 'Type "why {{id}}" to see who can approve it, or "byhand {{id}}" to make the machine by hand.',
  },
  'glass-ticket': {
    message: '"{{ticket}}" isn\'t a ticket as the approval policy wants it ({{pattern}}).',
    remedy: 'Type "breakglass {{id}}", the ticket and the reason.',
  },
  'glass-reason': {
    message: 'Breaking the glass takes a ticket and a reason.',
    remedy: 'Type "breakglass {{id}}", the ticket and the reason.',
  },
  'glass-first': {
    message: "There is nothing to confirm: the first tap wasn't yours, or is more than 15 minutes old.",
    remedy: 'Type "breakglass {{id}}", the ticket and the reason.',
  },
  'nothing-to-review': {
    message: "{{id}} wasn't begun without a vote, so there is nothing to review.",
    remedy: 'Type "requests" to see the open ones.',
  },
  'cannot-review': {
    message: 'You asked for {{id}} or began it, so others have to review it.',
    remedy: 'Ask two colleagues whom the approval policy names.',
  },
  'not-a-reviewer': {
    message: "The approval policy doesn't name you for the review of {{id}}.",
    remedy: 'Leave it to those whom it names; type "why {{id}}" to see who may decide.',
  },
  'already-signed': {
    message: 'You have already signed the review of {{id}}.',
    remedy: 'Nothing more to do for you.',
  },
} as const;
