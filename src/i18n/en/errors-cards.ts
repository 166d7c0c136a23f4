export const errorsCards = {
  explain: {
    heading: '{{asked}}: what it means',
    unknown: "I don't know this Azure error.",
    near: 'Did you mean {{titles}}?',
    'own-text': 'For what Azure itself says about a failed job, type **job** and its id.',
    'sentence-unknown': "I don't know the Azure error {{asked}}.",
    fact: { retry: 'Try again?', phase: 'Seen in', mend: 'Continue with' },
    retry: {
      no: "That doesn't help.",
      later: 'Yes, after a while.',
      'after-fix': 'Yes, once the cause is fixed.',
    },
    phase: {
      configure: 'setting up protection',
      backup: 'backup',
      restore: 'restore',
      job: 'cancelling a job',
      vault: 'the vault',
      key: 'Key Vault and disk encryption',
      azure: 'Azure itself',
    },
  },
} as const;
