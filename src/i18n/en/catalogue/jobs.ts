export const jobsCatalogue = {
  'job-type-not-cancellable': {
    cause: "Jobs of this kind can't be cancelled; only backup and restore jobs can.",
    remedy: 'Wait until the job has ended.',
  },
  'job-past-cancelling': {
    cause: 'The job is past the point at which it could be cancelled.',
    remedy: 'Wait until the job has ended.',
  },
  'job-not-in-progress': {
    cause: "The job isn't in progress just now: it's between two states, or has ended.",
    remedy: 'Wait a minute and look at the job. If it still runs, cancel it again.',
  },
  'cancel-failed': { cause: "Azure couldn't cancel the job just now.", remedy: 'Wait a few minutes and try again.' },
} as const;
