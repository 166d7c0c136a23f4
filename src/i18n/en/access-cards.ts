export const accessCards = {
  whoami: {
    heading: 'You are {{name}}',
    'object-id': 'Object id {{id}}',
    admin: 'Strongroom administrator',
    settings: 'I answer in {{language}}, with times in {{zone}}.',
    right: { see: 'see', backUp: 'back up', restore: 'ask for a restore', decide: "decide others' requests" },
    none: 'Your Azure roles reach none of the vaults that I watch. Ask a platform engineer for Backup Reader or Backup Operator on a vault.',
    unknown: "Unknown counts as no: a role assignment has a condition that I can't evaluate.",
    elsewhere: 'What your roles allow beyond the vaults of this channel is in our personal chat.',
    'sentence-elsewhere':
      'You are {{name}}. What your roles allow beyond the vaults of this channel is in our personal chat.',
    eligible: "You're eligible for {{roles}}: [activate it]({{link}}).",
    denied: 'Taken away by deny assignments: {{names}}.',
    more: 'and {{count}} more vaults',
    sentence: 'You are {{name}} and may ask for restores from {{vaults}}.',
    'sentence-none': "You are {{name}}. Your Azure roles don't let you restore from any vault that I watch.",
  },
} as const;
