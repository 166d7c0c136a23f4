export const kernelErrors = {
  internal: {
    message: 'Something went wrong in Strongroom.',
    remedy: 'Try again. If it happens again, ask whoever runs Strongroom to check its log.',
  },
  stored: {
    newer: {
      message: 'A newer version of Strongroom wrote this ({{name}}), so I leave it to that version. Nothing was done.',
      remedy:
        'Nothing is lost. While Strongroom is being updated, try again in a minute. If this stays, whoever runs Strongroom has to deploy the newer version again.',
    },
    unreadable: {
      message: "I can't read what I stored about this ({{name}}, at {{path}}), so I do nothing with it.",
      remedy:
        'Nothing was changed. Whoever runs Strongroom finds in docs/operations.md, "Stored data", what to do. You can make the same request again.',
    },
  },
} as const;
