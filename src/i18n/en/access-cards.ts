export const accessCards = {
  whoami: {
    heading: 'You are {{name}}',
    'object-id': 'Object id {{id}}',
    subscription: '{{vault}}: subscription {{subscription}}',
    admin: 'Strongroom administrator',
    settings: 'I answer in {{language}} and give times in {{zone}}.',
    right: { see: 'see', backUp: 'back up', restore: 'ask for a restore', decide: "decide others' requests" },
    none: "Your Azure roles don't reach any vault that I watch. Ask a platform engineer for Backup Reader or Backup Operator on a vault.",
    unknown: "Unknown counts as no: a role assignment has a condition that I can't evaluate.",
    eligible: "You're eligible for {{roles}}: [activate it]({{link}}).",
    denied: 'Blocked by deny assignments: {{names}}.',
    more: 'and {{count}} more vaults',
    sentence: 'You are {{name}} and can request restores from {{vaults}}.',
    'sentence-none': "You are {{name}}. Your Azure roles don't let you restore from any vault that I watch.",
  },
} as const;
