export const accessErrors = {
  denied: {
    message: 'The deny assignment {{name}} on {{scope}} takes away your right to {{right}}.',
    remedy: 'Ask an owner of {{scope}} who set it, and why.',
  },
  eligible: {
    message: "You're eligible for {{role}} on {{scope}}, but it isn't active now.",
    remedy: 'Activate it in the Azure portal under Privileged Identity Management, then ask again.',
  },
  'not-allowed': {
    message: "Your Azure roles don't let you do this on {{scope}}.",
    remedy: "Ask an owner of {{scope}} for a role with the right to {{right}}, or activate one if you're eligible.",
  },
  'not-known': {
    message: "I can't tell whether your Azure roles let you do this on {{scope}}: an assignment has a condition.",
    remedy: 'Ask an owner of {{scope}} for a role with the right to {{right}}, without a condition.',
  },
  'not-an-admin': {
    message: 'Only a Strongroom administrator can do this.',
    remedy: 'Whoever runs Strongroom knows who they are: the setting ADMINS lists them.',
  },
  'not-an-admin-named': {
    message: 'Only a Strongroom administrator can do this.',
    remedy: 'Ask one of them, such as {{names}}.',
  },
} as const;
