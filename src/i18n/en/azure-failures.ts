/** Failures of Azure itself or of the way to it. */
export const azureFailures = {
  throttled: {
    message: 'Azure asks to wait {{seconds}} s: too many calls of this kind in this subscription.',
    remedy: "Try again after that; work that's under way goes on by itself.",
  },
  forbidden: {
    message: 'Azure refused Strongroom {{action}} on {{scope}}.',
    remedy: 'Ask a platform engineer to give Strongroom a role with that action there.',
  },
  'not-found': {
    message: "Azure doesn't find {{what}}; it may have been deleted or moved.",
    remedy: 'Check the name, or look in the Azure portal.',
  },
  unreachable: {
    message: "Azure couldn't be reached ({{reason}}).",
    remedy: "Try again in a minute; work that's under way is tried again by itself.",
  },
  timeout: {
    message: "Azure didn't answer within {{seconds}} s ({{action}}).",
    remedy: "Try again in a minute; work that's under way is looked up by itself.",
  },
  unanswered: {
    message: 'Azure was asked {{times}} times and never said whether it began. No job of ours was found.',
    remedy: 'Look at the jobs in the vault, then ask for a new restore.',
  },
  failed: {
    message: 'Azure answered {{status}} {{azureCode}}: {{message}}',
    remedy: 'Type "explain {{azureCode}}" for what\'s known about it.',
  },
} as const;
