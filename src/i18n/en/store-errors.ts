export const storeErrors = {
  store: {
    unavailable: {
      message: "Strongroom's database can't be reached right now, so nothing was done.",
      remedy: 'Nothing is lost. Try again in a minute.',
    },
    full: {
      message: "The disk of Strongroom's database is full, so nothing was done.",
      remedy: 'Nothing is lost. Whoever runs Strongroom has to free up space. Then try again.',
    },
  },
} as const;
