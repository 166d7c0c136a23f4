/** What is said of a definition that was approved once, and of what runs under it. */
export const standingErrors = {
  'standing-none': {
    message: '{{id}} is no definition that anything can run under.',
    remedy: 'Type "requests" to see which are in force.',
  },
  'standing-not-yet': {
    message: "{{id}} isn't in force yet, so nothing can run under it.",
    remedy: 'Type "why {{id}}" to see who can approve it.',
  },
  'standing-withdrawn': {
    message: '{{id}} was withdrawn, so nothing more runs under it.',
    remedy: "What was made stays. Ask for a new definition if it's still needed.",
  },
  'standing-changed': {
    message: "{{id}} isn't what was approved, so nothing was sent.",
    remedy: 'Ask for a new definition, and tell your security officer.',
  },
  'standing-outside': {
    message: 'This lies outside of what {{id}} allows: {{what}}.',
    remedy: 'Ask for less, or for a new definition.',
  },
  'standing-unmeasured': {
    message: "What {{id}} allows can't be compared with this.",
    remedy: 'Ask for it by itself.',
  },
  'standing-owner': {
    message: "{{name}}, whose definition {{id}} is, doesn't hold {{action}} there, so nothing was begun.",
    remedy: 'Have the role given or activated, or have a colleague type "takeover {{id}}".',
  },
} as const;
