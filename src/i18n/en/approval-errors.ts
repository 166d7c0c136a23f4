/** What stands against deciding, asking and breaking the glass. */
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
  'wrong-hash-piece': {
    message: "{{piece}} isn't the start of the plan of {{id}}; the plan may have changed since you looked.",
    remedy: 'Type "approve {{id}}" to see the plan and what to type.',
  },
  'cannot-withdraw': {
    message: "{{id}} has started, so you can't withdraw it anymore.",
    remedy: 'Type "job" for its progress; a running job can be stopped with "cancel".',
  },
  'ask-in-channel': {
    message: 'Nobody can approve a request in a personal chat.',
    remedy:
      'Ask in a channel, or have an administrator type "approvals here" in the channel where requests are decided.',
  },
  'glass-not-standing': {
    message: "{{id}} would allow runs for as long as it's in force, so it needs the vote that its rule requires.",
    remedy: 'In an emergency, request only what you need now.',
  },
} as const;
