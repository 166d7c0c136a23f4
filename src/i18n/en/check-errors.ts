export const checkErrors = {
  'own-identity-unknown': {
    message: "I can't tell which identity Strongroom signs in with.",
    remedy: 'Ask a platform engineer to look at its identity.',
  },
} as const;
