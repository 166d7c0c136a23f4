/** What is said of a definition that was approved once, and of what runs under it. */
export const standingErrors = {
  'standing-none': {
    message: "Nothing can run under {{id}}, because it isn't a definition.",
    remedy: 'Type "requests" to see which are in force.',
  },
  'standing-not-yet': {
    message: "{{id}} isn't in force yet, so nothing can run under it.",
    remedy: 'Type "why {{id}}" to see who can approve it.',
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
    message: "{{name}}, the owner of definition {{id}}, isn't allowed to do this there, so nothing was started.",
    remedy:
      'Have a role with the right to {{right}} assigned or activated, or have a colleague type "drill renew {{id}}".',
  },
  'takeover-standing': {
    message: '{{id}} was approved for its owner, so nobody can take it over without a vote.',
    remedy: 'Ask for the same in your own name. For a drill definition, type "drill renew {{id}}".',
  },
} as const;
