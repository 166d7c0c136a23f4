export const sagaErrors = {
  'effect-missing': {
    message: 'Azure accepted the step, but shows nothing of it.',
    remedy: 'Look in the Azure portal, then try the step again with "retry" and the id.',
  },
  'effect-unread': {
    message: "Azure has ended the step, but what it made couldn't be read.",
    remedy: 'Fix what is in the way, then try the step again with "retry" and the id: it looks at what is there first.',
  },
  'resend-over': {
    message: 'The step was sent {{hours}} hours ago without an answer, and Azure shows nothing of it.',
    remedy:
      'It isn\'t sent again by itself. Look in the Azure portal, then try the step again with "retry" and the id, or make a new request.',
  },
  'begin-expired': {
    message: "It was approved but couldn't start in time, so nothing happened.",
    remedy: 'Make a new request. The old approval is no longer valid.',
  },
  'commits-lost': {
    message: "The database came back without its last changes, so I can't tell yet what {{id}} has already sent.",
    remedy: 'Nothing to do: I look for it in Azure first, and go on after {{until}}.',
  },
  'requester-lost-right': {
    message: "{{name}} no longer has the Azure role that the approved plan needs, so it can't run on their behalf.",
    remedy:
      'Have a role with the right to {{right}} extended or assigned again, then type "retry {{id}}". Or ask someone who has it to type "takeover {{id}}".',
  },
  'member-parent-over': {
    message: '{{parent}}, which {{id}} is part of, is over, so nothing more was sent.',
    remedy: 'Make a new request. The old approval is no longer valid.',
  },
  'member-not-signed': {
    message: "The approved plan of {{parent}} doesn't contain {{id}} as it is now, so nothing was sent.",
    remedy: 'Ask again, and tell your security officer.',
  },
  'standing-ended': {
    message: 'The time for which {{id}} was approved is over, so nothing more runs under it.',
    remedy: 'Ask for it again; whoever decides sees it as it is now.',
  },
} as const;
