/** What is done without a vote, and how it is reviewed. */
export const glassTexts = {
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
} as const;

export const glassErrors = {
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
} as const;
